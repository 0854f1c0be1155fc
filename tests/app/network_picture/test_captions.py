from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.network_picture.arrangement import Arrangement
from app.network_picture.captions import CaptionPainter, foot_height, head_height
from app.network_picture.content import Content
from app.network_picture.style import Style
from tests.app.network_picture.parts import CONVOLUTIONAL, composed, room


@pytest.fixture
def style(qtbot: QtBot) -> Style:
    widget = QWidget()
    qtbot.addWidget(widget)
    return Style.of(widget)


def heights(style: Style, sizes: tuple[float, ...]) -> list[int]:
    """How high the columns of the gradients are, in pixels of the accent's colour."""
    arrangement, content = composed(CONVOLUTIONAL, None, room(600, 480))
    picture = blank(style)
    with QPainter(picture) as painter:
        CaptionPainter(painter, arrangement, style).paint_gradients(content, sizes)
    return [
        accent_below(picture, round(x), arrangement, style) for x in centres(arrangement, content)
    ]


def centres(arrangement: Arrangement, content: Content) -> list[float]:
    weighted = [
        column.centre
        for column in arrangement.columns[1:]
        if content.facts.levels[column.level].kind != "pooling"
    ]
    return [*weighted, arrangement.output_x - 16]


def blank(style: Style) -> QImage:
    picture = QImage(600, 480, QImage.Format.Format_RGB32)
    picture.fill(style.window)
    return picture


def accent_below(picture: QImage, x: int, arrangement: Arrangement, style: Style) -> int:
    rows = range(round(arrangement.bottom), 480)
    return sum(picture.pixelColor(x, y) == style.accent for y in rows)


def test_a_gradient_that_vanishes_has_a_lower_column(style: Style) -> None:
    found = heights(style, (1e-5, 1e-4, 1e-2, 1e-1))
    assert found == sorted(found)
    assert found[0] > 0
    assert found[-1] > 3 * found[0]


def test_gradients_beyond_all_bounds_are_painted_too(style: Style) -> None:
    found = heights(style, (0.0, float("nan"), float("inf"), 1e9))
    assert max(found) <= 24


def test_gradients_of_another_network_are_left_out(style: Style) -> None:
    assert heights(style, (1e-2, 1e-2)) == [0, 0, 0, 0]


def test_captions_have_room(style: Style) -> None:
    arrangement, content = composed(CONVOLUTIONAL, None, room(600, 480))
    picture = blank(style)
    with QPainter(picture) as painter:
        captions = CaptionPainter(painter, arrangement, style)
        captions.paint_names(content)
        captions.paint_hidden(content, {0: frozenset({1, 2})})
        captions.paint_hint("A hint that is far too long for one line. " * 5)
    assert head_height(style) <= 40
    assert foot_height(style) <= 80
    right = [picture.pixelColor(599, y) for y in range(480)]
    assert all(colour == style.window for colour in right)
