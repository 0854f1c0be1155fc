"""A folder of pictures for each digit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import CLASSES, DataError, Dataset
from nn.data.layouts.parts import TEST_SHARE, Parts
from nn.messages import N_
from nn.preprocessing.pipeline import quantise

PICTURES = {".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff"}


def read_folders(folder: Path) -> Parts | None:
    """Pictures in folders that are called 0 to 9; every sixth one is for the test."""
    found = {digit: folder / str(digit) for digit in range(CLASSES)}
    if not any(place.is_dir() for place in found.values()):
        return None
    images: dict[bool, list[Array]] = {False: [], True: []}
    labels: dict[bool, list[int]] = {False: [], True: []}
    pictures = [(digit, file) for digit, place in found.items() for file in _pictures(place)]
    for number, (digit, file) in enumerate(pictures, start=1):
        is_test = number % TEST_SHARE == 0
        images[is_test].append(_image_of(file))
        labels[is_test].append(digit)
    if not labels[True]:
        raise DataError(
            N_("nn", "{0}: expected at least {1} pictures in its folders 0 to 9; found {2}."),
            folder,
            TEST_SHARE,
            len(pictures),
        )
    train, test = (
        Dataset(np.stack(images[part]), np.array(labels[part], np.uint8)) for part in (False, True)
    )
    return train, test


def _pictures(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(f for f in folder.iterdir() if f.suffix.lower() in PICTURES)


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
