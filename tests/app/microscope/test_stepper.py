from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.microscope.stepper import Stepper


@pytest.fixture
def stepper(qtbot: QtBot) -> Stepper:
    stepper = Stepper(["First", "Second", "Third"])
    qtbot.addWidget(stepper)
    with qtbot.waitActive(stepper):
        stepper.show()
        stepper.activateWindow()
    return stepper


def test_one_stop_is_checked_and_each_says_which_of_how_many_it_is(stepper: Stepper) -> None:
    stepper.set_current(1)
    assert [button.isChecked() for button in stepper.buttons] == [False, True, False]
    assert stepper.buttons[2].accessibleName() == "Stop 3 of 3: Third"


def test_a_click_moves_and_says_so(qtbot: QtBot, stepper: Stepper) -> None:
    with qtbot.waitSignal(stepper.moved) as moved:
        QTest.mouseClick(stepper.buttons[2], Qt.MouseButton.LeftButton)
    assert moved.args == [2]


def test_to_be_moved_says_nothing(qtbot: QtBot, stepper: Stepper) -> None:
    with qtbot.assertNotEmitted(stepper.moved):
        stepper.set_current(2)


def test_the_arrows_move_to_the_stop_beside(qtbot: QtBot, stepper: Stepper) -> None:
    stepper.buttons[0].setFocus()
    with qtbot.waitSignal(stepper.moved) as moved:
        QTest.keyClick(stepper.buttons[0], Qt.Key.Key_Right)
    assert moved.args == [1]
    assert stepper.buttons[1].hasFocus()


def test_the_focus_of_the_keyboard_shows(stepper: Stepper) -> None:
    button = stepper.buttons[0]
    stepper.buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    without = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.grab().toImage() != without


def test_it_asks_for_as_much_room_as_its_names_need_in_bold(stepper: Stepper) -> None:
    for button in stepper.buttons:
        bold = button.font()
        bold.setBold(True)
        assert button.minimumSizeHint().width() >= QFontMetrics(bold).horizontalAdvance(
            button.text()
        )
