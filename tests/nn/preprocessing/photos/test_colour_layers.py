import numpy as np
from PIL import Image, ImageDraw

from nn.preprocessing.photos.colour_layers import colour_layers

CYAN, YELLOW, BLUE = (20, 235, 245), (250, 210, 30), (20, 40, 230)


def test_ink_of_one_colour_is_a_layer_and_grounds_are_none() -> None:
    image = Image.new("RGB", (160, 160), CYAN)
    pen = ImageDraw.Draw(image)
    pen.line((60, -20, 100, 180), YELLOW, 24)
    pen.line((50, 40, 110, 120), BLUE, 10)
    (layer,) = colour_layers(image)
    ink = (np.asarray(image) == BLUE).all(axis=-1)
    np.testing.assert_array_equal(layer == 0, ink)


def test_greys_and_photos_have_no_layers() -> None:
    grey = Image.new("RGB", (100, 100), (250, 250, 250))
    ImageDraw.Draw(grey).line((30, 30, 60, 70), (20, 20, 20), 6)
    assert not list(colour_layers(grey))
    noise = np.random.default_rng(1).integers(0, 256, (100, 100, 3)).astype(np.uint8)
    assert not list(colour_layers(Image.fromarray(noise)))
