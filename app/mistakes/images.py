"""A scrolling grid of test images, each with what it is, what it is read as, and how surely.

Only the images in sight are painted, each straight from its 28×28 bytes: a cell with a thousand
images is as quick as one with three. Pixels are whole device pixels, so they are crisp at any
pixel ratio.
"""

from __future__ import annotations

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
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.mistakes.confusion_words import ConfusionWords
from app.mistakes.found import Found
from app.mistakes.tiles import PIXEL, Tiles, ink_colours
from app.ui.empty_view import paint_nothing
from app.ui.theme import UNIT, hairline, muted, scaled_font
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

_ROWS_AT_LEAST = 2


class MistakeImages(QAbstractScrollArea):
    """Shows some of the images of a :class:`Found`; ``opened`` carries the index of one of them."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Found | None = None
        self._indices: Array = np.empty(0, np.intp)
        self._current = 0
        self._pressed: int | None = None
        self._nothing = ""
        self._words = ConfusionWords(self)
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

    def show_images(self, found: Found | None, indices: Array, nothing: str = "") -> None:
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
        surely = self._words.confidence(float(evaluation.confidence[index]))
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
