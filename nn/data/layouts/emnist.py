"""EMNIST's and QMNIST's IDX files, under their own names."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import DataError, Dataset
from nn.data.layouts.parts import MOST_IMAGES, Parts, checked_labels, unpacked
from nn.data.mnist_files import read_idx
from nn.messages import N_
from nn.preprocessing.pipeline import SIZE

_PREFIXES = {"emnist-digits-": True, "emnist-mnist-": True, "qmnist-": False}
"""What the files' names begin with, and whether their images lie on their side."""


def is_named_idx(path: Path) -> bool:
    """Whether it is one of these files, and not their folder."""
    return path.name.startswith(tuple(_PREFIXES)) and path.is_file()


def read_named_idx(folder: Path) -> Parts | None:
    """IDX files called as EMNIST's and QMNIST's are; None where there are none."""
    for prefix, is_turned in _PREFIXES.items():
        if any(file.name.startswith(prefix) for file in folder.iterdir()):
            return (
                _read_part(folder, f"{prefix}train", is_turned),
                _read_part(folder, f"{prefix}test", is_turned),
            )
    return None


def _read_part(folder: Path, stem: str, is_turned: bool) -> Dataset:
    images, labels = _named(folder, f"{stem}-images"), _named(folder, f"{stem}-labels")
    pixels = read_idx(images, "training images")
    if is_turned:
        # EMNIST keeps its images column by column.
        pixels = np.ascontiguousarray(pixels.transpose(0, 2, 1))
    if pixels.shape[1:] != (SIZE, SIZE):
        raise DataError(
            N_("nn", "{0}: expected images of {1}×{1}; found shape {2}."),
            images,
            SIZE,
            pixels.shape,
        )
    classes = checked_labels(labels, _classes(labels))
    if len(classes) != len(pixels):
        raise DataError(
            N_("nn", "{0}: expected {1} labels, one an image; found {2}."),
            labels,
            len(pixels),
            len(classes),
        )
    return Dataset(pixels, classes)


def _classes(path: Path) -> Array:
    """(N,) of a file of labels; QMNIST's have eight numbers each, of which the first is the class,
    the others who wrote it and when."""
    if "idx2-int" not in path.name:
        return read_idx(path, "training labels")
    try:
        with unpacked(path) as plain:
            content = plain.read(12 + 4 * 8 * MOST_IMAGES)
    except (OSError, EOFError, zlib.error) as error:
        content = str(error).encode()
    count = int.from_bytes(content[4:8], "big")
    if content[:4] != bytes([0, 0, 12, 2]) or len(content) != 12 + 32 * count:
        raise DataError(
            N_("nn", "{0}: expected QMNIST's labels, eight numbers each; found another file."), path
        )
    return np.asarray(np.frombuffer(content, ">i4", offset=12).reshape(count, 8)[:, 0])


def _named(folder: Path, stem: str) -> Path:
    """The one file whose name begins so; raises DataError where there is none."""
    found = sorted(f for f in folder.iterdir() if f.name.startswith(f"{stem}-idx"))
    if not found:
        raise DataError(
            N_(
                "nn",
                "{0}: expected images and labels to train and to test; found no file {1}-idx….",
            ),
            folder,
            stem,
        )
    return found[0]
