"""Many drawings at once as arrays, without an object for every stroke.

The synthesiser makes drawings a thousand at a time. A :class:`PenPaths` holds them as one array of
points with a stroke number beside each point; from there they go to :mod:`nn.preprocessing`'s
segments directly, or to :class:`~nn.strokes.Drawing` objects with the same points. Either way they
come out as the same pictures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.preprocessing import SIZE, Segments, centre, crop, fit_box, ink, quantise
from nn.strokes import Drawing, Stroke

UNUSED = -1
"""The stroke number of a point that is not there."""

_PEN_GROUPS = 6


@dataclass(frozen=True)
class PenPaths:
    """N drawings of at most T points each.

    ``points`` (N, T, 2) float32, in any unit, y downward. ``stroke`` (N, T): the number of the
    stroke that a point belongs to, not falling along a row but for points that are not there
    (:data:`UNUSED`). ``labels`` (N,) uint8; ``names`` N words on what was drawn. ``pen_width``
    (N,) float32 is the width of each drawing's pen in the network's frame, pixels.
    """

    points: Array
    stroke: Array
    labels: Array
    names: tuple[str, ...]
    pen_width: Array

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, index: Array) -> PenPaths:
        """The drawings with the given indices, in that order."""
        return PenPaths(
            self.points[index],
            self.stroke[index],
            self.labels[index],
            tuple(self.names[number] for number in index),
            self.pen_width[index],
        )

    def segments(self) -> Segments:
        """The straight pieces between neighbouring points of a stroke, for preprocessing."""
        points, owner, joined = self._in_a_row()
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
        points, owner, joined = self._in_a_row()
        ends = np.flatnonzero(~joined) + 1
        starts = np.concatenate([[0], ends[:-1]]).astype(int)
        strokes: list[list[Stroke]] = [[] for _ in range(len(self))]
        for start, end in zip(starts, ends, strict=True):
            strokes[owner[start]].append(Stroke(points[start:end]))
        return tuple(Drawing(tuple(pieces)) for pieces in strokes)

    def _in_a_row(self) -> tuple[Array, Array, Array]:
        """All points that are there, the drawing of each, and if the pen goes on to the next."""
        used = self.stroke != UNUSED
        owner = np.nonzero(used)[0]
        stroke = self.stroke[used]
        joined = np.zeros(len(owner), bool)
        joined[:-1] = (owner[1:] == owner[:-1]) & (stroke[1:] == stroke[:-1])
        return self.points[used], owner, joined


def concatenate(parts: Sequence[PenPaths]) -> PenPaths:
    """Several batches as one; shorter rows are filled up with points that are not there."""
    longest = max(part.points.shape[1] for part in parts)
    missing = [longest - part.points.shape[1] for part in parts]
    return PenPaths(
        np.concatenate(
            [
                np.pad(p.points, ((0, 0), (0, m), (0, 0)))
                for p, m in zip(parts, missing, strict=True)
            ]
        ),
        np.concatenate(
            [
                np.pad(p.stroke, ((0, 0), (0, m)), constant_values=UNUSED)
                for p, m in zip(parts, missing, strict=True)
            ]
        ),
        np.concatenate([part.labels for part in parts]),
        tuple(name for part in parts for name in part.names),
        np.concatenate([part.pen_width for part in parts]),
    )
