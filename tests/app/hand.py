"""A hand that draws on a widget with real mouse events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

Points = Sequence[tuple[float, float]]


def draw(
    widget: QWidget,
    strokes: Sequence[Points],
    button: Qt.MouseButton = Qt.MouseButton.LeftButton,
) -> None:
    """Draw strokes, given as points in shares of the widget's size."""
    for stroke in strokes:
        places = [QPoint(round(x * widget.width()), round(y * widget.height())) for x, y in stroke]
        QTest.mousePress(widget, button, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(widget, place)
        QTest.mouseRelease(widget, button, pos=places[-1])


def line(start: tuple[float, float], end: tuple[float, float], steps: int = 12) -> Points:
    """The points of a straight stroke."""
    share = np.linspace(0, 1, steps)[:, None]
    return [(float(x), float(y)) for x, y in np.add(start, share * np.subtract(end, start))]


def arc(
    middle: tuple[float, float], radius: tuple[float, float], start: float, end: float
) -> Points:
    """The points of an arc; angles in degrees, clockwise from the right."""
    angles = np.radians(np.linspace(start, end, 24))
    return [
        (middle[0] + radius[0] * float(np.cos(a)), middle[1] + radius[1] * float(np.sin(a)))
        for a in angles
    ]


DIGITS: dict[int, list[Points]] = {
    0: [arc((0.5, 0.5), (0.2, 0.3), -90, 270)],
    1: [line((0.5, 0.2), (0.48, 0.8))],
    3: [
        [
            *arc((0.46, 0.34), (0.17, 0.15), -150, 80),
            *arc((0.46, 0.66), (0.2, 0.17), -90, 150),
        ]
    ],
    7: [[*line((0.3, 0.25), (0.7, 0.25)), *line((0.7, 0.25), (0.45, 0.8))]],
}
"""Digits as most people draw them, by strokes in shares of the canvas."""
