from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.presentation.keys import Act, KeyButton, KeyLine, act_of

PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> Act | None:
    return act_of(QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[KeyLine]:
    parent = QWidget()
    qtbot.addWidget(parent)
    line = KeyLine(parent)
    parent.resize(1280, 60)
    line.resize(1280, 40)
    parent.show()
    yield line
    parent.close()


def test_single_keys_act_and_no_key_of_another_meaning() -> None:
    assert press(Qt.Key.Key_C) is Act.CLEAR
    assert press(Qt.Key.Key_Escape) is press(Qt.Key.Key_F11) is Act.LEAVE
    assert press(Qt.Key.Key_Z, CTRL) is Act.UNDO
    assert press(Qt.Key.Key_C, CTRL) is None
    assert press(Qt.Key.Key_Q) is None


def test_a_key_of_the_line_can_be_pressed_with_the_hand(qtbot: QtBot, line: KeyLine) -> None:
    button = next(b for b in line.findChildren(KeyButton) if b.act is Act.CLEAR)
    with qtbot.waitSignal(line.pressed) as pressed:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed.args == [Act.CLEAR]


@pytest.mark.parametrize("width", [868, 1280, 3840])
def test_all_keys_fit_into_the_line(qtbot: QtBot, line: KeyLine, width: int) -> None:
    line.resize(width, 40)
    buttons = line.findChildren(KeyButton)
    qtbot.waitUntil(lambda: max(b.geometry().right() for b in buttons) < width)
    assert all(b.width() >= b.sizeHint().width() for b in buttons)


def test_a_screen_reader_hears_the_key_and_what_it_does(line: KeyLine) -> None:
    names = [button.accessibleName() for button in line.findChildren(KeyButton)]
    assert "C: Clear" in names


def test_the_key_for_training_says_what_it_does_now(line: KeyLine) -> None:
    button = next(b for b in line.findChildren(KeyButton) if b.act is Act.TRAIN)
    line.show_training(is_training=True)
    assert button.text() == "Stop"
    assert button.accessibleName() == "T: Stop"
    line.show_training(is_training=False)
    assert button.text() == "Train"
