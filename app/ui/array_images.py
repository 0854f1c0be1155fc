"""Arrays as images in the theme's colours, and a widget that shows one of them.

Positive values are blue, negative ones orange, zero has the colour of the background
(:func:`app.ui.theme.signed_scale`). An image has the size of its array and is enlarged by whole
device pixels when it is painted: interpolation would show values that are not there.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Chart, blend, chart_colour, hairline, signed_scale
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE


def signed_image(values: Array, colours: QPalette) -> QImage:
    """Values (H, W), clipped to [-1, 1], in signed colours."""
    return image_of(_table(tuple(signed_scale(colours)))[colour_table_index(values)])


def colour_table_index(values: Array) -> Array:
    """Indices into :func:`app.ui.theme.signed_scale` for values that are clipped to [-1, 1]."""
    index: Array = np.rint(np.clip(values, -1, 1) * 127).astype(np.intp) + 128
    return index


def ink_image(ink: Array, colours: QPalette) -> QImage:
    """Ink (H, W) in [0, 1] in the colour of text on the background of input fields."""
    paper, text = (_rgb(colour) for colour in (colours.base().color(), colours.text().color()))
    return _image_of_rgb(_mix(ink[..., None], text, paper))


def evidence_image(evidence: Array, ink: Array, colours: QPalette) -> QImage:
    """Evidence (H, W) in [-1, 1] in signed colours over ink (H, W) in [0, 1] in pale grey.

    Ink without evidence stays visible in grey.
    """
    base, text = colours.base().color(), colours.text().color()
    grey = _rgb(blend(text, base, 0.22))
    ground = _mix(ink[..., None], grey, _rgb(base))
    above, below = (_rgb(chart_colour(which, colours)) for which in (Chart.FOR, Chart.AGAINST))
    colour = np.where(evidence[..., None] > 0, above, below)
    return _image_of_rgb(_mix(np.clip(np.abs(evidence), 0, 1)[..., None], colour, ground))


class PixelView(QWidget):
    """One square image in a frame, as large as whole device pixels allow; empty at first.

    ``largest`` is its largest side in logical pixels.
    """

    def __init__(self, parent: QWidget | None = None, *, largest: int = 10 * SIZE) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._frame: QRectF | None = None
        self._largest = largest
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage, *, frame: QRectF | None = None) -> None:
        """Show another image; ``frame`` is outlined, in pixels of the image."""
        self._image, self._frame = image, frame
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(width, self._largest)

    def sizeHint(self) -> QSize:
        return QSize(self._largest, self._largest)

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * SIZE, 3 * SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatio()
        pixels = self._image.width() if self._image is not None else SIZE
        side = int(min(self.width(), self.height()) * ratio)
        cell = max(side // pixels, 1)
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            place = QRectF(0, 0, pixels * cell, pixels * cell)
            painter.fillRect(place, self.palette().base())
            if self._image is not None:
                painter.drawImage(place, self._image)
            painter.setPen(QPen(hairline(self.palette()), max(round(ratio), 1)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))
            if self._frame is not None:
                frame = QRectF(self._frame.topLeft() * cell, self._frame.size() * cell)
                painter.setPen(QPen(self.palette().accent().color(), 2 * max(round(ratio), 1)))
                painter.drawRect(frame.intersected(place.adjusted(1, 1, -1, -1)))


@lru_cache(maxsize=4)
def _table(scale: tuple[int, ...]) -> Array:
    return np.array(scale, np.uint32)


def _rgb(colour: QColor) -> Array:
    return np.array([colour.red(), colour.green(), colour.blue()], np.float32)


def _mix(amount: Array, front: Array, back: Array) -> Array:
    mixed: Array = back + amount * (front - back)
    return mixed


def _image_of_rgb(values: Array) -> QImage:
    red, green, blue = np.moveaxis(np.rint(values).astype(np.uint32), -1, 0)
    return image_of(0xFF000000 | red << 16 | green << 8 | blue)


def image_of(pixels: Array) -> QImage:
    """Colours (H, W) as ``QColor.rgb`` gives them, 0xffrrggbb."""
    pixels = np.ascontiguousarray(pixels, np.uint32)
    height, width = pixels.shape
    # A copy, because NumPy may free the memory that the image reads.
    return QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
