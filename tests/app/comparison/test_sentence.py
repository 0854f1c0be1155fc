from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.comparison.agreement import Agreement, Kind
from app.comparison.sentence import AgreementSentence
from app.ui.theme import contrast, palette


@pytest.fixture
def sentence(qtbot: QtBot) -> AgreementSentence:
    place = QWidget()
    qtbot.addWidget(place)
    place.setPalette(palette(dark=False))
    sentence = AgreementSentence(place)
    sentence.resize(400, 40)
    place.show()
    return sentence


@pytest.mark.parametrize(
    ("compared", "text"),
    [
        (Agreement(Kind.ALIKE, (4, 4), (False, False)), "They agree: all read a 4."),
        (Agreement(Kind.NONE_ANSWERS, (None, None), (False, False)), "none of them names a digit"),
        (
            Agreement(Kind.APART, (4, 9, None), (False, True, True)),
            "They disagree: A reads 4, B reads 9, C names no digit.",
        ),
        (Agreement(Kind.NOTHING, (), ()), "Draw, and all networks read the same drawing."),
    ],
)
def test_it_says_how_the_answers_stand(
    sentence: AgreementSentence, compared: Agreement, text: str
) -> None:
    sentence.show_agreement(compared)
    assert text in sentence.text()


def test_disagreement_takes_the_accent(sentence: AgreementSentence) -> None:
    def ground() -> int:
        return sentence.grab().toImage().pixelColor(200, 2).saturation()

    sentence.show_agreement(Agreement(Kind.ALIKE, (4, 4), (False, False)))
    quiet = ground()
    sentence.show_agreement(Agreement(Kind.APART, (4, 9), (False, True)))
    assert ground() > quiet + 20
    colour = sentence.grab().toImage().pixelColor(200, 2)
    assert contrast(colour, sentence.palette().windowText().color()) >= 4.5
