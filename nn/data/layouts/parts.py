"""What every layout becomes: a training part and a test part."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, DataError, Dataset
from nn.data.files import MOST_BYTES, open_regular
from nn.messages import N_
from nn.preprocessing.pipeline import SIZE

TEST_SHARE = 6
"""One image of so many is for the test, where nothing else is."""

MOST_IMAGES = MOST_BYTES // 4 // SIZE**2

Parts = tuple[Dataset, Dataset]


def divided(images: Array, labels: Array) -> Parts:
    """A training part and, as its test, the last sixth."""
    digits = mixed(Dataset(images, labels))
    count = len(labels) - len(labels) // TEST_SHARE
    return digits[:count], digits[count:]


def mixed(digits: Dataset) -> Dataset:
    """The same in another order where one digit follows the other, else as they are.

    Of such a set the last ones, which are kept back to validate and to test by, would all be nines.
    """
    changes = np.count_nonzero(np.diff(digits.labels))
    if changes >= len(np.unique(digits.labels)):
        return digits
    return digits[np.random.default_rng(0).permutation(len(digits))]


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """The file, whose content may be packed."""
    with open_regular(path) as raw:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=raw) as packed:
                yield cast(BinaryIO, packed)
        else:
            yield raw


def checked_labels(path: Path, labels: Array) -> Array:
    """(N,) uint8; raises DataError for what are no digits."""
    low, high = float(labels.min(initial=0)), float(labels.max(initial=0))
    if labels.ndim != 1 or not np.isin(labels, range(CLASSES)).all():
        raise DataError(
            N_("nn", "{0}: expected labels from 0 to 9; found labels from {1} to {2}."),
            path,
            round(low, 3),
            round(high, 3),
        )
    return np.asarray(labels.astype(np.uint8))
