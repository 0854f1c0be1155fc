"""Learning somebody's digits as the window sees it: start it, hear of it, stop it.

    start(model, drawings) → a process of its own → progressed(share, stage)
                                                  → finished(Lesson) | failed(str)
    stop()                 → the process is killed → silence

What was learned is only offered: what becomes of it is for the user to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.fine_tuning.fine_tuning_job import STAGES, learn_and_report
from app.jobs.worker_channel import Facts
from app.jobs.worker_process import Message, WorkerProcess
from app.library.file import drawing_to_bytes
from app.library.store import KeptDrawing
from nn.checkpoint import Model

SEED = 0
"""The same drawings and the same network give the same lesson."""

_BASE_FACTS = ("seed", "epochs", "data", "date", "validation_accuracy", "own_drawings")
"""What a model says of the one that it was made from."""


@dataclass(frozen=True)
class BeforeAfter:
    """Right answers among ``count`` images before and after the lesson."""

    count: int
    before: int
    after: int


@dataclass(frozen=True)
class ChangedReading:
    """A held-out drawing that is read otherwise than before: rightly, or wrongly."""

    kept: KeptDrawing
    before: int
    after: int

    @property
    def is_right(self) -> bool:
        return self.after == self.kept.label


@dataclass(frozen=True)
class Lesson:
    """What was learned: the new ``model``, and how it reads compared to the old one.

    ``own`` is about held-out drawings and ``test`` about MNIST's test images, or those of the
    built-in digits where ``is_built_in``. ``learned`` drawings were learned from. Without
    ``has_gained`` the network is as it was before: more would have made it forget.
    """

    model: Model
    own: BeforeAfter
    test: BeforeAfter
    changed: tuple[ChangedReading, ...]
    learned: int
    is_built_in: bool
    has_gained: bool


class OwnLearner(QObject):
    """Fine-tunes one network at a time in a background process.

    A lesson ends with ``finished`` or ``failed`` (a sentence for the user), or in silence when
    it was stopped. ``progressed`` carries the share that is done, in [0, 1], and the stage.
    """

    progressed = Signal(float, str)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: WorkerProcess | None = None
        self._base: Model | None = None
        self._kept: tuple[KeptDrawing, ...] = ()

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    @property
    def process_id(self) -> int | None:
        """The process that learns, for those who measure it."""
        return None if self._worker is None else self._worker.process_id

    def start(
        self,
        model: Model,
        kept: Sequence[KeptDrawing],
        *,
        data_path: Path | None = None,
        built_in_digits: bool = False,
    ) -> None:
        """Teach a copy of the model's network these drawings; without effect while one learns.

        ``data_path`` is the MNIST that the user chose, None for the usual places.
        """
        if self.is_running:
            return
        self._base, self._kept = model, tuple(kept)
        drawings = [drawing_to_bytes(one.drawing) for one in kept]
        arguments = {
            "architecture": model.network.describe(),
            "sizes": [len(drawing) for drawing in drawings],
            "labels": [one.label for one in kept],
            "held_out": [one.held_out for one in kept],
            "data_path": None if data_path is None else str(data_path),
            "built_in": built_in_digits,
            "seed": SEED,
        }
        blocks: list[bytes | memoryview] = [model.network.parameters.data, b"".join(drawings)]
        try:
            self._worker = WorkerProcess(learn_and_report, arguments, self, blocks=blocks)
        except OSError as error:
            self.failed.emit(self.tr("Learning could not be started: {0}").format(error))
            return
        self._worker.received.connect(self._receive)
        self._worker.ended.connect(self._end)

    @Slot()
    def stop(self) -> None:
        """Break off; the process is killed, as it holds nothing that anybody will miss."""
        if self._worker is not None:
            worker, self._worker = self._worker, None
            worker.kill()

    def shutdown(self) -> None:
        """End everything at once and wait until it has ended; nothing is signalled any more."""
        self._worker = None
        for worker in self.findChildren(WorkerProcess):
            worker.close()

    @Slot(object)
    def _receive(self, message: Message) -> None:
        if self.sender() is not self._worker:
            return
        facts = message.facts
        if facts["kind"] == "stage":
            self.progressed.emit(_share(facts["stage"], facts["done"]), facts["stage"])
            return
        self._worker = None
        if facts["kind"] == "finished":
            self.finished.emit(self._lesson(message))
        else:
            self.failed.emit(self._reason(facts))

    def _lesson(self, message: Message) -> Lesson:
        assert self._base is not None, "a lesson begins with a model"
        facts = message.facts
        parameters = np.frombuffer(message.payload, np.float32)
        base = {name: self._base.facts[name] for name in _BASE_FACTS if name in self._base.facts}
        model = Model(
            self._base.network.with_parameters(parameters),
            self._base.recipe,
            {**facts["facts"], "base": base},
        )
        changed = [ChangedReading(self._kept[i], *reads) for i, *reads in facts["changed"]]
        return Lesson(
            model,
            BeforeAfter(*facts["own"]),
            BeforeAfter(*facts["test"]),
            tuple(changed),
            learned=sum(not one.held_out for one in self._kept),
            is_built_in=facts["built_in"],
            has_gained=facts["mixture"] > 0,
        )

    def _reason(self, facts: Facts) -> str:
        match facts["kind"]:
            case "data refused":
                return str(facts["message"])
            case "too few drawings":
                return self.tr("There are too few drawings to learn from.")
            case "too few images":
                return self.tr(
                    "MNIST is replayed with your drawings, {0} images at a time, and the file has "
                    "only {1}: choose another one."
                ).format(facts["needed"], facts["images"])
            case "out of memory":
                return self.tr("There is not enough free memory to learn. Close something.")
            case _:
                return self.tr("Learning failed: {0}").format(facts["error"])

    @Slot(int)
    def _end(self, exit_code: int) -> None:
        worker = self.sender()
        if worker is self._worker:
            self._worker = None
            self.failed.emit(self._unexpected_end(exit_code))
        worker.deleteLater()

    def _unexpected_end(self, exit_code: int) -> str:
        if exit_code < 0:
            return self.tr(
                "The process that learns was ended from outside (signal {0}); perhaps memory ran "
                "out."
            ).format(-exit_code)
        return self.tr("The process that learns ended unexpectedly (exit code {0}).").format(
            exit_code
        )


def _share(stage: str, done: float) -> float:
    """The share of the whole that is done when a share of a stage is."""
    names = list(STAGES)
    before = sum(STAGES[name] for name in names[: names.index(stage)])
    return (before + done * STAGES[stage]) / sum(STAGES.values())
