"""Buttons and progress of the house: flat, quiet, and one of them in the accent's colour.

They paint themselves, so that they look the same on every system and in every theme. The one
button that a row is about ``leads``.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget

from app.ui.theme import RADIUS, UNIT, blend, hairline

_ARROW = 2 * UNIT
"""Room for the arrow of a button with a menu, logical pixels."""

_SHADES = {"hovered": 0.06, "pressed": 0.14}
"""How much of the text's colour is laid over a button that the pointer is on, or that is down."""


class PushButton(QPushButton):
    """A button with a word on it. ``leads``: it is what its row is about."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._leads = False

    def set_leads(self, leads: bool) -> None:
        """Bring it out before the others of its row, or do not."""
        self._leads = leads
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        sign = self.iconSize().width() + UNIT if not self.icon().isNull() else 0
        sign += _ARROW if self.menu() is not None else 0
        return QSize(words.width() + sign + 3 * UNIT, max(words.height() + UNIT + 4, 3 * UNIT + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self.palette()
        area = self.rect().toRectF().adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            is_filled = self._leads and self.isEnabled()
            rim = Qt.PenStyle.NoPen if is_filled else Qt.PenStyle.SolidLine
            painter.setPen(QPen(hairline(colours), 1, rim))
            painter.setBrush(self._ground(colours))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            if self.hasFocus():
                self._paint_focus(painter, area)
            self._paint_words(painter, colours)

    def _ground(self, colours: QPalette) -> QColor:
        is_filled = self._leads and self.isEnabled()
        ground = colours.accent().color() if is_filled else colours.button().color()
        if not self.isEnabled():
            return blend(ground, colours.window().color(), 0.4)
        shade = _SHADES["pressed"] if self.isDown() or self.isChecked() else 0.0
        if not shade and self.underMouse():
            shade = _SHADES["hovered"]
        return blend(colours.windowText().color(), ground, shade)

    def _paint_focus(self, painter: QPainter, area: QRectF) -> None:
        accent = self.palette().accent().color()
        colour = self.palette().highlightedText().color() if self._leads else accent
        inner = area.adjusted(2, 2, -2, -2) if self._leads else area
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(inner, RADIUS - 1, RADIUS - 1)

    def _paint_words(self, painter: QPainter, colours: QPalette) -> None:
        role = QPalette.ColorRole
        is_filled = self._leads and self.isEnabled()
        painter.setPen(colours.color(role.HighlightedText if is_filled else role.ButtonText))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
        place = self.rect()
        if self.menu() is not None:
            place.setRight(place.right() - _ARROW)
            self._paint_arrow(painter)
        if not self.icon().isNull():
            side = self.iconSize().height()
            words = self.fontMetrics().horizontalAdvance(self.text().replace("&", ""))
            left = (self.width() - side - UNIT - words) // 2
            self.icon().paint(painter, left, (self.height() - side) // 2, side, side)
            place = place.adjusted(side + UNIT, 0, 0, 0)
        painter.drawText(place, flags, self.text())

    def _paint_arrow(self, painter: QPainter) -> None:
        """That there is a menu behind it."""
        middle = QPointF(self.width() - 1.5 * UNIT - 2, self.height() / 2 - 1)
        corners = [middle + QPointF(x, y) for x, y in ((-3.5, 0), (3.5, 0), (0, 4))]
        painter.save()
        painter.setBrush(painter.pen().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF(corners))
        painter.restore()


class ThinProgress(QProgressBar):
    """A progress bar a few pixels high; without a range, it says "busy" by a quiet half tone.

    What has not begun shows nothing: an empty groove would pass for a scroll bar.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(UNIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        span = self.maximum() - self.minimum()
        if span > 0 and self.value() <= self.minimum():
            return
        colours = self.palette()
        area = self.rect().toRectF().adjusted(0, 1, 0, -1)
        radius = area.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(hairline(colours))
            painter.drawRoundedRect(area, radius, radius)
            accent = colours.accent().color()
            if span <= 0:
                painter.setBrush(blend(accent, colours.window().color(), 0.4))
                painter.drawRoundedRect(area, radius, radius)
            else:
                share = (self.value() - self.minimum()) / span
                area.setWidth(max(share * area.width(), area.height()))
                painter.setBrush(accent)
                painter.drawRoundedRect(area, radius, radius)
