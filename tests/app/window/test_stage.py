"""Canvas, picture and bars side by side, or with the picture folded away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.drawing.canvas_panel import CanvasPanel
from app.window.stage import NARROW, Stage


@pytest.fixture
def parts() -> tuple[CanvasPanel, QWidget, QWidget]:
    return CanvasPanel(), QLabel("network"), QLabel("bars")


@pytest.fixture
def stage(qtbot: QtBot, parts: tuple[QWidget, QWidget, QWidget]) -> Stage:
    stage = Stage(*parts)
    qtbot.addWidget(stage)
    stage.resize(1280, 560)
    stage.show()
    return stage


SIZES = [QSize(920, 480), QSize(1280, 560), QSize(1920, 900), QSize(3840, 2000), QSize(1000, 1600)]


@pytest.mark.parametrize("size", SIZES)
def test_the_three_fill_the_row_from_left_to_right(
    stage: Stage, parts: tuple[QWidget, QWidget, QWidget], size: QSize
) -> None:
    stage.resize(size)
    canvas, picture, bars = (part.geometry() for part in parts)
    assert canvas.left() == 0
    assert picture.left() == canvas.right() + 1
    assert bars.left() == picture.right() + 1
    assert bars.right() == stage.rect().right()
    assert {place.height() for place in (canvas, picture, bars)} == {size.height()}
    assert min(canvas.width(), picture.width()) > 0.25 * size.width()


def test_in_a_narrow_window_the_picture_folds_away_and_its_button_shows_it(
    stage: Stage, parts: tuple[QWidget, QWidget, QWidget]
) -> None:
    canvas, picture, bars = parts
    stage.resize(NARROW - 1, 470)
    assert stage.is_narrow
    assert (canvas.isVisible(), picture.isVisible(), bars.isVisible()) == (True, False, True)
    stage.show_network.trigger()
    assert (canvas.isVisible(), picture.isVisible(), bars.isVisible()) == (False, True, True)
    stage.show_network.trigger()
    assert (canvas.isVisible(), picture.isVisible()) == (True, False)
    stage.resize(NARROW, 470)
    assert (canvas.isVisible(), picture.isVisible()) == (True, True)


def test_what_is_wanted_in_a_wide_window_is_remembered_through_a_narrow_one(
    stage: Stage, parts: tuple[QWidget, QWidget, QWidget]
) -> None:
    canvas, picture, _ = parts
    stage.show_network.trigger()
    assert not stage.shows_network
    assert not picture.isVisible()
    stage.resize(NARROW - 1, 470)
    stage.show_network.trigger()
    stage.resize(1280, 560)
    assert canvas.isVisible()
    assert not picture.isVisible()


def test_larger_type_gives_the_bars_a_wider_column(
    stage: Stage, parts: tuple[QWidget, QWidget, QWidget], qtbot: QtBot
) -> None:
    stage.resize(1280, 600)
    usual = parts[2].width()
    font = stage.font()
    font.setPixelSize(28)
    stage.setFont(font)
    qtbot.waitUntil(lambda: parts[2].width() > usual)
    assert parts[2].geometry().right() < stage.width()
