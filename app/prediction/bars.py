"""One bar: how its row is painted, and the button that makes it something to press.

The widget paints all rows; an unpainted button lies over each. Qt has an accessible interface of
its own for ten buttons, with names, states and a press that a screen reader can trigger. One for
ten painted rows would have to be written in Python and be owned by Qt, which deletes it when it
likes; these buttons cost nothing and cannot crash.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontInfo,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.theme import UNIT, blend, hairline, muted, scaled_font

_THICKEST = 10 * UNIT
"""Of a bar, logical pixels."""

_ROW_OF_SIZE_1 = 40.0
"""Height of a row that is written in the widget's own type, logical pixels."""

_LARGEST_TYPE = 2.4
"""Times the widget's own."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Row:
    """What one row shows. ``value`` lies in [0, 1]; ``text`` is empty where there is none.

    A label that is a word and no digit stands inside the bar. A row that is not ``meant`` keeps
    its place and shows no bar.
    """

    label: str
    value: float
    text: str
    wins: bool
    is_chosen: bool = False
    is_hovered: bool = False
    is_focused: bool = False
    is_meant: bool = True


class BarPainter:
    """Paints rows of one ``height`` with the font and the palette of ``widget``.

    ``widest`` is the longest text: the bars end before it, all with the same length. Lives as long
    as one painting.
    """

    def __init__(self, painter: QPainter, widget: QWidget, height: float, widest: str) -> None:
        self._painter = painter
        self._colours = widget.palette()
        self._fonts = {wins: bar_font(widget, height, bold=wins) for wins in (False, True)}
        self._words = bar_font(widget, height, share=0.82)
        self._label_width = QFontMetrics(self._fonts[True]).horizontalAdvance("0")
        # Beside large type, the gaps of small type would be none.
        self._unit = max(UNIT, 0.5 * self._label_width)
        self._mark = 1.5 * self._unit
        self._text_width = QFontMetrics(self._fonts[True]).horizontalAdvance(widest)

    def paint(self, place: QRectF, row: Row) -> None:
        """One row, from its ground upwards."""
        self._paint_ground(place, row)
        inner = place.adjusted(0.75 * self._unit, 0, -0.75 * self._unit, 0)
        is_word = len(row.label) > 1
        painter = self._painter
        painter.setFont(self._fonts[row.wins])
        painter.setPen(self._ink(row))
        label = QRectF(inner.left() + self._mark, inner.top(), self._label_width, inner.height())
        painter.drawText(label, _RIGHT, "" if is_word else row.label)
        painter.drawText(inner, _RIGHT, row.text)
        height = min(max(0.5 * inner.height(), UNIT), _THICKEST)
        track = self.room(place)
        track = QRectF(track.left(), track.center().y() - height / 2, track.width(), height)
        if row.is_meant:
            self._paint_bar(track, row)
        if is_word:
            self._paint_word(track, row)
        if row.wins:
            self._paint_mark(QPointF(label.left() - self._mark, inner.center().y()))

    def room(self, place: QRectF) -> QRectF:
        """What a row at that place has for its bar, between the label and the text."""
        left = 1.75 * self._unit + self._mark + self._label_width
        return place.adjusted(left, 0, -1.75 * self._unit - self._text_width, 0)

    def _ink(self, row: Row) -> QColor:
        return self._colours.windowText().color() if row.wins else muted(self._colours)

    def _paint_word(self, track: QRectF, row: Row) -> None:
        """The label inside the bar, in a colour that is seen on the ground it has there."""
        painter = self._painter
        place = track.adjusted(self._unit if row.is_meant else 0, 0, 0, 0)
        painter.setFont(_narrowed(self._words, row.label, place.width() - 2))
        # Large type is higher than the bar of a low row.
        height = max(place.height(), _line(painter.font()))
        top = place.center().y() - height / 2
        filled = track.left() + (row.value * track.width() if row.is_meant else 0.0)
        for left, right, ink in (
            (track.left(), filled, self._colours.window().color()),
            (filled, track.right(), self._ink(row)),
        ):
            painter.save()
            painter.setClipRect(QRectF(left, top, right - left, height))
            painter.setPen(ink)
            painter.drawText(QRectF(place.left(), top, place.width(), height), _LEFT, row.label)
            painter.restore()

    def _paint_ground(self, place: QRectF, row: Row) -> None:
        """The frame of the chosen row, the hint under the pointer, the focus."""
        accent, window = self._colours.accent().color(), self._colours.window().color()
        if row.is_chosen:
            self._box(place, blend(accent, window, 0.12), QPen(accent, 1))
        elif row.is_hovered:
            tint = blend(self._colours.windowText().color(), window, 0.05)
            self._box(place, tint, QPen(Qt.PenStyle.NoPen))
        if row.is_focused:
            self._box(place, Qt.GlobalColor.transparent, QPen(accent, 2))

    def _box(self, place: QRectF, fill: QColor | Qt.GlobalColor, rim: QPen) -> None:
        self._painter.setPen(rim)
        self._painter.setBrush(QColor(fill))
        self._painter.drawRoundedRect(place.adjusted(1, 1.5, -1, -1.5), 4, 4)

    def _paint_bar(self, track: QRectF, row: Row) -> None:
        radius = min(track.height() / 2, 3.0)
        # Only its outline: a grey track would look like a bar that is full.
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(hairline(self._colours), 1))
        self._painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        self._painter.setPen(Qt.PenStyle.NoPen)
        if row.value * track.width() < 0.5:
            return
        filled = QRectF(track)
        # A sliver narrower than its rounded ends would lose its shape.
        filled.setWidth(max(row.value * track.width(), 2 * radius))
        self._painter.setBrush(self._fill(wins=row.wins))
        self._painter.drawRoundedRect(filled, radius, radius)

    def _paint_mark(self, left: QPointF) -> None:
        self._painter.setBrush(self._fill(wins=True))
        height, width = 5 / 12 * self._mark, 7 / 12 * self._mark
        tip = left + QPointF(width, 0)
        corners = [left + QPointF(0, -height), tip, left + QPointF(0, height)]
        self._painter.drawPolygon(QPolygonF(corners))

    def _fill(self, *, wins: bool) -> QColor:
        if wins:
            return self._colours.accent().color()
        return blend(muted(self._colours), self._colours.window().color(), 0.8)


def bar_font(widget: QWidget, height: float, *, bold: bool = False, share: float = 1.0) -> QFont:
    """The type of a row of that ``height``, logical pixels; the winner's is bold.

    It grows with the rows, so that a large window is read from afar. ``share`` makes it smaller.
    A height of 0 is none yet.
    """
    font = scaled_font(widget, share * type_factor(height), bold=bold)
    if 0 < height < _line(font):
        # Rather small type than cut type, where large type has little room.
        font.setPixelSize(max(int(QFontInfo(font).pixelSize() * height / _line(font)), 1))
    return font


def _line(font: QFont) -> float:
    return QFontMetricsF(font).height()


def type_factor(height: float) -> float:
    """How many times as large as its widget's the type of a row of that ``height`` is."""
    return min(max(1.1, height / _ROW_OF_SIZE_1), _LARGEST_TYPE)


def _narrowed(font: QFont, text: str, width: float) -> QFont:
    """The font, or one so much smaller that the text is not wider than that."""
    needed = QFontMetricsF(font).horizontalAdvance(text)
    if needed <= width or width <= 0:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(max(int(QFontInfo(font).pixelSize() * width / needed), 1))
    return smaller


_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}

_KEYBOARD_FOCUS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
"""After these, people look for where the focus is; after a click they know."""


class BarButton(QAbstractButton):
    """A toggle over the row of ``digit``; ``moved`` asks for the focus of the next row or the last.

    Enter presses it as Space does. It paints nothing.
    """

    moved = Signal(int)

    def __init__(self, digit: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.digit = digit
        self.shows_focus = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(self.tr("Digit {0}").format(digit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = event.reason() in _KEYBOARD_FOCUS
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.shows_focus = False
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing: the bars have painted this row already, all ten in one go."""
