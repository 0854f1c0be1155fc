"""Digits in the layouts that people have, besides MNIST's own.

    Kaggle's Digit Recognizer   .csv: a label and 784 pixels a line, with a heading or without
    a folder of pictures        0/*.png … 9/*.png
    EMNIST's and QMNIST's IDX   under their own names; EMNIST's images lie on their side
    arrays                      .npz: x_train, y_train …, or one pair such as images and labels

Images may be (N, 28, 28), (N, 28, 28, 1), (N, 784), of bytes or of numbers from 0 to 1; labels may
be one-hot. Small images, 8×8 or 16×16, and pictures are brought to the frame as every drawing is.
Where there is no part to test by, the last sixth is kept for it.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, DataError, Dataset
from nn.data.files import MOST_BYTES, NpzError, array_names, open_regular, read_arrays
from nn.data.mnist_files import read_idx, read_mnist
from nn.messages import N_
from nn.preprocessing.pipeline import SIZE, network_inputs, quantise
from nn.strokes import Drawing, Picture

PAIRS = (
    ("x", "y"),
    ("X", "y"),
    ("images", "labels"),
    ("data", "target"),
    ("data", "labels"),
    ("x_train", "y_train"),
)
"""Names that arrays of images and of labels go by."""

_PICTURES = {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff"}

_TEST_SHARE = 6

_LARGEST_SIDE = 64
"""Pixels of an array's images; larger ones are photos, and are kept as files."""

_MOST = MOST_BYTES // 4 // SIZE**2
"""Images in all."""

Parts = tuple[Dataset, Dataset]


def read_digits(path: Path) -> Parts:
    """Training and test part of MNIST, or of digits in one of the layouts above.

    A picture in a folder that is called after its digit stands for the folders of all digits.
    Raises DataError, which names the file and says what was expected and found.
    """
    if path.suffix.lower() in _PICTURES and path.parent.name in map(str, range(CLASSES)):
        path = path.parent.parent
    try:
        return read_mnist(path)
    except DataError:
        other = read_other(path)
        if other is None:
            raise
        return other


def read_other(path: Path) -> Parts | None:
    """Training and test part of what is no MNIST; None where none of these layouts is known.

    Raises DataError where one is known and something in it is wrong.
    """
    if path.is_dir():
        return _read_named_idx(path) or _read_folders(path)
    if path.suffix.lower() == ".csv" or path.name.lower().endswith(".csv.gz"):
        return _read_csv(path)
    if path.suffix.lower() == ".npz":
        return _read_arrays(path)
    return None


def divided(images: Array, labels: Array) -> Parts:
    """A training part and, as its test, the last sixth."""
    count = len(labels) - len(labels) // _TEST_SHARE
    return Dataset(images[:count], labels[:count]), Dataset(images[count:], labels[count:])


@contextmanager
def _unpacked(path: Path) -> Iterator[BinaryIO]:
    """The file, whose content may be packed."""
    with open_regular(path) as raw:
        if path.suffix == ".gz":
            with gzip.GzipFile(fileobj=raw) as packed:
                yield cast(BinaryIO, packed)
        else:
            yield raw


# Kaggle's CSV.


def _read_csv(path: Path) -> Parts:
    """One image a line; a file of the test part, which has no labels, is refused."""
    rows: list[Array] = []
    try:
        with _unpacked(path) as plain:
            lines = (line.decode("utf-8-sig") for line in plain)
            for number, row in enumerate(csv.reader(lines), start=1):
                if number == 1 and not row[0].strip().isdigit():
                    continue
                if row:
                    rows.append(_numbers(path, number, row))
                if len(rows) > _MOST:
                    raise DataError(
                        N_("nn", "{0}: expected at most {1} images; found more."), path, _MOST
                    )
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            N_("nn", "{0}: expected lines of a label and {1} pixels; found {2}."),
            path,
            SIZE**2,
            error,
        ) from error
    if len(rows) < _TEST_SHARE:
        raise DataError(
            N_("nn", "{0}: expected lines of a label and {1} pixels; found {2} of them."),
            path,
            SIZE**2,
            len(rows),
        )
    table = np.stack(rows)
    images = table[:, 1:].reshape(-1, SIZE, SIZE)
    return divided(images, _checked_labels(path, table[:, 0]))


