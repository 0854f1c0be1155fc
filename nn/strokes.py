"""Drawings as pen strokes: what a hand did, before anything becomes a pixel.

A :class:`Stroke` is the path of the pen between touching down and lifting; a :class:`Picture` is
ink that came as pixels, from a photo or a data set. A :class:`Drawing` is a tuple of strokes,
perhaps over a picture. All are plain immutable data in any unit and with any origin: x grows to
the right, y grows downward. The canvas makes them, the synthesiser makes them, stroke files hold
them, and :mod:`nn.preprocessing.pipeline` alone turns them into the network's pixels.

A :class:`Timeline` says when each point was drawn, and what was there at any moment. Devices stamp
each point with a time; where they gave none, the pen is taken to move evenly. A step takes no
longer than half a second, however long the pen rested.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from nn.arrays import Array, read_only

FARTHEST = 1e9
"""The largest coordinate of a point, and the largest width of a pen: in float32 their differences
and squares are still numbers."""

MOST_STROKES = 1000
"""In a drawing that is kept in a file; a digit has one to five."""

MOST_POINTS = 20_000
"""In a drawing that is kept in a file: a hundred seconds of a fast pen."""

_LATEST = 1e12
"""The largest time, seconds; what a clock says that counts from 1970 is far below."""


@dataclass(frozen=True, eq=False)
class Stroke:
    """One path of the pen.

    ``points`` has shape (P, 2) with P ≥ 1, any unit, from -:data:`FARTHEST` to it. ``pressure``
    (P,) lies in (0, 1] and ``seconds`` (P,) counts from any start; either may be empty where the
    device does not know. ``width`` is the pen's width in the unit of the points; it is for
    painting, the network's frame has a pen of its own. Raises ValueError for anything else.
    """

    points: Array
    width: float = 0.0
    pressure: Array = field(default_factory=lambda: np.empty(0, np.float32))
    seconds: Array = field(default_factory=lambda: np.empty(0, np.float64))

    def __post_init__(self) -> None:
        points = np.asarray(self.points)
        if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
            raise ValueError(
                f"a stroke needs points of shape (P, 2) with P of at least 1, found {points.shape}"
            )
        # Checked before they become float32, which has no room for any float64.
        if not are_within(points, FARTHEST):
            raise ValueError(f"a stroke's points must be finite numbers of at most {FARTHEST:g}")
        if not 0 <= self.width <= FARTHEST:
            raise ValueError(f"a pen's width lies from 0 to {FARTHEST:g}, found {self.width}")
        object.__setattr__(self, "points", read_only(points.astype(np.float32, copy=False)))
        for name, limit in (("pressure", 1.0), ("seconds", _LATEST)):
            values = np.asarray(getattr(self, name))
            if len(values) not in (0, len(points)):
                raise ValueError(f"{name} has {len(values)} values for {len(points)} points")
            if not are_within(values, limit):
                raise ValueError(f"{name} must be finite numbers of at most {limit:g}")
            object.__setattr__(self, name, read_only(values))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Stroke)
            and self.width == other.width
            and np.array_equal(self.points, other.points)
            and np.array_equal(self.pressure, other.pressure)
            and np.array_equal(self.seconds, other.seconds)
        )


def are_within(values: Array, limit: float) -> bool:
    """Whether all values are numbers from -``limit`` to ``limit``; True where there is none."""
    if values.size == 0:
        return True
    # The smallest and the largest of values with a NaN are NaN, and that is within nothing.
    return bool(
        values.dtype.kind in "fiu"
        and float(values.min()) >= -limit
        and float(values.max()) <= limit
    )


@dataclass(frozen=True, eq=False)
class Picture:
    """Ink as pixels, lying in a drawing.

    ``ink`` (H, W) uint8, 255 where the paper is all covered. ``left`` and ``top`` are its corner's
    place and ``width`` is its width, in the drawing's unit; its pixels are square. An array that
    can still be written to is copied. Raises ValueError for anything else.
    """

    ink: Array
    left: float
    top: float
    width: float

    def __post_init__(self) -> None:
        ink = np.asarray(self.ink)
        if ink.ndim != 2 or ink.dtype != np.uint8 or ink.size == 0:
            raise ValueError(
                f"a picture needs ink of shape (H, W) and type uint8, found shape {ink.shape} "
                f"and type {ink.dtype}"
            )
        if not np.isfinite((self.left, self.top, self.width)).all() or self.width <= 0:
            raise ValueError(
                f"a picture needs a finite place and a width above 0, found left {self.left}, "
                f"top {self.top}, width {self.width}"
            )
        object.__setattr__(self, "ink", read_only(ink.copy() if ink.flags.writeable else ink))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Picture)
            and (self.left, self.top, self.width) == (other.left, other.top, other.width)
            and np.array_equal(self.ink, other.ink)
        )

    @property
    def pixel(self) -> float:
        """The side of a pixel, in the drawing's unit."""
        return self.width / int(self.ink.shape[1])

    @property
    def height(self) -> float:
        """In the drawing's unit, as ``width``."""
        return self.pixel * int(self.ink.shape[0])

    @cached_property
    def is_blank(self) -> bool:
        """Whether no pixel has any ink."""
        return not self.ink.any()

    def placed(self, scale: float, right: float, down: float) -> Picture:
        """The same picture in other coordinates: scaled about the origin and then moved."""
        return Picture(
            self.ink, scale * self.left + right, scale * self.top + down, scale * self.width
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the pixels with ink; raises ValueError if blank."""
        if self.is_blank:
            raise ValueError("a blank picture has no bounds")
        columns = np.flatnonzero(self.ink.any(axis=0))
        rows = np.flatnonzero(self.ink.any(axis=1))
        return (
            self.left + self.pixel * float(columns[0]),
            self.top + self.pixel * float(rows[0]),
            self.left + self.pixel * float(columns[-1] + 1),
            self.top + self.pixel * float(rows[-1] + 1),
        )


@dataclass(frozen=True)
class Drawing:
    """What is on the canvas: strokes in the order in which they were drawn, over a picture.

    A picture without ink counts as none.
    """

    strokes: tuple[Stroke, ...] = ()
    picture: Picture | None = None

    def __post_init__(self) -> None:
        if self.picture is not None and self.picture.is_blank:
            object.__setattr__(self, "picture", None)

    @property
    def is_empty(self) -> bool:
        return not self.strokes and self.picture is None

    def with_stroke(self, stroke: Stroke) -> Drawing:
        return Drawing((*self.strokes, stroke), self.picture)

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the strokes' points and the picture's ink.

        Raises ValueError for an empty drawing.
        """
        if self.is_empty:
            raise ValueError("an empty drawing has no bounds")
        corners = [stroke.points for stroke in self.strokes]
        if self.picture is not None:
            corners.append(np.reshape(self.picture.bounds(), (2, 2)))
        points = np.concatenate(corners)
        left, top = points.min(axis=0)
        right, bottom = points.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


def drawing_from_points(strokes: Iterable[Sequence[Sequence[float]] | Array]) -> Drawing:
    """A drawing from bare point lists, one a stroke; raises ValueError as :class:`Stroke` does."""
    return Drawing(tuple(Stroke(np.asarray(points)) for points in strokes))


LONGEST_REST = 0.5
"""Seconds that a step may take, between two strokes or within one."""

_IN_THE_AIR = 0.2
"""Seconds between two strokes of which one has no times."""

_SECONDS_ACROSS = 0.6
"""Seconds that an even hand takes for the drawing's larger side."""


class Timeline:
    """The moments of one drawing; ``duration`` is in seconds, from its first point to its last.

    The drawing begins at 0 with its picture, if it has one, and nothing else; the first point is
    there at once. A dot takes no time, so a drawing may have a duration of 0.
    """

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._moments = _moments(drawing)
        self.duration = float(self._moments[-1][-1]) if self._moments else 0.0

    def until(self, seconds: float) -> Drawing:
        """What was drawn by that moment, its last stroke as far as the pen had come.

        Strokes that are complete are the very same objects, and at the end the drawing is.
        """
        if seconds >= self.duration:
            return self._drawing
        strokes = [
            stroke if moments[-1] <= seconds else _begun(stroke, moments, seconds)
            for stroke, moments in zip(self._drawing.strokes, self._moments, strict=True)
            if moments[0] <= seconds
        ]
        return Drawing(tuple(strokes), self._drawing.picture)


def _moments(drawing: Drawing) -> list[Array]:
    """When each point was drawn, in seconds from the first: an array (P,) for each stroke."""
    if not drawing.strokes:
        return []
    left, top, right, bottom = drawing.bounds()
    pace = _SECONDS_ACROSS / (max(right - left, bottom - top) or 1.0)
    moments: list[Array] = []
    end = 0.0
    previous: Stroke | None = None
    for stroke in drawing.strokes:
        start = end if previous is None else end + _rest(previous, stroke)
        moments.append(start + np.concatenate([[0.0], np.cumsum(_steps(stroke, pace))]))
        end, previous = float(moments[-1][-1]), stroke
    return moments


def _steps(stroke: Stroke, pace: float) -> Array:
    """Seconds from each point to the next, (P - 1,)."""
    if len(stroke.seconds) and np.ptp(stroke.seconds) > 0:
        return np.clip(np.diff(stroke.seconds), 0, LONGEST_REST)
    # In float64: the squares of the smallest float32 would be 0, and so the way along them.
    steps = np.diff(stroke.points.astype(np.float64), axis=0)
    return np.asarray(pace * np.linalg.norm(steps, axis=1))


def _rest(before: Stroke, after: Stroke) -> float:
    """Seconds that the pen was in the air between two strokes."""
    if not len(before.seconds) or not len(after.seconds):
        return _IN_THE_AIR
    return float(np.clip(after.seconds[0] - before.seconds[-1], 0, LONGEST_REST))


def _begun(stroke: Stroke, moments: Array, seconds: float) -> Stroke:
    """The stroke up to a moment before its end; the last point lies between two of its own."""
    whole = int(np.searchsorted(moments, seconds, side="right"))
    share = (seconds - moments[whole - 1]) / (moments[whole] - moments[whole - 1])

    def cut(values: Array) -> Array:
        if share == 0 or not len(values):
            return values[:whole]
        between = values[whole - 1] + share * (values[whole] - values[whole - 1])
        return np.concatenate([values[:whole], [between]])

    return Stroke(cut(stroke.points), stroke.width, cut(stroke.pressure), cut(stroke.seconds))
