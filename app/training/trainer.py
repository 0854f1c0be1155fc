"""The training as the window sees it: start it, steer it, hear of it.

    start(settings) → a process of its own → progressed(TrainingReport), about 15 times a second
                                           → finished(Model) | diverged(Divergence) | failed(str)
                                           | data_missing(str) | data_refused(str)
    stop()          → the process is gone  → stopped()
    discard()       → silence

The trainer never touches a network that anybody else uses: a report carries a read-only copy of
the network as it was at that moment, and what becomes of it is the receiver's business. Each run
has a number, and whatever a run still says after it was stopped or replaced is dropped.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.jobs.worker_channel import Facts
from app.jobs.worker_process import Message, WorkerProcess
from app.training.training_process import train_and_report
from app.training.training_report import Divergence, TrainingReport
from nn.checkpoint import Model
from nn.network import Network
from nn.training.settings import TrainingSettings


class Trainer(QObject):
    """Runs one training at a time in a background process.

    A run ends with exactly one of the signals ``finished``, ``stopped``, ``diverged``, ``failed``,
    ``data_missing`` (no MNIST is anywhere) and ``data_refused`` (the file asked for is of no
    use); the last three carry one sentence for the user. After :meth:`discard` and
    :meth:`shutdown` there are none. Before the first report, ``preparing`` tells what share of
    the built-in digits has been drawn.
    """

    started = Signal(object)
    preparing = Signal(float)
    progressed = Signal(object)
    finished = Signal(object)
    stopped = Signal()
    diverged = Signal(object)
    failed = Signal(str)
    data_missing = Signal(str)
    data_refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = 0
        self._settings: TrainingSettings | None = None
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
        settings: TrainingSettings,
        *,
        data_path: Path | None = None,
        built_in_digits: bool = False,
        paused: bool = False,
    ) -> None:
        """Start a training; without effect while one runs.

        ``data_path`` is the MNIST file that the user chose, None for the usual places;
        ``built_in_digits`` trains on synthesised digits instead. A ``paused`` one reports its
        untrained network and waits for :meth:`step` or :meth:`resume`.
        """
        if self.is_running:
            return
        self._run += 1
        self._settings = settings
        self._stopping = False
        self._network = None
        arguments = {
            "run": self._run,
            "settings": settings.as_facts(),
            "data_path": None if data_path is None else str(data_path),
            "built_in": built_in_digits,
            "paused": paused,
        }
        try:
            self._worker = WorkerProcess(train_and_report, arguments, self)
        except OSError as error:
            self._worker = None
            self.failed.emit(self.tr("Training could not be started: {0}").format(error))
            return
        self._worker.received.connect(self._receive)
        self._worker.ended.connect(self._end)
        self.started.emit(settings)

    @Slot()
    def pause(self) -> None:
        """Let the training sleep after its current step."""
        self._command({"command": "pause"})

    @Slot()
    def resume(self) -> None:
        """Let a paused training go on."""
        self._command({"command": "resume"})

    @Slot()
    def step(self) -> None:
        """Let a paused training make one step of its optimiser, and sleep again."""
        self._command({"command": "step"})

    @Slot(float)
    def set_learning_rate(self, learning_rate: float) -> None:
        """Go on with another learning rate."""
        if self._worker is not None and self._settings is not None:
            self._settings = replace(self._settings, learning_rate=learning_rate)
            self._command({"command": "rate", "learning_rate": learning_rate})

    @Slot()
    def stop(self) -> None:
        """End the training; ``stopped`` follows when its process is gone.

        The process is killed and not asked: it holds nothing that anybody will miss, and a
        killed one cannot be slow to answer.
        """
        if self._worker is not None:
            self._stopping = True
            self._worker.kill()

    def discard(self) -> None:
        """End the training, if there is one, and say nothing more about it."""
        if self._worker is not None:
            self._run += 1
            self._worker.kill()
            self._worker = None

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
        assert self._settings is not None, "a run has settings"
        match kind := facts.pop("kind"):
            case "preparing":
                self.preparing.emit(facts["done"])
            case "network":
                self._network = Network.from_description(facts["architecture"])
            case "progress":
                network = self._read(message)
                self.progressed.emit(
                    TrainingReport(self._run, self._settings, network=network, **facts)
                )
            case _:
                self._worker = None
                self._conclude(kind, facts, message, self._settings)

    def _conclude(
        self, kind: str, facts: Facts, message: Message, settings: TrainingSettings
    ) -> None:
        """Pass on the last message of a run."""
        match kind:
            case "finished":
                self.finished.emit(Model(self._read(message), settings.recipe, facts["facts"]))
            case "diverged":
                self.diverged.emit(Divergence(settings, **facts))
            case "data missing":
                self.data_missing.emit(facts["message"])
            case "data refused":
                self.data_refused.emit(facts["message"])
            case _:
                self.failed.emit(self._failure(kind, facts))

    def _failure(self, kind: str, facts: Facts) -> str:
        if kind == "too few images":
            return self.tr(
                "A batch takes {0} training images and there are only {1}: choose a smaller batch."
            ).format(facts["needed"], facts["images"])
        if kind == "out of memory":
            return self.tr(
                "There is not enough free memory to train. Close something, or choose "
                "a smaller batch."
            )
        return self.tr("Training failed: {0}").format(facts["error"])

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
