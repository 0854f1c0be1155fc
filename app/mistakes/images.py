"""A scrolling grid of test images, each with what it is, what it is read as, and how surely.

Only the images in sight are painted, each straight from its 28×28 bytes: a cell with a thousand
images is as quick as one with three. Pixels are whole device pixels, so they are crisp at any
pixel ratio.

Where the images of a scrolling grid lie, and in which colours their ink is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.mistakes.finder import FoundMistakes
from app.text.formats import rounded_percent
from app.ui.theme import UNIT, hairline, muted, scaled_font
from app.ui.widgets import paint_nothing
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

_ROWS_AT_LEAST = 2


class MistakeImages(QAbstractScrollArea):
    """Shows some images of :class:`FoundMistakes`; ``opened`` carries the index of one of them."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: FoundMistakes | None = None
        self._indices: Array = np.empty(0, np.intp)
        self._current = 0
        self._pressed: int | None = None
        self._nothing = ""
        self.setObjectName("mistakeImages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Test images"))
        self._describe()

    @property
    def indices(self) -> list[int]:
        """The numbers of the images that are shown, in their order."""
        return [int(index) for index in self._indices]

    def show_images(self, found: FoundMistakes | None, indices: Array, nothing: str = "") -> None:
        """Show the images with these indices (n,); ``nothing`` is said where there are none."""
        self._found, self._indices, self._nothing = found, indices, nothing
        self._current = 0
        self.verticalScrollBar().setValue(0)
        self._update_range()
        self._describe()
        self.viewport().update()

    def image_rect(self, position: int) -> QRect:
        """Where the image at a position of the list lies in the viewport."""
        return self._tiles().rect(position)

    def _tiles(self) -> Tiles:
        metrics = self.fontMetrics()
        return Tiles(
            width=self.viewport().width(),
            line=metrics.height(),
            text=metrics.horizontalAdvance("0 → 0"),
            scrolled=self.verticalScrollBar().value(),
        )

    def _position_at(self, point: QPointF) -> int | None:
        """The position of the image under a point of the viewport."""
        position = self._tiles().position_at(point)
        return position if position is not None and 0 <= position < len(self._indices) else None

    def _update_range(self) -> None:
        """Fit the scroll bar to the images."""
        tiles, bar = self._tiles(), self.verticalScrollBar()
        seen = self.viewport().height()
        bar.setRange(0, max(tiles.height(len(self._indices)) - seen, 0))
        bar.setPageStep(seen)
        bar.setSingleStep(tiles.row_height // 2)

    def _move_to(self, position: int) -> None:
        """Put the keyboard's cursor on an image, and bring it into sight."""
        self._current = min(max(position, 0), max(len(self._indices) - 1, 0))
        rect, bar = self.image_rect(self._current), self.verticalScrollBar()
        if rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif rect.bottom() > self.viewport().height():
            bar.setValue(bar.value() + rect.bottom() + 1 - self.viewport().height())
        self._describe()
        self.viewport().update()

    def _open(self, position: int | None) -> None:
        if position is not None and position < len(self._indices):
            self._move_to(position)
            self.opened.emit(int(self._indices[position]))

    def _facts(self, position: int) -> tuple[int, int, int, str]:
        """An image's number, its true and read digit, and its confidence as it is shown."""
        assert self._found is not None, "without readings there are no images"
        evaluation = self._found.evaluation
        index = int(self._indices[position])
        surely = rounded_percent(evaluation.confidence[index], self.locale())
        return index, int(evaluation.labels[index]), int(evaluation.predicted[index]), surely

    def _sentence(self, position: int) -> str:
        text = self.tr("Test image {0}: a {1}, read as {2}, {3} sure")
        return text.format(*self._facts(position))

    def _describe(self) -> None:
        """What a screen reader says: the image under the keyboard's cursor."""
        has_images = len(self._indices) > 0
        self.setAccessibleDescription(
            self._sentence(self._current) if has_images else self._nothing
        )

    def _paint_tile(self, painter: QPainter, tiles: Tiles, position: int, colours: Array) -> None:
        assert self._found is not None, "without readings there are no images"
        index, label, read, surely = self._facts(position)
        pixels = colours[self._found.images[index]]
        square = tiles.square(position, self.devicePixelRatio())
        image = QImage(pixels.data, SIZE, SIZE, 4 * SIZE, QImage.Format.Format_RGB32)
        painter.drawImage(square, image)
        painter.setPen(hairline(self.palette()))
        painter.drawRect(square)
        tile = tiles.rect(position)
        line = QRectF(tile.left(), square.bottom() + 1, tile.width(), tiles.line)
        painter.setPen(self.palette().windowText().color())
        digits = self.tr("{0} → {1}").format(label, read)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, digits)
        painter.setPen(muted(self.palette()))
        painter.drawText(line.translated(0, tiles.line), Qt.AlignmentFlag.AlignCenter, surely)
        if position == self._current and self.hasFocus():
            painter.setPen(QPen(self.palette().accent().color(), 2))
            painter.drawRect(square.adjusted(1, 1, -1, -1))

    def _steps(self) -> dict[int, int]:
        """By how many images each key moves the cursor."""
        tiles, count = self._tiles(), len(self._indices)
        page = max(self.viewport().height() // tiles.row_height, 1) * tiles.columns
        return {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -tiles.columns,
            Qt.Key.Key_Down: tiles.columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -count,
            Qt.Key.Key_End: count,
        }

    # Qt's side.

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            position = self._position_at(QPointF(event.pos()))
            if position is not None:
                QToolTip.showText(event.globalPos(), self._sentence(position), self)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._position_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            position = self._position_at(event.position())
            self._open(position if position == self._pressed else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = self._steps().get(event.key())
        if step is not None:
            self._move_to(self._current + step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_range()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            if not len(self._indices):
                paint_nothing(painter, self, self._nothing)
                return
            painter.setFont(scaled_font(self, 0.9))
            tiles, colours = self._tiles(), ink_colours(self.palette())
            for position in tiles.positions_in(event.rect(), len(self._indices)):
                self._paint_tile(painter, tiles, position, colours)

    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT, _ROWS_AT_LEAST * self._tiles().row_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(PIXEL * SIZE, _ROWS_AT_LEAST * self._tiles().row_height)


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
