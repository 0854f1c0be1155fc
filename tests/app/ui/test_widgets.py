from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ui.widgets import FlowLayout


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    """Three buttons, 100 wide each."""
    row = QWidget()
    qtbot.addWidget(row)
    layout = FlowLayout(row)
    for text in ("One", "Two", "Three"):
        button = QPushButton(text)
        button.setFixedSize(100, 30)
        layout.addWidget(button)
    row.show()
    return row


def layout_of(row: QWidget) -> QLayout:
    layout = row.layout()
    assert layout is not None
    return layout


def places(row: QWidget) -> list[tuple[int, int]]:
    return [(b.x(), b.y()) for b in row.findChildren(QPushButton) if b.isVisible()]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (316, [(0, 0), (108, 0), (216, 0)]),
        (315, [(0, 0), (108, 0), (0, 38)]),
        (110, [(0, 0), (0, 38), (0, 76)]),
    ],
)
def test_what_does_not_fit_goes_into_the_next_line(
    row: QWidget, width: int, expected: list[tuple[int, int]]
) -> None:
    row.resize(width, 200)
    assert places(row) == expected
    assert layout_of(row).heightForWidth(width) == expected[-1][1] + 30


def test_hidden_widgets_take_no_room(row: QWidget) -> None:
    row.resize(400, 100)
    row.findChildren(QPushButton)[1].hide()
    layout_of(row).activate()
    assert places(row) == [(0, 0), (108, 0)]
    assert row.sizeHint().width() == 208


def test_it_can_be_as_narrow_as_its_widest_widget(row: QWidget) -> None:
    assert row.minimumSizeHint().width() == 100
