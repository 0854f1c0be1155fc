"""A drawing as a small picture: its strokes, fitted into a square, in the colour of the text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from nn.strokes import Drawing, Stroke

_MARGIN = 0.14
"""Free space around the ink, as a share of the side."""

_PEN = (0.025, 0.09)
"""Thinnest and thickest pen, as shares of the side."""

_MOST_POINTS = 48
"""Points of a stroke that are painted: more would not be visible at this size."""


def thumbnail(drawing: Drawing, side: int, pixel_ratio: float, ink: QColor) -> QPixmap:
    """The drawing on a transparent ground, ``side`` logical pixels wide and high."""
    pixmap = QPixmap(QSize(side, side) * pixel_ratio)
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    if drawing.is_empty:
        return pixmap
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_strokes(painter, drawing, QRectF(0, 0, side, side), ink)
    return pixmap


def paint_strokes(painter: QPainter, drawing: Drawing, square: QRectF, ink: QColor) -> None:
    """Paint a drawing that is not empty into the middle of a square."""
    left, top, right, bottom = drawing.bounds()
    extent = max(right - left, bottom - top)
    side = square.width()
    scale = side * (1 - 2 * _MARGIN) / extent if extent else 1.0
    middle = QPointF(left + right, top + bottom) * (scale / 2)
    shift = square.center() - middle
    for stroke in drawing.strokes:
        thin, thick = _PEN
        width = (
            min(max(scale * stroke.width, thin * side), thick * side) if extent else thick * side
        )
        pen = QPen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        _paint(painter, stroke, scale, shift)


def _paint(painter: QPainter, stroke: Stroke, scale: float, shift: QPointF) -> None:
    step = -(-len(stroke.points) // _MOST_POINTS)
    places = [
        QPointF(scale * x + shift.x(), scale * y + shift.y())
        for x, y in (*stroke.points[:-1:step].tolist(), stroke.points[-1].tolist())
    ]
    if len(places) == 1 or all(place == places[0] for place in places):
        painter.drawPoint(places[0])
    else:
        painter.drawPolyline(QPolygonF(places))
