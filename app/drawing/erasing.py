"""The eraser as geometry: strokes are cut where it passes, and stay strokes.

The eraser is a disc of a given radius that moves along a straight segment. A stroke loses the
parts of its path whose ink the disc would touch; what remains are shorter strokes with their
pressures and times interpolated at the cuts. All lengths are in the unit of the strokes.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from nn.arrays import Array
from nn.strokes import Stroke

_SAMPLES_PER_RADIUS = 16
"""How finely a path is sampled to find its cuts: an edge is off by a sixteenth of the radius."""


def erase(
    strokes: tuple[Stroke, ...], start: Array, end: Array, radius: float
) -> tuple[Stroke, ...]:
    """The strokes that are left when the eraser moves from ``start`` to ``end``, (2,) each.

    Returns the very same tuple if the eraser touches nothing, and the very same stroke objects
    for those that it does not touch.
    """
    kept: list[Stroke] = []
    for stroke in strokes:
        kept.extend(_cut(stroke, start, end, radius))
    unchanged = len(kept) == len(strokes) and all(
        new is old for new, old in zip(kept, strokes, strict=True)
    )
    return strokes if unchanged else tuple(kept)


def _cut(stroke: Stroke, start: Array, end: Array, radius: float) -> list[Stroke]:
    # The round end of what remains must not reach into the disc, hence half the pen's width.
    reach = radius + stroke.width / 2
    low = np.minimum(start, end) - reach
    high = np.maximum(start, end) + reach
    if (stroke.points.max(axis=0) < low).any() or (stroke.points.min(axis=0) > high).any():
        return [stroke]
    position = _sample_positions(stroke.points, reach / _SAMPLES_PER_RADIUS)
    outside = _distance(_at(stroke.points, position), start, end) > reach
    if outside.all():
        return [stroke]
    return [_part(stroke, position[run]) for run in _runs(outside)]


def _sample_positions(points: Array, spacing: float) -> Array:
    """Fractional indices into ``points`` (P, 2), at most ``spacing`` apart along the path.

    Every whole index is among them.
    """
    lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
    pieces = np.maximum(np.ceil(lengths / spacing), 1).astype(int)
    index = np.repeat(np.arange(len(pieces)), pieces)
    first = np.repeat(np.cumsum(pieces) - pieces, pieces)
    inner = index + (np.arange(len(index)) - first) / pieces[index]
    return np.append(inner, len(points) - 1.0)


def _at(values: Array, position: Array) -> Array:
    """``values`` (P,) or (P, 2) at fractional indices, by linear interpolation."""
    index = np.arange(len(values))
    if values.ndim == 1:
        return np.interp(position, index, values)
    return np.stack([np.interp(position, index, column) for column in values.T], axis=1)


def _distance(points: Array, start: Array, end: Array) -> Array:
    """Distance of each of ``points`` (N, 2) from the segment, (N,)."""
    along = end - start
    length_squared = max(float(along @ along), 1e-18)
    share = np.clip((points - start) @ along / length_squared, 0, 1)
    return np.asarray(np.linalg.norm(points - start - share[:, None] * along, axis=1))


def _runs(flags: Array) -> Iterator[slice]:
    """The stretches in which ``flags`` is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]])))
    for first, last in edges.reshape(-1, 2):
        yield slice(int(first), int(last))


def _part(stroke: Stroke, position: Array) -> Stroke:
    """The stretch of a stroke between two fractional indices, with its own points in between."""
    is_original = position == np.rint(position)
    is_original[[0, -1]] = True
    position = position[is_original]
    return Stroke(
        _at(stroke.points, position),
        stroke.width,
        _at(stroke.pressure, position) if len(stroke.pressure) else stroke.pressure,
        _at(stroke.seconds, position) if len(stroke.seconds) else stroke.seconds,
    )
