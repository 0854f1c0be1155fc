from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.microscope.output_bars import Bar, OutputBars, bar_of
from nn.explain.one_step import Stop
from tests.app.microscope.parts import step_of


@pytest.fixture
def bars(qtbot: QtBot) -> OutputBars:
    bars = OutputBars()
    qtbot.addWidget(bars)
    bars.resize(200, 200)
    with qtbot.waitActive(bars):
        bars.show()
        bars.activateWindow()
    return bars


def test_what_is_known_grows_from_stop_to_stop() -> None:
    step = step_of()
    digit = step.sample.label
    value, again = float(step.forward.outputs[digit]), float(step.again.outputs[digit])
    assert bar_of(Stop.HIDDEN, step, digit) == Bar()
    assert bar_of(Stop.OUTPUTS, step, digit) == Bar(value)
    for stop in (Stop.ERROR, Stop.BACK, Stop.UPDATE):
        assert bar_of(stop, step, digit) == Bar(value, 1.0)
    assert bar_of(Stop.AGAIN, step, digit) == Bar(again, 1.0, before=value)


def test_each_output_says_its_value_and_its_target(bars: OutputBars) -> None:
    step = step_of()
    bars.show_step(Stop.ERROR, step, 0)
    for button in bars.buttons:
        value = f"{step.forward.outputs[button.digit]:.3f}"
        target = round(float(step.sample.targets[button.digit]))
        assert button.accessibleName() == f"Output {button.digit}: {value}, target {target}"


def test_a_click_or_an_arrow_chooses_and_never_takes_back(qtbot: QtBot, bars: OutputBars) -> None:
    bars.show_step(Stop.ERROR, step_of(), 0)
    for _ in range(2):
        with qtbot.waitSignal(bars.chosen) as chosen:
            QTest.mouseClick(bars.buttons[4], Qt.MouseButton.LeftButton)
        assert chosen.args == [4]
        assert bars.buttons[4].isChecked()
    bars.buttons[4].setFocus()
    with qtbot.waitSignal(bars.chosen) as chosen:
        QTest.keyClick(bars.buttons[4], Qt.Key.Key_Down)
    assert chosen.args == [5]


def test_every_stop_looks_different_where_something_was_learned(bars: OutputBars) -> None:
    step = step_of(rate=1.0)
    pictures = []
    for stop in (Stop.HIDDEN, Stop.OUTPUTS, Stop.ERROR, Stop.AGAIN):
        bars.show_step(stop, step, 0)
        pictures.append(bars.grab().toImage())
    for index, picture in enumerate(pictures):
        assert picture not in pictures[index + 1 :]
