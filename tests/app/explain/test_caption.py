from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.explain.caption import LiveCaption
from app.explain.tabs import QuietTabs


class Requests(QObject):
    """Counts how often a widget is asked to lay out its children anew."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def caption(qtbot: QtBot) -> Iterator[LiveCaption]:
    panel = QWidget()
    qtbot.addWidget(panel)
    caption = LiveCaption(panel)
    layout = QVBoxLayout(panel)
    layout.addWidget(caption)
    layout.addStretch(1)
    panel.resize(200, 300)
    caption.set_text("Active for this drawing: 100 of 256.")
    panel.show()
    qtbot.waitExposed(panel)
    yield caption
    panel.hide()


def test_words_of_the_same_length_move_nothing(caption: LiveCaption, qtbot: QtBot) -> None:
    qtbot.wait(20)
    requests = Requests()
    caption.parentWidget().installEventFilter(requests)
    before = caption.grab().toImage()
    for count in range(100, 120):
        caption.set_text(f"Active for this drawing: {count} of 256.")
    qtbot.wait(20)
    assert requests.count == 0
    assert caption.grab().toImage() != before


def test_more_words_get_more_room(caption: LiveCaption, qtbot: QtBot) -> None:
    before = caption.height()
    text = "Much more is to be said about it than there was room for. " * 3
    caption.set_text(text)
    qtbot.waitUntil(lambda: caption.height() > 2 * before)
    assert caption.text == text


def test_quiet_tabs_are_changed_by_the_arrow_keys(qtbot: QtBot) -> None:
    tabs = QuietTabs()
    qtbot.addWidget(tabs)
    for word in ("One", "Two", "Three"):
        tabs.addTab(word)
    tabs.resize(300, 30)
    with qtbot.waitActive(tabs):
        tabs.show()
        tabs.activateWindow()
    tabs.clearFocus()
    plain = tabs.grab().toImage()
    tabs.setFocus(Qt.FocusReason.TabFocusReason)
    assert tabs.grab().toImage() != plain
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
