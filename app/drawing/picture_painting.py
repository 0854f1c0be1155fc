"""A picture's pixels of ink on paper, at the screen's own resolution.

    ink → the pixels of the screen in an area, interpolated → paper and ink blended → QImage

Only the area that changed is made, and it looks as it would with all the rest: an eraser that moves
over a picture costs as much as what it touches.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.drawing.sheet import Sheet
from nn.arrays import Array
from nn.strokes import Picture

_SUPPORT = 2.0
"""How far, in pixels of the picture, a pixel is seen around its middle: bicubic interpolation."""


class PicturePainter:
    """Paints pictures that lie on one sheet, in one pair of colours."""

    def __init__(self, sheet: Sheet, pixel_ratio: float, *, paper: QColor, ink: QColor) -> None:
        self._sheet = sheet
        self._ratio = pixel_ratio
        self._colours = _blended(paper, ink)

    def changed_area(self, before: Picture | None, after: Picture | None) -> QRect:
        """The part of the widget in which the two look different, logical pixels."""
        if before is after:
            return QRect()
        if before is None or after is None or not _same_place(before, after):
            return self._around(before) | self._around(after)
        changed = Picture(
            (before.ink != after.ink).astype(np.uint8), after.left, after.top, after.width
        )
        return self._around(changed)

    def paint(self, painter: QPainter, picture: Picture, area: QRect) -> None:
        """Paint what of the picture lies in ``area``, on nothing but paper."""
        seen = self._around(picture) & area
        if seen.isEmpty():
            return
        device = QRectF(
            seen.x() * self._ratio,
            seen.y() * self._ratio,
            seen.width() * self._ratio,
            seen.height() * self._ratio,
        ).toAlignedRect()
        pixels = self._colours[self._enlarged(picture, device)]
        image = QImage(pixels.data, device.width(), device.height(), 4 * device.width(), _RGB)
        painter.save()
        painter.scale(1 / self._ratio, 1 / self._ratio)
        painter.drawImage(device.topLeft(), image)
        painter.restore()

    def _around(self, picture: Picture | None) -> QRect:
        """Where ink of the picture is seen."""
        if picture is None or picture.is_blank:
            return QRect()
        left, top, right, bottom = picture.bounds()
        corners = QRectF(self._sheet.to_widget(left, top), self._sheet.to_widget(right, bottom))
        reach = _SUPPORT * picture.pixel * self._sheet.side + 1
        return corners.adjusted(-reach, -reach, reach, reach).toAlignedRect()

    def _enlarged(self, picture: Picture, device: QRect) -> Array:
        """The ink at the screen's pixels of ``device``, (height, width) uint8."""
        # Not at the start of the program: few sessions ever see a picture.
        from PIL import Image

        across = 1 / (self._ratio * self._sheet.side * picture.pixel)
        left, top = self._sheet.to_widget(picture.left, picture.top).toTuple()
        # Interpolation looks beyond the area, and the area may reach beyond the picture.
        margin = int(_SUPPORT + 2 * across + self._ratio * across) + 2
        box = (
            margin + (device.left() - left * self._ratio) * across,
            margin + (device.top() - top * self._ratio) * across,
            margin + (device.left() + device.width() - left * self._ratio) * across,
            margin + (device.top() + device.height() - top * self._ratio) * across,
        )
        padded = Image.fromarray(np.pad(picture.ink, margin))
        size = (device.width(), device.height())
        return np.asarray(padded.resize(size, Image.Resampling.BICUBIC, box=box))


def _same_place(first: Picture, second: Picture) -> bool:
    return (first.left, first.top, first.width, first.ink.shape) == (
        second.left,
        second.top,
        second.width,
        second.ink.shape,
    )


def _blended(paper: QColor, ink: QColor) -> Array:
    """(256,) uint32 colours from bare paper to full ink."""
    amount = np.linspace(0, 1, 256)[:, None]
    colours = [np.array([colour.red(), colour.green(), colour.blue()]) for colour in (paper, ink)]
    red, green, blue = np.rint((1 - amount) * colours[0] + amount * colours[1]).astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)


_RGB = QImage.Format.Format_RGB32
