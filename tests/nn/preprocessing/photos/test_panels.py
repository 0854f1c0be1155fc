import pytest
from PIL import Image, ImageDraw

from nn.preprocessing.photos.panels import insides_of_rectangles, rows_of_like

WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (220, 30, 30)


def _page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (400, 300), WHITE)
    return image, ImageDraw.Draw(image)


@pytest.mark.parametrize("style", ["panel", "frame", "box"])
def test_a_rectangle_is_found_to_a_few_pixels(style: str) -> None:
    image, pen = _page()
    fill = BLACK if style == "panel" else None
    pen.rectangle((100, 50, 299, 249), fill, outline=RED if style == "box" else BLACK, width=3)
    boxes = list(insides_of_rectangles(image))
    assert boxes
    left, top, right, bottom = boxes[0]
    assert all(0 < gap < 8 for gap in (left - 100, top - 50, 300 - right, 250 - bottom))


def test_panels_in_panels_are_found_the_largest_first() -> None:
    image, pen = _page()
    pen.rectangle((40, 20, 359, 279), (45, 45, 48))
    pen.rectangle((120, 80, 279, 219), RED)
    widths = [right - left for left, _, right, _ in insides_of_rectangles(image)]
    assert [round(width, -1) for width in dict.fromkeys(widths)][-1] == pytest.approx(155, abs=10)
    assert widths == sorted(widths, reverse=True)


def test_a_ring_is_no_rectangle() -> None:
    image, pen = _page()
    pen.ellipse((100, 50, 300, 250), outline=BLACK, width=8)
    assert not list(insides_of_rectangles(image))


def test_boxes_of_one_size_beside_each_other_are_rows() -> None:
    thumbnails = [(20, 20, 119, 119), (140, 21, 238, 119), (260, 20, 359, 120)]
    larger = (10, 10, 380, 280)
    assert rows_of_like([larger, *thumbnails]) == [tuple(thumbnails)]
    assert not rows_of_like([larger, thumbnails[0]])
    assert not rows_of_like([thumbnails[0], (30, 30, 129, 129)])
