"""Reading all test images as the work of a job: what stands behind the confusion matrix.

    reader, where the images are → the test set, if it had to be found → probabilities, …

It imports no Qt, and the network library only inside its functions.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nn.arrays import Array
    from nn.data.digit_data import Dataset
    from nn.reader import Reader

BATCH = 128
"""Images read between two looks at the clock: some 50 ms for the shipped network."""

REPORT_INTERVAL = 0.25
"""Seconds between two reports: a matrix that fills, and a window with little to repaint."""


def read_test_images(
    reader: Reader,
    images: Array | None,
    data_path: Path | None,
    built_in: bool,
    first: int,
) -> Generator[Dataset | Array, object, None]:
    """Read ``images`` (N, 28, 28) uint8 from number ``first`` on.

    Yields the probabilities (n, 10) float32 of the next n images. Without ``images`` they are the
    test part of MNIST, found as :func:`nn.data.datasets.load_mnist` finds it, or that of the
    ``built_in`` digits; then the whole test set is yielded first. Raises DataError.
    """
    if images is None:
        test = _test_set(data_path, built_in)
        yield test
        images = test.images
    yield from _read(reader, images, first)


def _test_set(data_path: Path | None, built_in: bool) -> Dataset:
    from nn.data.datasets import load_mnist
    from nn.synthesis.fresh import built_in_data

    return built_in_data().test if built_in else load_mnist(data_path).test


def _read(reader: Reader, images: Array, first: int) -> Generator[Array, object, None]:
    """Read batch after batch, and yield what has gathered now and then."""
    import numpy as np

    from nn.preprocessing.pipeline import normalise_pixels

    gathered: list[Array] = []
    reported = time.monotonic()
    for start in range(first, len(images), BATCH):
        batch = images[start : start + BATCH]
        gathered.append(reader.probabilities(normalise_pixels(batch))[0])
        is_last = start + len(batch) == len(images)
        if is_last or time.monotonic() - reported >= REPORT_INTERVAL:
            yield np.concatenate(gathered)
            gathered.clear()
            reported = time.monotonic()
