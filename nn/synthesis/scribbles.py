"""Marks without a plan: scribbles, zigzags, spirals, coils, hatching, tangles and dots.

Each kind gives ``count`` drawings as ``(path, stroke)``: points as complex numbers about 1 high
and stroke numbers, both (count, T), as :mod:`nn.synthesis.hand` passes them on. All are far enough
from any digit by their number of turns or lines: a scribble of two turns may be a three, one of
eight not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nn.arrays import Array
from nn.synthesis.pen_paths import UNUSED

POINTS = 96
"""Points of one scribble."""

Kind = Callable[[int, np.random.Generator], tuple[Array, Array]]

_TIME = np.linspace(0, 1, POINTS)
_TURN = 2 * np.pi


def tangle(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """A smooth random walk that crosses itself again and again."""
    number = np.arange(1, 25)
    waves = np.cos(np.pi * number[:, None] * _TIME)
    quickest = rng.integers(14, 24, (count, 1))
    weights = (number <= quickest) / number ** rng.uniform(0.0, 0.5, (count, 1))
    noise = rng.standard_normal((count, len(number))) + 1j * rng.standard_normal(
        (count, len(number))
    )
    return (noise * weights) @ waves, _one_stroke(count)


def zigzag(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Six to fourteen legs to and fro, pointed or round, closing in or spreading."""
    phase = np.pi * rng.uniform(6, 14, (count, 1)) * _TIME
    pointed = 2 / np.pi * np.arcsin(np.sin(phase))
    round_share = rng.uniform(0, 1, (count, 1))
    swing = round_share * np.sin(phase) + (1 - round_share) * pointed
    width = 1 + rng.uniform(-0.8, 0.8, (count, 1)) * (_TIME - 0.5)
    advance = rng.uniform(0.5, 3, (count, 1)) * _TIME
    return (advance + 1j * swing * width / 2) * _any_turn(count, rng), _one_stroke(count)


def spiral(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two and a half to six turns, inward or outward, either way round."""
    turns = rng.uniform(2.5, 6, (count, 1)) * rng.choice([-1, 1], (count, 1))
    radius = _TIME ** rng.uniform(0.6, 1.2, (count, 1)) + rng.uniform(0, 0.2, (count, 1))
    circle = radius * np.exp(1j * _TURN * (turns * _TIME + rng.random((count, 1))))
    wide = np.exp(0.25 * rng.standard_normal((count, 1)))
    return circle.real * wide + 1j * circle.imag, _one_stroke(count)


def coil(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Three to seven loops in a row, as a pen is tried out."""
    turns = rng.uniform(3, 6, (count, 1))
    circle = np.exp(1j * _TURN * rng.choice([-1, 1], (count, 1)) * turns * _TIME)
    advance = rng.uniform(0.6, 1.8, (count, 1)) * turns * _TIME
    return (advance + circle) * _any_turn(count, rng), _one_stroke(count)


def blot(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """An area filled with ink: many narrow legs, at times in two directions."""
    legs = rng.uniform(10, 24, (count, 1))
    swing = np.sin(np.pi * legs * _TIME)
    outline = np.sqrt(np.maximum(1 - (2 * _TIME - 1) ** 2, 0.05))
    path = (2 * _TIME - 1 + 1j * swing * outline) * _any_turn(count, rng)
    return path, _one_stroke(count)


def hatching(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Five to ten lines side by side, some of them crossed by others."""
    lines = rng.integers(5, 11, (count, 1))
    line = np.minimum(np.arange(POINTS) * lines // POINTS, lines - 1)
    along = (np.arange(POINTS) * lines / POINTS) % 1 - 0.5
    jitter = 0.12 * rng.standard_normal((count, POINTS, 2))
    at = np.take_along_axis(jitter[..., 0], line, 1) + line / lines * rng.uniform(
        0.7, 2, (count, 1)
    )
    length = 1 + np.take_along_axis(jitter[..., 1], line, 1)
    crossed = (rng.random((count, 1)) < 0.35) & (line >= lines // 2)
    path = np.where(crossed, 1.6j * (at - 0.6), at) + np.where(crossed, 1, 1j) * along * length
    return path * _any_turn(count, rng), line.astype(np.int8)


def lines(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Six to nine straight strokes anywhere, as of a box of matches thrown down."""
    number = rng.integers(6, 10, (count, 1))
    line = np.arange(POINTS) * number // POINTS
    along = (np.arange(POINTS) * number / POINTS) % 1
    ends = rng.standard_normal((count, 10, 2)) + 1j * rng.standard_normal((count, 10, 2))
    first = np.take_along_axis(ends[..., 0], line, 1)
    last = np.take_along_axis(ends[..., 1], line, 1)
    return first + (last - first) * along, line.astype(np.int8)


def dot(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """One tap of the pen."""
    stroke = np.full((count, POINTS), UNUSED, np.int8)
    stroke[:, 0] = 0
    return np.zeros((count, POINTS), complex), stroke


def dots(count: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Two to four taps in a row, or up to eight anywhere."""
    place = rng.standard_normal((count, POINTS)) + 1j * rng.standard_normal((count, POINTS))
    heading = np.exp(1j * rng.choice([0, np.pi / 2, 0.5], (count, 1)))
    in_a_row = rng.random((count, 1)) < 0.5
    path = np.where(in_a_row, np.arange(POINTS) * heading + place * 0.1, place)
    number = np.broadcast_to(np.arange(POINTS), (count, POINTS))
    # More of them in a row would touch in the network's frame, and be a bar.
    amount = np.where(in_a_row, rng.integers(2, 5, (count, 1)), rng.integers(2, 9, (count, 1)))
    return path, np.where(number < amount, number, UNUSED).astype(np.int8)


KINDS: dict[str, tuple[Kind, float]] = {
    "tangle": (tangle, 3),
    "zigzag": (zigzag, 2),
    "spiral": (spiral, 1.5),
    "coil": (coil, 1.5),
    "blot": (blot, 1),
    "hatching": (hatching, 1),
    "lines": (lines, 0.7),
    "dot": (dot, 0.7),
    "dots": (dots, 0.8),
}
"""Each kind of scribble by its name, with its weight among them."""


def _one_stroke(count: int) -> Array:
    return np.zeros((count, POINTS), np.int8)


def _any_turn(count: int, rng: np.random.Generator) -> Array:
    return np.asarray(np.exp(1j * rng.uniform(0, _TURN, (count, 1))))
