"""Where benchmarks find data: the same places as the tests, and an error where it is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nn.data.datasets import DataError, Dataset, StrokeSet, load_strokes
from nn.data.mnist_files import read_mnist

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


def pen_digits() -> StrokeSet:
    """Real pen digits as strokes."""
    try:
        return load_strokes(Path(os.environ.get("DIGITS_PEN_DIGITS") or _SHARED / "pen_digits.npz"))
    except DataError as error:
        sys.exit(f"{error} Set DIGITS_PEN_DIGITS to the path of a stroke file.")


def _mnist() -> tuple[Dataset, Dataset]:
    try:
        return read_mnist(mnist_path())
    except DataError as error:
        sys.exit(f"{error} Set DIGITS_MNIST to the path of MNIST.")
