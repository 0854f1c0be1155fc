from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.comparison.marks import ApartMark, FactLines, LetterChip
from app.ui.theme import COMPARED, chart_colour, palette


def show(qtbot: QtBot, widget: QWidget, *, dark: bool = False) -> None:
    qtbot.addWidget(widget)
    widget.setPalette(palette(dark=dark))
    widget.resize(widget.sizeHint())
    widget.show()


def colour_at(widget: QWidget, x: int, y: int) -> QColor:
    return widget.grab().toImage().pixelColor(x, y)


@pytest.mark.parametrize("dark", [False, True])
def test_each_place_has_its_own_colour(qtbot: QtBot, dark: bool) -> None:
    chip = LetterChip(0)
    show(qtbot, chip, dark=dark)
    seen = []
    for place, which in enumerate(COMPARED):
        chip.set_place(place)
        seen.append(colour_at(chip, chip.width() // 2, 3).name())
        assert seen[-1] == chart_colour(which, chip.palette()).name()
    assert len(set(seen)) == 4


def test_facts_keep_their_height_whatever_they_say(qtbot: QtBot) -> None:
    facts = FactLines()
    show(qtbot, facts)
    before = facts.sizeHint()
    facts.set_text("one\n" + 40 * "long ")
    assert facts.sizeHint() == before
    assert facts.text.startswith("one\nlong")
    # What is cut can be read in full.
    assert facts.toolTip() == facts.text
    assert facts.accessibleName() == facts.text
    facts.set_text("")
    assert facts.sizeHint() == before


def test_the_word_fits_into_its_mark(qtbot: QtBot) -> None:
    mark = ApartMark()
    show(qtbot, mark)
    assert mark.fontMetrics().horizontalAdvance("differs") < mark.sizeHint().width()
    assert colour_at(mark, mark.width() // 2, 1) == mark.palette().highlight().color()
    font = mark.font()
    font.setPointSizeF(2 * font.pointSizeF())
    before = mark.sizeHint()
    mark.setFont(font)
    assert mark.sizeHint().width() > before.width()
