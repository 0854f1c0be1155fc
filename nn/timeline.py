"""A drawing in time: when each of its points was drawn, and what was there at any moment.

    strokes → seconds from point to point, rests shortened → until(moment) → Drawing

Devices stamp each point with a time. Where they gave none, the hand is taken to move evenly. Nobody
wants to wait for a hand that rests, so that no step takes longer than half a second.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.strokes import Drawing, Stroke

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
    return np.asarray(pace * np.linalg.norm(np.diff(stroke.points, axis=0), axis=1))


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