def _numbers(path: Path, number: int, row: Sequence[str]) -> Array:
    """A line as (785,) uint8."""
    try:
        values = np.array([int(value) for value in row])
    except ValueError:
        values = np.empty(0)
    if len(values) != 1 + SIZE**2 or values.min() < 0 or values.max() > 255:
        raise DataError(
            N_(
                "nn",
                "{0}: expected a label and {1} pixels from 0 to 255 in line {2}; found {3} "
                "entries. A file without labels can be read and not be learned from.",
            ),
            path,
            SIZE**2,
            number,
            len(row),
        )
    return values.astype(np.uint8)


# A folder for each digit.


def _read_folders(folder: Path) -> Parts | None:
    """Pictures in folders that are called 0 to 9; every sixth of a digit is for the test."""
    found = {digit: folder / str(digit) for digit in range(CLASSES)}
    if not any(place.is_dir() for place in found.values()):
        return None
    images: dict[bool, list[Array]] = {False: [], True: []}
    labels: dict[bool, list[int]] = {False: [], True: []}
    for digit, place in found.items():
        for number, file in enumerate(_pictures(place)):
            is_test = number % _TEST_SHARE == _TEST_SHARE - 1
            images[is_test].append(_image_of(file))
            labels[is_test].append(digit)
    if not labels[True]:
        raise DataError(
            N_("nn", "{0}: expected at least {1} pictures in its folders 0 to 9; found {2}."),
            folder,
            _TEST_SHARE,
            len(labels[False]),
        )
    train, test = (
        Dataset(np.stack(images[part]), np.array(labels[part], np.uint8)) for part in (False, True)
    )
    # Else a batch of the first images would be one of zeros.
    order = np.random.default_rng(0).permutation(len(train))
    return train[order], test


