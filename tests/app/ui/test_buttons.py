"""Buttons that paint themselves say by their looks what state they are in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.buttons import PushButton, ThinProgress
from app.ui.theme import contrast, palette


@pytest.fixture
def button(qtbot: QtBot) -> Iterator[PushButton]:
    window = QWidget()
    qtbot.addWidget(window)
    button = PushButton("&Retrain", window)
    QVBoxLayout(window).addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.clearFocus()
    yield button
    window.close()


def looks(button: PushButton) -> QImage:
    return button.grab().toImage()


def test_every_state_looks_different(qtbot: QtBot, button: PushButton) -> None:
    seen = [looks(button)]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    seen.append(looks(button))
    button.setDown(True)
    seen.append(looks(button))
    button.setDown(False)
    button.set_leads(True)
    seen.append(looks(button))
    button.setEnabled(False)
    seen.append(looks(button))
    assert all(one != other for one in seen for other in seen if one is not other)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("leads", [False, True])
def test_its_word_can_be_read(button: PushButton, leads: bool, dark: bool) -> None:
    button.setPalette(palette(dark=dark))
    button.set_leads(leads)
    image = looks(button)
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(4, image.width() - 4)}
    ground = image.pixelColor(6, image.height() // 2)
    assert max(contrast(QColor(colour), ground) for colour in colours) >= 4.5


def test_it_has_room_for_its_word_and_its_arrow(button: PushButton) -> None:
    words = button.fontMetrics().horizontalAdvance("Retrain")
    plain = button.sizeHint().width()
    assert plain > words
    before = looks(button)
    button.setMenu(QMenu(button))
    assert button.sizeHint().width() > plain
    assert looks(button) != before


def test_space_presses_it(qtbot: QtBot, button: PushButton) -> None:
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_progress_is_as_long_as_its_share(qtbot: QtBot) -> None:
    bar = ThinProgress()
    qtbot.addWidget(bar)
    bar.setFixedWidth(200)
    bar.setRange(0, 100)
    accent = bar.palette().accent().color().name()

    def filled(value: int) -> int:
        bar.setValue(value)
        image = bar.grab().toImage()
        row = image.height() // 2
        return sum(image.pixelColor(x, row).name() == accent for x in range(image.width()))

    assert filled(0) == 0
    assert filled(50) == pytest.approx(100, abs=6)
    assert filled(100) == pytest.approx(200, abs=6)
    bar.setRange(0, 0)
    bar.reset()
    assert bar.grab().toImage().pixelColor(100, bar.height() // 2).name() != accent
