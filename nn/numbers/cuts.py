"""Where a stroke that writes several digits may be cut.

A pen that goes on to the next digit leaves what it wrote before on the left and what it writes
after on the right. So a cut is where the two overlap least: by how much the ink before reaches to
the right of the ink after.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from nn.arrays import Array
from nn.numbers.pieces import Piece, StrokePart, stroke_piece
from nn.strokes import Stroke

MOST_CUTS = 4
"""Of one stroke."""

_OVERLAP = 0.2
"""The most that two digits of one stroke lie over each other, in heights of the stroke."""

_LONGEST = 0.7
"""The longest way between two digits, in heights; in a longer one there is a bar before it."""

_SMALLEST = 0.3
"""Larger side of what is cut off, in heights of the stroke: a bar is low, but long."""

_NARROWEST = 0.5
"""Width of a stroke that may be several digits, in its heights."""


def cut(stroke: Stroke, index: int) -> list[Piece]:
    """The parts of the drawing's stroke ``index`` in the order of writing: one where no cut is."""
    points = stroke.points.astype(np.float64)
    width, height = np.ptp(points, axis=0)
    ends = [0, len(points)]
    if height > 0 and width >= _NARROWEST * height:
        ends[1:1] = _places(points[:, 0], points[:, 1], float(height))
    return [stroke_piece(stroke, StrokePart(index, start, stop)) for start, stop in pairwise(ends)]


def _places(x: Array, y: Array, height: float) -> list[int]:
    """Indices of points before which to cut."""
    before = np.maximum.accumulate(x)[:-1]
    after = np.minimum.accumulate(x[::-1])[::-1][1:]
    thin = np.flatnonzero(before - after <= _OVERLAP * height)
    places: list[int] = []
    for run in np.split(thin, np.flatnonzero(np.diff(thin) > 1) + 1) if len(thin) else []:
        is_long = abs(x[run[-1]] - x[run[0]]) > _LONGEST * height
        place = (_corner(x[run], y[run]) if is_long else _middle(x[run], y[run])) + int(run[0]) + 1
        last = places[-1] if places else 0
        sides = [
            max(np.ptp(x[part]), np.ptp(y[part])) for part in (np.s_[last:place], np.s_[place:])
        ]
        if min(sides) >= _SMALLEST * height:
            places.append(place)
    return places[:MOST_CUTS]


def _middle(x: Array, y: Array) -> int:
    """The index of the point in the middle of a way, by its length."""
    steps = np.hypot(np.diff(x), np.diff(y))
    return int(np.searchsorted(np.cumsum(steps), steps.sum() / 2))


def _corner(x: Array, y: Array) -> int:
    """The index of the point that is farthest from the straight line between both ends."""
    across = (x - x[0]) * (y[-1] - y[0]) - (y - y[0]) * (x[-1] - x[0])
    return int(np.abs(across).argmax())
