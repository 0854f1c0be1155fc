from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.builder.cards import LayerColumn
from app.builder.draft import NEW_LAYERS, Draft
from app.ui.theme import palette
from nn.recipes import BEST, CLASSIC, MLP


@pytest.fixture
def column(qtbot: QtBot) -> LayerColumn:
    column = LayerColumn()
    qtbot.addWidget(column)
    column.resize(330, 600)
    column.show_draft(Draft.of(MLP), 0)
    column.show()
    qtbot.waitExposed(column)
    return column


def test_one_card_is_chosen_and_stays_so_when_the_draft_changes(column: LayerColumn) -> None:
    assert [card.isChecked() for card in column.cards] == [False, False, True, False, False]
    column.show_draft(Draft.of(BEST), 3)
    assert [card.content.place for card in column.cards if card.isChecked()] == [3]
    column.show_draft(Draft.of(CLASSIC), 2)
    assert [card.content.title for card in column.cards if card.isChecked()] == ["Output"]
    assert column.place == 2


def test_the_sigmoids_of_the_output_belong_to_its_card(column: LayerColumn) -> None:
    column.show_draft(Draft.of(CLASSIC), -1)
    titles = [card.content.title for card in column.cards]
    assert titles == ["Image", "Flatten", "Dense", "Sigmoid", "Output"]
    assert "sigmoids" in column.cards[-1].content.words


def test_every_layer_is_told_to_a_screen_reader(column: LayerColumn) -> None:
    names = [card.accessibleName() for card in column.cards]
    assert names[2] == "Dense, 256 units, 256, 200,960 parameters"
    assert all(names)


def test_every_sign_can_be_seen_in_both_themes(qtbot: QtBot, column: LayerColumn) -> None:
    draft = Draft.of(MLP)
    for layer in NEW_LAYERS.values():
        draft, _ = draft.inserted(0, layer)
    column.show_draft(draft, -1)
    for dark in (False, True):
        column.setPalette(palette(dark=dark))
        qtbot.waitUntil(lambda: all(card.width() > 200 for card in column.cards))
        signs = {_sign(card) for card in column.cards}
        # As many different signs as there are kinds, the image and the output.
        assert len(signs) == len(NEW_LAYERS) + 3


def _sign(card: QWidget) -> bytes:
    """The pixels of the card's left end."""
    image = card.grab(QRect(10, 8, 28, 28)).toImage()
    return bytes(image.convertToFormat(QImage.Format.Format_RGB32).constBits())


def test_words_that_do_not_fit_beside_the_parameters_get_a_line_more(
    qtbot: QtBot, column: LayerColumn
) -> None:
    column.show_draft(Draft.of(BEST), -1)
    convolution = column.cards[1]
    for width in (270, 600):
        column.resize(width, 1500)
        qtbot.waitUntil(lambda: convolution.height() == convolution.heightForWidth(column.width()))
    assert convolution.heightForWidth(270) > convolution.heightForWidth(600)
