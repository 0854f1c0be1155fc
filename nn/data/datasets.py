"""Where digits come from: the front door to all data.

MNIST, or digits in another layout (:mod:`nn.data.layouts`), is looked for in one order: the
file that the user chose, the file named by the ``DIGITS_MNIST`` environment variable, the file that
Keras has cached. A file that was asked for and cannot be used is an error, never a reason to
quietly take another one. Where there is none, :class:`MnistMissingError` says what was tried, and
the caller may go on to :func:`nn.data.download.download_mnist` or to the built-in digits.
"""

from __future__ import annotations

import os
from pathlib import Path

from nn.data.digit_data import (
    CLASSES,
    DataError,
    Dataset,
    DigitData,
    MnistMissingError,
    split_validation,
)
from nn.data.download import DownloadProgress, download_mnist, keras_cache
from nn.data.layouts.reading import read_digits
from nn.data.quickdraw import QUICKDRAW_SUFFIX, load_quickdraw
from nn.data.stroke_files import StrokeSet, is_stroke_file, load_strokes, save_strokes
from nn.messages import N_

__all__ = [
    "CLASSES",
    "DataError",
    "Dataset",
    "DigitData",
    "DownloadProgress",
    "MnistMissingError",
    "StrokeSet",
    "download_mnist",
    "is_of_strokes",
    "load_drawings",
    "load_mnist",
    "load_strokes",
    "save_strokes",
    "split_validation",
]

PATH_VARIABLE = "DIGITS_MNIST"
"""Environment variable that names the MNIST file or folder to use."""

_MNIST_SIZES = (60_000, 10_000)
"""Images to train and to test."""


def is_of_strokes(path: Path) -> bool:
    """Whether a file holds drawings and not pictures: a stroke file, or one of *Quick, Draw!*."""
    return path.suffix.lower() == QUICKDRAW_SUFFIX or is_stroke_file(path)


def load_drawings(path: Path) -> StrokeSet:
    """The drawings of such a file; raises DataError, saying what was expected and found."""
    if path.suffix.lower() == QUICKDRAW_SUFFIX:
        return load_quickdraw(path)
    return load_strokes(path)


def load_mnist(path: str | Path | None = None) -> DigitData:
    """MNIST, with the last of its training images kept back for validation.

    Raises DataError where the file asked for (by ``path`` or ``DIGITS_MNIST``) cannot be used,
    and MnistMissingError where none was asked for and none is cached.
    """
    if path is not None:
        path = Path(path)
        return _load(path, f"from {path.name}")
    if os.environ.get(PATH_VARIABLE):
        chosen = Path(os.environ[PATH_VARIABLE]).expanduser()
        return _load(chosen, f"from {chosen.name}, named by {PATH_VARIABLE}")
    return _load_cached(keras_cache())


def _load(path: Path, place: str) -> DigitData:
    train, test = read_digits(path)
    # Told by its size: many files of other digits have the same names and layout.
    what = "MNIST" if (len(train), len(test)) == _MNIST_SIZES else "digits"
    return DigitData(*split_validation(train), test, f"{what} {place}")


def _load_cached(cache: Path) -> DigitData:
    if not cache.exists():
        raise MnistMissingError(
            N_(
                "nn",
                "No file was chosen and {0} is not set, and Keras has no MNIST cached ({1}).",
            ),
            PATH_VARIABLE,
            cache,
        )
    try:
        return _load(cache, "in Keras' cache")
    except DataError as error:
        raise MnistMissingError(
            N_(
                "nn",
                "No file was chosen and {0} is not set, and Keras' cached file is of no use: {1}",
            ),
            PATH_VARIABLE,
            error,
        ) from error
