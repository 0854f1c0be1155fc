"""MNIST as files: Keras' ``mnist.npz`` and the four IDX files of its authors.

The IDX format is described by LeCun, Cortes and Burges ("The MNIST database of handwritten
digits"): a big-endian magic number 0x0000TTDD with element type TT (8: unsigned byte) and
number of dimensions DD, then the size of each dimension as a big-endian 32-bit integer, then
the elements. A file is believed only if all of it fits together.
"""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, DataError, Dataset
from nn.data.files import MOST_BYTES, NpzError, first_line, open_regular, read_arrays
from nn.messages import N_, Message, message
from nn.preprocessing.pipeline import SIZE

KERAS_ARRAYS = ("x_train", "y_train", "x_test", "y_test")

_IDX_STEMS = {
    N_("nn", "training images"): ("train-images", 3),
    N_("nn", "training labels"): ("train-labels", 1),
    N_("nn", "test images"): ("t10k-images", 3),
    N_("nn", "test labels"): ("t10k-labels", 1),
}
_MOST_IMAGES = MOST_BYTES // 2 // SIZE**2
"""In one IDX file, nearly three times MNIST; a header that promises more is refused by itself, so
that of packed files, too, no more is unpacked."""

_MOST_ON_DISK = MOST_BYTES
"""Bytes of an IDX file, packed or not; packed emptiness takes time and no memory."""


def read_mnist(path: Path) -> tuple[Dataset, Dataset]:
    """Training and test part of MNIST from a file in Keras' layout or a folder of IDX files.

    One of the four IDX files stands for its folder, because a file dialog gives a file. Raises
    DataError, which names the file and says what was expected and found.
    """
    if path.is_file() and _is_idx_name(path.name):
        path = path.parent
    return _read_idx_folder(path) if path.is_dir() else _read_keras(path)


def _read_keras(path: Path) -> tuple[Dataset, Dataset]:
    try:
        arrays = read_arrays(path, KERAS_ARRAYS)
    except NpzError as error:
        raise DataError(
            N_(
                "nn",
                "{0}: expected MNIST as an .npz file with the arrays x_train, y_train, x_test, "
                "y_test, or a folder of the four IDX files; found {1}.",
            ),
            path,
            error,
        ) from error
    train = _dataset(path, message(N_("nn", "training")), arrays["x_train"], arrays["y_train"])
    return train, _dataset(path, message(N_("nn", "test")), arrays["x_test"], arrays["y_test"])


def _read_idx_folder(folder: Path) -> tuple[Dataset, Dataset]:
    files = {role: _find_idx(folder, role) for role in _IDX_STEMS}
    arrays = {role: read_idx(file, role) for role, file in files.items()}
    train = _dataset(
        folder, message(N_("nn", "training")), arrays["training images"], arrays["training labels"]
    )
    return train, _dataset(
        folder, message(N_("nn", "test")), arrays["test images"], arrays["test labels"]
    )


def _idx_names(role: str) -> list[str]:
    """The names in use for one of the four files; the dotted ones come from old archives."""
    stem, dimensions = _IDX_STEMS[role]
    names = [f"{stem}{separator}idx{dimensions}-ubyte" for separator in "-."]
    return [*names, *(f"{name}.gz" for name in names)]


def _is_idx_name(name: str) -> bool:
    return any(name in _idx_names(role) for role in _IDX_STEMS)


def _find_idx(folder: Path, role: str) -> Path:
    for name in _idx_names(role):
        if (folder / name).is_file():
            return folder / name
    raise DataError(
        N_(
            "nn",
            "{0}: expected the four IDX files of MNIST; found no file of {1} ({2}, gzipped or "
            "not).",
        ),
        folder,
        message(role),
        _idx_names(role)[0],
    )


