from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.microscope.preview import Preview


def test_it_says_what_to_do_and_lists_the_stops_in_order(qtbot: QtBot) -> None:
    preview = Preview(["Hidden", "Outputs"], ["First this.", "Then that."])
    qtbot.addWidget(preview)
    texts = [label.text() for label in preview.findChildren(QLabel)]
    assert "draw a digit" in texts[0]
    assert texts[1:] == ["1  Hidden", "First this.", "2  Outputs", "Then that."]
