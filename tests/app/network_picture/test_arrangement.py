from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.network_picture.arrangement import Room, arrange
from nn.explain.contributions import IMAGE
from nn.explain.units import levels
from nn.layers import Layer
from nn.recipes import RECIPES
from tests.app.network_picture.parts import CONVOLUTIONAL, DEEP, DENSE, SIGMOIDS, network, room

ROOMS = [(240, 240), (420, 480), (600, 500), (900, 700), (1600, 1400)]
NETWORKS = {
    "dense": DENSE,
    "sigmoids": SIGMOIDS,
    "convolutional": CONVOLUTIONAL,
    "deep": DEEP,
    "best": RECIPES["best"].layers,
    "cnn": RECIPES["cnn"].layers,
    "mlp": RECIPES["mlp"].layers,
}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", ROOMS)
@pytest.mark.parametrize("name", NETWORKS)
def test_all_columns_lie_side_by_side_within_the_room(
    name: str, size: tuple[int, int], ratio: float
) -> None:
    shown = network(NETWORKS[name]).folded()
    place = room(*size, ratio=ratio)
    arrangement = arrange(shown, levels(shown), place)
    columns = arrangement.columns
    assert columns[0].level == IMAGE
    assert columns[0].left > 0
    for before, after in itertools.pairwise(columns):
        assert before.right + 4 <= after.left
    assert columns[-1].right + 4 <= arrangement.output_x <= size[0]
    for column in columns:
        for index in range(column.count):
            slot = column.slot(index)
            assert place.top - 1 <= slot.top()
            assert slot.bottom() <= place.bottom + 1 or column.count == 1


@pytest.mark.parametrize("name", ["dense", "convolutional", "best"])
def test_every_level_has_a_column_where_there_is_room(name: str) -> None:
    shown = network(NETWORKS[name]).folded()
    found = levels(shown)
    arrangement = arrange(shown, found, room(900, 600))
    assert [column.level for column in arrangement.columns] == list(range(-1, len(found) - 1))
    assert arrangement.omitted == 0


def test_of_too_many_levels_those_in_the_middle_are_left_out() -> None:
    shown = network(DEEP)
    arrangement = arrange(shown, levels(shown), room(240, 300))
    shown_levels = [column.level for column in arrangement.columns]
    assert arrangement.omitted == 20 - len(shown_levels) + 1 > 0
    assert shown_levels[:2] == [IMAGE, 0]
    assert shown_levels[-1] == 19


def test_captions_of_neighbours_do_not_touch() -> None:
    for layers in NETWORKS.values():
        shown = network(layers).folded()
        arrangement = arrange(shown, levels(shown), room(420, 480))
        first, *others = arrangement.columns
        edge = first.left + arrangement.caption_width(first)
        for column in others:
            half = arrangement.caption_width(column) / 2
            assert column.centre - half >= edge - 0.01
            edge = column.centre + half
        assert edge <= arrangement.output_x + 0.01


@pytest.mark.parametrize("layers", [DENSE, CONVOLUTIONAL])
def test_a_slot_is_found_under_its_middle(layers: tuple[Layer, ...]) -> None:
    shown = network(layers)
    arrangement = arrange(shown, levels(shown), room())
    for column in arrangement.columns:
        for index in range(column.count):
            assert column.slot_at(column.slot(index).center()) == index
        assert column.slot_at(QPointF(column.right + 9, column.top)) is None


def test_a_pixel_of_a_map_is_a_whole_number_of_device_pixels() -> None:
    shown = network(CONVOLUTIONAL)
    for ratio in (1.0, 1.25, 2.0):
        arrangement = arrange(shown, levels(shown), room(700, 500, ratio))
        for column in arrangement.columns:
            assert (column.cell * ratio) == pytest.approx(round(column.cell * ratio))


def test_connections_end_at_the_rows_of_the_bars() -> None:
    shown = network(CONVOLUTIONAL)
    rows = tuple(20.0 + 40 * row for row in range(11))
    place = Room(QSizeF(600, 480), 1.0, 36, 400, rows)
    arrangement = arrange(shown, levels(shown), place)
    assert arrangement.outputs == rows
    assert arrangement.output_at(QPointF(595, 62)) == 1
    assert arrangement.output_at(QPointF(500, 62)) is None
    assert arrangement.output_at(QPointF(595, 80)) is None


def test_ten_bars_take_the_first_ten_of_eleven_outputs() -> None:
    shown = network(CONVOLUTIONAL)
    rows = tuple(20.0 + 40 * row for row in range(10))
    arrangement = arrange(shown, levels(shown), Room(QSizeF(600, 480), 1.0, 36, 400, rows))
    assert arrangement.outputs == rows


def test_a_unit_that_looks_at_the_image_has_a_tile_and_a_disc() -> None:
    shown = network(DENSE)
    arrangement = arrange(shown, levels(shown), room())
    first, second = arrangement.columns[1:]
    assert (first.kind, second.kind) == ("weights", "discs")
    tile = QRectF(first.slot(0).topLeft(), QSizeF(first.tile, first.height))
    assert not tile.intersects(first.disc(0))
    assert first.slot(0).contains(first.disc(0))
