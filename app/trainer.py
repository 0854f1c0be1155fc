"""The training as the window sees it: start it, steer it, hear of it.

    start(recipe) → a process of its own → progressed(TrainingReport), about 15 times a second
                                         → finished(Model) | failed(str)
                                         | data_missing(str) | data_refused(str)
    stop()        → the process is gone  → stopped()

The trainer never touches a network that anybody else uses: a report carries a read-only copy of
the network as it was at that moment, and what becomes of it is the receiver's business. Each run
has a number, and whatever a run still says after it was stopped or replaced is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.training_process import train_and_report
from app.worker_channel import Facts
from app.worker_process import Message, WorkerProcess
from nn.model_file import Model
from nn.network import Network


@dataclass(frozen=True)
class TrainingReport:
    """How far a training has come: the facts of :class:`nn.training.Progress`.

    ``loss`` is the mean training loss since the last report; the validation figures are those of
    the last full pass, None before the first; ``validated`` marks the report that brings a fresh
    one. ``network`` is the network of this moment, and nobody writes to it.
    """

    run: int
    recipe: str
    epoch: float
    epochs: int
    samples: int
    samples_total: int
    samples_per_second: float
    seconds: float
    seconds_left: float
    loss: float
    learning_rate: float
    validation_loss: float | None
    validation_accuracy: float | None
    validated: bool
    network: Network


class Trainer(QObject):
    """Runs one training at a time in a background process.

    A run ends with exactly one of the signals ``finished``, ``stopped``, ``failed``,
    ``data_missing`` (no MNIST is anywhere) and ``data_refused`` (the file asked for is of no
    use); the last three carry one sentence for the user. After :meth:`shutdown` there are none.
    """

    started = Signal(str)
    progressed = Signal(object)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(str)
    data_missing = Signal(str)
    data_refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = 0
        self._recipe = ""
        self._worker: WorkerProcess | None = None
        self._stopping = False
        self._network: Network | None = None

    @property
    def is_running(self) -> bool:
        """Whether a training runs or is paused; not any more once it was told to stop."""
        return self._worker is not None and not self._stopping

    @property
    def process_id(self) -> int | None:
        """The process that trains, for those who measure it."""
        return None if self._worker is None else self._worker.process_id

    def start(
        self,
        recipe_name: str,
        *,
        data_path: Path | None = None,
        seed: int = 0,
        built_in_digits: bool = False,
    ) -> None:
        """Start a training; without effect while one runs.

        ``data_path`` is the MNIST file that the user chose, None for the usual places;
        ``built_in_digits`` trains on synthesised digits instead.
        """
        if self.is_running:
            return
        self._run += 1
        self._recipe = recipe_name
        self._stopping = False
        self._network = None
        arguments = {
            "run": self._run,
            "recipe": recipe_name,
            "seed": seed,
            "data_path": None if data_path is None else str(data_path),
            "built_in": built_in_digits,
        }
        try:
            self._worker = WorkerProcess(train_and_report, arguments, self)
        except OSError as error:
            self._worker = None
            self.failed.emit(self.tr("Training could not be started: {0}").format(error))
            return
        self._worker.received.connect(self._receive)
        self._worker.ended.connect(self._end)
        self.started.emit(recipe_name)

    def pause(self) -> None:
        """Let the training sleep after its current step."""
        self._command({"command": "pause"})

    def resume(self) -> None:
        """Let a paused training go on."""
        self._command({"command": "resume"})

    def set_learning_rate(self, learning_rate: float) -> None:
        """Go on with another learning rate."""
        self._command({"command": "rate", "learning_rate": learning_rate})

    def stop(self) -> None:
        """End the training; ``stopped`` follows when its process is gone.

        The process is killed and not asked: it holds nothing that anybody will miss, and a
        killed one cannot be slow to answer.
        """
        if self._worker is not None:
            self._stopping = True
            self._worker.kill()

    def shutdown(self) -> None:
        """End everything at once and wait until it has ended; nothing is signalled any more."""
        self._run += 1
        self._worker = None
        for worker in self.findChildren(WorkerProcess):
            worker.close()

    def _command(self, command: Facts) -> None:
        if self._worker is not None:
            self._worker.send(command)

    @Slot(object)
    def _receive(self, message: Message) -> None:
        facts = dict(message.facts)
        if facts.pop("run") != self._run or self._stopping:
            return
        match facts.pop("kind"):
            case "network":
                self._network = Network.from_description(facts["architecture"])
            case "progress":
                report = TrainingReport(
                    run=self._run, recipe=self._recipe, network=self._read(message), **facts
                )
                self.progressed.emit(report)
            case "finished":
                self._worker = None
                self.finished.emit(Model(self._read(message), self._recipe, facts["facts"]))
            case "data missing":
                self._worker = None
                self.data_missing.emit(facts["message"])
            case "data refused":
                self._worker = None
                self.data_refused.emit(facts["message"])
            case "failed":
                self._worker = None
                self.failed.emit(facts["message"])

    @Slot(int)
    def _end(self, exit_code: int) -> None:
        worker = self.sender()
        if worker is self._worker:
            self._worker = None
            if self._stopping:
                self.stopped.emit()
            else:
                self.failed.emit(self._unexpected_end(exit_code))
        worker.deleteLater()

    def _read(self, message: Message) -> Network:
        """The network whose parameters came with a message: its bytes, which nobody can write."""
        assert self._network is not None, "a run describes its network before it sends parameters"
        return self._network.with_parameters(np.frombuffer(message.payload, np.float32))

    def _unexpected_end(self, exit_code: int) -> str:
        if exit_code < 0:
            return self.tr(
                "The training process was ended from outside (signal {0}); perhaps memory ran out."
            ).format(-exit_code)
        return self.tr("The training process ended unexpectedly (exit code {0}).").format(exit_code)
