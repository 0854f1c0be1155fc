import numpy as np
import pytest
from PIL import Image

from nn.arrays import Array
from nn.preprocessing.photos.paper_ink import (
    WORKING_SIZE,
    grey_pixels,
    ink_contrast,
    ink_is_dark,
    paper_noise,
)


def _cross(ground: Array, ink: float) -> Array:
    """A cross of ink that lets through that share of the light of the ground (H, W)."""
    light: Array = ground.astype(float)
    middle = len(light) // 2
    light[middle - 3 : middle + 3, 30:-30] *= ink
    light[30:-30, middle - 3 : middle + 3] *= ink
    return np.rint(light).astype(np.uint8)


def test_large_pictures_are_reduced() -> None:
    grey = grey_pixels(Image.new("RGB", (4000, 1000), "white"))
    assert grey.shape[1] <= WORKING_SIZE
    assert grey.shape[1] == pytest.approx(4 * grey.shape[0], abs=4)
    assert (grey == 255).all()


def test_the_colour_that_shows_most_is_taken() -> None:
    pixels = np.full((20, 20, 3), 255, np.uint8)
    pixels[5:8, :, 2] = 40  # yellow on white
    assert (grey_pixels(Image.fromarray(pixels))[6] == 40).all()


@pytest.mark.parametrize("dark", [True, False])
def test_ink_is_what_is_rarer(*, dark: bool) -> None:
    ramp = np.linspace(120, 220, 200)[None, :].repeat(200, axis=0)
    grey = _cross(ramp, 0.7)
    assert ink_is_dark(grey if dark else 255 - grey) == dark


def test_the_contrast_is_the_share_of_light_taken_wherever_it_is() -> None:
    ramp = np.linspace(60, 240, 200)[None, :].repeat(200, axis=0)
    contrast = ink_contrast(_cross(ramp, 0.4))
    assert contrast[100, [35, 70, 130, 165]] == pytest.approx(0.6, abs=0.03)
    assert np.abs(contrast[20]).max() < 0.03


def test_ink_along_the_edge_of_the_picture_is_not_taken_for_paper() -> None:
    grey = np.full((60, 40), 240, np.uint8)
    grey[:6] = 40
    assert ink_contrast(grey)[:6].min() > 0.6


def test_the_noise_of_the_paper_is_measured_beside_much_ink() -> None:
    rng = np.random.default_rng(1)
    contrast = 0.02 + 0.01 * rng.standard_normal((200, 200))
    level, noise = paper_noise(contrast)
    assert level == pytest.approx(0.02, abs=0.003)
    assert noise == pytest.approx(0.01, rel=0.1)
    contrast[:100] += 0.8
    level, noise = paper_noise(contrast)
    assert level == pytest.approx(0.025, abs=0.005)
    assert noise == pytest.approx(0.012, abs=0.003)
