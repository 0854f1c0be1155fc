"""A list of tiles of one size: as many side by side as fit, spread over the width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from app.ui.theme import UNIT
from app.ui.widgets import paint_nothing

GAP = UNIT
"""Logical pixels between two tiles, at least beside and exactly below each other."""


class TileList(QListView):
    """What such lists share. A delegate paints the tiles; its size hint is :meth:`tile`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nothing = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def tile(self) -> QSize:
        """The size of a tile in the list as wide as it is, without gaps, in logical pixels."""
        raise NotImplementedError

    def set_nothing(self, text: str) -> None:
        """Set the text for an empty list."""
        self._nothing = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def _fit(self) -> None:
        tile = self.tile()
        # Room for the scroll bar also while it is hidden, so that the columns do not change.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        columns = max((room + GAP) // (tile.width() + GAP), 1)
        # Qt breaks a row that fills the width to the last pixel.
        self.setGridSize(QSize(max((room - 1) // columns, 1), tile.height() + GAP))
        self.verticalScrollBar().setSingleStep((tile.height() + GAP) // 2)

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model().rowCount():
            with QPainter(self.viewport()) as painter:
                paint_nothing(painter, self, self._nothing)
