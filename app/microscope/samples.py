"""The images that are learned from one after the other: MNIST's first ones, or synthesised digits.

    set_path → load (a thread) → Images | the reason why there are none of MNIST

Reading MNIST takes a third of a second and 47 MB; kept are the first few thousand images, which
is more than anybody steps through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import DataError, Dataset
from nn.explain.one_step import OneStep, Sample, Weights
from nn.preprocessing.pipeline import SIZE, normalise_pixels

KEPT = 5000
"""Images."""

_SEED = 0
"""Of the synthesised digits: the same ones at every start."""


@dataclass(frozen=True, eq=False)
class Images:
    """``is_mnist`` or else synthesised. ``refusal``: why a file that was asked for is not used."""

    data: Dataset
    is_mnist: bool
    refusal: DataError | None = None

    def __len__(self) -> int:
        return len(self.data)

    def sample(self, number: int) -> Sample:
        """The image of this number; behind the last one it begins again."""
        index = number % len(self.data)
        return Sample.of(normalise_pixels(self.data.images[index]), int(self.data.labels[index]))

    def samples(self, first: int, count: int) -> Iterator[Sample]:
        """So many images from number ``first`` on."""
        return map(self.sample, range(first, first + count))


def load(path: Path | None) -> Images:
    """MNIST's first training images from this file or the usual places, or else synthesised ones.

    It is work for a thread; afterwards a step can be computed without a further import.
    """
    from nn.data.datasets import MnistMissingError, load_mnist

    _import_what_a_step_needs()
    try:
        train = load_mnist(path).train[:KEPT]
    except MnistMissingError:
        return _synthesised()
    except DataError as error:
        return _synthesised(error)
    # A copy, so that the other images need not be kept.
    return Images(Dataset(train.images.copy(), train.labels.copy()), is_mnist=True)


def _synthesised(refusal: DataError | None = None) -> Images:
    from nn.synthesis.digits import synthesise_images

    images, labels = synthesise_images(KEPT // 2, rng=np.random.default_rng(_SEED))
    return Images(Dataset(images, labels), is_mnist=False, refusal=refusal)


def _import_what_a_step_needs() -> None:
    OneStep.of(Weights.fresh(0), Sample.of(_blank(), 0), 0.0)


def _blank() -> Array:
    return np.zeros((SIZE, SIZE), np.float32)
