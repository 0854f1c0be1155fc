"""What the canvas shows beside the ink: its edge, a hint while it is empty, a place to drop on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import RADIUS, UNIT, blend, hairline, muted, scaled_font

_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


def paint_hint(painter: QPainter, canvas: QWidget, sheet: QRectF) -> None:
    """Say in the middle of an empty sheet what to do with it."""
    painter.setPen(muted(canvas.palette()))
    painter.setFont(scaled_font(canvas, 1.5))
    room = sheet.adjusted(2 * UNIT, 2 * UNIT, -2 * UNIT, -2 * UNIT)
    what = QCoreApplication.translate("Canvas", "Draw a digit here")
    place = painter.boundingRect(room, _WORDS | Qt.AlignmentFlag.AlignVCenter, what)
    painter.drawText(place, _WORDS, what)
    painter.setFont(scaled_font(canvas, 1.0))
    below = QRectF(room)
    below.setTop(place.bottom() + UNIT)
    painter.drawText(
        below,
        _WORDS | Qt.AlignmentFlag.AlignTop,
        QCoreApplication.translate("Canvas", "or drop a picture of one"),
    )


def paint_drop_place(painter: QPainter, canvas: QWidget, sheet: QRectF) -> None:
    """Say that what is being dragged can be let go here."""
    accent = canvas.palette().accent().color()
    ground = blend(accent, canvas.palette().base().color(), 0.12)
    veil = QColor(ground)
    veil.setAlphaF(0.88)
    painter.fillRect(sheet, veil)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(accent, 2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    inner = sheet.adjusted(2 * UNIT, 2 * UNIT, -2 * UNIT, -2 * UNIT)
    painter.drawRoundedRect(inner, RADIUS, RADIUS)
    painter.setPen(canvas.palette().text().color())
    painter.setFont(scaled_font(canvas, 1.5))
    painter.drawText(
        inner.adjusted(UNIT, UNIT, -UNIT, -UNIT),
        _WORDS | Qt.AlignmentFlag.AlignVCenter,
        QCoreApplication.translate("Canvas", "Drop the picture here"),
    )


def paint_frame(painter: QPainter, canvas: QWidget, sheet: QRectF, *, focused: bool) -> None:
    """Round the sheet's corners off, and draw its edge."""
    edge = QPainterPath()
    edge.addRoundedRect(sheet.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    outside = QPainterPath()
    outside.addRect(QRectF(canvas.rect()))
    colours = canvas.palette()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outside - edge, colours.window())
    pen = QPen(colours.accent().color(), 2) if focused else QPen(hairline(colours))
    painter.strokePath(edge, pen)
