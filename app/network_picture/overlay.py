"""What is painted over a frame for the current unit: its ring, what it sees, its own links.

Explanation, arrangement → rings and frames, lines from the largest contributions
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.network_picture.arrangement import Arrangement
from app.network_picture.content import Content
from app.network_picture.explanation import Explanation
from app.network_picture.link_painting import paint_lines
from app.network_picture.selection import UnitChoice, cell_of, place_of
from app.network_picture.style import SHADES, Style
from nn.explain.contributions import IMAGE


def paint_current(
    painter: QPainter,
    arrangement: Arrangement,
    content: Content,
    explanation: Explanation,
    style: Style,
    ratio: float,
) -> None:
    """The current unit and what its card lists, so that card and picture are one."""
    choice = explanation.choice
    place = place_of(arrangement, content, choice)
    if place is not None:
        _paint_sources(painter, arrangement, content, explanation, style, ratio)
        _ring(painter, place, style)
    cell = cell_of(arrangement, content, choice)
    if cell is not None:
        _frame(painter, cell, style)
    _paint_seen(painter, arrangement, explanation, style)


def paint_cursor(
    painter: QPainter, arrangement: Arrangement, content: Content, choice: UnitChoice, style: Style
) -> None:
    """Where the keyboard is."""
    place = place_of(arrangement, content, choice)
    if place is not None:
        painter.setPen(QPen(style.text, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-5, -5, 5, 5))


def _paint_sources(
    painter: QPainter,
    arrangement: Arrangement,
    content: Content,
    explanation: Explanation,
    style: Style,
    ratio: float,
) -> None:
    place = place_of(arrangement, content, explanation.choice)
    assert place is not None
    for row in explanation.rows:
        source = place_of(arrangement, content, row.source)
        cell = cell_of(arrangement, content, row.source)
        if source is None:
            continue
        begin = source if row.source.level != IMAGE or cell is None else cell
        x = begin.right() if row.source.level != IMAGE else begin.center().x()
        line = np.array([[x, begin.center().y(), place.left(), place.center().y()]])
        colour = style.links[0 if row.share > 0 else 1][len(SHADES) - 1]
        paint_lines(painter, line, colour, 2, ratio)
        if cell is not None:
            _frame(painter, cell, style)


def _paint_seen(
    painter: QPainter, arrangement: Arrangement, explanation: Explanation, style: Style
) -> None:
    """The receptive field on the image."""
    image = arrangement.column_of(IMAGE)
    if explanation.seen is None or image is None:
        return
    seen, corner = explanation.seen, image.slot(0)
    field = QRectF(
        corner.left() + seen.left * image.cell,
        corner.top() + seen.top * image.cell,
        seen.side * image.cell,
        seen.side * image.cell,
    ).intersected(corner)
    painter.setPen(QPen(style.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(field)


def _ring(painter: QPainter, place: QRectF, style: Style) -> None:
    painter.setPen(QPen(style.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 4, 4)


def _frame(painter: QPainter, cell: QRectF, style: Style) -> None:
    painter.setPen(QPen(style.text, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(cell.adjusted(-1, -1, 1, 1))
