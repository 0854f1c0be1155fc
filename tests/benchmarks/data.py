"""Where benchmarks find MNIST: the same places as the tests, and an error where it is not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nn.datasets import DataError, Dataset
from nn.mnist_files import read_mnist

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "mnist.npz"


def mnist() -> Dataset:
    """All 60 000 training images; ends the program with a sentence where there are none."""
    try:
        return read_mnist(Path(os.environ.get("DIGITS_MNIST") or _SHARED))[0]
    except DataError as error:
        sys.exit(f"{error} Set DIGITS_MNIST to the path of MNIST.")
