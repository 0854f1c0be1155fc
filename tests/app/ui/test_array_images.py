from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.ui.array_images import PixelView, evidence_image, ink_image, signed_image
from app.ui.theme import Chart, chart_colour, palette


@pytest.mark.parametrize("dark", [False, True])
def test_the_sign_is_the_colour_and_the_size_its_strength(dark: bool) -> None:
    colours = palette(dark=dark)
    image = signed_image(np.array([[-1.0, 0.0, 1.0], [-7.0, 0.5, 7.0]]), colours)
    above, below = (chart_colour(which, colours) for which in (Chart.FOR, Chart.AGAINST))
    base = colours.base().color()
    assert [image.pixelColor(x, 0) for x in range(3)] == [below, base, above]
    assert [image.pixelColor(x, 1) for x in (0, 2)] == [below, above]
    halfway = image.pixelColor(1, 1)
    assert halfway not in (base, above)


@pytest.mark.parametrize("dark", [False, True])
def test_ink_that_says_nothing_is_still_seen(dark: bool) -> None:
    colours = palette(dark=dark)
    ink = np.array([[0.0, 1.0, 1.0, 1.0]])
    image = evidence_image(np.array([[0.0, 0.0, 1.0, -1.0]]), ink, colours)
    paper, silent, above, below = (image.pixelColor(x, 0) for x in range(4))
    assert paper == colours.base().color()
    assert silent != paper
    assert above == chart_colour(Chart.FOR, colours)
    assert below == chart_colour(Chart.AGAINST, colours)


def test_ink_has_the_colour_of_text() -> None:
    colours = palette(dark=False)
    image = ink_image(np.array([[0.0, 1.0]]), colours)
    assert image.pixelColor(0, 0) == colours.base().color()
    assert image.pixelColor(1, 0) == colours.text().color()


def test_every_pixel_is_shown_equally_large_and_unmixed(qtbot: QtBot) -> None:
    view = PixelView(largest=290)
    qtbot.addWidget(view)
    view.resize(290, 290)
    values = np.random.default_rng(0).uniform(-1, 1, (28, 28))
    image = signed_image(values, view.palette())
    view.show_image(image)
    shown = view.grab().toImage()
    for row, column in ((3, 3), (3, 4), (20, 9)):
        for corner in (QPoint(10 * column, 10 * row), QPoint(10 * column + 9, 10 * row + 9)):
            assert shown.pixelColor(corner) == image.pixelColor(column, row)


def test_a_frame_lies_around_its_pixels_and_inside_of_the_picture(qtbot: QtBot) -> None:
    view = PixelView(largest=280)
    qtbot.addWidget(view)
    view.resize(280, 280)
    view.show_image(signed_image(np.zeros((28, 28)), view.palette()), frame=QRectF(-3, 10, 8, 8))
    shown = view.grab().toImage()
    accent = view.palette().accent().color()

    def is_framed(x: int, y: int) -> bool:
        near = [QColor(shown.pixelColor(x + step, y)) for step in (-1, 0, 1)]
        return accent.rgb() in [colour.rgb() for colour in near]

    assert is_framed(50, 140)
    assert is_framed(1, 140)
    assert not is_framed(50, 60)
