"""What a hand does to a drawing: strokes, erasing, clear, undo and redo. No Qt, no pixels.

A drawing is immutable, so that the history is simply the drawings as they were: undo puts one
back. A stroke that is still under way is part of :attr:`StrokeEditor.drawing` at once, so that
it can be read while the pen moves, and becomes a step of the history when the pen lifts.

    begin → extend … → end      one stroke, one step
    erase_begin → erase … → end one pass of the eraser, one step (none if it touched nothing)
    take_back                   what began was no stroke: no step

:class:`LiveStroke` is a stroke that is still being drawn: it grows a point at a time and can be
read at any moment.

The eraser is geometry: a disc of a given radius that moves along a straight segment. A stroke
loses the parts of its path whose ink the disc would touch; what remains are shorter strokes with
their pressures and times interpolated at the cuts. All lengths are in the unit of the strokes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Protocol

import numpy as np

from nn.arrays import Array
from nn.preprocessing.pictures import erase_picture
from nn.strokes import Drawing, Stroke

HISTORY_LIMIT = 500
"""Steps that can be undone; older ones are forgotten, so that a long session stays small."""


class StrokeEditor:
    """A drawing and its history; ``revision`` counts everything that may have changed it."""

    def __init__(self) -> None:
        self.revision = 0
        self._finished = Drawing()
        self._live: LiveStroke | None = None
        self._before_erasing: Drawing | None = None
        self._undo: deque[Drawing] = deque(maxlen=HISTORY_LIMIT)
        self._redo: list[Drawing] = []

    @property
    def finished(self) -> Drawing:
        """The drawing without the stroke under way."""
        return self._finished

    @property
    def drawing(self) -> Drawing:
        """The drawing as it is seen, the stroke under way included."""
        if self._live is None:
            return self._finished
        return self._finished.with_stroke(self._live.stroke())

    @property
    def live(self) -> LiveStroke | None:
        """The stroke under way."""
        return self._live

    @property
    def is_erasing(self) -> bool:
        return self._before_erasing is not None

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def begin(
        self, x: float, y: float, *, width: float, pressure: float | None, seconds: float
    ) -> None:
        """Put the pen down; a stroke still under way is ended first."""
        self.end()
        self._live = LiveStroke(width=width, has_pressure=pressure is not None)
        self._live.append(x, y, pressure, seconds)
        self.revision += 1

    def extend(self, x: float, y: float, *, pressure: float | None, seconds: float) -> None:
        """Move the pen; nothing happens unless it is down."""
        if self._live is not None:
            self._live.append(x, y, pressure, seconds)
            self.revision += 1

    def erase_begin(self) -> None:
        """Put the eraser down."""
        self.end()
        self._before_erasing = self._finished

    def erase(self, start: tuple[float, float], end: tuple[float, float], *, radius: float) -> None:
        """Move the eraser from ``start`` to ``end``, over strokes and picture alike."""
        way = np.array(start), np.array(end)
        before, picture = self._finished, self._finished.picture
        strokes = erase(before.strokes, *way, radius)
        if picture is not None:
            picture = erase_picture(picture, *way, radius)
        if strokes is not before.strokes or picture is not before.picture:
            self._finished = Drawing(strokes, picture)
            self.revision += 1

    def end(self) -> None:
        """Lift the pen or the eraser."""
        if self._live is not None:
            drawing, self._live = self.drawing, None
            self._step_to(drawing)
        elif self._before_erasing is not None:
            erased, self._finished = self._finished, self._before_erasing
            self._before_erasing = None
            self._step_to(erased)

    def take_back(self) -> None:
        """Let what is under way be as if it had not begun: it leaves no step."""
        if self._live is not None:
            self._live = None
            self.revision += 1
        elif self._before_erasing is not None:
            self._finished, self._before_erasing = self._before_erasing, None
            self.revision += 1

    def replace(self, drawing: Drawing) -> None:
        """Put another drawing in this one's place, as a step that can be undone."""
        self.end()
        self._step_to(drawing)

    def forget_history(self) -> None:
        """Let there be nothing to undo and nothing to redo; the drawing stays."""
        self._undo.clear()
        self._redo.clear()

    def clear(self) -> None:
        self.replace(Drawing())

    def undo(self) -> None:
        """Take back the last step, or the stroke under way."""
        self.end()
        if self._undo:
            self._redo.append(self._finished)
            self._finished = self._undo.pop()
            self.revision += 1

    def redo(self) -> None:
        self.end()
        if self._redo:
            self._undo.append(self._finished)
            self._finished = self._redo.pop()
            self.revision += 1

    def _step_to(self, drawing: Drawing) -> None:
        if drawing is self._finished or (drawing.is_empty and self._finished.is_empty):
            return
        self._undo.append(self._finished)
        self._redo.clear()
        self._finished = drawing
        self.revision += 1


_FIRST_CAPACITY = 64


class GrowingStroke(Protocol):
    """What there is of a stroke so far: at least a point."""

    @property
    def certain(self) -> int:
        """How many of its points will stay where they are, whatever comes after them."""

    def stroke(self) -> Stroke:
        """The stroke as far as it has come."""


class LiveStroke:
    """Points in arrays that double when they are full.

    A :class:`Stroke` taken from it is a view and costs no copy. It stays what it was: later
    points are written behind it, never into it.
    """

    def __init__(self, *, width: float, has_pressure: bool) -> None:
        self.width = width
        self._has_pressure = has_pressure
        self._points: Array = np.empty((_FIRST_CAPACITY, 2), np.float32)
        self._pressure: Array = np.empty(_FIRST_CAPACITY, np.float32)
        self._seconds: Array = np.empty(_FIRST_CAPACITY)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    @property
    def certain(self) -> int:
        return self._count

    def append(self, x: float, y: float, pressure: float | None, seconds: float) -> None:
        """Add a point; ``pressure`` in (0, 1] counts only if the stroke has pressure."""
        if self._count == len(self._points):
            self._grow()
        self._points[self._count] = x, y
        self._pressure[self._count] = 1.0 if pressure is None else pressure
        self._seconds[self._count] = seconds
        self._count += 1

    def stroke(self) -> Stroke:
        """The stroke so far; it has at least one point once one was appended."""
        pressure = self._pressure[: self._count if self._has_pressure else 0]
        return Stroke(
            self._points[: self._count], self.width, pressure, self._seconds[: self._count]
        )

    def _grow(self) -> None:
        self._points = np.concatenate([self._points, np.empty_like(self._points)])
        self._pressure = np.concatenate([self._pressure, np.empty_like(self._pressure)])
        self._seconds = np.concatenate([self._seconds, np.empty_like(self._seconds)])


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
