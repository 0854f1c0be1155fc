from __future__ import annotations

import pytest
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QPalette,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from pytestqt.qtbot import QtBot

from app.lessons.typography import action_ranges, button_colours, set_markdown
from app.ui.theme import contrast, palette


def document_of(text: str, *, dark: bool = False) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(QGuiApplication.font())
    set_markdown(document, text, palette(dark=dark))
    return document


def format_of(document: QTextDocument, text: str) -> QTextCharFormat:
    cursor = document.find(text)
    assert not cursor.isNull(), text
    return cursor.charFormat()


def test_headings_are_larger_by_rank(qtbot: QtBot) -> None:
    document = document_of("# First\n\n## Second\n\n### Third\n\nText")
    sizes = [format_of(document, text).font().pointSizeF() for text in ("First", "Second", "Third")]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 1.5 * document.defaultFont().pointSizeF()
    assert sizes[2] > document.defaultFont().pointSizeF()


def test_html_is_shown_as_text(qtbot: QtBot) -> None:
    document = document_of("<b>bold</b> <img src='a.png'> <a href='do:clear'>go</a>")
    assert "<b>bold</b>" in document.toPlainText()
    assert format_of(document, "bold").fontWeight() == QFont.Weight.Normal
    assert list(action_ranges(document)) == []


def test_buttons_have_room_and_break_no_line(qtbot: QtBot) -> None:
    document = document_of("Do [train it now](do:train) or [read on](https://example.org/a b).")
    ((start, end),) = action_ranges(document)
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    label = cursor.selectedText()
    assert label.strip() == "train\u00a0it\u00a0now"
    assert label.startswith("\u00a0")
    assert label.endswith("\u00a0")
    assert " " not in label
    assert "Do " in document.toPlainText()
    assert not format_of(document, "train").fontUnderline()


def test_two_buttons_in_a_row_are_two(qtbot: QtBot) -> None:
    document = document_of("[On](do:centring?state=on)[Off](do:centring?state=off) and *text*")
    assert len(list(action_ranges(document))) == 2


def test_code_is_set_in_a_font_of_its_own(qtbot: QtBot) -> None:
    document = document_of("Text and `code`.")
    assert format_of(document, "code").fontFamilies() != format_of(document, "Text").fontFamilies()


@pytest.mark.parametrize("dark", [False, True])
def test_buttons_can_be_read_in_both_themes(dark: bool) -> None:
    colours = palette(dark=dark)
    text = colours.color(QPalette.ColorRole.Link)
    for is_hovered in (False, True):
        ground, _ = button_colours(colours, is_hovered=is_hovered)
        assert contrast(text, ground) >= 4.5
