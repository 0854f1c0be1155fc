"""The row of stops: numbered, joined by a line, filled up to where one stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import UNIT, blend, hairline, muted, scaled_font

_DISC = 3.0 * UNIT
"""Diameter of a stop, logical pixels."""


class Stepper(QWidget):
    """One button a stop, of which one is checked; the arrow keys go from one to the next.

    ``moved`` carries the number of the stop that the user goes to.
    """

    moved = Signal(int)

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, name in enumerate(names):
            button = StopButton(number, len(names), name, self)
            self._group.addButton(button, number)
            layout.addWidget(button, 1)
        self._group.idClicked.connect(self._move)
        self.set_current(0)

    @property
    def buttons(self) -> list[StopButton]:
        """The stops in order."""
        return [button for button in self._group.buttons() if isinstance(button, StopButton)]

    def set_current(self, number: int) -> None:
        """Stand at this stop."""
        for button in self.buttons:
            button.show_place(number)

    @Slot(int)
    def _move(self, number: int) -> None:
        self.set_current(number)
        self.moved.emit(number)


class StopButton(QAbstractButton):
    """A numbered disc with a word below, and its part of the line."""

    def __init__(self, number: int, count: int, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._number, self._count = number, count
        self._current = 0
        self._shows_focus = False
        self.setObjectName(f"stop{number + 1}")
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(self.tr("Stop {0} of {1}: {2}").format(number + 1, count, name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_place(self, current: int) -> None:
        """Show that the walk stands at ``current``."""
        self._current = current
        if self._number == current:
            self.setChecked(True)
        self.update()

    def _paint_line(self, painter: QPainter, centre: QPointF) -> None:
        """The halves of the line to the stops beside: bold where the walk has been."""
        colours = self.palette()
        accent, faint = colours.accent().color(), hairline(colours)
        radius = _DISC / 2 + 2
        for is_left in (True, False):
            if self._number == (0 if is_left else self._count - 1):
                continue
            is_behind = self._number + (not is_left) <= self._current
            painter.setPen(QPen(accent if is_behind else faint, 2))
            end = 0.0 if is_left else float(self.width())
            begin = centre.x() - radius if is_left else centre.x() + radius
            painter.drawLine(QPointF(begin, centre.y()), QPointF(end, centre.y()))

    def _paint_disc(self, painter: QPainter, centre: QPointF) -> None:
        colours = self.palette()
        accent, window = colours.accent().color(), colours.window().color()
        disc = QRectF(0, 0, _DISC, _DISC)
        disc.moveCenter(centre)
        is_current, is_behind = self._number == self._current, self._number < self._current
        rim = accent if is_current or is_behind else muted(colours)
        fill = accent if is_current else blend(accent, window, 0.14) if is_behind else window
        if self.underMouse() and not is_current:
            fill = blend(accent, window, 0.24)
        painter.setPen(QPen(rim, 1.5))
        painter.setBrush(fill)
        painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
        ink = colours.color(QPalette.ColorRole.HighlightedText) if is_current else rim
        painter.setPen(ink)
        painter.setFont(scaled_font(self, 1.0, bold=True))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(self._number + 1))
        if self._shows_focus:
            painter.setPen(QPen(accent, 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 0.5, -1.5, -0.5))

    def sizeHint(self) -> QSize:
        return QSize(self._text_width() + UNIT, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._text_width(), round(_DISC)) + UNIT // 2, self._height())

    def _text_width(self) -> int:
        """As wide as the name is where one stands."""
        metrics = QFontMetrics(scaled_font(self, 1.0, bold=True))
        return metrics.horizontalAdvance(self.text())

    def _height(self) -> int:
        return round(_DISC) + self.fontMetrics().height() + UNIT

    def focusInEvent(self, event: QFocusEvent) -> None:
        # After a click the user knows where the focus is.
        self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        centre = QPointF(self.width() / 2, _DISC / 2 + UNIT / 4)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_line(painter, centre)
            self._paint_disc(painter, centre)
            is_current = self._number == self._current
            colours = self.palette()
            painter.setPen(colours.windowText().color() if is_current else muted(colours))
            painter.setFont(scaled_font(self, 1.0, bold=is_current))
            top = centre.y() + _DISC / 2
            place = QRectF(0, top, self.width(), self.height() - top)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())
