"""The list of the gallery: cards with drawings, as many side by side as fit.

Digits, Delete, undo and Escape have a meaning here and in the window. While the list has the
focus and a selection, it handles them.

Cards and thumbnails are painted once and cached. A fast scroll needs a screen full of new
thumbnails at a time: what would take longer than :data:`_BUDGET` is left to the next frames.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.library.gallery_model import DRAWING, GalleryModel, Index
from app.library.store import KeptDrawing
from app.ui.theme import RADIUS, UNIT, blend, hairline, muted
from app.ui.thumbnail import thumbnail
from app.ui.tile_list import GAP, TileList

_SIDE, _LARGE_SIDE = 7 * UNIT, 9 * UNIT
"""The side of a card in logical pixels, in a narrow and in a wide list."""

_WIDE = 56 * UNIT
"""Width of the list from which cards are large."""

_ROWS_AT_LEAST = 2
"""Also in the smallest window: the list then scrolls, and not the panel around it as well."""

_FRAME = 10
"""Milliseconds between two paintings while thumbnails are missing."""

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class GalleryView(TileList):
    """Shows a :class:`GalleryModel`.

    ``relabelled`` carries the new label for the selected drawings; ``deleted``, ``opened`` and
    ``undone`` are requests, too; ``choice_changed`` follows each change of the selection.
    """

    relabelled = Signal(int)
    deleted = Signal()
    opened = Signal()
    undone = Signal()
    choice_changed = Signal()

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = GalleryDelegate(self)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Kept drawings"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setSelectionMode(TileList.SelectionMode.ExtendedSelection)
        self._go_on = QTimer(self, singleShot=True, interval=_FRAME)
        self._go_on.timeout.connect(self.viewport().update)
        self.doubleClicked.connect(self._open)

    @property
    def rows(self) -> list[int]:
        """The selected rows."""
        return sorted(index.row() for index in self.selectedIndexes())

    @property
    def is_behind(self) -> bool:
        """Whether visible thumbnails are still to be painted."""
        return self._delegate.is_behind

    def tile(self) -> QSize:
        side = _LARGE_SIDE if self.width() >= _WIDE else _SIDE
        return QSize(side, side + self.fontMetrics().height())

    def _open(self, _index: QModelIndex) -> None:
        self.opened.emit()

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Whether the list handles a key that is a shortcut of the window, too."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return True
        if not self.selectionModel().hasSelection():
            return False
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
        return _digit(event) is not None or (
            event.key() in keys and event.modifiers() == _NO_MODIFIER
        )

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_ours(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = _digit(event)
        has_choice = self.selectionModel().hasSelection()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undone.emit()
        elif has_choice and digit is not None:
            self.relabelled.emit(digit)
        elif has_choice and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deleted.emit()
        elif has_choice and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif has_choice and event.key() == Qt.Key.Key_Escape:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.choice_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin_frame(self.tile().width(), self.palette(), self.devicePixelRatio())
        super().paintEvent(event)
        if self._delegate.is_behind:
            self._go_on.start()

    def sizeHint(self) -> QSize:
        tile = self.tile()
        # A panel that scrolls gives its content the height that it would like, and then there is
        # a bar beside the bar of this list; where there is more room, the list takes it.
        return QSize(5 * (tile.width() + GAP), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        tile = self.tile()
        return QSize(tile.width() + GAP, _ROWS_AT_LEAST * (tile.height() + GAP))


def _digit(event: QKeyEvent) -> int | None:
    """The digit of a key without modifiers, on the keypad, too."""
    is_alone = event.modifiers() in (_NO_MODIFIER, _KEYPAD)
    if is_alone and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return int(event.key()) - int(Qt.Key.Key_0)
    return None


_REMEMBERED = 600
"""Cached thumbnails, some 13 kB each: a few screens full."""

_BUDGET = 0.004
"""Seconds of a frame for new thumbnails."""


@dataclass(frozen=True)
class _Style:
    """What cached pictures depend on; colours as numbers, which can be compared."""

    side: int
    ratio: float
    text: int
    label: int
    chosen_label: int
    base: int
    line: int
    accent: int


class GalleryDelegate(QStyledItemDelegate):
    """Paints cards of a list of tiles.

    Call :meth:`begin_frame` before each painting; if ``is_behind`` is true after it, thumbnails
    are missing and another painting is needed.
    """

    def __init__(self, parent: TileList) -> None:
        super().__init__(parent)
        self._list = parent
        self.is_behind = False
        self._style = _Style(0, 1.0, 0, 0, 0, 0, 0, 0)
        self._cards: dict[tuple[bool, bool], QPixmap] = {}
        self._thumbnails: OrderedDict[int, QPixmap] = OrderedDict()
        self._deadline = 0.0

    def begin_frame(self, side: int, colours: QPalette, ratio: float) -> None:
        """Start the time of a frame; cards have this side in logical pixels, and these colours."""
        self._deadline = time.perf_counter() + _BUDGET
        self.is_behind = False
        style = _Style(
            side,
            ratio,
            colours.text().color().rgb(),
            muted(colours).rgb(),
            colours.windowText().color().rgb(),
            colours.base().color().rgb(),
            hairline(colours).rgb(),
            colours.accent().color().rgb(),
        )
        if style != self._style:
            self._style = style
            self._cards.clear()
            self._thumbnails.clear()

    def _card(self, *, is_chosen: bool, has_focus: bool) -> QPixmap:
        """The empty card for that state."""
        card = self._cards.get((is_chosen, has_focus))
        if card is None:
            card = self._painted_card(is_chosen=is_chosen, has_focus=has_focus)
            self._cards[is_chosen, has_focus] = card
        return card

    def _painted_card(self, *, is_chosen: bool, has_focus: bool) -> QPixmap:
        style = self._style
        accent, base = QColor.fromRgb(style.accent), QColor.fromRgb(style.base)
        card = QPixmap(QSize(style.side, style.side) * style.ratio)
        card.setDevicePixelRatio(style.ratio)
        card.fill(Qt.GlobalColor.transparent)
        with QPainter(card) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            border = accent if is_chosen or has_focus else QColor.fromRgb(style.line)
            painter.setPen(QPen(border, 2 if has_focus else 1))
            painter.setBrush(blend(accent, base, 0.18) if is_chosen else base)
            edge = QRectF(1, 1, style.side - 2, style.side - 2)
            painter.drawRoundedRect(edge, RADIUS, RADIUS)
        return card

    def _thumbnail(self, kept: KeptDrawing) -> QPixmap | None:
        """The picture of a drawing; None if the time of the frame is used up."""
        picture = self._thumbnails.get(kept.id)
        if picture is None:
            if time.perf_counter() > self._deadline:
                self.is_behind = True
                return None
            style = self._style
            ink = QColor.fromRgb(style.text)
            picture = thumbnail(kept.drawing, style.side, style.ratio, ink)
            self._thumbnails[kept.id] = picture
            if len(self._thumbnails) > _REMEMBERED:
                self._thumbnails.popitem(last=False)
        return picture

    # Qt's side.

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        has_focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        corner: QPoint = option.rect.topLeft()
        painter.drawPixmap(corner, self._card(is_chosen=is_chosen, has_focus=has_focus))
        kept = index.data(DRAWING)
        picture = None if kept is None else self._thumbnail(kept)
        if picture is not None:
            painter.drawPixmap(corner, picture)
        style = self._style
        painter.setPen(QColor.fromRgb(style.chosen_label if is_chosen else style.label))
        below = QRect(corner.x(), corner.y() + style.side, style.side, option.fontMetrics.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._list.tile()
