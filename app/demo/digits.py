"""The digits that the demo draws: the strokes of a hand, in shares of the canvas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

Points = Sequence[tuple[float, float]]
Strokes = Sequence[Points]

_STEP = 0.02
"""Between two reports of the mouse, in sides of the canvas."""


def _bow(x: float, y: float, width: float, height: float, start: float, end: float) -> Points:
    """An arc around (x, y); angles in degrees, clockwise from the right."""
    angles = [math.radians(start + (end - start) * step / 60) for step in range(61)]
    return [(x + width * math.cos(angle), y + height * math.sin(angle)) for angle in angles]


DIGITS: dict[int, Strokes] = {
    0: (_bow(0.5, 0.5, 0.2, 0.29, -80, 285),),
    1: ([(0.4, 0.33), (0.53, 0.21), (0.52, 0.5), (0.51, 0.8)],),
    2: (
        [
            *_bow(0.49, 0.36, 0.18, 0.16, -170, 40),
            (0.5, 0.6),
            (0.32, 0.78),
            (0.5, 0.765),
            (0.72, 0.78),
        ],
    ),
    3: ([*_bow(0.46, 0.35, 0.17, 0.14, -150, 80), *_bow(0.46, 0.64, 0.2, 0.16, -85, 150)],),
    4: (
        [(0.52, 0.2), (0.42, 0.38), (0.3, 0.57), (0.5, 0.575), (0.73, 0.565)],
        [(0.61, 0.36), (0.6, 0.6), (0.585, 0.82)],
    ),
    6: ([*_bow(0.6, 0.62, 0.25, 0.42, -90, -175), *_bow(0.5, 0.65, 0.15, 0.15, 180, -180)],),
    7: ([(0.3, 0.25), (0.5, 0.24), (0.7, 0.245), (0.6, 0.45), (0.52, 0.62), (0.46, 0.8)],),
    8: (
        [
            *_bow(0.5, 0.35, 0.14, 0.14, -30, -250),
            *_bow(0.5, 0.65, 0.18, 0.165, -80, 250),
            *_bow(0.5, 0.35, 0.14, 0.14, 60, -30),
        ],
    ),
}
"""Each digit by its strokes."""

SCRIBBLE: Strokes = (
    [
        (0.2, 0.3),
        (0.75, 0.2),
        (0.3, 0.45),
        (0.8, 0.42),
        (0.22, 0.62),
        (0.78, 0.66),
        (0.3, 0.8),
        (0.7, 0.84),
    ],
    [(0.25, 0.2), (0.7, 0.85)],
)
"""What is no digit."""


def reported(stroke: Points) -> Points:
    """The stroke with points between its own, as close as those of a moving mouse."""
    result = [stroke[0]]
    for (x0, y0), (x1, y1) in pairwise(stroke):
        steps = max(1, round(math.hypot(x1 - x0, y1 - y0) / _STEP))
        result += [
            (x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
            for step in range(1, steps + 1)
        ]
    return result


def number(digits: Sequence[int], height: float = 0.45) -> Strokes:
    """The digits beside each other in the middle of the canvas, lower where it would be full."""
    scale = min(height / 0.6, 0.9 / (0.45 * len(digits)))
    left = 0.5 - 0.45 * scale * (len(digits) - 1) / 2
    return [
        [(left + scale * (0.45 * place + x - 0.5), 0.5 + scale * (y - 0.5)) for x, y in stroke]
        for place, digit in enumerate(digits)
        for stroke in DIGITS[digit]
    ]


def varied(strokes: Strokes, *, rng: np.random.Generator) -> Strokes:
    """The same digit as the hand draws it another time: a little larger, slanted, elsewhere."""
    scale, slant = rng.uniform(0.85, 1.05), rng.normal(0, 0.12)
    right, down = rng.uniform(-0.05, 0.05, 2)
    return [
        [
            (0.5 + scale * (x - 0.5 - slant * (y - 0.5)) + right, 0.5 + scale * (y - 0.5) + down)
            for x, y in stroke
        ]
        for stroke in strokes
    ]
