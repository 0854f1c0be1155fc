"""What a set of labelled digit pictures is.

Pictures stay uint8, as they lie in the file: sixty thousand of them are 47 MB so, and 188 MB as
floats. Parts of a set (training and validation) are views of the same memory; a batch becomes
float only at the network's door.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn.arrays import Array, read_only
from nn.messages import N_, DigitsError, Message, message

CLASSES = 10
"""The digits 0 to 9."""

VALIDATION_COUNT = 5000
"""Training images kept back for validation: a twelfth of MNIST's, for a standard error of 0.15
percentage points at 99 % accuracy."""


class DataError(DigitsError):
    """Data cannot be used; one sentence says what was found, what was expected, what to do."""


class MnistMissingError(DataError):
    """No file was asked for and Keras' cache has none that can be used."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Labelled pictures: ``images`` (N, 28, 28) uint8, ink bright; ``labels`` (N,) uint8, 0…9.

    Raises ValueError where the two do not fit each other. The arrays are read-only.
    """

    images: Array
    labels: Array

    def __post_init__(self) -> None:
        if len(self.images) != len(self.labels):
            raise ValueError(f"{len(self.images)} images but {len(self.labels)} labels")
        object.__setattr__(self, "images", read_only(self.images))
        object.__setattr__(self, "labels", read_only(self.labels))

    def __len__(self) -> int:
        return len(self.labels)

    def __getitem__(self, index: slice | Array) -> Dataset:
        """A part: a view for a slice, a copy for an array of indices or booleans."""
        return Dataset(self.images[index], self.labels[index])


@dataclass(frozen=True, eq=False)
class DigitData:
    """All that a training needs; ``source`` says in words where it comes from, without a folder:
    it is kept in model files that are passed on."""

    train: Dataset
    validation: Dataset
    test: Dataset
    source: str

    @property
    def summary(self) -> Message:
        """What it consists of, for people."""
        labels = np.concatenate([self.train.labels, self.validation.labels, self.test.labels])
        counts = np.bincount(labels, minlength=CLASSES)
        counts = counts[counts > 0]
        arguments = (self.source, len(labels), len(counts), int(counts.min()))
        if counts.min() == counts.max():
            return message(N_("nn", "{0}: {1} pictures, {2} digits, {3} of each."), *arguments)
        return message(
            N_("nn", "{0}: {1} pictures, {2} digits, {3} to {4} of each."),
            *arguments,
            int(counts.max()),
        )


def split_validation(train: Dataset, *, count: int = VALIDATION_COUNT) -> tuple[Dataset, Dataset]:
    """Training and validation part: ``train`` without its last ``count`` images, and those.

    The last ones and not a random choice, so that every seed, recipe and engine is judged by the
    same images, and as views, so that nothing is copied. A small set gives a sixth of itself
    instead. Raises DataError where nothing would be left to train on.
    """
    count = min(count, len(train) // 6)
    if count == 0:
        raise DataError(
            N_(
                "nn",
                "The training part has {0} images; at least 6 are needed to keep some back for "
                "validation.",
            ),
            len(train),
        )
    return train[:-count], train[-count:]
