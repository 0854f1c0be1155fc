from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.microscope.learning_bar import COUNTS, LearningBar, WeightsBar
from app.microscope.session import Session
from tests.app.parts import part


def test_each_button_asks_for_its_number_of_samples(qtbot: QtBot) -> None:
    bar = LearningBar()
    qtbot.addWidget(bar)
    for count in COUNTS:
        button = part(bar, QPushButton, f"microscopeLearn{count}")
        assert str(count)[:1] in button.text()
        with qtbot.waitSignal(bar.many_wanted) as wanted:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert wanted.args == [count]


def test_fresh_weights_are_asked_for_with_the_seed(qtbot: QtBot) -> None:
    bar = WeightsBar()
    qtbot.addWidget(bar)
    part(bar, QSpinBox, "microscopeSeed").setValue(42)
    with qtbot.waitSignal(bar.fresh_wanted) as wanted:
        QTest.mouseClick(part(bar, QPushButton, "microscopeFresh"), Qt.MouseButton.LeftButton)
    assert wanted.args == [42]


def test_a_rate_that_is_only_shown_is_no_wish(qtbot: QtBot) -> None:
    bar, session = WeightsBar(), Session()
    qtbot.addWidget(bar)
    session.set_learning_rate(0.3)
    with qtbot.assertNotEmitted(bar.rate_changed):
        bar.show_session(session)
    rate = part(bar, QDoubleSpinBox, "microscopeRate")
    assert rate.value() == pytest.approx(0.3)
    with qtbot.waitSignal(bar.rate_changed) as changed:
        rate.stepBy(1)
    assert changed.args == [0.5]
    session.close()
