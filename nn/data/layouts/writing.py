"""Digits out again, in layouts that other programs read, and this one too.

name.csv, .csv.gz   Kaggle's table: a label and 784 pixels a line
name.npz            Keras' mnist.npz
name.idx            a folder with MNIST's four IDX files
name.pictures       a folder of PNG files, in folders 0 to 9
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from nn.data.digit_data import CLASSES, DataError
from nn.data.files import atomic_write, write_arrays
from nn.data.layouts.parts import Parts, divided
from nn.data.mnist_files import KERAS_ARRAYS
from nn.messages import N_
from nn.preprocessing.pipeline import SIZE


def write_digits(path: Path, parts: Parts) -> None:
    """Write training and test part, whole or not at all, in the layout that the name asks for.

    Where one of them is empty, the other is divided: no layout is read without both. Raises
    DataError for a name that asks for none and for a folder that exists, and OSError where it
    cannot be written.
    """
    train, test = parts
    if not (len(train) and len(test)):
        all_of_them = train if len(train) else test
        parts = divided(all_of_them.images, all_of_them.labels)
    if path.name.lower().endswith((".csv", ".csv.gz")):
        _write_table(path, parts)
    elif path.suffix.lower() == ".npz":
        _write_arrays(path, parts)
    elif path.suffix.lower() == ".idx":
        _write_folder(path, parts, _write_idx)
    elif path.suffix.lower() == ".pictures":
        _write_folder(path, parts, _write_pictures)
    else:
        raise DataError(
            N_("nn", "{0}: expected a name that ends in .csv, .npz, .idx or .pictures."), path.name
        )


def _write_table(path: Path, parts: Parts) -> None:
    heading = ",".join(["label", *(f"pixel{index}" for index in range(SIZE**2))])
    with atomic_write(path) as file, ExitStack() as stack:
        out: Any = file
        if path.suffix.lower() == ".gz":
            # The time would make two files of the same digits differ.
            out = stack.enter_context(gzip.GzipFile("", "wb", fileobj=file, mtime=0))
        out.write(f"{heading}\n".encode())
        for part in parts:
            table = np.column_stack([part.labels, part.images.reshape(-1, SIZE**2)])
            np.savetxt(out, table, fmt="%d", delimiter=",")


def _write_arrays(path: Path, parts: Parts) -> None:
    arrays = [array for part in parts for array in (part.images, part.labels)]
    write_arrays(path, dict(zip(KERAS_ARRAYS, arrays, strict=True)), compress=True)


def _write_folder(path: Path, parts: Parts, write: Callable[[Path, Parts], None]) -> None:
    """Fill a folder of another name, and give it its own at the end."""
    if path.exists():
        raise DataError(N_("nn", "{0} exists already: choose another name."), path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as made:
        folder = Path(made) / path.name
        folder.mkdir()
        write(folder, parts)
        folder.rename(path)


def _write_idx(folder: Path, parts: Parts) -> None:
    for stem, part in zip(("train", "t10k"), parts, strict=True):
        for kind, array in (("images-idx3", part.images), ("labels-idx1", part.labels)):
            sizes = np.array(array.shape, ">u4").tobytes()
            head = bytes([0, 0, 8, array.ndim]) + sizes
            (folder / f"{stem}-{kind}-ubyte").write_bytes(head + array.tobytes())


def _write_pictures(folder: Path, parts: Parts) -> None:
    from PIL import Image

    number = 0
    for digit in range(CLASSES):
        (folder / str(digit)).mkdir()
    for part in parts:
        for image, label in zip(part.images, part.labels, strict=True):
            number += 1
            Image.fromarray(image).save(folder / str(label) / f"{number:06}.png")
