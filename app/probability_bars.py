"""Ten bars: how much the network believes in each digit.

One painted widget rather than ten, because it is repainted while the pen moves. The winner is
told apart by its colour, its bold type and a mark in front of it, so that nobody needs the
colour. A screen reader finds all values in the description; it is renewed only when the drawing
rests, so that it does not talk over itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Property, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import UNIT, blend, hairline, muted, scaled_font

DIGITS = 10

REST = 400
"""Milliseconds without change after which a screen reader is told."""

_HIGHEST_ROW = 6 * UNIT
"""Logical pixels; in a taller window rows would lose sight of each other."""


class ProbabilityBars(QWidget):
    """The bars. ``probabilities`` are ten numbers in [0, 1], or none before anything is drawn."""

    probabilities_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[float] = []
        self._winner: int | None = None
        self.setObjectName("probabilityBars")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Probability of each digit"))
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._describe)
        self._describe()

    @property
    def winner(self) -> int | None:
        """The digit that is marked as the answer; None while there is none."""
        return self._winner

    def show_probabilities(self, values: Sequence[float], winner: int | None) -> None:
        """Show ten probabilities, or none; ``winner`` is marked.

        Raises ValueError for any other number of values.
        """
        if len(values) not in (0, DIGITS):
            raise ValueError(f"there are {DIGITS} bars, found {len(values)} values")
        values = [float(value) for value in values]
        if values == self._values and winner == self._winner:
            return
        self._values, self._winner = values, winner
        self._rest.start()
        self.update()
        self.probabilities_changed.emit()

    def text(self, digit: int) -> str:
        """A digit's value as it is shown."""
        return self._percent(self._values[digit])

    def _percent(self, value: float) -> str:
        return self.tr("{0}\u00a0%").format(f"{100 * value:.0f}")

    @Slot()
    def _describe(self) -> None:
        if not self._values:
            self.setAccessibleDescription(self.tr("Nothing drawn yet"))
            return
        ranked = sorted(range(DIGITS), key=lambda digit: -self._values[digit])
        self.setAccessibleDescription(", ".join(f"{digit}: {self.text(digit)}" for digit in ranked))

    def _get_probabilities(self) -> list[float]:
        return list(self._values)

    def _set_probabilities(self, values: list[float]) -> None:
        ranked = sorted(range(len(values)), key=lambda digit: -values[digit])
        self.show_probabilities(values, ranked[0] if ranked else None)

    probabilities = Property(
        list, _get_probabilities, _set_probabilities, notify=probabilities_changed
    )

    def _row(self, digit: int) -> QRectF:
        height = min(self.height() // DIGITS, _HIGHEST_ROW)
        return QRectF(0, digit * height, self.width(), height)

    def _paint_row(self, painter: QPainter, row: QRectF, digit: int) -> None:
        wins = digit == self._winner
        painter.setFont(self._font(bold=wins))
        colours = self.palette()
        label = QRectF(row.left() + 1.5 * UNIT, row.top(), 2 * UNIT, row.height())
        painter.setPen(colours.windowText().color() if wins else muted(colours))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, str(digit))

        widest = QFontMetrics(self._font(bold=True)).horizontalAdvance(self._percent(1.0))
        height = min(max(0.5 * row.height(), UNIT), 3 * UNIT)
        track = QRectF(label.right() + UNIT, row.center().y() - height / 2, 0, height)
        track.setRight(row.right() - widest - UNIT)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_bar(painter, track, digit)
        if wins:
            self._paint_mark(painter, QPointF(row.left(), row.center().y()))
        if self._values:
            painter.setPen(colours.windowText().color() if wins else muted(colours))
            painter.drawText(
                row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.text(digit)
            )

    def _paint_bar(self, painter: QPainter, track: QRectF, digit: int) -> None:
        radius = min(track.height() / 2, 3.0)
        painter.setBrush(hairline(self.palette()))
        painter.drawRoundedRect(track, radius, radius)
        value = self._values[digit] if self._values else 0.0
        if value * track.width() < 0.5:
            return
        filled = QRectF(track)
        # A sliver narrower than its rounded ends would lose its shape.
        filled.setWidth(max(value * track.width(), 2 * radius))
        painter.setBrush(self._fill(wins=digit == self._winner))
        painter.drawRoundedRect(filled, radius, radius)

    def _paint_mark(self, painter: QPainter, left: QPointF) -> None:
        painter.setBrush(self._fill(wins=True))
        height, width = 0.625 * UNIT, 0.875 * UNIT
        tip = left + QPointF(width, 0)
        painter.drawPolygon(QPolygonF([left + QPointF(0, -height), tip, left + QPointF(0, height)]))

    def _paint_empty(self, painter: QPainter) -> None:
        """Say why the bars are empty, on a ground of its own across a bar in the middle."""
        painter.setFont(self.font())
        text = self.tr("Nothing drawn yet")
        size = QFontMetrics(self.font()).size(Qt.TextFlag.TextSingleLine, text)
        box = QRectF(0, 0, size.width() + 3 * UNIT, size.height() + UNIT)
        box.moveCenter(self._row(DIGITS // 2 - 1).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().window())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(muted(self.palette()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _fill(self, *, wins: bool) -> QColor:
        colours = self.palette()
        if wins:
            return colours.color(QPalette.ColorRole.Accent)
        return blend(muted(colours), colours.window().color(), 0.8)

    def _font(self, *, bold: bool) -> QFont:
        return scaled_font(self, 1.1, bold=bold)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for digit in range(DIGITS):
                self._paint_row(painter, self._row(digit), digit)
            if not self._values:
                self._paint_empty(painter)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(self.palette().accent().color())
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font(bold=True))
        return QSize(32 * UNIT, DIGITS * (metrics.height() + UNIT))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font(bold=True))
        return QSize(20 * UNIT, DIGITS * metrics.height())
