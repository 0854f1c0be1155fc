"""The error of each sample that was learned, in order: the curve that falls while one learns."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.text.formats import whole_number
from app.ui.theme import UNIT, Chart, blend, chart_colour, hairline, muted, scaled_font
from nn.arrays import Array

WINDOW = 50
"""Samples of which the mean is taken: one is easy, another hard."""

_MOST_DOTS = 400
"""More could not be told apart."""


class ErrorCurve(QWidget):
    """A dot for each sample and the running mean as a line, from 0 to the largest error."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._errors: Array = np.zeros(0)
        self._learned = 0
        self.setObjectName("microscopeCurve")
        self.setAccessibleName(self.tr("Error of each sample, before it was learned"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def mean(self) -> float | None:
        """The mean error of the last samples; None before the first."""
        return float(self._errors[-WINDOW:].mean()) if self._errors.size else None

    @property
    def caption(self) -> str:
        """What the curve says in words."""
        mean = self.mean
        if mean is None:
            return self.tr("No sample learned yet. The curve begins with the first one.")
        learned = whole_number(self._learned, self.locale())
        count = whole_number(min(len(self._errors), WINDOW), self.locale())
        text = self.tr("Samples learned: {0}. Mean error of the last {1}: {2}")
        return text.format(learned, count, self.locale().toString(mean, "g", 3))

    def show_errors(self, errors: tuple[float, ...], learned: int) -> None:
        """Show the errors of the latest samples, of so many learned in all."""
        self._errors, self._learned = np.array(errors), learned
        self.setAccessibleDescription(self.caption)
        self.update()

    def _paint_axes(self, painter: QPainter, area: QRectF, largest: float) -> None:
        colours = self.palette()
        painter.setPen(QPen(hairline(colours), 1))
        for share in (0.0, 0.5, 1.0):
            y = area.bottom() - share * area.height()
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        if not self._errors.size:
            return
        painter.setPen(muted(colours))
        painter.setFont(scaled_font(self, 0.85))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for share in (0.0, 1.0):
            y = area.bottom() - share * area.height()
            place = QRectF(0, y - UNIT, area.left() - UNIT / 2, 2 * UNIT)
            painter.drawText(place, right, self.locale().toString(share * largest, "g", 2))
        below = QRectF(area.left(), area.bottom() + 2, area.width(), 2 * UNIT)
        first = self._learned - len(self._errors) + 1
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, whole_number(first, self.locale()))
        if self._learned > first:
            last = whole_number(self._learned, self.locale())
            painter.drawText(below, Qt.AlignmentFlag.AlignRight, last)

    def _points(self, values: Array, area: QRectF, largest: float) -> list[QPointF]:
        """Where values (N,), one a sample, lie in the area; of many only some."""
        x = np.linspace(area.left(), area.right(), max(len(values), 2))[: len(values)]
        y = area.bottom() - values / largest * area.height()
        step = -(-len(values) // _MOST_DOTS)
        return [QPointF(*point) for point in np.stack([x, y], axis=1)[::step].tolist()]

    def sizeHint(self) -> QSize:
        return QSize(30 * UNIT, 12 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(20 * UNIT, 12 * UNIT)

    def paintEvent(self, event: QPaintEvent) -> None:
        largest = max(float(self._errors.max(initial=0.0)), 1e-6)
        colour = chart_colour(Chart.TRAINING_LOSS, self.palette())
        area = QRectF(self.rect()).adjusted(4 * UNIT, UNIT, -UNIT, -2 * UNIT)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_axes(painter, area, largest)
            if not self._errors.size:
                return
            pale = blend(colour, self.palette().window().color(), 0.4)
            is_alone = self._errors.size == 1
            painter.setPen(QPen(colour, 6) if is_alone else QPen(pale, 3))
            painter.drawPoints(self._points(self._errors, area, largest))
            if not is_alone:
                painter.setPen(QPen(colour, 2))
                mean = running_mean(self._errors, WINDOW)
                painter.drawPolyline(QPolygonF(self._points(mean, area, largest)))


def running_mean(values: Array, window: int) -> Array:
    """(N,): at each value the mean of it and of those before, at most ``window`` in all."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    ends = np.arange(1, len(values) + 1)
    begins = np.maximum(ends - window, 0)
    return np.asarray((sums[ends] - sums[begins]) / (ends - begins))
