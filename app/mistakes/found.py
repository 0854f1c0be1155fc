"""What is known of a network's mistakes: the test images, and how those read so far were read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.evaluation.metrics import Evaluation
from nn.reader import Reader


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
