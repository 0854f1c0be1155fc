from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.comparison.marks import ApartMark, LetterChip
from app.prediction.bars import BarButton, bar_font
from app.presentation.answer import AnswerColumn
from nn.reader import Reader
from tests.app.parts import part
from tests.app.presentation.parts import SEVEN


@pytest.fixture
def column(qtbot: QtBot) -> Iterator[AnswerColumn]:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(400, 700)
    column = AnswerColumn(1, parent)
    column.setGeometry(0, 0, 400, 700)
    column.set_page_type(20)
    parent.show()
    yield column
    parent.close()


def test_it_says_what_is_read_and_whether_it_differs(column: AnswerColumn, reader: Reader) -> None:
    column.show_reading(reader.read(SEVEN), apart=True)
    assert "7" in column.sentence
    assert column.bars.winner == 7
    assert part(column, ApartMark).isVisible()
    column.show_reading(None, apart=False)
    assert column.bars.winner is None
    assert not part(column, ApartMark).isVisible()


def test_one_alone_has_no_letter(column: AnswerColumn) -> None:
    column.show_title("Network in use", is_alone=True)
    assert not part(column, LetterChip).isVisible()
    column.show_title("Network in use", is_alone=False)
    assert part(column, LetterChip).isVisible()


def test_keys_and_clicks_go_past_its_bars(qtbot: QtBot, column: AnswerColumn) -> None:
    assert all(b.focusPolicy() is Qt.FocusPolicy.NoFocus for b in column.findChildren(BarButton))
    with qtbot.waitSignal(column.pressed):
        QTest.mouseClick(column, Qt.MouseButton.LeftButton, pos=column.bars.geometry().center())
    assert column.bars.chosen_digit is None


@pytest.mark.parametrize("size", [(200, 560), (400, 700), (1000, 1900)])
def test_the_bars_type_fills_their_rows_and_leaves_room_for_the_bars(
    qtbot: QtBot, column: AnswerColumn, size: tuple[int, int]
) -> None:
    column.window().resize(*size)
    column.resize(*size)
    qtbot.waitUntil(lambda: column.bars.height() > 0.6 * column.height())
    row = column.bars.row_height
    pixels = bar_font(column.bars, row, bold=True).pixelSize()
    assert pixels <= row
    assert pixels >= min(0.45 * row, 0.07 * size[0])
