"""Drawings as pen strokes: what a hand did, before anything becomes a pixel.

A :class:`Stroke` is the path of the pen between touching down and lifting; a
:class:`Drawing` is a tuple of strokes. Both are plain immutable data in any unit and with any
origin: x grows to the right, y grows downward. The canvas makes them, the synthesiser makes
them, stroke files hold them, and :mod:`nn.preprocessing` alone turns them into pixels.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from nn.arrays import Array, read_only


@dataclass(frozen=True, eq=False)
class Stroke:
    """One path of the pen.

    ``points`` has shape (P, 2) with P ≥ 1, any unit. ``pressure`` (P,) lies in (0, 1] and
    ``seconds`` (P,) counts from any start; either may be empty where the device does not know.
    ``width`` is the pen's width in the unit of the points; it is for painting, the network's
    frame has a pen of its own.
    """

    points: Array
    width: float = 0.0
    pressure: Array = field(default_factory=lambda: np.empty(0, np.float32))
    seconds: Array = field(default_factory=lambda: np.empty(0, np.float64))

    def __post_init__(self) -> None:
        points = np.asarray(self.points, np.float32)
        if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
            raise ValueError(
                f"a stroke needs points of shape (P, 2) with P of at least 1, found {points.shape}"
            )
        if not np.isfinite(points).all():
            raise ValueError("a stroke's points must be finite numbers")
        object.__setattr__(self, "points", read_only(points))
        for name in ("pressure", "seconds"):
            values = np.asarray(getattr(self, name))
            if len(values) not in (0, len(points)):
                raise ValueError(f"{name} has {len(values)} values for {len(points)} points")
            object.__setattr__(self, name, read_only(values))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Stroke)
            and self.width == other.width
            and np.array_equal(self.points, other.points)
            and np.array_equal(self.pressure, other.pressure)
            and np.array_equal(self.seconds, other.seconds)
        )


@dataclass(frozen=True)
class Drawing:
    """What is on the canvas: strokes in the order in which they were drawn."""

    strokes: tuple[Stroke, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.strokes

    def with_stroke(self, stroke: Stroke) -> Drawing:
        return Drawing((*self.strokes, stroke))

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the points; raises ValueError for an empty drawing."""
        if self.is_empty:
            raise ValueError("an empty drawing has no bounds")
        points = np.concatenate([stroke.points for stroke in self.strokes])
        left, top = points.min(axis=0)
        right, bottom = points.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


def drawing_from_points(strokes: Iterable[Sequence[Sequence[float]] | Array]) -> Drawing:
    """A drawing from bare point lists, one a stroke."""
    return Drawing(tuple(Stroke(np.asarray(points, np.float32)) for points in strokes))
