from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.explain.tiles import Mosaic, MosaicStyle, TileGrid, mosaic_layout, painted
from app.ui.theme import palette, signed_scale

COUNT = 11


@pytest.fixture(params=[1.0, 1.5, 2.0])
def style(request: pytest.FixtureRequest) -> MosaicStyle:
    colours = palette(dark=False)
    return MosaicStyle(
        table=np.array(signed_scale(colours), np.uint32),
        ground=colours.window().color().rgb(),
        width=200,
        ratio=request.param,
        line=16,
    )


def mosaic_of(values: np.ndarray, style: MosaicStyle) -> Mosaic:
    layout = mosaic_layout(values.shape, style, side=28, gap=4)
    pixels = painted(values, layout, style)
    return Mosaic(layout, pixels, tuple(range(len(values))), frozenset({2, 4}))


def test_every_tile_has_its_own_values_in_signed_colours(style: MosaicStyle) -> None:
    values = np.linspace(-1, 1, COUNT * 14 * 14).reshape(COUNT, 14, 14)
    mosaic = mosaic_of(values, style)
    layout = mosaic.layout
    for index in range(COUNT):
        left, top = layout.place(index)
        shown = mosaic.pixels[top : top + layout.height, left : left + layout.width]
        expected = style.table[np.rint(values[index] * 127).astype(int) + 128]
        assert np.array_equal(shown[:: layout.cell, :: layout.cell], expected)
        assert np.array_equal(shown[layout.cell - 1 :: layout.cell, :: layout.cell], expected)
    assert (mosaic.pixels == style.ground).any()


def test_values_beyond_the_scale_have_its_last_colours(style: MosaicStyle) -> None:
    mosaic = mosaic_of(np.array([-9.0, 9.0]).reshape(2, 1, 1), style)
    middle = mosaic.layout.height // 2
    for index, colour in ((0, style.table[1]), (1, style.table[255])):
        left, top = mosaic.layout.place(index)
        assert mosaic.pixels[top + middle, left + middle] == colour


def test_a_place_is_that_of_the_tile_that_lies_there(style: MosaicStyle) -> None:
    layout = mosaic_layout((COUNT, 14, 14), style, side=28, gap=4)
    rightmost = max(layout.place(index)[0] for index in range(COUNT)) + layout.width
    assert rightmost <= 200 * style.ratio < rightmost + layout.across
    for index in range(COUNT):
        left, top = layout.place(index)
        assert layout.index_at(left, top) == index
        assert layout.index_at(left + layout.width - 1, top + layout.height - 1) == index
        assert layout.index_at(left + layout.width, top) is None
        assert layout.index_at(left, top + layout.height) is None
    assert layout.index_at(-1, 0) is None
    left, top = layout.place(COUNT - 1)
    assert layout.index_at(left + layout.across, top) is None


def test_tiles_are_not_smaller_than_their_values(style: MosaicStyle) -> None:
    layout = mosaic_layout((2, 100, 100), style, side=28, gap=4)
    assert layout.cell == 1
    assert layout.columns >= 1


@pytest.fixture
def grid(qtbot: QtBot) -> TileGrid:
    grid = TileGrid("Map {0}")
    qtbot.addWidget(grid)
    grid.resize(204, 100)
    with qtbot.waitActive(grid):
        grid.show()
        grid.activateWindow()
    ratio = grid.devicePixelRatio()
    colours = palette(dark=False)
    table = np.array(signed_scale(colours), np.uint32)
    style = MosaicStyle(table, colours.window().color().rgb(), 200, ratio, 16)
    values = np.random.default_rng(0).uniform(-1, 1, (COUNT, 14, 14))
    grid.show_mosaic(mosaic_of(values, style), None)
    return grid


def test_clicks_choose_a_tile_and_take_it_back(grid: TileGrid, qtbot: QtBot) -> None:
    picked: list[int] = []
    grid.picked.connect(picked.append)
    for unit in (7, 3, 3):
        place = grid.place_of(unit)
        assert place is not None
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=place)
    first = grid.place_of(0)
    assert first is not None
    between = first + QPoint(16, 0)
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=between)
    QTest.mouseClick(grid, Qt.MouseButton.RightButton, pos=first)
    assert picked == [7, 3, -1]


def test_arrow_keys_go_from_tile_to_tile(grid: TileGrid, qtbot: QtBot) -> None:
    picked: list[int] = []
    grid.picked.connect(picked.append)
    grid.setFocus()
    keys = Qt.Key
    assert grid.mosaic is not None
    columns = grid.mosaic.layout.columns
    for key in (
        keys.Key_Right,
        keys.Key_Left,
        keys.Key_Right,
        keys.Key_Down,
        keys.Key_Up,
        keys.Key_Up,
        keys.Key_Escape,
    ):
        QTest.keyClick(grid, key)
    assert picked == [0, 1, 1 + columns, 1, -1]


def test_the_chosen_tile_and_the_strongest_are_framed(grid: TileGrid) -> None:
    plain = grid.grab().toImage()
    assert grid.mosaic is not None
    grid.show_mosaic(grid.mosaic, 5)
    framed = grid.grab().toImage()
    assert framed != plain
    place = grid.place_of(5)
    assert place is not None
    accent = grid.palette().accent().color()
    rim = place - QPoint(15, 0)
    found = [QColor(framed.pixelColor(rim + QPoint(step, 0))) for step in (-1, 0, 1)]
    assert accent.rgb() in [colour.rgb() for colour in found]
