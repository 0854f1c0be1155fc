from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.explain.section import LiveCaption


class LayoutRequests(QObject):
    """Counts how often a widget is asked for a new layout."""

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


def test_a_text_with_as_many_lines_needs_no_new_layout(caption: LiveCaption) -> None:
    QCoreApplication.sendPostedEvents()
    requests = LayoutRequests()
    panel = caption.parentWidget()
    assert panel is not None
    panel.installEventFilter(requests)
    before = caption.grab().toImage()
    for count in range(100, 120):
        caption.set_text(f"Active for this drawing: {count} of 256.")
    QCoreApplication.sendPostedEvents()
    assert requests.count == 0
    assert caption.grab().toImage() != before


def test_a_longer_text_gets_more_lines(caption: LiveCaption, qtbot: QtBot) -> None:
    before = caption.height()
    text = "Much more is to be said about it than there was room for. " * 3
    caption.set_text(text)
    qtbot.waitUntil(lambda: caption.height() > 2 * before)
    assert caption.text == text
