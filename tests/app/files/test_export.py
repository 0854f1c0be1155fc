from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from app.files.export import drawing_image, drawing_svg
from nn.arrays import Array
from nn.preprocessing.pictures import sheet_picture
from nn.strokes import Drawing, Stroke
from tests.app.hand import DIGITS, line

pytestmark = pytest.mark.usefixtures("qapp")


def test_svg_looks_like_the_drawing_with_a_path_for_each_stroke_and_a_circle_for_a_dot() -> None:
    strokes = [DIGITS[7][0], line((0.2, 0.5), (0.8, 0.5)), [(0.9, 0.9)]]
    drawing = Drawing(tuple(Stroke(np.array(points), 0.05) for points in strokes))
    content = drawing_svg(drawing)
    assert len(_elements(content, "path")) == 2
    assert len(_elements(content, "circle")) == 1
    assert_looks_like(content, drawing)


def test_svg_keeps_the_widths_that_the_pressure_gave() -> None:
    points = np.stack([np.linspace(0.1, 0.9, 9), np.full(9, 0.5)], axis=1)
    pressed = Drawing((Stroke(points, 0.1, np.linspace(0.1, 1.0, 9)),))
    content = drawing_svg(pressed)
    widths = [float(path.get("stroke-width", "0")) for path in _elements(content, "path")]
    np.testing.assert_allclose(widths, 1000 * 0.1 * np.linspace(0.6, 1.5, 9), atol=0.01)
    assert_looks_like(content, pressed)


def test_svg_embeds_the_picture_under_the_strokes() -> None:
    ink = np.zeros((28, 28), np.uint8)
    ink[4:24, 6:10] = 255
    drawing = Drawing((Stroke(np.array([[0.6, 0.1], [0.6, 0.9]]), 0.1),), sheet_picture(ink))
    content = drawing_svg(drawing)
    (image,) = _elements(content, "image")
    address = image.get("{http://www.w3.org/1999/xlink}href", "")
    assert address.startswith("data:image/png;base64,")
    embedded = QImage.fromData(QByteArray.fromBase64(address.partition(",")[2].encode()))
    assert [embedded.pixelColor(8, y).alpha() for y in (2, 12)] == [0, 255]
    assert_looks_like(content, drawing, tolerance=0.04)


def test_svg_of_an_empty_sheet_is_valid() -> None:
    assert ElementTree.fromstring(drawing_svg(Drawing())).tag.endswith("svg")


def _elements(content: bytes, name: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(content).findall(f".//{{http://www.w3.org/2000/svg}}{name}")


def assert_looks_like(content: bytes, drawing: Drawing, tolerance: float = 0.005) -> None:
    """The share of pixels that differ clearly from the drawing's image is below ``tolerance``."""
    renderer = QSvgRenderer(QByteArray(content))
    assert renderer.isValid()
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, 400, 400))
    differing = np.abs(grey(image) - grey(drawing_image(drawing, 400))) > 64
    assert differing.mean() < tolerance


def grey(image: QImage) -> Array:
    """(height, width) grey 0…255."""
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)
