"""A quiet row of tabs: words over a line, for choosing inside of a panel that is a tab itself."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QCursor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui.theme import UNIT, blend, hairline, muted

_LINE = 2
"""Thickness of the line below the open tab, logical pixels."""


class QuietTabs(QTabBar):
    """A tab bar with its keys, its focus and its accessible interface, and a paint of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setExpanding(True)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._shows_focus = False

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        place = self.tabRect(index)
        is_open = index == self.currentIndex()
        colours = self.palette()
        if place.contains(self.mapFromGlobal(QCursor.pos())) and not is_open:
            ink, window = colours.windowText().color(), colours.window().color()
            painter.fillRect(place, blend(ink, window, 0.05))
        painter.setPen(colours.windowText().color() if is_open else muted(colours))
        room = place.adjusted(UNIT // 2, 0, -UNIT // 2, -_LINE)
        text = self.fontMetrics().elidedText(self.tabText(index), self.elideMode(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
        self._paint_line(painter, place, colours.accent().color() if is_open else None)
        if is_open and self._shows_focus:
            painter.setPen(colours.accent().color())
            painter.drawRect(place.adjusted(0, 0, -1, -1))

    def _paint_line(self, painter: QPainter, place: QRect, colour: QColor | None) -> None:
        thickness = 1 if colour is None else _LINE
        line = QRect(place.left(), place.bottom() + 1 - thickness, place.width(), thickness)
        painter.fillRect(line, colour or hairline(self.palette()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        # After a click, people know where they are.
        self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            for index in range(self.count()):
                self._paint_tab(painter, index)
