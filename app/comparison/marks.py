"""Small painted things of a column: its letter, a word where it differs, the lines of facts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import COMPARED, RADIUS, UNIT, chart_colour, muted, scaled_font

LETTERS = "ABCD"
"""The names of the columns, from left to right."""

FACT_LINES = 4
"""Under each network's bars."""


class LetterChip(QWidget):
    """The letter of a column on its colour."""

    def __init__(self, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_place(self, place: int) -> None:
        """Be the letter of this place, counted from 0."""
        self._place = place
        self.update()

    def sizeHint(self) -> QSize:
        side = max(3 * UNIT, self.fontMetrics().height() + UNIT // 2)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(chart_colour(COMPARED[self._place], self.palette()))
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
            painter.setPen(self.palette().window().color())
            painter.setFont(scaled_font(self, 1.0, bold=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, LETTERS[self._place])


class ApartMark(QWidget):
    """Says that an answer differs from the others': a word on the accent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = self.tr("differs")
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(scaled_font(self, 0.9, bold=True))
        return QSize(metrics.horizontalAdvance(self._text) + 2 * UNIT, metrics.height() + UNIT // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().highlight())
            radius = self.height() / 2
            painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
            painter.setPen(self.palette().highlightedText().color())
            painter.setFont(scaled_font(self, 0.9, bold=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)


class FactLines(QWidget):
    """Always four lines, so that what stands side by side has one height.

    What does not fit is cut with dots, and told in the tool tip.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def set_text(self, text: str) -> None:
        """Show up to four lines."""
        if text != self.text:
            self._lines = tuple(text.splitlines())
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(20 * UNIT, FACT_LINES * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = self.fontMetrics()
        with QPainter(self) as painter:
            painter.setPen(muted(self.palette()))
            for number, line in enumerate(self._lines[:FACT_LINES]):
                place = QRect(0, number * metrics.lineSpacing(), self.width(), metrics.height())
                shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(place, Qt.AlignmentFlag.AlignLeft, shown)
