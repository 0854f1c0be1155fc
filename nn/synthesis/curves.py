"""Pen strokes written down as a few control points, and how they become smooth curves.

A :class:`Path` is one stroke of a style: points on a grid that a reader can follow with a
finger, x to the right and y downward, about 60 wide and 100 high. The pen passes through every
point; it turns smoothly, except at points marked as corners.

A curve's samples are linear in its control points, so a stroke is sampled once and for all as a
matrix: :func:`sampling_matrix` gives ``(samples, points)``, and a thousand jittered versions of
the control points become a thousand curves in one matrix product. The samples lie as a pen device
reports them, evenly in time: a hand slows down where it turns, by the two-thirds power law
(Lacquaniti, Terzuolo, Viviani 1983, "The law relating the kinematic and figural aspects of drawing
movements": speed ∝ curvature^(-1/3)).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nn.arrays import Array

_DENSE = 40
"""Points per control point on the fine curve that speed is worked out on."""


@dataclass(frozen=True)
class Path:
    """One stroke: the control points in the order of writing, and which of them are corners."""

    points: tuple[tuple[float, float], ...]
    corners: frozenset[int] = frozenset()

    def __add__(self, other: Path) -> Path:
        """Both in one stroke, without lifting the pen."""
        shift = len(self.points)
        corners = self.corners | {corner + shift for corner in other.corners}
        return Path(self.points + other.points, corners)

    def reversed(self) -> Path:
        """The same stroke written from its end."""
        last = len(self.points) - 1
        return Path(self.points[::-1], frozenset(last - corner for corner in self.corners))

    def mirrored(self, axis: float = 30) -> Path:
        """The same stroke with left and right exchanged about x = ``axis``."""
        return Path(tuple((2 * axis - x, y) for x, y in self.points), self.corners)

    def moved(self, x: float, y: float) -> Path:
        """The same stroke elsewhere."""
        return Path(tuple((px + x, py + y) for px, py in self.points), self.corners)


def path(text: str) -> Path:
    """A stroke from ``"x,y x,y x,y! x,y"``, where ``!`` marks a corner.

    Raises ValueError where the text cannot be read so.
    """
    points, corners = [], set()
    for number, word in enumerate(text.split()):
        if word.endswith("!"):
            corners.add(number)
        try:
            x, y = (float(part) for part in word.rstrip("!").split(","))
        except ValueError:
            raise ValueError(f"expected a point such as 20,35 or 20,35!, found {word!r}") from None
        points.append((x, y))
    if not points:
        raise ValueError("a path needs at least one point, found none")
    return Path(tuple(points), frozenset(corners))


def arc(x: float, y: float, width: float, height: float, start: float, sweep: float) -> Path:
    """Part of an ellipse around (x, y) with half axes ``width`` and ``height``.

    Angles in degrees, 0 to the right and growing clockwise (-90 is the top); a negative
    ``sweep`` runs counter-clockwise, as most hands write a zero.
    """
    count = max(int(np.ceil(abs(sweep) / 45)) + 1, 3)
    angles = np.radians(np.linspace(start, start + sweep, count))
    return Path(tuple((x + width * np.cos(a), y + height * np.sin(a)) for a in angles))


def sampling_matrix(stroke: Path, samples: int) -> Array:
    """The (samples, points) float32 matrix that turns control points into points of the curve."""
    if len(stroke.points) == 1:
        return np.ones((samples, 1), np.float32)
    dense = _dense_matrix(stroke)
    moments = _writing_time(dense @ np.array(stroke.points))
    wanted = np.linspace(0, moments[-1], samples)
    position = np.interp(wanted, moments, np.arange(len(moments)))
    below = np.minimum(position.astype(int), len(moments) - 2)
    part = (position - below)[:, None]
    return np.asarray((1 - part) * dense[below] + part * dense[below + 1], np.float32)


def writing_time(stroke: Path) -> float:
    """How long the stroke takes, in an arbitrary unit that is the same for all strokes."""
    if len(stroke.points) == 1:
        return 0.0
    return float(_writing_time(_dense_matrix(stroke) @ np.array(stroke.points))[-1])


def _dense_matrix(stroke: Path) -> Array:
    """A fine curve through the control points: a smooth spline from corner to corner."""
    count = len(stroke.points)
    ends = sorted({0, count - 1} | stroke.corners)
    pieces = []
    for first, last in pairwise(ends):
        piece = np.zeros(((last - first) * _DENSE + 1, count))
        piece[:, first : last + 1] = _spline_matrix(np.array(stroke.points[first : last + 1]))
        pieces.append(piece if last == count - 1 else piece[:-1])
    return np.concatenate(pieces)


def _spline_matrix(points: Array) -> Array:
    """A cubic spline through ``points`` as a matrix; its knots are the square roots of the chords.

    That spacing ("centripetal", Lee 1989) neither loops nor overshoots between uneven points.
    """
    chords = np.maximum(np.hypot(*np.diff(points, axis=0).T), 1e-3)
    knots = np.concatenate([[0], np.cumsum(np.sqrt(chords))])
    fine = np.interp(
        np.arange((len(points) - 1) * _DENSE + 1) / _DENSE, np.arange(len(points)), knots
    )
    if len(points) == 2:
        return np.stack([1 - fine / knots[-1], fine / knots[-1]], axis=1)
    # Imported when first needed: it takes longer than reading MNIST does.
    from scipy.interpolate import CubicSpline

    return np.asarray(CubicSpline(knots, np.eye(len(points)))(fine))


def _writing_time(curve: Array) -> Array:
    """The moment at which the pen passes each point of a fine curve, starting with 0."""
    steps = np.diff(curve, axis=0)
    lengths = np.maximum(np.hypot(*steps.T), 1e-6)
    heading = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    curvature = np.abs(np.gradient(heading)) / lengths if len(heading) > 1 else np.zeros(1)
    # A window of a few points: the hand slows before a corner, not only at its very tip.
    smooth = np.convolve(np.pad(curvature, 4, mode="edge"), np.ones(9) / 9, mode="valid")
    slowness = np.cbrt(np.clip(smooth, 1 / 60, 1 / 4))
    return np.concatenate([[0], np.cumsum(lengths * slowness)])
