"""A small live plot: one value over the epochs of a training, with axes.

The panel shows two of them, one above the other on the same epochs: what the network is trained
to make small, and what it is chosen by. A curve keeps its points itself and thins them out when
there are more than pixels, so that an hour of training costs no more to paint than a minute.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import UNIT, hairline, muted, scaled_font

MAX_POINTS = 1024
"""Points kept; beyond, every second one is dropped: more than a panel has pixels across."""

FEW_POINTS = 32
"""Up to so many, each measured value is marked with a dot."""

WIDEST_LABEL = "100.0 %"
"""The value axis leaves room for this much, so that curves above each other share their epochs."""


class Curve(QWidget):
    """One series of points (epoch, value) as a line over the whole training's epochs.

    ``show_value`` writes a value for the axis and the caption; ``lowest`` and ``highest`` bound
    the axis from outside where a value has a natural end, such as 0 or 100 %.
    """

    def __init__(
        self,
        title: str,
        show_value: Callable[[float], str],
        *,
        lowest: float | None = None,
        highest: float | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._show_value = show_value
        self._lowest = lowest
        self._highest = highest
        self._hint = ""
        self._epochs = 1.0
        self._points: list[tuple[float, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    @property
    def points(self) -> list[tuple[float, float]]:
        """What is drawn: (epoch, value), oldest first."""
        return list(self._points)

    def begin(self, epochs: float) -> None:
        """Forget the points; the axis now runs over so many epochs."""
        self._points.clear()
        self._epochs = max(epochs, 1e-9)
        self.setAccessibleDescription("")
        self.update()

    def append(self, epoch: float, value: float) -> None:
        """One point more, at or after the last one. A value that is no number is not drawn."""
        if not math.isfinite(value):
            return
        self._points.append((epoch, value))
        if len(self._points) > MAX_POINTS:
            # The last point stays: it is the one that the caption tells.
            self._points = self._points[::-2][::-1]
        self.setAccessibleDescription(self._show_value(value))
        self.update()

    def set_hint(self, text: str) -> None:
        """What the plot says while it has nothing to show."""
        self._hint = text
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(36 * UNIT, 18 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(24 * UNIT, 12 * UNIT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_caption(painter)
        painter.setFont(scaled_font(self, 0.85))
        ticks = self._value_ticks()
        area = self._plot_area(painter)
        self._paint_epochs(painter, area)
        self._paint_values(painter, area, ticks)
        if self._points:
            self._paint_line(painter, area, ticks)
        else:
            painter.setPen(muted(self.palette()))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._hint)

    def _value_ticks(self) -> list[float]:
        if not self._points:
            # Nothing but the ends, so that no line runs through the hint.
            return [self._lowest or 0.0, self._highest or 1.0]
        values = [value for _, value in self._points]
        low = min(values) if self._lowest is None else self._lowest
        high = max(values) if self._highest is None else self._highest
        return nice_ticks(low, high)

    def _plot_area(self, painter: QPainter) -> QRectF:
        """The rectangle of the axes: what caption and tick labels leave."""
        metrics = QFontMetricsF(painter.font())
        left = metrics.horizontalAdvance(WIDEST_LABEL) + UNIT
        top = QFontMetricsF(self.font()).height() + UNIT
        bottom = metrics.height() + UNIT / 2
        # Half a label hangs over the axis' end.
        right = metrics.horizontalAdvance(self._show_epoch(self._epochs)) / 2
        return QRectF(self.rect()).adjusted(left, top, -right, -bottom)

    def _paint_caption(self, painter: QPainter) -> None:
        line = QRectF(0, 0, self.width(), QFontMetricsF(self.font()).height())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._title)
        if self._points:
            value = self._show_value(self._points[-1][1])
            painter.setFont(scaled_font(self, 1.0, bold=True))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, value)

    def _paint_epochs(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(muted(self.palette()))
        below = QRectF(0, area.bottom() + UNIT / 2, 8 * UNIT, self.height())
        painter.drawText(below, Qt.AlignmentFlag.AlignTop, self.tr("Epoch"))
        for tick in nice_ticks(0, self._epochs):
            if tick <= self._epochs and tick == round(tick):
                below.moveLeft(area.left() + tick / self._epochs * area.width() - 4 * UNIT)
                top_centre = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
                painter.drawText(below, top_centre, self._show_epoch(tick))

    def _paint_values(self, painter: QPainter, area: QRectF, ticks: list[float]) -> None:
        height = QFontMetricsF(painter.font()).height()
        for tick in ticks:
            y = self._y(tick, area, ticks)
            painter.setPen(QPen(hairline(self.palette()), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(muted(self.palette()))
            label = QRectF(0, y - height / 2, area.left() - UNIT / 2, height)
            painter.drawText(label, Qt.AlignmentFlag.AlignRight, self._show_value(tick))

    def _paint_line(self, painter: QPainter, area: QRectF, ticks: list[float]) -> None:
        line = QPolygonF(
            [
                QPointF(
                    area.left() + min(epoch / self._epochs, 1.0) * area.width(),
                    self._y(value, area, ticks),
                )
                for epoch, value in self._points
            ]
        )
        accent = self.palette().accent().color()
        painter.setPen(QPen(accent, 1.6, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        for point in line.toList() if len(self._points) <= FEW_POINTS else [line.last()]:
            painter.drawEllipse(point, 2.5, 2.5)

    def _y(self, value: float, area: QRectF, ticks: list[float]) -> float:
        return area.bottom() - (value - ticks[0]) / (ticks[-1] - ticks[0]) * area.height()

    def _show_epoch(self, epoch: float) -> str:
        return self.locale().toString(round(epoch))


def nice_ticks(low: float, high: float, *, intervals: int = 4) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``, evenly spaced.

    About ``intervals`` steps of 1, 2 or 5 times a power of ten (Heckbert 1990, "Nice numbers for
    graph labels"); at least one step, so that the first differs from the last.
    """
    largest = max(abs(low), abs(high))
    span = high - low
    if span <= 1e-6 * largest or largest < 1e-9:
        # As good as one value: let the axis reach as far as the value itself.
        span = largest if largest >= 1e-9 else 1.0
    magnitude = 10.0 ** math.floor(math.log10(span / intervals))
    step = next(m * magnitude for m in (1, 2, 5, 10) if m * magnitude >= span / intervals * 0.999)
    first = math.floor(low / step + 1e-9)
    last = max(math.ceil(high / step - 1e-9), first + 1)
    return [index * step for index in range(first, last + 1)]
