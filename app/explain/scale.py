"""The legend of the evidence and its balance in one: whose ink is orange, whose is blue, how much.

The two ends of the bar are as long as the totals, so that the bar is all of what the ink says.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import UNIT, Chart, chart_colour, hairline

_BAR = UNIT
"""Height of the bar, logical pixels."""


class EvidenceScale(QWidget):
    """Two named amounts that are not negative, one from each side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = ("", "")
        self._amounts = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_amounts(self, against: tuple[str, float], in_favour: tuple[str, float]) -> None:
        """Show what each side is called and how much it has."""
        was_narrow = self._is_narrow(self.width())
        self._names = (against[0], in_favour[0])
        self._amounts = (against[1], in_favour[1])
        if self._is_narrow(self.width()) is not was_narrow:
            self.updateGeometry()
        self.update()

    def describe(self) -> None:
        """Tell a screen reader the names and amounts as they are now."""
        self.setAccessibleName(", ".join(reversed(self._names)))

    def _is_narrow(self, width: int) -> bool:
        """Whether the two names have to stand one above the other."""
        metrics = QFontMetrics(self.font())
        needed = sum(metrics.horizontalAdvance(name) + 2.5 * UNIT for name in self._names)
        return needed > width

    def _paint_name(self, painter: QPainter, place: QRectF, side: int) -> None:
        """A name with a patch of its colour in front of it, at its side of the bar."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._names[side]) + 2 * UNIT
        left = place.right() - width if side else place.left()
        patch = QRectF(left, place.center().y() - 5, 10, 10)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(side))
        painter.drawRoundedRect(patch, 2, 2)
        painter.setPen(self.palette().windowText().color())
        text = QRectF(left + 2 * UNIT, place.top(), width, place.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self._names[side])

    def _paint_bar(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        total = sum(self._amounts)
        if total <= 0:
            painter.setBrush(hairline(self.palette()))
            painter.drawRoundedRect(place, 2, 2)
            return
        gap = 2.0
        left = QRectF(place)
        left.setWidth(self._amounts[0] / total * (place.width() - gap))
        right = QRectF(place)
        right.setLeft(left.right() + gap)
        for side, part in enumerate((left, right)):
            painter.setBrush(self._colour(side))
            painter.drawRoundedRect(part, 2, 2)

    def _colour(self, side: int) -> QColor:
        return chart_colour((Chart.AGAINST, Chart.FOR)[side], self.palette())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = 2 if self._is_narrow(width) else 1
        return lines * (QFontMetrics(self.font()).height() + UNIT // 2) + _BAR + UNIT // 2

    def sizeHint(self) -> QSize:
        return QSize(32 * UNIT, self.heightForWidth(32 * UNIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(16 * UNIT, self.heightForWidth(32 * UNIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        line = QFontMetrics(self.font()).height() + UNIT // 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            top = QRectF(0, 0, self.width(), line)
            self._paint_name(painter, top, 0)
            below = top.translated(0, line) if self._is_narrow(self.width()) else top
            self._paint_name(painter, below, 1)
            place = QRectF(0, below.bottom() + UNIT / 2, self.width(), _BAR)
            self._paint_bar(painter, place)
