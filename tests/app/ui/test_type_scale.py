from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.type_scale import follows_its_parent, keep_lines, scale_type


@pytest.fixture
def place(qtbot: QtBot) -> QWidget:
    place = QWidget()
    qtbot.addWidget(place)
    place.show()
    return place


def enlarge(widget: QWidget, points: float) -> None:
    font = widget.font()
    font.setPointSizeF(points)
    widget.setFont(font)


def test_scaled_type_follows_what_is_around_it(place: QWidget) -> None:
    label, other = QLabel("text", place), QLabel("plain", place)
    scale_type(label, 2.0, bold=True)
    enlarge(place, 30)
    assert label.font().pointSizeF() == 60
    assert label.font().bold()
    assert follows_its_parent(label)
    assert not follows_its_parent(other)


def test_the_last_proportion_counts(place: QWidget) -> None:
    label = QLabel("text", place)
    scale_type(label, 2.0, bold=True)
    scale_type(label, 0.5)
    enlarge(place, 40)
    assert label.font().pointSizeF() == 20
    assert not label.font().bold()


def test_it_goes_on_within_what_follows_itself(place: QWidget) -> None:
    outer = QLabel("outer", place)
    scale_type(outer, 2.0)
    inner = QLabel("inner", outer)
    scale_type(inner, 0.5)
    enlarge(place, 24)
    assert (outer.font().pointSizeF(), inner.font().pointSizeF()) == (48, 24)


def test_kept_lines_take_the_height_of_their_type(place: QWidget) -> None:
    label = QLabel("text", place)
    keep_lines(label, 2)
    before = label.minimumHeight()
    assert before >= 2 * label.fontMetrics().height()
    enlarge(label, 3 * label.font().pointSizeF())
    assert label.minimumHeight() > 2 * before
