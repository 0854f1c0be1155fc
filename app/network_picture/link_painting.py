"""Connections as lines: where they begin and end, and how they are painted in few calls.

    Links → ends (n, 4) → by sign and strength → drawLines

Qt's smooth lines are slow where they are wide: a line of two or three pixels is painted as so many
thin ones beside each other, which looks the same and takes a fifth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPen

from app.network_picture.arrangement import Arrangement, Column
from app.network_picture.style import SHADES, WIDTHS, Style
from nn.arrays import Array
from nn.explain.contributions import IMAGE
from nn.explain.telling import Links
from nn.network import Network

_NEXT = 0.75
"""Device pixels from one strand of a wide line to the next: a whole one would leave light between
them where the line is neither level nor at 45 degrees."""

_TINY = 1e-12

_BOUNDS = (0.35, 0.7, 0.9)
"""Shares of the strongest connection at which the next shade begins."""


def starts(column: Column, network: Network) -> Array:
    """Where connections leave a column, (slots, 2); for the image, (pixels, 2)."""
    if column.level != IMAGE:
        return _at_slots(column, column.right)
    _, height, width = network.input_shape
    rows, columns = np.divmod(np.arange(height * width), width)
    x = column.left + (columns + 0.5) * column.cell
    return np.stack([x, column.top + (rows + 0.5) * column.cell], axis=1)


def ends(arrangement: Arrangement, level: int) -> Array:
    """Where connections to a level end, (slots, 2); for the output, (rows, 2)."""
    column = arrangement.column_of(level)
    if column is not None:
        return _at_slots(column, column.left)
    x = np.full(len(arrangement.outputs), arrangement.output_x)
    return np.stack([x, np.array(arrangement.outputs)], axis=1)


class Ways:
    """Where connections run in one arrangement, worked out once."""

    def __init__(self, arrangement: Arrangement, network: Network) -> None:
        sources = {column.level + 1: column for column in arrangement.columns}
        self._begins = {level: starts(column, network) for level, column in sources.items()}
        self._ends = {level: ends(arrangement, level) for level in sources}
        self.arrangement = arrangement

    def lines(self, level: int, links: Links) -> Array:
        """The lines of some links to a level, (n, 4): x and y of the start, then of the end."""
        lines = np.empty((len(links.units), 4))
        lines[:, :2] = self._begins[level][links.sources]
        lines[:, 2:] = self._ends[level][links.units]
        return lines

    def all_lines(self, links: Mapping[int, Links]) -> tuple[Array, Array]:
        """Those of all levels (n, 4), and how strong they are beside others of their level (n,)."""
        lines, strengths = [np.empty((0, 4))], [np.empty(0)]
        for level, of_level in links.items():
            lines.append(self.lines(level, of_level))
            largest = np.abs(of_level.strengths).max(initial=_TINY)
            strengths.append(of_level.strengths / largest)
        return np.concatenate(lines), np.concatenate(strengths)


def _at_slots(column: Column, x: float) -> Array:
    y = column.top + column.height / 2 + column.pitch * np.arange(column.count)
    return np.stack([np.full(column.count, x), y], axis=1)


def paint_links(
    painter: QPainter, lines: Array, strengths: Array, style: Style, ratio: float
) -> None:
    """Lines (n, 4) as strong as they are, in [-1, 1]; the strongest on top."""
    shade = np.digitize(np.abs(strengths), _BOUNDS)
    for level in range(len(SHADES)):
        for colours, of_sign in zip(style.links, (strengths > 0, strengths < 0), strict=True):
            chosen = lines[of_sign & (shade == level)]
            if len(chosen):
                paint_lines(painter, chosen, colours[level], WIDTHS[level], ratio)


def paint_lines(painter: QPainter, lines: Array, colour: QColor, width: int, ratio: float) -> None:
    """Lines (n, 4), ``width`` logical pixels wide."""
    painter.setPen(QPen(colour, 0))
    strands = max(round(width * ratio), 1)
    offsets = _NEXT * (np.arange(strands) - (strands - 1) / 2) / ratio
    spread = np.repeat(lines, strands, axis=0)
    # Beside each other across the line, or nearly so: a steep one sideways.
    across, down = np.abs(spread[:, 2:] - spread[:, :2]).T
    aside = np.tile(offsets, len(lines))
    spread[:, 0::2] += np.where(down > across, aside, 0)[:, None]
    spread[:, 1::2] += np.where(down > across, 0, aside)[:, None]
    painter.drawLines(as_lines(spread))


def as_lines(lines: Array) -> Sequence[QLineF]:
    """An array (n, 4) as Qt's lines."""
    return [QLineF(*line) for line in lines.tolist()]
