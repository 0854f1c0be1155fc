import numpy as np
import pytest
from PIL import Image, ImageDraw

from nn.preprocessing.photos.paper_sheet import sheet_of_paper

DESK, PAPER = (50, 45, 40), (238, 236, 228)


def _desk(corners: list[tuple[int, int]]) -> Image.Image:
    image = Image.new("RGB", (400, 300), DESK)
    ImageDraw.Draw(image).polygon(corners, PAPER)
    return image


@pytest.mark.parametrize("turn", [0, 9, 40])
def test_around_a_sheet_all_becomes_paper_and_the_writing_stays(turn: float) -> None:
    angle = np.radians(turn) + np.pi / 4 + np.arange(4) * np.pi / 2
    image = _desk([(int(200 + 120 * np.cos(a)), int(150 + 120 * np.sin(a))) for a in angle])
    ImageDraw.Draw(image).line((190, 110, 210, 190), (20, 20, 120), 6)
    paper = sheet_of_paper(image)
    assert paper is not None
    pixels = np.asarray(paper)
    before = np.asarray(image)
    np.testing.assert_array_equal(pixels[120:180, 180:220], before[120:180, 180:220])
    assert (pixels[[2, 2, -3, -3], [2, -3, 2, -3]] == PAPER).all()


@pytest.mark.parametrize(
    "corners",
    [
        [(100, 50), (300, 50), (200, 250)],
        [(0, 0), (180, 0), (220, 300), (0, 300)],
        [(150, 120), (170, 120), (170, 140), (150, 140)],
    ],
    ids=["a triangle", "a side in the light", "a speck"],
)
def test_other_bright_areas_are_no_sheet(corners: list[tuple[int, int]]) -> None:
    assert sheet_of_paper(_desk(corners)) is None


def test_a_disc_and_a_blank_picture_are_no_sheets() -> None:
    disc = Image.new("RGB", (300, 300), DESK)
    ImageDraw.Draw(disc).ellipse((50, 50, 250, 250), PAPER)
    assert sheet_of_paper(disc) is None
    assert sheet_of_paper(Image.new("RGB", (300, 300), PAPER)) is None
    assert sheet_of_paper(Image.new("RGB", (1, 1), PAPER)) is None
