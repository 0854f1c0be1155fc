"""The mouse cursor as the tip of the pen: a ring as wide as the line it will draw."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

_SMALLEST, _LARGEST = 5.0, 96.0
"""Diameters in logical pixels: none is seen below, and some systems cut cursors off above."""


def pen_cursor(diameter: float, pixel_ratio: float, *, ink: QColor, paper: QColor) -> QCursor:
    """A ring of ``diameter`` logical pixels that shows on ink as well as on paper."""
    diameter = min(max(diameter, _SMALLEST), _LARGEST)
    size = int(diameter) + 5
    pixmap = QPixmap(round(size * pixel_ratio), round(size * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    middle = QPointF(size / 2, size / 2)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((paper, 2.5), (ink, 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(middle, diameter / 2, diameter / 2)
    return QCursor(pixmap, size // 2, size // 2)
