"""Which strokes make which digit of a number: a bracket under each, with what it is read as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui.theme import UNIT, muted, scaled_font


@dataclass(frozen=True)
class DigitMark:
    """``box`` is left, top, right and bottom in the sheet's unit; ``digit`` what it is read as."""

    box: tuple[float, float, float, float]
    digit: int | None
    is_chosen: bool


def paint_marks(
    painter: QPainter, canvas: QWidget, sheet: QRectF, marks: Sequence[DigitMark]
) -> None:
    """Paint the brackets on a sheet that lies at ``sheet`` on the canvas."""
    if not marks:
        return
    colours = canvas.palette()
    painter.setFont(scaled_font(canvas, 1.3))
    height = painter.fontMetrics().height()
    lowest = sheet.bottom() - height - UNIT
    for mark in marks:
        left, _, right, bottom = mark.box
        start = sheet.left() + sheet.width() * left
        end = max(sheet.left() + sheet.width() * right, start + 2 * UNIT)
        line = min(sheet.top() + sheet.height() * bottom + 2 * UNIT, lowest)
        colour = colours.accent().color() if mark.is_chosen else muted(colours)
        painter.setPen(QPen(colour, 2 if mark.is_chosen else 1))
        ends = QPointF(start, line - UNIT / 2), QPointF(end, line - UNIT / 2)
        painter.drawPolyline(
            QPolygonF([ends[0], QPointF(start, line), QPointF(end, line), ends[1]])
        )
        text = "?" if mark.digit is None else str(mark.digit)
        place = QRectF(start, line, end - start, height)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)
