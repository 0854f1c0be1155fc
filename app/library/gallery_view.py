"""The list of drawings, as many side by side as fit, with everything on the keyboard.

The keys that mean something here (digits, Delete, undo, Escape) mean something in the window too.
While the list has the focus and something is chosen, they are the list's.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from app.library.gallery_delegate import GalleryDelegate
from app.library.gallery_model import GalleryModel
from app.ui.empty_view import paint_nothing
from app.ui.theme import UNIT

_SIDE, _LARGE_SIDE = 7 * UNIT, 9 * UNIT
"""Of a card, logical pixels; the latter where there is room."""

_ROOMY = 56 * UNIT
"""Width from which cards are large."""

_ROWS_AT_LEAST = 3

_FRAME = 10
"""Milliseconds between two paintings while there are thumbnails to be made up for."""

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class GalleryView(QListView):
    """Shows a :class:`GalleryModel`.

    ``relabelled`` carries the digit that the chosen drawings are to be called; ``deleted``,
    ``opened`` and ``undone`` ask for just that; ``choice_changed`` tells of another selection.
    """

    relabelled = Signal(int)
    deleted = Signal()
    opened = Signal()
    undone = Signal()
    choice_changed = Signal()

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = ""
        self._delegate = GalleryDelegate(self)
        self.setObjectName("gallery")
        self.setAccessibleName(self.tr("Kept drawings"))
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._go_on = QTimer(self, singleShot=True, interval=_FRAME)
        self._go_on.timeout.connect(self.viewport().update)
        self.doubleClicked.connect(self._open)

    @property
    def rows(self) -> list[int]:
        """The chosen rows."""
        return sorted(index.row() for index in self.selectedIndexes())

    @property
    def is_behind(self) -> bool:
        """Whether some of what is in sight is still to be painted."""
        return self._delegate.is_behind

    def set_nothing(self, text: str) -> None:
        """What to say while there is nothing to show."""
        self._nothing = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def _open(self, _index: QModelIndex) -> None:
        self.opened.emit()

    def _is_ours(self, event: QKeyEvent) -> bool:
        """Whether a key is for the list although the window would know what to do with it."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return True
        if not self.selectionModel().hasSelection():
            return False
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Escape)
        return _digit(event) is not None or (
            event.key() in keys and event.modifiers() == _NO_MODIFIER
        )

    def _fit(self) -> None:
        """Spread the cards over the width."""
        self._delegate.side = _LARGE_SIDE if self.width() >= _ROOMY else _SIDE
        tile = self._delegate.tile(self.fontMetrics().height())
        # The bar has its room also while it is away: coming and going it would change the columns.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        columns = max((room + UNIT) // tile.width(), 1)
        # Qt breaks a row that fills the width to the last pixel.
        self.setGridSize(QSize(max((room - 1) // columns, 1), tile.height()))
        self.verticalScrollBar().setSingleStep(tile.height() // 2)

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                event.accept()
                return True
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.begin_frame(self.palette(), self.devicePixelRatio())
        super().paintEvent(event)
        if self._delegate.is_behind:
            self._go_on.start()
        if not self.model().rowCount():
            with QPainter(self.viewport()) as painter:
                paint_nothing(painter, self, self._nothing)

    def sizeHint(self) -> QSize:
        tile = self._delegate.tile(self.fontMetrics().height())
        return QSize(5 * tile.width(), 5 * tile.height())

    def minimumSizeHint(self) -> QSize:
        tile = self._delegate.tile(self.fontMetrics().height())
        return QSize(tile.width(), _ROWS_AT_LEAST * tile.height())


def _digit(event: QKeyEvent) -> int | None:
    """The digit of a key that is pressed alone, on the keypad too."""
    is_alone = event.modifiers() in (_NO_MODIFIER, _KEYPAD)
    if is_alone and Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return int(event.key()) - int(Qt.Key.Key_0)
    return None
