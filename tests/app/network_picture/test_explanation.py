from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.network_picture.arrangement import arrange
from app.network_picture.content import NetworkFacts, Wishes, content_of
from app.network_picture.explanation import explain
from app.network_picture.selection import UnitChoice, of_unit
from nn.explain.contributions import IMAGE
from nn.layers import Layer
from nn.reader import Calibration, Reader
from tests.app.network_picture.parts import (
    AVERAGED,
    CONVOLUTIONAL,
    DENSE,
    SIGMOIDS,
    composed,
    image,
    network,
    room,
)

LOCALE = QLocale(QLocale.Language.English)


def reader(layers: tuple[Layer, ...], temperature: float = 1.0) -> Reader:
    return Reader(network(layers), Calibration(temperature))


def numbers_in(text: str) -> list[float]:
    return [float(found.replace("−", "-")) for found in re.findall(r"−?\d+\.\d+", text)]


@pytest.mark.parametrize("layers", [DENSE, CONVOLUTIONAL, SIGMOIDS, AVERAGED])
def test_the_formula_has_the_networks_own_numbers(qtbot: QtBot, layers: tuple[Layer, ...]) -> None:
    _, content = composed(layers, image())
    assert content.passed is not None
    for level, units in content.shown.items():
        found = content.facts.levels[level]
        if found.kind == "pooling":
            continue
        choice = of_unit(content.passed, found, level, units[0])
        said = explain(content, choice, reader(layers), LOCALE)
        *parts, z = numbers_in(said.formula[0])
        assert z == pytest.approx(float(content.passed.sums(level)[choice.place]), abs=0.006)
        assert sum(parts) == pytest.approx(z, abs=0.02)
        if found.last > found.first:
            a = numbers_in(said.formula[1])[-1]
            value = float(content.passed.values(level)[choice.place])
            assert a == pytest.approx(value, abs=0.006)


def test_the_mean_of_a_square_is_a_sum_of_its_values(qtbot: QtBot) -> None:
    _, content = composed(AVERAGED, image())
    assert content.passed is not None
    said = explain(content, UnitChoice(1, (2, 3, 3)), reader(AVERAGED), LOCALE)
    mean = float(content.passed.values(0)[2, 6:8, 6:8].mean())
    assert numbers_in(said.formula[0]) == [pytest.approx(mean, abs=0.006)]
    rows = sum(numbers_in(row.value)[0] for row in said.rows)
    assert rows == pytest.approx(mean, abs=0.02)


def test_rows_and_rest_add_up_to_the_sum(qtbot: QtBot) -> None:
    _, content = composed(DENSE, image())
    said = explain(content, UnitChoice(1, (3,)), reader(DENSE), LOCALE)
    rows = sum(numbers_in(row.value)[0] for row in said.rows)
    rest = numbers_in(said.rest)[0]
    assert rows + rest == pytest.approx(numbers_in(said.formula[0])[0], abs=0.05)
    assert abs(said.rows[0].share) == 1


def test_a_row_leads_back_to_where_it_comes_from(qtbot: QtBot) -> None:
    _, content = composed(CONVOLUTIONAL, image())
    choice = UnitChoice(4, (2,))
    levels = []
    while choice.level != IMAGE:
        said = explain(content, choice, reader(CONVOLUTIONAL), LOCALE)
        choice = said.rows[0].source
        levels.append(choice.level)
    assert levels == [3, 2, 1, 0, IMAGE]
    pixel = explain(content, choice, reader(CONVOLUTIONAL), LOCALE)
    assert numbers_in(pixel.formula[0])[0] == pytest.approx(float(image()[choice.place]), abs=0.01)


@pytest.mark.parametrize("temperature", [1.0, 1.7])
@pytest.mark.parametrize(("layers", "output"), [(DENSE, "softmax"), (SIGMOIDS, "sigmoid")])
def test_an_output_says_what_its_bar_shows(
    qtbot: QtBot, layers: tuple[Layer, ...], output: str, temperature: float
) -> None:
    _, content = composed(layers, image())
    answering = Reader(
        network(layers, "sigmoid" if output == "sigmoid" else "softmax"), Calibration(temperature)
    )
    facts = NetworkFacts(answering.network)

    arrangement = arrange(facts.network, facts.levels, room())
    content = content_of(facts, image(), arrangement, {}, Wishes())
    said = explain(content, UnitChoice(len(facts.levels) - 1, (4,)), answering, LOCALE)
    shown = numbers_in(said.formula[-1])[-1]
    bars, _ = answering.probabilities(image()[None])
    assert shown == pytest.approx(100 * float(bars[0, 4]), abs=0.06)


def test_the_weights_are_a_picture(qtbot: QtBot) -> None:
    _, content = composed(CONVOLUTIONAL, image())
    kernel = explain(content, UnitChoice(0, (3, 5, 5)), reader(CONVOLUTIONAL), LOCALE)
    assert kernel.picture is not None
    assert kernel.picture.shape == (5, 5)
    expected = content.facts.network.views[0][0][3].reshape(5, 5)
    np.testing.assert_allclose(kernel.picture, expected / np.abs(expected).max(), rtol=1e-5)
    deeper = explain(content, UnitChoice(2, (3, 4, 4)), reader(CONVOLUTIONAL), LOCALE)
    assert deeper.picture is not None
    assert deeper.picture.shape == (3, 3)
    behind_maps = explain(content, UnitChoice(3, (3,)), reader(CONVOLUTIONAL), LOCALE)
    assert behind_maps.picture is not None
    assert behind_maps.picture.shape == (7, 7)
    _, dense = composed(DENSE, image())
    first = explain(dense, UnitChoice(0, (3,)), reader(DENSE), LOCALE)
    assert first.picture is not None
    assert first.picture.shape == (28, 28)
    second = explain(dense, UnitChoice(1, (3,)), reader(DENSE), LOCALE)
    assert second.picture is not None
    assert second.picture.size >= 60


def test_a_place_in_a_map_says_what_it_sees_of_the_image(qtbot: QtBot) -> None:
    _, content = composed(CONVOLUTIONAL, image())
    said = explain(content, UnitChoice(0, (3, 5, 6)), reader(CONVOLUTIONAL), LOCALE)
    assert said.seen is not None
    assert (said.seen.top, said.seen.left, said.seen.side) == (8, 10, 5)
    pooled = explain(content, UnitChoice(1, (3, 2, 3)), reader(CONVOLUTIONAL), LOCALE)
    assert "4" in pooled.formula[0]
    assert pooled.picture is None
    assert explain(content, UnitChoice(4, (3,)), reader(CONVOLUTIONAL), LOCALE).seen is None


def test_without_a_drawing_a_unit_has_its_bias_alone(qtbot: QtBot) -> None:
    _, content = composed(DENSE)
    said = explain(content, UnitChoice(0, (3,)), reader(DENSE), LOCALE)
    assert said.rows == ()
    assert numbers_in(said.formula[0])[0] == 0


def test_all_of_it_is_spoken(qtbot: QtBot) -> None:
    _, content = composed(DENSE, image())
    said = explain(content, UnitChoice(1, (3,)), reader(DENSE), LOCALE)
    assert said.title in said.spoken
    assert said.rows[0].value in said.spoken
