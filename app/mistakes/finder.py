"""The mistakes of a network on the test images: asked for, found by a job, broken off.

    find(reader) → Job(read_test_images) → found(FoundMistakes), some four times a second
                                         → data_missing(str) | data_refused(str) | failed(str)
    stop()       → the process is gone; what it has read is kept, and find goes on from there

The images stay here once a job has found them, so the next network is asked about the very same
ones. What is known of the last few networks is kept too: going back to one of them costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.jobs.job import Ending, Job
from app.jobs.texts import failure_text
from app.mistakes.work import read_test_images
from app.text.translate import translated
from nn.arrays import Array
from nn.data.datasets import DataError, Dataset, MnistMissingError
from nn.evaluation.metrics import Evaluation
from nn.network import DIGITS
from nn.reader import Reader

REMEMBERED = 4
"""Networks whose readings are kept: 400 kB each for MNIST, and their weights."""


class MistakesFinder(QObject):
    """Reads the test images with one network at a time, in a background process.

    ``found`` carries a :class:`FoundMistakes`; the other signals carry one sentence for the user
    and end the search. After :meth:`shutdown` there are none.
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
        self._readings: list[ReadSoFar] = []
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    @property
    def process_id(self) -> int | None:
        """The process that reads, for those who measure it."""
        return None if self._job is None else self._job.process_id

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
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def shutdown(self) -> None:
        """End everything at once and wait until it has ended; nothing is signalled any more."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _is_complete(self, reading: ReadSoFar) -> bool:
        return self._test is not None and len(reading.probabilities) == len(self._test)

    def _remember(self, reader: Reader) -> None:
        """Bring what is known of the network to the front of the list."""
        known = next((reading for reading in self._readings if reading.is_of(reader)), None)
        reading = known or ReadSoFar(reader, np.empty((0, DIGITS), np.float32))
        others = [other for other in self._readings if other is not known]
        self._readings = [reading, *others[: REMEMBERED - 1]]

    def _start(self, reading: ReadSoFar) -> None:
        images = None if self._test is None else self._test.images
        first = len(reading.probabilities)
        source = (self._data_path, self._is_built_in)
        self._job = Job(read_test_images, reading.reader, images, *source, first, parent=self)
        self._job.progressed.connect(self._receive)
        self._job.ended.connect(self._end)
        self._job.start()

    @Slot(object)
    def _receive(self, value: Dataset | Array) -> None:
        if self.sender() is not self._job:
            return
        if isinstance(value, Dataset):
            self._test = value
            return
        reading = self._readings[0] = self._readings[0].with_more(value)
        if self._is_complete(reading):
            self._job = None
        self._tell()

    def _tell(self) -> None:
        """Emit what is known of the network, if anything is."""
        probabilities = self._readings[0].probabilities
        if self._test is not None and len(probabilities):
            labels = self._test.labels[: len(probabilities)]
            self.found.emit(FoundMistakes(self._test.images, Evaluation(probabilities, labels)))

    @Slot(object)
    def _end(self, ending: Ending) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        match ending.error:
            case MnistMissingError():
                self.data_missing.emit(translated(ending.error))
            case DataError():
                self.data_refused.emit(translated(ending.error))
            case _:
                self.failed.emit(failure_text(ending))


@dataclass(frozen=True, eq=False)
class FoundMistakes:
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
class ReadSoFar:
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

    def with_more(self, probabilities: Array) -> ReadSoFar:
        """The same with the next images' probabilities, (m, 10)."""
        return ReadSoFar(self.reader, np.concatenate([self.probabilities, probabilities]))
