"""A list of test images, each with what it is, what it is read as, and how surely.

It scrolls, or is as high as all its images where a panel scrolls around it: two scroll bars, one
within the other, would catch the wheel from each other.

Each image is painted straight from its 28×28 bytes: a cell with a thousand images is as quick as
one with three. Pixels are whole device pixels, so they are crisp at any pixel ratio.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QScrollArea,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.mistakes.finder import FoundMistakes
from app.text.formats import rounded_percent
from app.ui.theme import UNIT, hairline, muted, scaled_font
from app.ui.tile_list import GAP, TileList
from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

Index = QModelIndex | QPersistentModelIndex

PIXEL, LARGE_PIXEL = 2, 3
"""How large a pixel of an image is shown, in logical pixels; the latter where there is room."""

_ROOMY = 56 * UNIT
"""Width from which images are shown larger."""

_ROWS_AT_LEAST = 2

_ANY_HEIGHT = 16_777_215
"""Qt's largest size of a widget: no limit."""

_IMAGE = Qt.ItemDataRole.UserRole
"""The pixels of a row, (28, 28) uint8."""
_CONFIDENCE = Qt.ItemDataRole.UserRole + 1
"""How sure the network is of what it reads, as text."""


class MistakeImages(TileList):
    """Shows some images of :class:`FoundMistakes`; ``opened`` carries the index of one of them."""

    opened = Signal(int)

    # Qt asks the class to scroll before its constructor is through.
    _grows = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = ImageModel(self)
        self._delegate = ImageDelegate(self)
        self.setObjectName("mistakeImages")
        self.setAccessibleName(self.tr("Test images"))
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(TileList.SelectionMode.NoSelection)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)

    @property
    def indices(self) -> list[int]:
        """The numbers of the images that are shown, in their order."""
        return self._model.indices

    def show_images(self, found: FoundMistakes | None, indices: Array, nothing: str = "") -> None:
        """Show the images with these indices (n,); ``nothing`` is said where there are none."""
        self.set_nothing("" if len(indices) else nothing)
        self._model.show(found, indices)
        self._fit()
        self.setCurrentIndex(self._model.index(0))

    def set_grows(self, grows: bool) -> None:
        """Be as high as all images, and leave scrolling to what is around; or scroll."""
        if grows == self._grows:
            return
        self._grows = grows
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if grows else policy.ScrollBarAsNeeded
        )
        self.setMinimumHeight(0)
        self.setMaximumHeight(_ANY_HEIGHT)
        self._fit()

    def image_rect(self, position: int) -> QRect:
        """Where the image at a position of the list lies in the viewport."""
        return self.visualRect(self._model.index(position))

    @property
    def pixel(self) -> int:
        """The side of an image's pixel, in logical pixels."""
        return LARGE_PIXEL if self.width() >= _ROOMY else PIXEL

    def tile(self) -> QSize:
        metrics = self.fontMetrics()
        side = self.pixel * SIZE
        return QSize(max(side, metrics.horizontalAdvance("0 → 0")), side + 2 * metrics.height())

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.indices[index.row()])

    def _fit(self) -> None:
        super()._fit()
        if self._grows:
            columns = max((self.width() - 1) // self.gridSize().width(), 1)
            rows = max(-(-len(self._model.indices) // columns), 1)
            self.setFixedHeight(rows * self.gridSize().height())

    # Qt's side.

    def scrollTo(
        self,
        index: Index,
        hint: TileList.ScrollHint = TileList.ScrollHint.EnsureVisible,
    ) -> None:
        if not self._grows:
            super().scrollTo(index, hint)
            return
        area = _scrolling(self)
        content = None if area is None else area.widget()
        if area is not None and content is not None and self.hasFocus():
            tile = self.visualRect(index)
            middle = self.viewport().mapTo(content, tile.center())
            beside, above = tile.width() // 2 + GAP, tile.height() // 2 + GAP
            area.ensureVisible(middle.x(), middle.y(), beside, above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._grows and event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            # A page is what is seen of the panel around, which turns it.
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin_frame()
        super().paintEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT, _ROWS_AT_LEAST * (self.tile().height() + GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(PIXEL * SIZE, _ROWS_AT_LEAST * (self.tile().height() + GAP))


def _scrolling(widget: QWidget) -> QScrollArea | None:
    """What scrolls around a widget."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


class ImageModel(QAbstractListModel):
    """Test images as rows; a screen reader and the tooltip are told a sentence of each."""

    def __init__(self, parent: TileList) -> None:
        super().__init__(parent)
        self._locale = parent.locale()
        self._found: FoundMistakes | None = None
        self._indices: Array = np.empty(0, np.intp)

    @property
    def indices(self) -> list[int]:
        """The numbers of the images, in the order of the rows."""
        return [int(index) for index in self._indices]

    def show(self, found: FoundMistakes | None, indices: Array) -> None:
        """Have the images with these indices (n,) as rows."""
        self.beginResetModel()
        self._found, self._indices = found, indices
        self.endResetModel()

    # Qt's side.

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._indices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        assert self._found is not None, "without readings there are no images"
        number = int(self._indices[index.row()])
        evaluation = self._found.evaluation
        digits = int(evaluation.labels[number]), int(evaluation.predicted[number])
        if role == _IMAGE:
            return self._found.images[number]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.tr("{0} → {1}").format(*digits)
        confidence = rounded_percent(evaluation.confidence[number], self._locale)
        if role == _CONFIDENCE:
            return confidence
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self.tr("Test image {0}: a {1}, read as {2}, {3} sure")
            return text.format(number, *digits, confidence)
        return None


class ImageDelegate(QStyledItemDelegate):
    """Paints an image above two lines of text; :meth:`begin_frame` goes before each painting."""

    def __init__(self, parent: MistakeImages) -> None:
        super().__init__(parent)
        self._list = parent
        self._colours: Array = np.empty(0, np.uint32)

    def begin_frame(self) -> None:
        """Take the colours that the list has now."""
        self._colours = ink_colours(self._list.palette())

    # Qt's side.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        pixels = self._colours[index.data(_IMAGE)]
        square = self._square(option.rect)
        image = QImage(pixels.data, SIZE, SIZE, 4 * SIZE, QImage.Format.Format_RGB32)
        palette = self._list.palette()
        # The style may have asked for smooth ones.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        painter.drawImage(square, image)
        painter.setPen(hairline(palette))
        painter.drawRect(square)
        line = QRectF(option.rect)
        line.setTop(square.bottom() + 1)
        line.setHeight(option.fontMetrics.height())
        painter.setFont(scaled_font(self._list, 0.9))
        painter.setPen(palette.windowText().color())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, index.data())
        painter.setPen(muted(palette))
        line.translate(0, line.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, index.data(_CONFIDENCE))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.accent().color(), 2))
            painter.drawRect(square.adjusted(1, 1, -1, -1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._list.tile()

    def _square(self, tile: QRect) -> QRectF:
        """Where the pixels are seen: whole device pixels for each."""
        ratio = self._list.devicePixelRatio()
        side = int(self._list.pixel * ratio) * SIZE / ratio
        left = round((tile.left() + (tile.width() - side) / 2) * ratio) / ratio
        return QRectF(left, round(tile.top() * ratio) / ratio, side, side)


def ink_colours(colours: QPalette) -> Array:
    """For each amount of ink 0…255 the colour between paper and ink, (256,) uint32 as RGB32."""
    paper, ink = (
        np.array((colour.red(), colour.green(), colour.blue()))
        for colour in (colours.base().color(), colours.text().color())
    )
    amount = np.arange(256)[:, None] / 255
    red, green, blue = np.rint(paper + amount * (ink - paper)).astype(np.uint32).T
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)
