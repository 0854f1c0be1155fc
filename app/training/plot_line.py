"""What a plot is made of: its lines with their ends, and an axis that writes its own numbers.

Only :mod:`app.training.plot_view` imports this module; see there why so late.
"""

from __future__ import annotations

from collections.abc import Callable

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from app.training.run_curves import Series


class Line:
    """One curve in a plot, and the mark where it broke off."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self._plot = plot
        self._curve = pg.PlotCurveItem(antialias=True)
        # Wide lines as one path take a hundred times as long where a loss is noisy.
        self._curve.setSegmentedLineMode("on")
        self._end = pg.ScatterPlotItem(size=10, symbol="x", pxMode=True, pen=None)
        self._end.hide()
        for item in (self._curve, self._end):
            plot.addItem(item)

    def draw(self, series: Series, *, most: int | None = None) -> None:
        """Show these points, or evenly about so many of them and the last."""
        every = 1 if most is None else -(-len(series) // most) or 1
        # Backwards, so that the last one is among them.
        self._curve.setData(
            series.epochs[::-every][::-1].copy(), series.values[::-every][::-1].copy()
        )
        if series.last is not None:
            self._end.setData([series.last[0]], [series.last[1]])

    def dress(self, colour: QColor, width: float, *, in_front: bool, dashed: bool = False) -> None:
        """The line's looks."""
        pen = thin_pen(colour, width)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        self._curve.setPen(pen)
        self._curve.setZValue(in_front)

    def mark_end(self, colour: QColor) -> None:
        """A cross at the last point: here the training fell apart."""
        self._end.setBrush(colour)
        self._end.setZValue(5)
        self._end.show()

    def remove(self) -> None:
        """Take it off the plot."""
        for item in (self._curve, self._end):
            self._plot.removeItem(item)


class Axis(pg.AxisItem):  # type: ignore[misc]
    """An axis whose numbers are written by a function."""

    def __init__(self, side: str, show_value: Callable[[float], str]) -> None:
        super().__init__(side, maxTickLength=0)
        self._show_value = show_value
        self.enableAutoSIPrefix(False)

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self._show_value(value) for value in values]


def thin_pen(colour: QColor, width: float) -> QPen:
    """A pen whose width is in pixels, whatever the axes measure."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    return pen
