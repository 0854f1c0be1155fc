from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from app.network_picture.texts import (
    fitting,
    in_brackets,
    level_names,
    more_texts,
    number,
    power_of_ten,
    unit_name,
)
from nn.explain.units import levels
from tests.app.network_picture.parts import CONVOLUTIONAL, network

ENGLISH = QLocale(QLocale.Language.English)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.00"),
        (1.234, "1.23"),
        (-0.5, "−0.50"),
        (0.00123, "0.00123"),
        (-1e-7, "−1e-07"),
        (123456.0, "1.23e+05"),
    ],
)
def test_numbers_have_as_many_digits_as_one_can_read(value: float, text: str) -> None:
    assert number(value, ENGLISH) == text


def test_a_negative_number_behind_a_sign_is_in_brackets() -> None:
    assert in_brackets(-2, ENGLISH) == "(−2.00)"
    assert in_brackets(2, ENGLISH) == "2.00"


@pytest.mark.parametrize(("value", "text"), [(1.3e-4, "10⁻⁴"), (0.5, "10⁻¹"), (7, "10⁰")])
def test_gradients_are_told_by_their_power_of_ten(value: float, text: str) -> None:
    assert power_of_ten(value) == text


def test_the_longest_text_that_fits_is_taken(qtbot: QtBot) -> None:
    metrics = QFontMetricsF(QFont())
    texts = more_texts(84, 0)
    assert fitting(metrics, 1000, texts) == texts[0]
    assert fitting(metrics, metrics.horizontalAdvance(texts[1]), texts) == texts[1]
    assert fitting(metrics, 1, texts) == ""


def test_dead_units_are_counted(qtbot: QtBot) -> None:
    assert "3" in more_texts(0, 3)[0]
    assert all("5" in text for text in more_texts(84, 5))
    assert more_texts(0, 0) == ()


def test_every_level_and_unit_has_a_name_of_its_own(qtbot: QtBot) -> None:
    found = levels(network(CONVOLUTIONAL))
    names = {level_names(level, index + 1) for index, level in enumerate(found)}
    assert len(names) == len(found)
    places = [(None, (3, 4)), (found[0], (2, 3, 4)), (found[3], (7,)), (found[4], (7,))]
    units = {unit_name(level, 1, place) for level, place in places}
    assert len(units) == 4
    assert unit_name(found[4], 5, (10,)) not in units
