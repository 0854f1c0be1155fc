from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.microscope.explanation_view import ExplanationHead, NumbersView
from app.microscope.texts import Explanation
from tests.app.parts import part

SENTENCES = ("Short.", "A sentence that is very much longer than the other one " * 3)


def explanation(sentence: str, *, note: str = "") -> Explanation:
    formula = ("<b>h</b> = σ(<b>W</b>)", "σ(z) = 1")
    return Explanation("Title", sentence, formula, "(2) → (3)", ("z = 1", "h = 2"), note)


@pytest.mark.parametrize("width", [300, 800])
def test_the_formula_stays_where_it_is_however_long_the_sentence(qtbot: QtBot, width: int) -> None:
    head = ExplanationHead(SENTENCES)
    qtbot.addWidget(head)
    head.resize(width, 200)
    head.show()
    places = set()
    for sentence in SENTENCES:
        head.show_explanation(explanation(sentence))
        head.resize(width, head.sizeHint().height() + 100)
        qtbot.waitUntil(part(head, QLabel, "microscopeFormula1").isVisible)
        sentence_label = part(head, QLabel, "microscopeSentence")
        assert sentence_label.height() >= sentence_label.heightForWidth(sentence_label.width())
        places.add(sentence_label.minimumHeight())
    assert len(places) == 1


def test_numbers_are_shown_line_by_line_and_a_note_only_where_there_is_one(
    qtbot: QtBot,
) -> None:
    view = NumbersView()
    qtbot.addWidget(view)
    view.show()
    view.show_explanation(explanation("", note="By the way."), "Of unit 3")
    assert part(view, QLabel, "microscopeNumbersTitle").text() == "Of unit 3"
    assert part(view, QLabel, "microscopeNumbers").text().count("<p") == 2
    note = part(view, QLabel, "microscopeNote")
    assert note.isVisible()
    view.show_explanation(explanation(""), "Of unit 3")
    assert not note.isVisible()
