"""The 28×28 pixels that the network reads, as it reads them: white ink on black, crisp.

The picture's pixels are whole device pixels at any pixel ratio, so that no interpolation shows
something that is not there.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme import hairline
from nn.arrays import Array
from nn.preprocessing import SIZE, quantise

_GRID_FROM = 6
"""Device pixels a cell needs before lines between the cells help more than they hide."""


class NetworkInputView(QWidget):
    """Shows one (28, 28) picture in [0, 1]; black before anything is drawn."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixels: Array = np.zeros((SIZE, SIZE), np.uint8)
        self.setObjectName("networkInput")
        self.setAccessibleName(self.tr("What the network sees"))
        self.setToolTip(self.tr("The 28 × 28 pixels that the network reads"))
        self.set_cell(4)
        self.show_image(self._pixels / 255)

    def set_cell(self, side: int) -> None:
        """How large a pixel is shown, in logical pixels."""
        self.setFixedSize(side * SIZE, side * SIZE)

    @property
    def pixels(self) -> Array:
        """The shown picture, (28, 28) uint8."""
        return self._pixels

    def show_image(self, image: Array) -> None:
        """Show another picture, (28, 28) in [0, 1]."""
        self._pixels = quantise(image)
        covered = np.count_nonzero(self._pixels > 127)
        self.setAccessibleDescription(
            self.tr("28 by 28 pixels, %n of them ink", "", int(covered))
            if self._pixels.any()
            else self.tr("28 by 28 pixels, empty")
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatio()
        cell = max(int(min(self.width(), self.height()) * ratio) // SIZE, 1)
        side = cell * SIZE
        left = (round(self.width() * ratio) - side) // 2
        top = (round(self.height() * ratio) - side) // 2
        area = QRect(left, top, side, side)
        image = QImage(self._pixels.data, SIZE, SIZE, SIZE, QImage.Format.Format_Grayscale8)
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawImage(area, image)
            if cell >= _GRID_FROM:
                self._paint_grid(painter, area, cell)
            painter.setPen(QPen(hairline(self.palette()), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _paint_grid(self, painter: QPainter, area: QRect, cell: int) -> None:
        painter.setPen(QPen(QColor(128, 128, 128, 56), 1, Qt.PenStyle.SolidLine))
        for index in range(1, SIZE):
            x, y = area.left() + index * cell, area.top() + index * cell
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
