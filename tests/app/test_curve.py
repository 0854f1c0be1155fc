"""The small plot: its ticks, its points, and that it paints what it was given."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.curve import MAX_POINTS, Curve, nice_ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 1, [0, 0.5, 1]),
        (0, 2.3, [0, 1, 2, 3]),
        (0, 8, [0, 2, 4, 6, 8]),
        (0.93, 1, [0.92, 0.94, 0.96, 0.98, 1.0]),
        (5, 5, [4, 6]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(
    low: float, high: float, ticks: list[float]
) -> None:
    assert nice_ticks(low, high) == pytest.approx(ticks)


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6))
def test_ticks_enclose_any_span(low: float, span: float) -> None:
    ticks = nice_ticks(low, low + span)
    tolerance = 1e-6 * max(abs(low), span, 1)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= low + tolerance
    assert ticks[-1] >= low + span - tolerance


@pytest.fixture
def curve(qtbot: QtBot) -> Curve:
    curve = Curve("Loss", str, lowest=0.0)
    qtbot.addWidget(curve)
    curve.resize(300, 150)
    return curve


def marked(curve: Curve) -> bool:
    """Whether anything is painted in the colour of the line."""
    image = curve.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    accent = QColor(curve.palette().accent().color()).rgb()
    return any(
        image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height())
    )


def test_a_line_is_painted_where_there_are_points(curve: Curve) -> None:
    curve.begin(2)
    assert not marked(curve)
    for step in range(10):
        curve.append(step / 5, 1 / (1 + step))
    assert marked(curve)
    curve.begin(2)
    assert not marked(curve)


def test_a_single_point_is_painted(curve: Curve) -> None:
    curve.append(0.5, 0.5)
    assert marked(curve)


def test_what_is_no_number_is_left_out(curve: Curve) -> None:
    for value in (math.nan, math.inf, 0.5):
        curve.append(1, value)
    assert curve.points == [(1, 0.5)]


def test_a_long_training_is_thinned_and_keeps_its_ends(curve: Curve) -> None:
    curve.begin(100)
    for step in range(5 * MAX_POINTS):
        curve.append(step / 100, step)
    assert len(curve.points) <= MAX_POINTS
    assert curve.points[-1] == ((5 * MAX_POINTS - 1) / 100, 5 * MAX_POINTS - 1)
    assert curve.points[0][0] < 0.2
    assert curve.points == sorted(curve.points)


def test_a_screen_reader_is_told_the_latest_value(curve: Curve) -> None:
    curve.append(1, 0.25)
    assert curve.accessibleName() == "Loss"
    assert curve.accessibleDescription() == "0.25"
