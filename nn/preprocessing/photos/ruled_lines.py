"""Ruled and squared paper: its lines found and taken out from under the writing.

A ruled line runs straight, thin and far across the paper, as no stroke of a digit does. Long
horizontal runs of ink are linked to lines; each is followed by a fitted curve, and ink on the
curve is erased unless it is darker than the line or reaches well beyond the line's own thickness:
there a stroke crosses it. This is how staff lines are removed from scores (line track height;
Dalitz et al. 2008, "A comparative study of staff removal algorithms"). Vertical lines are
horizontal ones of the turned picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from nn.arrays import Array

_ACROSS = 0.85
"""A single line counts as ruled from this share of the picture's width on,"""

_ACROSS_MANY = 0.4
"""and from this share on where there are at least three."""

_PIECE = 0.2
"""Pieces of that share, parallel to at least three such lines, belong to lines too."""

_PARALLEL = 0.02
"""How much the slopes of parallel lines may differ."""

_THINNESS = 35
"""A ruled line is at least so many times longer than thick; a stroke of a digit seldom."""

_THICKEST = 60
"""What is thicker than this fraction of the picture's width is no line."""

_DARKER = 1.5
"""Ink so many times stronger than the line is a stroke that crosses it."""

_SHORTEST = 80
"""Narrower pictures have no lines that could be told from strokes, pixels."""


@dataclass(frozen=True, eq=False)
class _Line:
    """A line's rows ``centre`` (W,) at every column, and its thickness in pixels."""

    centre: Array
    thickness: float
    length: int

    @property
    def slope(self) -> float:
        return float(self.centre[-1] - self.centre[0]) / len(self.centre)

    def strip(self, height: int) -> slice:
        """The rows of a picture of that height that the line runs through, and some beside."""
        beside = int(2 * self.thickness) + 3
        top = int(self.centre.min()) - beside
        return slice(max(top, 0), max(min(int(self.centre.max()) + beside, height), top, 0))


def without_ruled_lines(ink: Array, trace: Array, contrast: Array) -> Array:
    """A mask of ink without the lines of ruled or squared paper; all (H, W).

    ``trace`` is a mask that holds fainter ink too: printed lines are often paler than the
    writing, and only pieces of them may be left in the mask of ink. ``contrast`` is the ink's
    strength, of any scale.
    """
    kept = ink & ~_on_lines(ink, trace, contrast)
    return kept & ~_on_lines(kept.T, trace.T, contrast.T).T


def _on_lines(ink: Array, trace: Array, contrast: Array) -> Array:
    """Where ink belongs to horizontal lines and to nothing else."""
    width = ink.shape[1]
    erased = np.zeros_like(ink)
    if width < _SHORTEST:
        return erased
    runs = _vertical_runs(ink)
    for line in _ruled(_candidates(trace), width):
        strip = line.strip(ink.shape[0])
        rows = np.arange(strip.start, strip.stop)[:, None]
        off = np.abs(rows - line.centre)
        darkest = np.where(off <= line.thickness / 2, contrast[strip], 0).max(axis=0)
        crossed = contrast[strip] > _DARKER * np.median(darkest)
        thin = runs[strip] <= 2 * line.thickness + 2
        near = off <= 1.5 * line.thickness + 1.5
        erased[strip] |= ink[strip] & near & thin & ~crossed
    return erased


def _ruled(lines: Sequence[_Line], width: int) -> list[_Line]:
    """The lines that belong to the paper: one right across, or several and what is parallel."""
    thin = [line for line in lines if line.length >= _THINNESS * line.thickness]
    long = [line for line in thin if line.length >= _ACROSS_MANY * width]
    if len(long) < 3:
        return [line for line in long if line.length >= _ACROSS * width]
    slope = float(np.median([line.slope for line in long]))
    return [line for line in thin if line in long or abs(line.slope - slope) < _PARALLEL]


def _candidates(trace: Array) -> list[_Line]:
    """Everything thin that runs horizontally, whatever its length."""
    width = trace.shape[1]
    link, thickest = max(width // 25, 5), max(width // _THICKEST, 4)
    thin = (trace & (_vertical_runs(trace) <= thickest)).astype(np.uint8)
    # Lines go on where others cross them, and slope or tremble by a pixel.
    bridged = ndimage.grey_closing(thin, size=(1, thickest + 3))
    thick = ndimage.maximum_filter1d(bridged, 3, axis=0)
    runs = ndimage.grey_opening(thick, size=(1, link))
    linked = ndimage.maximum_filter1d(runs, 2 * link + 1, axis=1)
    labels, _ = ndimage.label(linked, np.ones((3, 3)))
    lines = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(labels), start=1):
        place = rows, columns
        mine = (labels[place] == number) & (runs[place] > 0) & (thin[place] > 0)
        line = _follow(mine, rows.start, columns.start, width)
        if line is not None:
            lines.append(line)
    return lines


def _follow(mine: Array, top: int, left: int, width: int) -> _Line | None:
    """The parabola through a line's pixels: paper is seldom flat and never quite level."""
    heights = mine.sum(axis=0)
    columns = np.flatnonzero(heights)
    if len(columns) < _PIECE * width:
        return None
    rows = np.arange(mine.shape[0]) @ mine[:, columns] / heights[columns]
    thickness = float(np.median(heights[columns]))
    # The short pieces of a line that a stroke hides say nothing about its bend.
    degree = 2 if np.ptp(columns) > width / 2 else 1
    curve = np.polynomial.Polynomial.fit(columns, rows, degree)
    straight = np.abs(curve(columns) - rows) <= thickness + 1
    if straight.sum() < len(columns) / 2:
        return None
    # Once more without the strokes that cross it, which pulled the curve away.
    curve = np.polynomial.Polynomial.fit(columns[straight], rows[straight], degree)
    return _Line(curve(np.arange(width) - left) + top, thickness, int(np.ptp(columns)) + 1)


def _vertical_runs(ink: Array) -> Array:
    """For every pixel of ink the length of the unbroken vertical run it is part of; else 0."""
    row = np.arange(ink.shape[0])[:, None]
    above = np.maximum.accumulate(np.where(ink, -1, row), axis=0)
    below = np.minimum.accumulate(np.where(ink, ink.shape[0], row)[::-1], axis=0)[::-1]
    return np.where(ink, below - above - 1, 0)
