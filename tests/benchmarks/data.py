"""Where benchmarks find data: the same places as the tests, and an error where it is not."""

from __future__ import annotations

import os
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np

from nn.data.datasets import DataError, Dataset, StrokeSet, load_strokes
from nn.data.mnist_files import read_mnist
from nn.strokes import Drawing, drawing_from_points

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def mnist_path() -> Path:
    """Where MNIST is, or should be."""
    return Path(os.environ.get("DIGITS_MNIST") or _SHARED / "mnist.npz")


def mnist() -> Dataset:
    """All 60 000 training images; ends the program with a sentence where there are none."""
    return _mnist()[0]


def mnist_test() -> Dataset:
    """The 10 000 test images."""
    return _mnist()[1]


DEVELOPMENT_WRITERS = tuple(f"pd-train-{number:02}" for number in (5, 10, 15, 20, 25, 30))
"""Whose pen digits are neither shipped nor learned from: they only measure."""


def pen_digits() -> StrokeSet:
    """The pen digits of the development writers; of other files, all."""
    try:
        every = load_strokes(
            Path(os.environ.get("DIGITS_PEN_DIGITS") or _SHARED / "pen_digits.npz")
        )
    except DataError as error:
        sys.exit(f"{error} Set DIGITS_PEN_DIGITS to the path of a stroke file.")
    chosen = np.flatnonzero(np.isin(every.sources, DEVELOPMENT_WRITERS))
    if not len(chosen):
        return every
    return StrokeSet(
        tuple(every.drawings[row] for row in chosen), every.labels[chosen], every.sources[chosen]
    )


def pen_letters() -> tuple[Drawing, ...]:
    """Letters that look like no digit, as strokes; none where there is no such file.

    In the format of a stroke file, but that its labels are code points.
    """
    path = Path(os.environ.get("DIGITS_PEN_LETTERS") or _SHARED / "pen_letters.npz")
    if not path.exists():
        return ()
    with np.load(path, allow_pickle=False) as file:
        points, stroke, sample = file["points"], file["stroke"], file["sample"]
    return tuple(
        drawing_from_points(points[stroke[i] : stroke[i + 1]] for i in range(first, last))
        for first, last in pairwise(sample.tolist())
    )


def _mnist() -> tuple[Dataset, Dataset]:
    try:
        return read_mnist(mnist_path())
    except DataError as error:
        sys.exit(f"{error} Set DIGITS_MNIST to the path of MNIST.")
