"""Example digits that a lesson puts on the canvas: a plain hand, the same every time.

Each stroke is a few points that the pen passes through; between them it follows a smooth curve
(Catmull, Rom 1974, "A class of local interpolating splines").
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.lessons.actions import DrawDigit
from app.settings import DEFAULT_PEN_WIDTH
from nn.arrays import Array
from nn.strokes import Drawing, Stroke

Points = Sequence[tuple[float, float]]

_EDGE = 0.06
"""From the sheet's edge to a drawing in its corner, as a share of the sheet's side."""

_STEPS = 8
"""Points of the curve from one of the hand's points to the next."""

_HAND: dict[int, tuple[Points, ...]] = {
    0: (
        [(52, 10), (34, 18), (26, 48), (34, 82), (52, 90), (69, 80), (75, 48), (67, 18), (50, 10)],
    ),
    1: ([(38, 28), (54, 10), (54, 10), (53, 50), (52, 90)],),
    2: (
        [(28, 30), (36, 13), (54, 10), (68, 22), (64, 42), (46, 66), (26, 88), (26, 88), (74, 87)],
    ),
    3: (
        [
            *((29, 20), (44, 10), (62, 15), (66, 30), (57, 44), (44, 47), (44, 47)),
            *((62, 51), (71, 68), (61, 86), (43, 91), (26, 81)),
        ],
    ),
    4: ([(55, 10), (38, 40), (24, 63), (24, 63), (76, 61)], [(61, 38), (59, 64), (57, 91)]),
    5: (
        [(36, 12), (33, 44), (33, 44), (50, 40), (68, 49), (71, 70), (58, 88), (40, 90), (27, 81)],
        [(36, 12), (70, 11)],
    ),
    6: (
        [
            *((62, 10), (42, 28), (30, 60), (35, 84), (51, 91), (67, 81)),
            *((68, 63), (54, 53), (39, 59), (32, 70)),
        ],
    ),
    7: ([(27, 13), (73, 12), (73, 12), (56, 46), (45, 90)],),
    8: (
        [
            *((66, 22), (50, 10), (35, 22), (40, 38), (61, 57), (69, 75), (51, 91)),
            *((32, 77), (39, 58), (60, 38), (66, 22)),
        ],
    ),
    9: (
        [
            *((67, 28), (52, 11), (35, 21), (33, 39), (46, 50), (62, 43), (68, 26), (68, 26)),
            *((67, 56), (60, 91)),
        ],
    ),
}
"""Each digit by its strokes, in hundredths of a square; a corner has its point twice."""


def example_drawing(action: DrawDigit) -> Drawing:
    """The digit that ``action`` asks for, in the unit of the sheet.

    It lies in the middle of the sheet or in its upper left corner, its larger side as large as
    the action says.
    """
    strokes = [_curve(np.asarray(points, float)) for points in _HAND[action.digit]]
    points = np.concatenate(strokes)
    corner, size = points.min(axis=0), np.ptp(points, axis=0)
    scale = action.size / float(size.max())
    place = np.full(2, _EDGE) if action.place == "corner" else (1 - scale * size) / 2
    return Drawing(
        tuple(Stroke((stroke - corner) * scale + place, DEFAULT_PEN_WIDTH) for stroke in strokes)
    )


def _curve(points: Array) -> Array:
    """A smooth way through the points (P, 2); at a point that is there twice it has a corner."""
    along = np.linspace(0, 1, _STEPS, endpoint=False)[:, None]
    before = np.concatenate([points[:1], points, points[-1:]])
    pieces = []
    for first, start, end, last in zip(before, before[1:], before[2:], before[3:], strict=False):
        if np.array_equal(start, end):
            continue
        # The curve's direction at a point is that of the way from the one before to the one after.
        leaving, arriving = (end - first) / 2, (last - start) / 2
        pieces.append(
            (2 * along**3 - 3 * along**2 + 1) * start
            + (along**3 - 2 * along**2 + along) * leaving
            + (3 * along**2 - 2 * along**3) * end
            + (along**3 - along**2) * arriving
        )
    return np.concatenate([*pieces, points[-1:]])
