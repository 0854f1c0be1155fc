from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from app.network_picture.selection import (
    UnitChoice,
    cell_of,
    choice_at,
    exists,
    first_choice,
    moved,
    moved_within,
    of_unit,
    place_of,
)
from nn.explain.contributions import IMAGE
from nn.layers import Layer
from tests.app.network_picture.parts import CONVOLUTIONAL, DENSE, composed, image


@pytest.mark.parametrize("layers", [DENSE, CONVOLUTIONAL])
def test_a_unit_is_found_where_it_is_painted(layers: tuple[Layer, ...]) -> None:
    arrangement, content = composed(layers, image())
    for level, units in content.shown.items():
        for unit in units:
            choice = of_unit(content.passed, content.facts.levels[level], level, unit)
            cell = cell_of(arrangement, content, choice)
            place = cell or place_of(arrangement, content, choice)
            assert place is not None
            assert choice_at(arrangement, content, place.center()) == choice


def test_a_pixel_is_found_under_the_pointer() -> None:
    arrangement, content = composed(DENSE, image())
    pixel = UnitChoice(IMAGE, (7, 20))
    cell = cell_of(arrangement, content, pixel)
    assert cell is not None
    assert choice_at(arrangement, content, cell.center()) == pixel


def test_between_columns_there_is_nothing() -> None:
    arrangement, content = composed(DENSE, image())
    between = (arrangement.columns[0].right + arrangement.columns[1].left) / 2
    assert choice_at(arrangement, content, QPointF(between, 200)) is None


def test_a_unit_without_a_slot_has_no_place() -> None:
    arrangement, content = composed(DENSE, image())
    hidden = next(unit for unit in range(60) if unit not in content.shown[0])
    assert place_of(arrangement, content, UnitChoice(0, (hidden,))) is None


def test_arrows_lead_from_the_bars_to_the_image_and_back() -> None:
    arrangement, content = composed(CONVOLUTIONAL, image())
    choice = first_choice(content)
    assert choice.level == 4
    seen = [choice.level]
    for _ in range(6):
        choice = moved(arrangement, content, choice, -1, 0)
        seen.append(choice.level)
    assert seen == [4, 3, 2, 1, 0, IMAGE, IMAGE]
    for _ in range(7):
        choice = moved(arrangement, content, choice, 1, 0)
    assert choice.level == 4


def test_up_and_down_go_from_slot_to_slot_and_stop_at_the_ends() -> None:
    arrangement, content = composed(DENSE, image())
    units = content.shown[1]
    choice = UnitChoice(1, (units[0],))
    assert moved(arrangement, content, choice, 0, -1) == choice
    assert moved(arrangement, content, choice, 0, 1) == UnitChoice(1, (units[1],))
    last = UnitChoice(1, (units[-1],))
    assert moved(arrangement, content, last, 0, 1) == last


def test_within_a_map_one_goes_from_place_to_place() -> None:
    _, content = composed(CONVOLUTIONAL, image())
    choice = UnitChoice(0, (3, 0, 13))
    assert moved_within(content, choice, 1, 1) == UnitChoice(0, (3, 1, 13))
    assert moved_within(content, UnitChoice(3, (4,)), 1, 1) == UnitChoice(3, (4,))


def test_a_map_is_chosen_at_its_strongest_place() -> None:
    _, content = composed(CONVOLUTIONAL, image())
    assert content.passed is not None
    choice = of_unit(content.passed, content.facts.levels[0], 0, 5)
    assert content.passed.sums(0)[choice.place] == content.passed.sums(0)[5].max()
    assert of_unit(None, content.facts.levels[0], 0, 5).place == (5, 7, 7)


def test_a_choice_belongs_to_a_network() -> None:
    _, content = composed(CONVOLUTIONAL)
    found = content.facts.levels
    assert exists(UnitChoice(0, (19, 13, 13)), found, (1, 28, 28))
    assert exists(UnitChoice(IMAGE, (27, 27)), found, (1, 28, 28))
    for wrong in (UnitChoice(0, (20, 0, 0)), UnitChoice(0, (2,)), UnitChoice(9, (0,))):
        assert not exists(wrong, found, (1, 28, 28))
