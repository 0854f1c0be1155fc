from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.microscope.figures import Figure, HiddenUnits, MarkedPixels, scaled_image
from app.ui.theme import palette


@pytest.fixture
def units(qtbot: QtBot) -> HiddenUnits:
    units = HiddenUnits()
    qtbot.addWidget(units)
    units.resize(200, 200)
    units.show()
    qtbot.waitExposed(units)
    units.show_values(np.linspace(-1, 1, 100), 3, frozenset())
    return units


@pytest.mark.parametrize("width", [104, 125, 200, 431])
def test_units_stand_in_rows_of_ten(units: HiddenUnits, width: int) -> None:
    units.resize(width, 300)
    mosaic = units.tiles.mosaic
    assert mosaic is not None
    assert (mosaic.layout.columns, mosaic.layout.rows) == (10, 10)
    assert mosaic.pixels.shape[1] <= width


def test_the_chosen_unit_stays_chosen_when_it_is_clicked_again(
    qtbot: QtBot, units: HiddenUnits
) -> None:
    place = units.tiles.place_of(57)
    assert place is not None
    with qtbot.waitSignal(units.picked) as picked:
        QTest.mouseClick(units.tiles, Qt.MouseButton.LeftButton, pos=place)
    assert picked.args == [57]
    with qtbot.assertNotEmitted(units.picked):
        QTest.mouseClick(units.tiles, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(units.picked) as picked:
        QTest.keyClick(units.tiles, Qt.Key.Key_Right)
    assert picked.args == [58]


def test_a_choice_can_be_seen_on_a_tile_of_full_colour(units: HiddenUnits) -> None:
    units.show_values(np.ones(100), 3, frozenset())
    first = units.grab().toImage()
    units.show_values(np.ones(100), 4, frozenset())
    assert units.grab().toImage() != first


def test_a_picture_is_as_high_as_its_pixels(qtbot: QtBot) -> None:
    picture = MarkedPixels()
    qtbot.addWidget(picture)
    heights = [picture.heightForWidth(width) for width in (84, 111, 112, 139, 500)]
    assert heights == [84, 84, 112, 112, 224]
    picture.limit(120)
    assert picture.heightForWidth(139) == 112
    assert picture.heightForWidth(500) == 112


def test_marked_pixels_are_framed(qtbot: QtBot) -> None:
    picture = MarkedPixels()
    qtbot.addWidget(picture)
    picture.resize(112, 112)
    picture.show_image(scaled_image(np.ones(784), palette(dark=False)))
    before = picture.grab().toImage()
    picture.mark((0, 400))
    assert picture.grab().toImage() != before


def test_pictures_are_in_the_colour_of_their_sign_and_the_largest_in_full() -> None:
    values = np.zeros(784)
    values[:2] = 1e-5, -1e-5
    image = scaled_image(values, palette(dark=False))
    blue, orange, ground = (image.pixelColor(x, 0) for x in range(3))
    assert blue.blue() > blue.red()
    assert orange.red() > orange.blue()
    assert ground == palette(dark=False).base().color()


def test_a_figure_names_its_picture(qtbot: QtBot) -> None:
    picture = MarkedPixels()
    figure = Figure(picture, "some")
    qtbot.addWidget(figure)
    figure.say("Weights", "from 0 to 1")
    assert picture.accessibleName() == "Weights"
