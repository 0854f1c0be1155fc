"""The 28×28 pixels that the network reads, as it reads them: white ink on black, crisp.

The picture's pixels are whole device pixels at any pixel ratio, so that no interpolation shows
something that is not there.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.theme import hairline
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE, quantise

_GRID_FROM = 6
"""Device pixels a cell needs before lines between the cells help more than they hide."""

_GRID_GREY = 128
"""A quarter of it is laid over the pixels: seen on black as well as on white."""


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
            self.tr("28 by 28 pixels, {0} of them ink").format(covered)
            if self._pixels.any()
            else self.tr("28 by 28 pixels, empty")
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatio()
        cell = max(int(min(self.width(), self.height()) * ratio) // SIZE, 1)
        enlarged = _enlarge(self._pixels, cell)
        side = len(enlarged)
        left = (round(self.width() * ratio) - side) // 2
        top = (round(self.height() * ratio) - side) // 2
        grey = QImage(enlarged.data, side, side, side, QImage.Format.Format_Grayscale8)
        # Qt paints grey pictures pixel by pixel where the clip has more than one rectangle.
        image = grey.convertToFormat(QImage.Format.Format_RGB32)
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            painter.drawImage(left, top, image)
            painter.setPen(QPen(hairline(self.palette()), 1))
            painter.drawRect(left, top, side - 1, side - 1)


def _enlarge(pixels: Array, cell: int) -> Array:
    """Each pixel as ``cell`` × ``cell`` equal ones, with lines between the cells if they are large.

    Done here and not by a painter, which takes milliseconds to draw the lines.
    """
    enlarged = pixels.repeat(cell, axis=0).repeat(cell, axis=1)
    if cell >= _GRID_FROM:
        for lines in (enlarged[cell::cell, :], enlarged[:, cell::cell]):
            lines[:] = lines // 4 * 3 + _GRID_GREY // 4
    return enlarged
