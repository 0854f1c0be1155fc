"""The mistakes of a network as the window sees them: ask for them, hear of them, break off.

    find(reader) → a process of its own → found(Found), some four times a second, then complete
                                        → data_missing(str) | data_refused(str) | failed(str)
    stop()       → the process is gone; what it has read is kept, and find goes on from there

The images stay here once a process has found them, so the next network is asked about the very
same ones. What is known of the last few networks is kept too: going back to one of them costs
nothing. Whatever a process still says after it was stopped or replaced is dropped.

What is known of a network's mistakes: the test images, and how those read so far were read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.jobs.worker_channel import Facts
from app.jobs.worker_process import Message, WorkerProcess
from app.mistakes.job import read_and_report
from nn.arrays import Array
from nn.data.digit_data import Dataset
from nn.evaluation.metrics import Evaluation
from nn.network import DIGITS
from nn.preprocessing.pipeline import SIZE
from nn.reader import Reader

REMEMBERED = 4
"""Networks whose readings are kept: 400 kB each for MNIST, and their weights."""


class MistakesFinder(QObject):
    """Reads the test images with one network at a time, in a background process.

    ``found`` carries a :class:`Found`; the other signals carry one sentence for the user and end
    the search. After :meth:`shutdown` there are none.
    """

    found = Signal(object)
    data_missing = Signal(str)
    data_refused = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._data_path: Path | None = None
        self._is_built_in = False
        self._test: Dataset | None = None
        self._readings: list[Progress] = []
        self._worker: WorkerProcess | None = None

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    @property
    def process_id(self) -> int | None:
        """The process that reads, for those who measure it."""
        return None if self._worker is None else self._worker.process_id

    @property
    def is_built_in(self) -> bool:
        """Whether the images are those of the built-in digits rather than MNIST's."""
        return self._is_built_in

    @property
    def has_images(self) -> bool:
        """Whether the test images are here, so that only the reading is to be waited for."""
        return self._test is not None

    def set_data(self, path: Path | None, *, built_in: bool = False) -> None:
        """Use other test images from now on: MNIST's, by its path or from the usual places, or
        those of the built-in digits. Breaks off what is under way."""
        self.stop()
        self._data_path, self._is_built_in = path, built_in
        self._test = None
        self._readings.clear()

    def find(self, reader: Reader) -> None:
        """Find this network's mistakes instead of those of any other one."""
        if self.is_running and self._readings[0].is_of(reader):
            return
        self.stop()
        self._remember(reader)
        self._tell()
        if not self._is_complete(self._readings[0]):
            self._start(self._readings[0])

    def recall(self, reader: Reader) -> bool:
        """Tell at once what is known of this network if it is everything; whether it is."""
        if not any(self._is_complete(known) for known in self._readings if known.is_of(reader)):
            return False
        self.find(reader)
        return True

    def stop(self) -> None:
        """Break off; without effect when nothing is under way."""
        if self._worker is not None:
            worker, self._worker = self._worker, None
            worker.kill()

    def shutdown(self) -> None:
        """End everything at once and wait until it has ended; nothing is signalled any more."""
        self._worker = None
        for worker in self.findChildren(WorkerProcess):
            worker.close()

    def _is_complete(self, reading: Progress) -> bool:
        return self._test is not None and len(reading.probabilities) == len(self._test)

    def _remember(self, reader: Reader) -> None:
        """Bring what is known of the network to the front of the list."""
        known = next((reading for reading in self._readings if reading.is_of(reader)), None)
        reading = known or Progress(reader, np.empty((0, DIGITS), np.float32))
        others = [other for other in self._readings if other is not known]
        self._readings = [reading, *others[: REMEMBERED - 1]]

    def _start(self, reading: Progress) -> None:
        network = reading.reader.network
        blocks = [network.parameters.data]
        if self._test is not None:
            blocks.append(self._test.images.reshape(-1).data)
        arguments = {
            "architecture": network.describe(),
            "calibration": asdict(reading.reader.calibration),
            "data_path": None if self._data_path is None else str(self._data_path),
            "built_in": self._is_built_in,
            "images_given": self._test is not None,
            "first": len(reading.probabilities),
        }
        try:
            self._worker = WorkerProcess(read_and_report, arguments, self, blocks=blocks)
        except OSError as error:
            text = self.tr("Reading the test images could not be started: {0}")
            self.failed.emit(text.format(error))
            return
        self._worker.received.connect(self._receive)
        self._worker.ended.connect(self._end)

    @Slot(object)
    def _receive(self, message: Message) -> None:
        if self.sender() is not self._worker:
            return
        match message.facts["kind"]:
            case "images":
                self._test = _test_set(message)
            case "read":
                self._take(np.frombuffer(message.payload, np.float32).reshape(-1, DIGITS))
            case _:
                self._worker = None
                self._tell_failure(message.facts)

    def _tell_failure(self, facts: Facts) -> None:
        match facts["kind"]:
            case "data missing":
                self.data_missing.emit(facts["message"])
            case "data refused":
                self.data_refused.emit(facts["message"])
            case "out of memory":
                text = self.tr("There is not enough free memory to read the test images.")
                self.failed.emit(text)
            case "failed":
                text = self.tr("Reading the test images failed: {0}")
                self.failed.emit(text.format(facts["message"]))

    def _take(self, probabilities: Array) -> None:
        reading = self._readings[0] = self._readings[0].with_more(probabilities)
        if self._is_complete(reading):
            self._worker = None
        self._tell()

    def _tell(self) -> None:
        """Emit what is known of the network, if anything is."""
        probabilities = self._readings[0].probabilities
        if self._test is not None and len(probabilities):
            labels = self._test.labels[: len(probabilities)]
            self.found.emit(Found(self._test.images, Evaluation(probabilities, labels)))

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
                "The process that reads the test images was ended from outside (signal {0}); "
                "perhaps memory ran out."
            ).format(-exit_code)
        return self.tr(
            "The process that reads the test images ended unexpectedly (exit code {0})."
        ).format(exit_code)


def _test_set(message: Message) -> Dataset:
    """The images and labels that a process found: its bytes, which nobody can write to."""
    content = np.frombuffer(message.payload, np.uint8)
    count = int(message.facts["count"])
    return Dataset(content[:-count].reshape(count, SIZE, SIZE), content[-count:])


@dataclass(frozen=True, eq=False)
class Found:
    """What a network makes of the test images, as far as they have been read.

    ``images`` are all of them, (N, 28, 28) uint8; ``evaluation`` is that of the first
    ``evaluation.samples``.
    """

    images: Array
    evaluation: Evaluation

    @property
    def is_complete(self) -> bool:
        return self.evaluation.samples == len(self.images)


@dataclass(frozen=True, eq=False)
class Progress:
    """How far a network has come: the ``probabilities`` (n, 10) of the first n images."""

    reader: Reader
    probabilities: Array

    def is_of(self, reader: Reader) -> bool:
        """Whether another reader would come to the same: its weights may have been loaded twice."""
        mine, other = self.reader.network, reader.network
        return (
            self.reader.calibration == reader.calibration
            and (mine.layers, mine.output) == (other.layers, other.output)
            and np.array_equal(mine.parameters, other.parameters)
        )

    def with_more(self, probabilities: Array) -> Progress:
        """The same with the next images' probabilities, (m, 10)."""
        return Progress(self.reader, np.concatenate([self.probabilities, probabilities]))
