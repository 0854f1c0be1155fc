from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.ui.message_bar import MessageBar
from tests.app.parts import part


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_what_has_not_been_dismissed_stays_above_what_is_added(bar: MessageBar) -> None:
    bar.add_error("one")
    bar.add_error("two")
    bar.add_error("one")
    assert bar.text.splitlines() == ["two", "one"]
    bar.hide()
    bar.add_error("three")
    assert bar.text == "three"
    bar.show_error("four")
    assert bar.text == "four"


def test_an_offer_stays_with_its_message(bar: MessageBar) -> None:
    answers: list[int] = []
    bar.show_offer("one", "Yes", lambda: answers.append(1))
    bar.add_error("two")
    button = part(bar, QPushButton)
    assert not button.isHidden()
    button.click()
    assert answers == [1]
    bar.add_error("three")
    assert button.isHidden()


def test_only_what_went_wrong_is_told_with_a_warning(bar: MessageBar) -> None:
    bar.show_offer("Training stopped.", "Keep it", bar.hide)
    assert not bar.is_warning
    bar.add_error("The disk is full.")
    assert bar.is_warning
    bar.show_offer("Training stopped.", "Keep it", bar.hide)
    assert not bar.is_warning


def test_no_number_and_no_length_of_messages_fills_the_window(bar: MessageBar) -> None:
    for number in range(100):
        bar.add_error(f"{number} " + "x" * 100_000)
    lines = bar.text.splitlines()
    assert lines[-1].startswith("99 ")
    assert len(lines) < 10
    assert max(map(len, lines)) < 1000
