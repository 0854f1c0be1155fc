"""Digits in whatever layout a path has them."""

from __future__ import annotations

from pathlib import Path

from nn.data.digit_data import CLASSES, DataError
from nn.data.layouts.array_files import read_array_file
from nn.data.layouts.csv_tables import read_csv
from nn.data.layouts.emnist import is_named_idx, read_named_idx
from nn.data.layouts.parts import Parts, mixed
from nn.data.layouts.picture_folders import PICTURES, read_folders
from nn.data.mnist_files import read_mnist


def read_digits(path: Path) -> Parts:
    """Training and test part of MNIST, or of digits in another of the layouts.

    A picture in a folder that is called after its digit stands for the folders of all digits, and
    one of EMNIST's or QMNIST's files for its folder, because a file dialog gives a file.
    Raises DataError, which names the file and says what was expected and found.
    """
    if path.suffix.lower() in PICTURES and path.parent.name in map(str, range(CLASSES)):
        path = path.parent.parent
    elif is_named_idx(path):
        path = path.parent
    try:
        train, test = read_mnist(path)
    except DataError:
        other = _read_other(path)
        if other is None:
            raise
        train, test = other
    return mixed(train), test


def _read_other(path: Path) -> Parts | None:
    """Training and test part of what is no MNIST; None where none of these layouts is known.

    Raises DataError where one is known and something in it is wrong.
    """
    if path.is_dir():
        return read_named_idx(path) or read_folders(path)
    if path.suffix.lower() == ".csv" or path.name.lower().endswith(".csv.gz"):
        return read_csv(path)
    if path.suffix.lower() == ".npz":
        return read_array_file(path)
    return None
