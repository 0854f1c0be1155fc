from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from app.comparison.column import Entry, NetworkColumn
from app.comparison.marks import ApartMark
from app.comparison.networks import CURRENT, SHIPPED, Choice
from nn.reader import Reading
from tests.app.parts import part

ENTRIES = (Entry(CURRENT, "Network in use"), Entry(SHIPPED, "Shipped network"))


@pytest.fixture
def column(qtbot: QtBot) -> NetworkColumn:
    column = NetworkColumn(0)
    qtbot.addWidget(column)
    column.set_entries(ENTRIES, CURRENT)
    column.resize(220, 460)
    column.show()
    qtbot.waitExposed(column)
    return column


def selector(column: NetworkColumn) -> QComboBox:
    return part(column, QComboBox, "networkSelector")


def reading(digit: int) -> Reading:
    probabilities = np.full(10, 0.01, np.float32)
    probabilities[digit] = 0.91
    return Reading(np.zeros((28, 28), np.float32), probabilities, 1.0, digit, "digit")


def test_the_keyboard_chooses_a_network(qtbot: QtBot, column: NetworkColumn) -> None:
    column.take_focus()
    with qtbot.waitSignal(column.chosen) as chosen:
        QTest.keyClick(selector(column), Qt.Key.Key_Down)
    assert chosen.args == [SHIPPED]
    assert column.choice == SHIPPED


def test_another_list_keeps_the_choice_and_signals_nothing(
    qtbot: QtBot, column: NetworkColumn
) -> None:
    column.set_entries(ENTRIES, SHIPPED)
    with qtbot.assertNotEmitted(column.chosen):
        column.set_entries((ENTRIES[1], ENTRIES[0], Entry(Choice(CURRENT.source), "Mine")), SHIPPED)
    assert column.choice == SHIPPED
    assert selector(column).currentText() == "Shipped network"
    column.set_entries((Entry(SHIPPED, "Renamed"),), SHIPPED)
    assert selector(column).currentText() == "Renamed"


def test_an_answer_is_shown_with_its_bars(column: NetworkColumn) -> None:
    column.show_reading(reading(4), apart=False)
    assert column.bars.winner == 4
    assert column.bars.text(4) == "91\u00a0%"
    assert not part(column, ApartMark).isVisible()


def test_one_that_stands_apart_is_marked_and_moves_nothing(column: NetworkColumn) -> None:
    column.show_reading(reading(4), apart=False)
    before = column.bars.geometry()
    column.show_reading(reading(4), apart=True)
    assert part(column, ApartMark).isVisible()
    assert column.bars.geometry() == before


def test_no_answer_empties_the_bars(column: NetworkColumn) -> None:
    column.show_reading(reading(4), apart=True)
    column.show_reading(None, apart=False)
    assert column.bars.winner is None
    assert not part(column, ApartMark).isVisible()


def test_only_what_makes_sense_is_offered(column: NetworkColumn) -> None:
    use, stop = (part(column, QPushButton, f"{name}ColumnButton") for name in ("use", "stop"))
    column.offer(use=None, stop=False, remove=False)
    assert not use.isVisible()
    assert not stop.isVisible()
    column.offer(use=False, stop=True, remove=True)
    assert use.isVisible()
    assert not use.isEnabled()
    assert stop.isVisible()


def test_letter_and_names_follow_the_place(column: NetworkColumn) -> None:
    column.set_place(2)
    assert selector(column).accessibleName() == "Network C"
    assert "network C" in column.bars.accessibleName()
