"""Styles made ready for drawing by the thousand: every style as rows of the same arrays.

All styles share one layout of T samples, so that drawings of different styles are rows of one
array: the strokes one after another, each with a few spare samples before and after it for the
hooks that a pen leaves when it touches down and lifts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nn.arrays import Array
from nn.synthesis.curves import Path, sampling_matrix, writing_time
from nn.synthesis.pen_paths import UNUSED
from nn.synthesis.styles import Style

SAMPLES = 56
"""Points on the curves of one drawing."""

HOOK = 2
"""Spare points before and after each stroke."""

_GRID_CENTRE = 30 + 50j
_GRID_HEIGHT = 100.0


@dataclass(frozen=True)
class Templates:
    """S styles with at most P control points, T samples and K strokes.

    Points are complex numbers x + iy, the digit about 1 high and around 0. ``controls`` (S, P)
    complex64; ``control_end`` (S, P): 1 at the first and last point of a stroke. ``curve`` and
    ``rounded`` (S, T, P): the matrices from control points to samples, as written and with all
    turns softened. ``stroke`` (S, T): the stroke of each sample or UNUSED. ``from_start`` and
    ``from_end`` (S, T): how many samples lie between this one and its stroke's first or last one,
    negative on hooks. ``first`` and ``last`` (S, K): where a stroke's own samples begin and end;
    ``lengths`` (S, K): how many there are (0: no such stroke).
    """

    styles: tuple[Style, ...]
    controls: Array
    control_end: Array
    curve: Array
    rounded: Array
    stroke: Array
    from_start: Array
    from_end: Array
    first: Array
    lengths: Array

    @property
    def last(self) -> Array:
        """(S, K): the index of each stroke's last own sample."""
        return np.asarray(self.first + np.maximum(self.lengths - 1, 0))


@lru_cache(maxsize=8)
def compile_styles(styles: tuple[Style, ...]) -> Templates:
    """The arrays for some styles; raises ValueError where there are none."""
    if not styles:
        raise ValueError("there is no style to draw: give at least one")
    counts = [_sample_counts(style.strokes) for style in styles]
    points = max(sum(len(s.points) for s in style.strokes) for style in styles)
    strokes = max(len(style.strokes) for style in styles)
    samples = max(SAMPLES, *(sum(c) + 2 * HOOK * len(c) for c in counts))
    table = Templates(
        styles=styles,
        controls=np.zeros((len(styles), points), np.complex64),
        control_end=np.zeros((len(styles), points), np.float32),
        curve=np.zeros((len(styles), samples, points), np.float32),
        rounded=np.zeros((len(styles), samples, points), np.float32),
        stroke=np.full((len(styles), samples), UNUSED, np.int8),
        from_start=np.zeros((len(styles), samples), np.int16),
        from_end=np.zeros((len(styles), samples), np.int16),
        first=np.zeros((len(styles), strokes), np.intp),
        lengths=np.zeros((len(styles), strokes), np.intp),
    )
    for row, (style, count) in enumerate(zip(styles, counts, strict=True)):
        _fill_row(table, row, style.strokes, count)
    return table


def _sample_counts(strokes: Sequence[Path]) -> list[int]:
    """How many samples each stroke gets: by its share of the time, one for a dot."""
    times = np.array([writing_time(stroke) for stroke in strokes])
    share = times / max(times.sum(), 1e-9)
    return [1 if t == 0 else max(int(SAMPLES * s), 6) for t, s in zip(times, share, strict=True)]


def _fill_row(table: Templates, row: int, strokes: Sequence[Path], counts: Sequence[int]) -> None:
    point = sample = 0
    for number, (stroke, count) in enumerate(zip(strokes, counts, strict=True)):
        points = slice(point, point + len(stroke.points))
        samples = slice(sample, sample + count + 2 * HOOK)
        written = np.array([complex(x, y) for x, y in stroke.points])
        table.controls[row, points] = (written - _GRID_CENTRE) / _GRID_HEIGHT
        table.control_end[row, [points.start, points.stop - 1]] = 1
        matrix = sampling_matrix(stroke, count)
        for target, rows in ((table.curve, matrix), (table.rounded, _soften(matrix))):
            target[row, samples, points] = np.pad(rows, ((HOOK, HOOK), (0, 0)), mode="edge")
        table.stroke[row, samples] = number
        table.from_start[row, samples] = np.arange(-HOOK, count + HOOK)
        table.from_end[row, samples] = np.arange(count + HOOK - 1, -HOOK - 1, -1)
        table.first[row, number] = sample + HOOK
        table.lengths[row, number] = count
        point, sample = points.stop, samples.stop


def _soften(matrix: Array) -> Array:
    """The samples averaged with their neighbours along the stroke, its two ends kept."""
    softened = matrix.copy()
    for _ in range(6):
        softened[1:-1] = (softened[:-2] + 2 * softened[1:-1] + softened[2:]) / 4
    return softened
