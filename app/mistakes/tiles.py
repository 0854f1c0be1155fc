"""Where the images of a scrolling grid lie, and in which colours their ink is shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPalette

from app.ui.theme import UNIT
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

GAP = UNIT

PIXEL, LARGE_PIXEL = 2, 3
"""How large a pixel of an image is shown, in logical pixels; the latter where there is room."""

_ROOMY = 56 * UNIT
"""Width from which images are shown larger."""


@dataclass(frozen=True)
class Tiles:
    """Images side by side in ``width``, each above two lines of text; all in logical pixels.

    ``line`` is the height of a line and ``text`` the width of the longest one; ``scrolled`` is
    how much of the grid lies above what is seen.
    """

    width: int
    line: int
    text: int
    scrolled: int = 0

    @property
    def pixel(self) -> int:
        """The side of an image's pixel."""
        return LARGE_PIXEL if self.width >= _ROOMY else PIXEL

    @property
    def size(self) -> QSize:
        """Of an image with its text."""
        side = self.pixel * SIZE
        return QSize(max(side, self.text), side + 2 * self.line)

    @property
    def columns(self) -> int:
        return max((self.width + GAP) // (self.size.width() + GAP), 1)

    @property
    def row_height(self) -> int:
        return self.size.height() + GAP

    def height(self, count: int) -> int:
        """Of a grid of so many images."""
        return max(-(-count // self.columns) * self.row_height - GAP, 0)

    def rect(self, position: int) -> QRect:
        """Where the image at a position of the list is seen."""
        row, column = divmod(position, self.columns)
        x = column * (self.size.width() + GAP)
        return QRect(
            x, row * self.row_height - self.scrolled, self.size.width(), self.size.height()
        )

    def square(self, position: int, ratio: float) -> QRectF:
        """Where its pixels are seen: whole device pixels, ``ratio`` to a logical one, for each."""
        tile = self.rect(position)
        side = int(self.pixel * ratio) * SIZE / ratio
        left = round((tile.left() + (tile.width() - side) / 2) * ratio) / ratio
        return QRectF(left, round(tile.top() * ratio) / ratio, side, side)

    def position_at(self, point: QPointF) -> int | None:
        """The position under a point; None between images. There may be no such image."""
        row, below = divmod(int(point.y()) + self.scrolled, self.row_height)
        column, beside = divmod(int(point.x()), self.size.width() + GAP)
        is_on_one = below < self.size.height() and beside < self.size.width()
        return row * self.columns + column if is_on_one and column < self.columns else None

    def positions_in(self, area: QRect, count: int) -> range:
        """The positions of the images, of so many, that may be seen in a part of the view."""
        first = (area.top() + self.scrolled) // self.row_height
        last = (area.bottom() + self.scrolled) // self.row_height
        return range(first * self.columns, min((last + 1) * self.columns, count))


def ink_colours(colours: QPalette) -> Array:
    """For each amount of ink 0…255 the colour between paper and ink, (256,) uint32 as RGB32."""
    paper, ink = (
        np.array((colour.red(), colour.green(), colour.blue()))
        for colour in (colours.base().color(), colours.text().color())
    )
    amount = np.arange(256)[:, None] / 255
    red, green, blue = np.rint(paper + amount * (ink - paper)).astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)
