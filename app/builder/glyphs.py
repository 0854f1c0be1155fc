"""A small drawing for each kind of layer, so that a column of them can be read at a glance."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nn.layers import (
    ELU,
    AveragePool2D,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)

Point = tuple[float, float]
Curve = Callable[[float], float]

_WIDTH = 1.6
"""Of a line, logical pixels."""

_SEVEN: tuple[Point, ...] = ((0.28, 0.3), (0.72, 0.3), (0.46, 0.76))

_BARS = (0.25, 0.9, 0.4, 0.15)
"""Of the output."""


def paint_glyph(
    painter: QPainter, layer: Layer | None, area: QRectF, ink: QColor, accent: QColor
) -> None:
    """Draw the sign of a layer, or of the image for None, into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sign = _Sign(painter, area, ink, accent)
    match layer:
        case None:
            sign.square(0.06, 0.06, 0.88)
            sign.line(*_SEVEN, colour=accent)
        case Dense():
            sign.dense()
        case Conv2D():
            sign.square(0.22, 0.06, 0.72)
            sign.square(0.06, 0.22, 0.72, filled=True)
            sign.square(0.16, 0.32, 0.26, colour=accent)
        case MaxPool2D() | AveragePool2D():
            sign.pool()
        case Dropout():
            sign.dots({0, 5, 7})
        case Flatten():
            for column in range(4):
                sign.square(0.04 + 0.24 * column, 0.39, 0.2)
        case _:
            sign.axes()
            sign.curve(_function(layer))
    painter.restore()


def paint_output_glyph(painter: QPainter, area: QRectF, ink: QColor, accent: QColor) -> None:
    """Draw the sign of the answer: bars of which one is long."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    height = area.height() / (2 * len(_BARS) - 1)
    for row, length in enumerate(_BARS):
        painter.setBrush(accent if length == max(_BARS) else ink)
        top = area.top() + 2 * row * height
        painter.drawRect(QRectF(area.left(), top, length * area.width(), height))
    painter.restore()


def _function(layer: Layer) -> Curve:
    """The curve of an activation; of a normalisation, the bell that values lie in."""
    match layer:
        case ReLU():
            return lambda x: max(x, 0) - 0.4
        case LeakyReLU():
            return lambda x: max(x, 0.25 * x) - 0.2
        case ELU():
            return lambda x: (x if x > 0 else 0.3 * math.expm1(5 * x)) - 0.2
        case Sigmoid():
            return lambda x: 0.9 / (1 + math.exp(-5 * x))
        case Tanh():
            return lambda x: 0.9 * math.tanh(2.5 * x)
    return lambda x: 1.5 * math.exp(-5 * x * x) - 0.75


class _Sign:
    """Draws in a square whose sides are 1."""

    def __init__(self, painter: QPainter, area: QRectF, ink: QColor, accent: QColor) -> None:
        self._painter = painter
        self._area = area
        self._ink = ink
        self._accent = accent

    def line(self, *points: Point, colour: QColor | None = None, width: float = _WIDTH) -> None:
        pen = QPen(colour or self._ink, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawPolyline(QPolygonF([self._at(*point) for point in points]))

    def square(
        self,
        left: float,
        top: float,
        side: float,
        *,
        colour: QColor | None = None,
        filled: bool = False,
    ) -> None:
        """Its outline; ``filled`` with the ground, it covers what lies below."""
        self._painter.setPen(QPen(colour or self._ink, _WIDTH))
        ground = self._painter.background() if filled else Qt.BrushStyle.NoBrush
        self._painter.setBrush(ground)
        self._painter.drawRect(QRectF(self._at(left, top), self._at(left + side, top + side)))

    def dot(self, x: float, y: float, radius: float, *, hollow: bool = False) -> None:
        self._painter.setPen(QPen(self._ink, 1.2) if hollow else Qt.PenStyle.NoPen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush if hollow else self._ink)
        size = radius * self._area.width()
        self._painter.drawEllipse(self._at(x, y), size, size)

    def dense(self) -> None:
        left, right = (0.2, 0.5, 0.8), (0.1, 0.37, 0.63, 0.9)
        for start in left:
            for end in right:
                self.line((0.16, start), (0.84, end), width=0.7)
        for x, column in ((0.16, left), (0.84, right)):
            for y in column:
                self.dot(x, y, 0.09)

    def pool(self) -> None:
        """Four squares, of which one goes on."""
        self._painter.fillRect(QRectF(self._at(0.5, 0.1), self._at(0.9, 0.5)), self._accent)
        for cell in range(4):
            row, column = divmod(cell, 2)
            self.square(0.1 + 0.4 * column, 0.1 + 0.4 * row, 0.4)

    def dots(self, hollow: set[int]) -> None:
        """Nine, of which these are left out."""
        for cell in range(9):
            row, column = divmod(cell, 3)
            self.dot(0.18 + 0.32 * column, 0.18 + 0.32 * row, 0.1, hollow=cell in hollow)

    def axes(self) -> None:
        self.line((0.02, 0.5), (0.98, 0.5), width=0.7)
        self.line((0.5, 0.02), (0.5, 0.98), width=0.7)

    def curve(self, function: Curve) -> None:
        """A function of -1…1, with its values in the same range."""
        points = [(step / 24, function(step / 12 - 1)) for step in range(25)]
        inside = [(x, 0.5 - 0.46 * y) for x, y in points]
        self.line(*inside, colour=self._accent, width=2.0)

    def _at(self, x: float, y: float) -> QPointF:
        area = self._area
        return QPointF(area.left() + x * area.width(), area.top() + y * area.height())
