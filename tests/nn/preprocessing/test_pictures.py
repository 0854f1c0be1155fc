from __future__ import annotations

import numpy as np
import pytest

from nn.arrays import Array
from nn.data.datasets import DigitData
from nn.preprocessing.pictures import drawing_of_image, erase_picture, sheet_picture
from nn.preprocessing.pipeline import network_input, normalise_pixels
from nn.strokes import Drawing


def test_an_image_in_the_frame_covers_the_sheet() -> None:
    image = np.zeros((28, 28), np.uint8)
    image[4:24, 10:18] = 255
    picture = drawing_of_image(image).picture
    assert picture is not None
    assert (picture.left, picture.top, picture.width, picture.height) == (0, 0, 1, 1)


def test_images_of_mnist_are_read_bit_for_bit(mnist: DigitData) -> None:
    for image in mnist.test.images[:2000]:
        assert np.array_equal(network_input(drawing_of_image(image)), normalise_pixels(image))


def test_an_image_without_ink_is_an_empty_drawing() -> None:
    assert drawing_of_image(np.zeros((28, 28), np.uint8)) == Drawing()


def test_an_image_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\(28, 28\), found \(14, 56\)"):
        drawing_of_image(np.zeros((14, 56), np.uint8))


def place(x: float, y: float) -> Array:
    return np.array([x, y])


def test_the_eraser_takes_a_band_with_round_ends_and_a_soft_edge() -> None:
    picture = sheet_picture(np.full((100, 100), 255, np.uint8))
    left_over = erase_picture(picture, place(0.3, 0.5), place(0.7, 0.5), radius=0.1).ink
    assert not left_over[41:59, 30:70].any()
    assert (left_over[:39] == 255).all()
    assert (left_over[:, :19] == 255).all()
    assert left_over[41, 21] == 255  # beyond the round end
    taken = float((255 - left_over.astype(float)).sum() / 255)
    assert taken == pytest.approx(40 * 20 + np.pi * 10**2, rel=0.01)


def test_erasing_again_takes_nothing_more() -> None:
    picture = sheet_picture(np.full((28, 28), 200, np.uint8))
    once = erase_picture(picture, place(0.33, 0.41), place(0.5, 0.47), radius=0.07)
    assert once != picture
    assert erase_picture(once, place(0.33, 0.41), place(0.5, 0.47), radius=0.07) is once
    assert picture.ink.min() == 200


def test_an_eraser_that_touches_no_ink_leaves_the_same_picture() -> None:
    ink = np.zeros((28, 28), np.uint8)
    ink[:5] = 255
    picture = sheet_picture(ink)
    assert erase_picture(picture, place(0.5, 0.8), place(0.9, 0.8), radius=0.1) is picture
    for outside in (place(-3, -3), place(5, 0.1)):
        assert erase_picture(picture, outside, outside, radius=0.1) is picture
