from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.network_picture.card import UnitCard
from app.network_picture.explanation import Explanation, explain
from app.network_picture.inspector import card_corner
from app.network_picture.selection import UnitChoice
from nn.reader import Reader
from tests.app.network_picture.parts import CONVOLUTIONAL, composed, image, network


@pytest.fixture
def explanation() -> Explanation:
    _, content = composed(CONVOLUTIONAL, image())
    reader = Reader(network(CONVOLUTIONAL))
    return explain(content, UnitChoice(4, (2,)), reader, QLocale(QLocale.Language.English))


@pytest.fixture
def card(qtbot: QtBot) -> UnitCard:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(420, 480)
    card = UnitCard(room)
    room.show()
    return card


def test_a_row_leads_to_its_source(qtbot: QtBot, card: UnitCard, explanation: Explanation) -> None:
    card.show_explanation(explanation, pinned=True)
    card.show()
    assert len(card.row_buttons) == len(explanation.rows)
    with qtbot.waitSignal(card.followed) as followed:
        QTest.mouseClick(card.row_buttons[1], Qt.MouseButton.LeftButton)
    assert followed.args == [explanation.rows[1].source]
    with qtbot.waitSignal(card.followed):
        QTest.keyClick(card.row_buttons[0], Qt.Key.Key_Space)


def test_every_row_has_a_name(card: UnitCard, explanation: Explanation) -> None:
    card.show_explanation(explanation, pinned=True)
    for button, row in zip(card.row_buttons, explanation.rows, strict=True):
        assert row.value in button.accessibleName()
        assert row.name in button.accessibleName()


def test_until_it_is_pinned_the_pointer_goes_through(
    card: UnitCard, explanation: Explanation
) -> None:
    through = Qt.WidgetAttribute.WA_TransparentForMouseEvents
    card.show_explanation(explanation, pinned=False)
    assert card.testAttribute(through)
    card.show_explanation(explanation, pinned=True)
    assert not card.testAttribute(through)


def test_nothing_in_it_is_clipped(card: UnitCard, explanation: Explanation) -> None:
    card.show_explanation(explanation, pinned=True)
    widest = max(card.fontMetrics().horizontalAdvance(line) for line in explanation.formula)
    assert card.width() >= widest + 24
    assert card.row_buttons[-1].geometry().bottom() < card.height()


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_nothing_in_it_is_clipped_in_large_type(
    card: UnitCard, explanation: Explanation, factor: float
) -> None:
    """Neither to the right, where lines are broken, nor below."""
    room = card.parentWidget()
    assert room is not None
    room.resize(340, 900)
    font = card.font()
    font.setPointSizeF(factor * font.pointSizeF())
    card.setFont(font)
    card.show_explanation(explanation, pinned=True)
    assert card.width() <= room.width()
    formula = sum(wrapped(card, line, card.width() - 24) for line in explanation.formula)
    assert card.row_buttons[0].geometry().top() >= card.fontMetrics().height() + formula
    beside = f"{explanation.picture_name}\nBlue raises the sum, orange lowers it."
    below = card.height() - card.row_buttons[-1].geometry().bottom()
    assert below >= wrapped(card, beside, card.width() - 24 - 8 - 72)


def test_in_a_low_room_the_picture_gives_way(card: UnitCard, explanation: Explanation) -> None:
    card.show_explanation(explanation, pinned=True)
    whole = card.height()
    room = card.parentWidget()
    assert room is not None
    room.resize(420, whole - 1)
    card.show_explanation(explanation, pinned=True)
    assert card.height() < whole - 72


def wrapped(card: UnitCard, text: str, width: int) -> int:
    """The height of the text in the card's type, where it has this width."""
    room = QRect(0, 0, width, 0)
    return card.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()


@pytest.mark.parametrize("room", [(420, 400), (600, 460), (1600, 1300)])
@pytest.mark.parametrize("card_size", [(270, 280), (200, 150)])
def test_a_card_does_not_cover_its_unit(room: tuple[int, int], card_size: tuple[int, int]) -> None:
    for x in range(0, room[0] - 40, 37):
        for y in range(0, room[1] - 40, 37):
            unit = QRectF(x, y, 40, 40)
            corner = card_corner(unit, QSizeF(*card_size), QSizeF(*room))
            place = QRectF(corner, QSizeF(*card_size))
            assert QRectF(0, 0, *room).contains(place)
            if card_size[0] < room[0] / 2 - 60:
                assert not place.intersects(unit)


def test_a_unit_without_a_place_has_its_card_in_the_middle() -> None:
    assert card_corner(None, QSizeF(100, 100), QSizeF(300, 200)) == QPointF(100, 50)
