"""Many drawings at once as arrays, without an object for every stroke.

The synthesiser makes drawings a thousand at a time. A :class:`PenPaths` holds them as one array of
points with a stroke number beside each point; from there they go to
:mod:`nn.preprocessing.pipeline`'s segments directly, or to :class:`~nn.strokes.Drawing` objects
with the same points. Either way they come out as the same pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np

from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE, Segments, centre, crop, fit_box, ink, quantise
from nn.strokes import Drawing, Stroke

UNUSED = -1
"""The stroke number of a point that is not there."""

_PEN_GROUPS = 6


@dataclass(frozen=True)
class PenPaths:
    """N drawings of at most T points each.

    ``points`` (N, T, 2) float32, in any unit, y downward. ``stroke`` (N, T): the number of the
    stroke that a point belongs to, not falling along a row but for points that are not there
    (:data:`UNUSED`). ``pressure`` (N, T) in (0, 1] and ``seconds`` (N, T), of each point.
    ``labels`` (N,) uint8; ``names`` (N,) words on what was drawn. ``pen_width`` (N,) float32 is
    the width of each drawing's pen in the network's frame, pixels.
    """

    points: Array
    stroke: Array
    pressure: Array
    seconds: Array
    labels: Array
    names: Array
    pen_width: Array

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, index: Array) -> PenPaths:
        """The drawings with the given indices, in that order."""
        return PenPaths(*(getattr(self, field.name)[index] for field in fields(self)))

    def segments(self) -> Segments:
        """The straight pieces between neighbouring points of a stroke, for preprocessing."""
        used, owner, joined = self._in_a_row()
        points = self.points[used]
        lone = ~(joined | np.roll(joined, 1))
        starts = np.flatnonzero(joined | lone)
        ends = starts + joined[starts]
        return Segments(points[starts], points[ends], owner[starts], len(self))

    def images(self) -> Array:
        """The (N, 28, 28) uint8 pictures, each drawn with its own pen width."""
        images = np.empty((len(self), SIZE, SIZE), np.uint8)
        # The widest pen of a batch sets the time of all, so like pens are drawn together.
        for part in np.array_split(np.argsort(self.pen_width, kind="stable"), _PEN_GROUPS):
            chosen = self[part]
            width = chosen.pen_width
            boxed = fit_box(crop(chosen.segments()), width)
            images[part] = quantise(centre(boxed, ink(boxed, width), width))
        return images

    def drawings(self) -> tuple[Drawing, ...]:
        """The same as N drawings."""
        used, owner, joined = self._in_a_row()
        points, pressure, seconds = self.points[used], self.pressure[used], self.seconds[used]
        ends = np.flatnonzero(~joined) + 1
        starts = np.concatenate([[0], ends[:-1]]).astype(int)
        strokes: list[list[Stroke]] = [[] for _ in range(len(self))]
        for start, end in zip(starts, ends, strict=True):
            part = slice(start, end)
            stroke = Stroke(points[part], pressure=pressure[part], seconds=seconds[part])
            strokes[owner[start]].append(stroke)
        return tuple(Drawing(tuple(pieces)) for pieces in strokes)

    def _in_a_row(self) -> tuple[Array, Array, Array]:
        """Which points are there; the drawing of each, and if the pen goes on to the next."""
        used = self.stroke != UNUSED
        owner = np.nonzero(used)[0]
        stroke = self.stroke[used]
        joined = np.zeros(len(owner), bool)
        joined[:-1] = (owner[1:] == owner[:-1]) & (stroke[1:] == stroke[:-1])
        return used, owner, joined


def concatenate(parts: Sequence[PenPaths]) -> PenPaths:
    """Several batches as one; shorter rows are filled up with points that are not there."""
    longest = max(part.points.shape[1] for part in parts)
    columns = zip(*(_fields(part, longest) for part in parts), strict=True)
    return PenPaths(*(np.concatenate(column) for column in columns))


def _fields(paths: PenPaths, samples: int) -> list[Array]:
    """The fields of ``paths`` with rows of ``samples`` points."""
    missing = (0, samples - paths.points.shape[1])
    return [
        np.pad(paths.points, ((0, 0), missing, (0, 0))),
        np.pad(paths.stroke, ((0, 0), missing), constant_values=UNUSED),
        np.pad(paths.pressure, ((0, 0), missing)),
        np.pad(paths.seconds, ((0, 0), missing)),
        paths.labels,
        paths.names,
        paths.pen_width,
    ]
