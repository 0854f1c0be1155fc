"""Arrays of images and labels in an ``.npz``, in the forms that people have."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, DataError, Dataset
from nn.data.files import NpzError, array_names, read_arrays
from nn.data.layouts.parts import Parts, checked_labels, divided
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

_NUMBERS = "bfiu"
"""Kinds of NumPy's types that pixels and labels may be of."""

_LARGEST_SIDE = 64
"""Pixels of an array's images; larger ones are photos, and are kept as files."""


def read_array_file(path: Path) -> Parts | None:
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
    are_labels = labels.dtype.kind in _NUMBERS and (
        labels.ndim == 1 or (labels.ndim == 2 and labels.shape[1] in (1, CLASSES))
    )
    if square is None or not are_labels or len(square) != len(labels):
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
        labels = labels.argmax(axis=1) if labels.shape[1] == CLASSES else labels.ravel()
    return Dataset(_in_frame(_bytes(path, square)), checked_labels(path, labels))


def _square(images: Array) -> Array | None:
    """(N, side, side) of images in any layout; None for what are no images."""
    if images.ndim == 4 and 1 in (images.shape[1], images.shape[3]):
        images = images[:, 0] if images.shape[1] == 1 else images[..., 0]
    if images.ndim == 2:
        side = round(images.shape[1] ** 0.5)
        if side * side != images.shape[1]:
            return None
        images = images.reshape(len(images), side, side)
    is_square = images.ndim == 3 and images.shape[1] == images.shape[2]
    is_image = is_square and images.dtype.kind in _NUMBERS and len(images)
    return images if is_image and 8 <= images.shape[1] <= _LARGEST_SIDE else None


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
