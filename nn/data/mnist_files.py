"""MNIST as files: Keras' ``mnist.npz`` and the four IDX files of its authors.

The IDX format is described by LeCun, Cortes and Burges ("The MNIST database of handwritten
digits"): a big-endian magic number 0x0000TTDD with element type TT (8: unsigned byte) and
number of dimensions DD, then the size of each dimension as a big-endian 32-bit integer, then
the elements. A file is believed only if all of it fits together.
"""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, DataError, Dataset
from nn.data.npz_files import NpzError, read_arrays
from nn.preprocessing.pipeline import SIZE

KERAS_ARRAYS = ("x_train", "y_train", "x_test", "y_test")

_IDX_STEMS = {
    "training images": ("train-images", 3),
    "training labels": ("train-labels", 1),
    "test images": ("t10k-images", 3),
    "test labels": ("t10k-labels", 1),
}
_MAX_ELEMENTS = 2**31
"""A header that promises more is damaged, and refused before memory is asked for."""


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
            f"{path}: expected MNIST as an .npz file with the arrays {', '.join(KERAS_ARRAYS)}, "
            f"or a folder of the four IDX files; found {error}."
        ) from error
    train = _dataset(path, "training", arrays["x_train"], arrays["y_train"])
    return train, _dataset(path, "test", arrays["x_test"], arrays["y_test"])


def _read_idx_folder(folder: Path) -> tuple[Dataset, Dataset]:
    files = {role: _find_idx(folder, role) for role in _IDX_STEMS}
    arrays = {role: _read_idx(file, role) for role, file in files.items()}
    train = _dataset(folder, "training", arrays["training images"], arrays["training labels"])
    return train, _dataset(folder, "test", arrays["test images"], arrays["test labels"])


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
        f"{folder}: expected the four IDX files of MNIST; found no file of {role} "
        f"({_idx_names(role)[0]}, gzipped or not)."
    )


def _read_idx(path: Path, role: str) -> Array:
    """The one array in an IDX file of unsigned bytes, of the dimensions that ``role`` has."""
    _, dimensions = _IDX_STEMS[role]
    try:
        if path.suffix == ".gz":
            with gzip.open(path) as packed:
                return _parse_idx(path, cast(BinaryIO, packed), role, dimensions)
        with path.open("rb") as plain:
            return _parse_idx(path, plain, role, dimensions)
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(
            f"{path}: expected an IDX file of {role}; found a cut short or damaged file ({error})."
        ) from error


def _parse_idx(path: Path, file: BinaryIO, role: str, dimensions: int) -> Array:
    expected = f"{path}: expected an IDX file of {role}"
    magic = file.read(4)
    if magic != bytes([0, 0, 8, dimensions]):
        raise DataError(
            f"{expected} (first bytes 0000080{dimensions}); found first bytes {magic.hex() or '—'}."
        )
    header = file.read(4 * dimensions)
    if len(header) < 4 * dimensions:
        raise DataError(f"{expected}; found a file that ends within its header.")
    shape = tuple(int(size) for size in np.frombuffer(header, ">u4"))
    count = int(np.prod(shape, dtype=object))
    if not 0 < count <= _MAX_ELEMENTS:
        raise DataError(f"{expected}; found a header that promises {count} bytes.")
    return _read_elements(file, shape, expected)


def _read_elements(file: BinaryIO, shape: tuple[int, ...], expected: str) -> Array:
    """The elements, read straight into the array that keeps them: there is no second copy."""
    array = np.empty(shape, np.uint8)
    view = memoryview(array.data).cast("B")
    done = 0
    while done < len(view):
        read = file.readinto(view[done:])  # type: ignore[attr-defined]
        if not read:
            raise DataError(f"{expected} with {len(view)} bytes of data; found only {done}.")
        done += read
    if file.read(1):
        raise DataError(f"{expected} with {len(view)} bytes of data; found more.")
    return array


def _dataset(path: Path, part: str, images: Array, labels: Array) -> Dataset:
    expected = f"{path}: expected {part} images of shape (N, {SIZE}, {SIZE}) and type uint8"
    if images.shape[1:] != (SIZE, SIZE) or images.dtype != np.uint8 or len(images) == 0:
        raise DataError(f"{expected}; found shape {images.shape} and type {images.dtype}.")
    expected = f"{path}: expected {len(images)} {part} labels from 0 to {CLASSES - 1}"
    if labels.shape != (len(images),) or labels.dtype.kind not in "iu":
        raise DataError(f"{expected}; found shape {labels.shape} and type {labels.dtype}.")
    low, high = labels.min(), labels.max()
    if low < 0 or high >= CLASSES:
        raise DataError(f"{expected}; found labels from {low} to {high}.")
    return Dataset(images, labels.astype(np.uint8))
