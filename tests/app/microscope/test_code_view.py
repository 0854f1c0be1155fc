from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.microscope.code_view import CodeView
from nn.explain.one_step import Stop
from nn.explain.shown_code import code_of
from tests.app.parts import part


@pytest.fixture
def view(qtbot: QtBot) -> CodeView:
    view = CodeView()
    qtbot.addWidget(view)
    view.resize(440, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


def test_the_lines_and_their_place_in_the_file_are_shown(view: CodeView) -> None:
    code = code_of(Stop.ERROR)
    view.show_code(code)
    text = part(view, QPlainTextEdit, "codeText")
    assert text.toPlainText() == "\n".join(code.lines)
    where = part(view, QLabel, "codePlace").text()
    assert "nn/classic.py" in where
    assert str(code.first) in where
    assert text.accessibleDescription() == "output_errors = targets - outputs"


def test_what_is_highlighted_looks_different(view: CodeView) -> None:
    pictures = []
    for stop in (Stop.HIDDEN, Stop.OUTPUTS, Stop.ERROR):
        view.show_code(code_of(stop))
        pictures.append(view.grab().toImage())
    assert all(first != second for first, second in pairwise(pictures))


@pytest.mark.parametrize("width", [410, 900])
def test_every_line_can_be_seen_whole(qtbot: QtBot, view: CodeView, width: int) -> None:
    view.resize(width, 300)
    view.show_code(code_of(Stop.HIDDEN))
    text = part(view, QPlainTextEdit, "codeText")
    qtbot.waitUntil(lambda: text.width() >= width - 20)
    assert text.horizontalScrollBar().maximum() == 0
    assert text.verticalScrollBar().maximum() == 0


def test_fewer_lines_leave_the_room_to_those_that_come_back(view: CodeView) -> None:
    view.show_code(code_of(Stop.UPDATE))
    height = view.minimumHeight()
    view.show_code(code_of(Stop.AGAIN))
    assert view.minimumHeight() == height
