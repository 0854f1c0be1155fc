from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot

from app.training.learning_rate_box import LearningRateBox


@pytest.fixture
def box(qtbot: QtBot) -> LearningRateBox:
    box = LearningRateBox()
    qtbot.addWidget(box)
    box.setValue(0.003)
    box.show()
    return box


def enter(qtbot: QtBot, box: LearningRateBox, text: str) -> None:
    box.selectAll()
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "value"), [("0.01", 0.01), ("1e-4", 1e-4), ("1000", 1000.0), ("0.0000012", 1.2e-6)]
)
def test_rates_are_typed_in_the_usual_ways(
    qtbot: QtBot, box: LearningRateBox, text: str, value: float
) -> None:
    with qtbot.waitSignal(box.valueChanged) as changed:
        enter(qtbot, box, text)
    assert changed.args == [value]


@pytest.mark.parametrize("text", ["0", "-0.1", "2000", "1e-9", "much", "", "1e"])
def test_what_is_no_rate_cannot_be_entered(qtbot: QtBot, box: LearningRateBox, text: str) -> None:
    with qtbot.assertNotEmitted(box.valueChanged):
        enter(qtbot, box, text)
    assert box.value() == 0.003
    assert box.text() == "0.003"


def test_nothing_is_told_before_the_value_is_complete(qtbot: QtBot, box: LearningRateBox) -> None:
    box.selectAll()
    with qtbot.assertNotEmitted(box.valueChanged):
        qtbot.keyClicks(box, "0.05")


def test_the_arrows_go_through_round_rates(qtbot: QtBot, box: LearningRateBox) -> None:
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(box, key)
        seen.append(box.value())
    assert seen == pytest.approx([0.005, 0.01, 0.02, 0.01, 0.005])
    box.setValue(1000)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 1000


def test_a_comma_is_read_where_it_is_written(qtbot: QtBot, box: LearningRateBox) -> None:
    box.setLocale(QLocale(QLocale.Language.German))
    enter(qtbot, box, "0,02")
    assert box.value() == 0.02
    assert box.text() == "0,02"