def _pictures(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(f for f in folder.iterdir() if f.suffix.lower() in _PICTURES)


def _image_of(file: Path) -> Array:
    """(28, 28) uint8; raises DataError for a file that is no picture, or shows no ink."""
    from nn.preprocessing.photos.photo import ImageError, image_to_input, load_image

    try:
        image = quantise(image_to_input(load_image(file)))
    except ImageError as error:
        raise DataError(N_("nn", "Among the pictures to learn from: {0}"), error) from error
    if not image.any():
        raise DataError(N_("nn", "{0}: expected a picture of a digit; found no ink."), file)
    return np.asarray(image)


# EMNIST and QMNIST.


def _read_named_idx(folder: Path) -> Parts | None:
    """IDX files called as EMNIST's and QMNIST's are; None where there are none."""
    for prefix, is_turned in (("emnist-digits", True), ("emnist-mnist", True), ("qmnist", False)):
        parts = [_read_part(folder, prefix, part, is_turned) for part in ("train", "test")]
        if parts[0] is not None and parts[1] is not None:
            return parts[0], parts[1]
    return None


def _read_part(folder: Path, prefix: str, part: str, is_turned: bool) -> Dataset | None:
    images, labels = (_named(folder, f"{prefix}-{part}-{kind}") for kind in ("images", "labels"))
    if images is None or labels is None:
        return None
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
    classes = _checked_labels(labels, _classes(labels))
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
        with _unpacked(path) as plain:
            content = plain.read(12 + 4 * 8 * _MOST)
    except (OSError, EOFError, zlib.error) as error:
        content = str(error).encode()
    count = int.from_bytes(content[4:8], "big")
    if content[:4] != bytes([0, 0, 12, 2]) or len(content) != 12 + 32 * count:
        raise DataError(
            N_("nn", "{0}: expected QMNIST's labels, eight numbers each; found another file."), path
        )
    return np.asarray(np.frombuffer(content, ">i4", offset=12).reshape(count, 8)[:, 0])


def _named(folder: Path, stem: str) -> Path | None:
    """The one file whose name begins so."""
    found = sorted(f for f in folder.iterdir() if f.name.startswith(f"{stem}-idx"))
    return found[0] if found else None


# Arrays.


def _read_arrays(path: Path) -> Parts | None:
    """The arrays of an ``.npz``, by whatever names of :data:`PAIRS` they have."""
    try:
        names = array_names(path)
        pair = next((pair for pair in PAIRS if set(pair) <= names), None)
        if pair is None:
            return None
        tests = [
            (f"{pair[0].removesuffix('_train')}_test", f"{pair[1].removesuffix('_train')}_test")
        ]
        tests = [names_of for names_of in tests if set(names_of) <= names]
        arrays = read_arrays(path, [*pair, *(name for both in tests for name in both)])
    except NpzError:
        return None
    train = _from_arrays(path, arrays[pair[0]], arrays[pair[1]])
    if tests:
        return train, _from_arrays(path, arrays[tests[0][0]], arrays[tests[0][1]])
    return divided(train.images, train.labels)


def _from_arrays(path: Path, images: Array, labels: Array) -> Dataset:
    """Images and labels of any of the forms above as a data set."""
    square = _square(images)
    if square is None or len(square) != len(labels) or not len(square):
        raise DataError(
            N_(
                "nn",
                "{0}: expected as many labels as images of {1}×{1}, {1}×{1}×1, or {2} numbers; "
                "found images of shape {3} and labels of shape {4}.",
            ),
            path,
            SIZE,
            SIZE**2,
            images.shape,
            labels.shape,
        )
    if labels.ndim == 2:
        labels = labels.argmax(axis=1) if labels.shape[1] == CLASSES else labels[:, 0]
    return Dataset(_in_frame(_bytes(path, square)), _checked_labels(path, labels))


def _square(images: Array) -> Array | None:
    """(N, side, side) of images in any layout; None for what are no images."""
    if images.ndim == 4 and 1 in (images.shape[1], images.shape[3]):
        images = images.reshape(len(images), max(images.shape[1:]), -1)
    if images.ndim == 2:
        side = round(images.shape[1] ** 0.5)
        if side * side != images.shape[1]:
            return None
        images = images.reshape(len(images), side, side)
    is_square = images.ndim == 3 and images.shape[1] == images.shape[2]
    return images if is_square and 8 <= images.shape[1] <= _LARGEST_SIDE else None


def _bytes(path: Path, images: Array) -> Array:
    """Pixels as uint8: numbers up to 1, up to 16 (scikit-learn's digits) or up to 255, from 0 or,
    as USPS has them, from -1."""
    if images.dtype == np.uint8 and images.max() > 16:
        return images
    values = images.astype(np.float32)
    low, high = float(values.min()), float(values.max())
    top = next((top for top in (1.0, 16.0, 255.0) if high <= top), None)
    if top is None or not np.isfinite([low, high]).all() or (low not in (0.0, -1.0) and low < 0):
        raise DataError(
            N_("nn", "{0}: expected pixels from 0 to 1 or from 0 to 255; found {1} to {2}."),
            path,
            low,
            high,
        )
    bottom = -1.0 if low < 0 else 0.0
    return np.asarray(np.rint((values - bottom) * (255 / (top - bottom))), np.uint8)


def _in_frame(images: Array) -> Array:
    """(N, 28, 28) uint8; smaller and larger images pass through the one way to the frame."""
    if images.shape[1] == SIZE:
        return images
    drawings = [Drawing(picture=Picture(image, 0.0, 0.0, 1.0)) for image in images]
    return np.asarray(quantise(network_inputs(drawings)))


def _checked_labels(path: Path, labels: Array) -> Array:
    """(N,) uint8; raises DataError for what are no digits."""
    low, high = float(labels.min(initial=0)), float(labels.max(initial=0))
    if labels.ndim != 1 or low < 0 or high >= CLASSES or (labels != labels.astype(int)).any():
        raise DataError(
            N_("nn", "{0}: expected labels from 0 to 9; found labels from {1} to {2}."),
            path,
            round(low, 3),
            round(high, 3),
        )
    return np.asarray(labels.astype(np.uint8))
