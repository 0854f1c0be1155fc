"""Line charts as pictures, for reports: axes with a few marks, one curve, and dots on it.

Chart (what is shown, in its own units) → draw_chart → a picture of any size
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

_INK, _GREY, _FAINT, _BLUE, _ORANGE = "#1b1f24", "#57606a", "#d8dee4", "#0969da", "#bc4c00"

_LEFT, _TOP, _RIGHT, _BOTTOM = 48, 30, 20, 42
"""Margins around the field of the curve, pixels of the picture."""

_MARKS = 5
"""Marks on each axis, both ends included."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """A curve through ``points`` (x, y), in the field from 0 to ``x_end`` and ``y_end``.

    All are shares in [0, 1] and shown in per cent; what lies outside the field is left out.
    ``dots`` are marked beside the curve; ``diagonal`` draws the line y = x to compare with.
    """

    title: str
    x_label: str
    x_end: float
    y_end: float
    points: Sequence[Point]
    dots: Sequence[Point] = ()
    diagonal: bool = False


def draw_chart(chart: Chart, *, width: int, height: int) -> Image.Image:
    """The chart as an RGB picture, drawn at twice the size and averaged to soften its edges."""
    picture = Image.new("RGB", (2 * width, 2 * height), "white")
    canvas = _Canvas(ImageDraw.Draw(picture), chart, width, height)
    canvas.axes()
    if chart.diagonal:
        end = min(chart.x_end, chart.y_end)
        canvas.line([(0, 0), (end, end)], _GREY, 2)
    canvas.line(chart.points, _BLUE, 4)
    for point in chart.dots:
        canvas.dot(point)
    return picture.reduce(2)


@dataclass(frozen=True)
class _Canvas:
    """The picture at twice its ``width`` and ``height``, with the chart's field laid over it."""

    pen: ImageDraw.ImageDraw
    chart: Chart
    width: int
    height: int

    def place(self, point: Point) -> Point:
        """Where a point of the chart lies on the picture."""
        across = point[0] / self.chart.x_end * (self.width - _LEFT - _RIGHT)
        up = point[1] / self.chart.y_end * (self.height - _TOP - _BOTTOM)
        return 2 * (_LEFT + across), 2 * (self.height - _BOTTOM - up)

    def axes(self) -> None:
        font, small = ImageFont.load_default(28), ImageFont.load_default(22)
        for mark in range(_MARKS):
            x, y = (end * mark / (_MARKS - 1) for end in (self.chart.x_end, self.chart.y_end))
            left, level = self.place((0, y))
            self.pen.line([(left, level), self.place((self.chart.x_end, y))], _FAINT, 2)
            self.pen.text((left - 10, level), f"{100 * y:.3g}%", _GREY, small, anchor="rm")
            column, bottom = self.place((x, 0))
            self.pen.text((column, bottom + 10), f"{100 * x:.3g}%", _GREY, small, anchor="ma")
        self.pen.text((2 * _LEFT, 10), self.chart.title, _INK, font)
        middle, _ = self.place((self.chart.x_end / 2, 0))
        self.pen.text((middle, 2 * self.height - 4), self.chart.x_label, _GREY, small, anchor="md")

    def line(self, points: Sequence[Point], colour: str, width: int) -> None:
        inside = [self.place(point) for point in points if self._holds(point)]
        if len(inside) > 1:
            self.pen.line(inside, colour, width, joint="curve")

    def dot(self, point: Point) -> None:
        if self._holds(point):
            x, y = self.place(point)
            self.pen.ellipse((x - 8, y - 8, x + 8, y + 8), fill=_ORANGE)

    def _holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.chart.x_end and 0 <= point[1] <= self.chart.y_end
