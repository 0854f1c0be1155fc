from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.ui.choice_box import ChoiceBox


def test_a_text_without_room_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.addItem("Five layers of sigmoids, 11.3 % right, a quarter past nine")
    box.resize(120, 24)
    assert box.shown_text.endswith("…")
    assert box.shown_text.startswith("Five")
    box.resize(1200, 24)
    assert box.shown_text == box.currentText()


def test_what_is_painted_ends_in_the_ellipsis(qtbot: QtBot) -> None:
    box, other = ChoiceBox(), ChoiceBox()
    for each in (box, other):
        qtbot.addWidget(each)
        each.resize(120, 24)
    box.addItem("Five layers of sigmoids, 11.3 % right")
    other.addItem(box.shown_text)
    assert other.shown_text == other.currentText()
    assert box.grab().toImage() == other.grab().toImage()
