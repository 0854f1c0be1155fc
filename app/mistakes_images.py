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
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app.confusion_words import ConfusionWords
from app.mistakes_finder import Found
from app.theme import UNIT, hairline, muted, scaled_font
from nn.arrays import Array
from nn.preprocessing import SIZE

_GAP = UNIT

_PIXEL, _LARGE_PIXEL = 2, 3
"""How large a pixel of an image is shown, in logical pixels; the latter where there is room."""

_ROOMY = 56 * UNIT
"""Width from which images are shown larger."""

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
        row, column = divmod(position, self._columns())
        size = self._tile()
        x = column * (size.width() + _GAP)
        y = row * (size.height() + _GAP) - self.verticalScrollBar().value()
        return QRect(x, y, size.width(), size.height())

    def _pixel(self) -> int:
        return _LARGE_PIXEL if self.width() >= _ROOMY else _PIXEL

    def _tile(self) -> QSize:
        """Size of an image with its two lines of text."""
        line = self.fontMetrics().height()
        side = self._pixel() * SIZE
        return QSize(max(side, self.fontMetrics().horizontalAdvance("0 → 0")), side + 2 * line)

    def _columns(self) -> int:
        return max((self.viewport().width() + _GAP) // (self._tile().width() + _GAP), 1)

    def _position_at(self, point: QPointF) -> int | None:
        """The position of the image under a point of the viewport."""
        size = self._tile()
        row, below = divmod(int(point.y()) + self.verticalScrollBar().value(), size.height() + _GAP)
        column, beside = divmod(int(point.x()), size.width() + _GAP)
        position = row * self._columns() + column
        is_on_one = below < size.height() and beside < size.width() and column < self._columns()
        return position if is_on_one and 0 <= position < len(self._indices) else None

    def _update_range(self) -> None:
        """Fit the scroll bar to the images."""
        step = self._tile().height() + _GAP
        rows = -(-len(self._indices) // self._columns())
        bar = self.verticalScrollBar()
        bar.setRange(0, max(rows * step - _GAP - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(step // 2)

    def _move_to(self, position: int) -> None:
        """Put the keyboard's cursor on an image, and bring it into sight."""
        self._current = min(max(position, 0), max(len(self._indices) - 1, 0))
        rect = self.image_rect(self._current)
        bar = self.verticalScrollBar()
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

    def _sentence(self, position: int) -> str:
        assert self._found is not None, "without readings there are no images"
        index = int(self._indices[position])
        evaluation = self._found.evaluation
        text = self.tr("Test image {0}: a {1}, read as {2}, {3} sure")
        return text.format(
            index,
            int(evaluation.labels[index]),
            int(evaluation.predicted[index]),
            self._words.confidence(float(evaluation.confidence[index])),
        )

    def _describe(self) -> None:
        """What a screen reader says: the image under the keyboard's cursor."""
        has_images = len(self._indices) > 0
        self.setAccessibleDescription(
            self._sentence(self._current) if has_images else self._nothing
        )

    def _paint_tile(self, painter: QPainter, position: int, colours: Array) -> None:
        assert self._found is not None, "without readings there are no images"
        rect = self.image_rect(position)
        index = int(self._indices[position])
        pixels = colours[self._found.images[index]]
        image = QImage(pixels.data, SIZE, SIZE, 4 * SIZE, QImage.Format.Format_RGB32)
        square = self._square(rect)
        painter.drawImage(square, image)
        painter.setPen(hairline(self.palette()))
        painter.drawRect(square)
        evaluation = self._found.evaluation
        digits = self.tr("{0} → {1}").format(
            int(evaluation.labels[index]), int(evaluation.predicted[index])
        )
        surely = self._words.confidence(float(evaluation.confidence[index]))
        line = QRectF(rect.left(), square.bottom() + 1, rect.width(), self.fontMetrics().height())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, digits)
        painter.setPen(muted(self.palette()))
        painter.drawText(line.translated(0, line.height()), Qt.AlignmentFlag.AlignCenter, surely)
        if position == self._current and self.hasFocus():
            painter.setPen(QPen(self.palette().accent().color(), 2))
            painter.drawRect(square.adjusted(1, 1, -1, -1))

    def _square(self, tile: QRect) -> QRectF:
        """Where the picture of a tile lies: whole device pixels for each of its own."""
        ratio = self.devicePixelRatio()
        side = int(self._pixel() * ratio) * SIZE / ratio
        left = round((tile.left() + (tile.width() - side) / 2) * ratio) / ratio
        return QRectF(left, round(tile.top() * ratio) / ratio, side, side)

    def _paint_nothing(self, painter: QPainter) -> None:
        painter.setPen(muted(self.palette()))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect(), flags, self._nothing)

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
        columns = self._columns()
        page = max(self.viewport().height() // (self._tile().height() + _GAP), 1) * columns
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._indices),
            Qt.Key.Key_End: len(self._indices),
        }
        key = Qt.Key(event.key())
        if key in steps:
            self._move_to(self._current + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
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
                self._paint_nothing(painter)
                return
            painter.setFont(scaled_font(self, 0.9))
            colours = _ink_colours(self.palette())
            row_height = self._tile().height() + _GAP
            columns = self._columns()
            top = self.verticalScrollBar().value() + event.rect().top()
            bottom = self.verticalScrollBar().value() + event.rect().bottom()
            first = top // row_height * columns
            behind = min((bottom // row_height + 1) * columns, len(self._indices))
            for position in range(first, behind):
                self._paint_tile(painter, position, colours)

    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT, _ROWS_AT_LEAST * (self._tile().height() + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(_PIXEL * SIZE, _ROWS_AT_LEAST * (self._tile().height() + _GAP))


def _ink_colours(colours: QPalette) -> Array:
    """For each amount of ink 0…255 the colour between paper and ink, (256,) uint32 as RGB32."""
    paper, ink = (
        np.array((colour.red(), colour.green(), colour.blue()))
        for colour in (colours.base().color(), colours.text().color())
    )
    amount = np.arange(256)[:, None] / 255
    red, green, blue = np.rint(paper + amount * (ink - paper)).astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)