def read_idx(path: Path, role: str) -> Array:
    """The one array in an IDX file of unsigned bytes, of the dimensions that ``role`` has.

    ``role`` is one of "training images", "training labels", "test images" and "test labels".
    Raises DataError for another file.
    """
    _, dimensions = _IDX_STEMS[role]
    try:
        with open_regular(path) as plain:
            _check_size(path, plain, role)
            if path.suffix == ".gz":
                with gzip.GzipFile(fileobj=plain) as packed:
                    return _parse_idx(path, cast(BinaryIO, packed), role, dimensions)
            return _parse_idx(path, plain, role, dimensions)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(
            N_("nn", "{0}: expected an IDX file of {1}; found a cut short or damaged file ({2})."),
            path,
            message(role),
            first_line(error),
        ) from error


def _check_size(path: Path, file: BinaryIO, role: str) -> None:
    size = os.fstat(file.fileno()).st_size
    if size > _MOST_ON_DISK:
        raise DataError(
            N_(
                "nn",
                "{0}: expected an IDX file of {1}; found {2} MB, more than the {3} MB that are "
                "read.",
            ),
            path,
            message(role),
            size // 2**20,
            _MOST_ON_DISK // 2**20,
        )


def _parse_idx(path: Path, file: BinaryIO, role: str, dimensions: int) -> Array:
    what = (path, message(role))
    magic = file.read(4)
    if magic != bytes([0, 0, 8, dimensions]):
        raise DataError(
            N_(
                "nn",
                "{0}: expected an IDX file of {1} (first bytes {2}); found first bytes {3}.",
            ),
            *what,
            f"0000080{dimensions}",
            magic.hex() or "—",
        )
    header = file.read(4 * dimensions)
    if len(header) < 4 * dimensions:
        raise DataError(
            N_("nn", "{0}: expected an IDX file of {1}; found a file that ends within its header."),
            *what,
        )
    shape = tuple(int(size) for size in np.frombuffer(header, ">u4"))
    count = int(np.prod(shape, dtype=object))
    if not 0 < count <= _MOST_IMAGES * (1 if dimensions == 1 else SIZE**2):
        raise DataError(
            N_("nn", "{0}: expected an IDX file of {1}; found a header that promises {2} bytes."),
            *what,
            count,
        )
    return _read_elements(file, shape, what)


def _read_elements(file: BinaryIO, shape: tuple[int, ...], what: tuple[Path, Message]) -> Array:
    """The elements, read straight into the array that keeps them: there is no second copy."""
    array = np.empty(shape, np.uint8)
    view = memoryview(array.data).cast("B")
    done = 0
    while done < len(view):
        read = file.readinto(view[done:])  # type: ignore[attr-defined]
        if not read:
            raise DataError(
                N_(
                    "nn",
                    "{0}: expected an IDX file of {1} with {2} bytes of data; found only {3}.",
                ),
                *what,
                len(view),
                done,
            )
        done += read
    if file.read(1):
        raise DataError(
            N_("nn", "{0}: expected an IDX file of {1} with {2} bytes of data; found more."),
            *what,
            len(view),
        )
    return array


def _dataset(path: Path, part: Message, images: Array, labels: Array) -> Dataset:
    if images.shape[1:] != (SIZE, SIZE) or images.dtype != np.uint8 or len(images) == 0:
        raise DataError(
            N_(
                "nn",
                "{0}: expected {1} images of shape {2} and type uint8; found shape {3} and type "
                "{4}.",
            ),
            path,
            part,
            f"(N, {SIZE}, {SIZE})",
            images.shape,
            images.dtype,
        )
    if labels.shape != (len(images),) or labels.dtype.kind not in "iu":
        raise DataError(
            N_("nn", "{0}: expected {1} {2} labels from 0 to 9; found shape {3} and type {4}."),
            path,
            len(images),
            part,
            labels.shape,
            labels.dtype,
        )
    low, high = labels.min(), labels.max()
    if low < 0 or high >= CLASSES:
        raise DataError(
            N_("nn", "{0}: expected {1} {2} labels from 0 to 9; found labels from {3} to {4}."),
            path,
            len(images),
            part,
            low,
            high,
        )
    return Dataset(images, labels.astype(np.uint8))
