"""Sentences in passing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui import toast
from app.ui.toast import Toast


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    place = QWidget()
    qtbot.addWidget(place)
    place.resize(400, 200)
    place.show()
    return place


def test_a_sentence_is_seen_whole_and_goes_by_itself(
    qtbot: QtBot, place: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "_MOMENT", 20)
    said = Toast(place)
    for sentence in ("Saved.", "A sentence that is far longer than the place is wide. " * 3):
        said.tell(sentence)
        assert said.isVisible()
        assert place.rect().contains(said.geometry())
        qtbot.waitUntil(lambda: not said.isVisible())


def test_it_stays_inside_when_the_place_becomes_smaller(place: QWidget) -> None:
    said = Toast(place)
    said.tell("Saved.")
    place.resize(200, 100)
    assert place.rect().contains(said.geometry())


def test_an_empty_sentence_takes_it_back(place: QWidget) -> None:
    said = Toast(place)
    said.tell("Saving…")
    said.tell("")
    assert not said.isVisible()
