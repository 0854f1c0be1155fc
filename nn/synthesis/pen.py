"""What the pen and its device make of a movement: lifts, skips, few points, a coarse grid.

The movement arrives as complex points (N, T), the digit about 1 high, with the stroke number of
each point; it leaves as points on a canvas. None of this changes the form, only what is reported
of it. Pressure, time and the pen's width in the network's frame are made here too.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.synthesis.pen_paths import UNUSED, PenPaths
from nn.synthesis.templates import HOOK, Templates
from nn.synthesis.variation import Variation, chance, complex_normal, normal

_RETRACED = 20
_STRAY = 21
"""Stroke numbers beyond those that a style has."""


def lifts(
    stroke: Array, templates: Templates, style: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """The pen touches down late, lifts early, skips, or stays down between two strokes."""
    count = len(stroke)
    from_start, from_end = templates.from_start[style], templates.from_end[style]
    for distance in (from_start, from_end):
        trimmed = chance(rng, v.trim_chance, count, 1) * rng.integers(1, 4, (count, 1))
        # A hook that was left stands at a negative distance: a trimmed end has none.
        short = (trimmed > 0) & (distance < trimmed) & (from_start + from_end >= 10)
        stroke = np.where(short, UNUSED, stroke)
    joined = chance(rng, v.joined_chance, count, 1) & ~_is_dot(templates)[style]
    hook = (from_start < 0) | (from_end < 0)
    stroke = np.where(joined & (stroke != UNUSED), np.where(hook, UNUSED, 0), stroke)
    skipped = chance(rng, v.gap_chance, count, 1)
    at = rng.integers(8, 50, (count, 1))
    index = np.arange(stroke.shape[1])
    stroke = np.where(skipped & (index > at) & (stroke != UNUSED), stroke + 4, stroke)
    return np.where(skipped & (np.abs(index - at) <= 1), UNUSED, stroke).astype(np.int8)


def thin_out(
    stroke: Array, templates: Templates, style: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """Slow devices report few points, and a curve comes as a polygon."""
    coarse = chance(rng, v.coarse_chance, len(stroke), 1)
    every = np.where(coarse, rng.integers(2, 6, (len(stroke), 1)), 1)
    from_start, from_end = templates.from_start[style], templates.from_end[style]
    kept = (from_start % every == 0) | (from_start <= 0) | (from_end <= 0)
    return np.where(kept, stroke, UNUSED).astype(np.int8)


def retrace(
    path: Array, stroke: Array, rng: np.random.Generator, v: Variation
) -> tuple[Array, Array]:
    """Some hands go over a part again: a last stroke along points that are there already."""
    length = 14
    count, samples = path.shape
    begin = rng.integers(HOOK, samples - length, (count, 1))
    index = begin + np.arange(length)
    again = np.take_along_axis(path, index, axis=1) + 0.02 * complex_normal(rng, count, 1)
    numbers = np.take_along_axis(stroke, index, axis=1)
    wanted = chance(rng, v.retraced_chance, count, 1) & (numbers != UNUSED)
    same = numbers == numbers[:, length // 2, None]
    extra = np.where(wanted & same, _RETRACED, UNUSED).astype(np.int8)
    return np.concatenate([path, again], axis=1), np.concatenate([stroke, extra], axis=1)


def stray_tap(
    path: Array, stroke: Array, rng: np.random.Generator, v: Variation
) -> tuple[Array, Array]:
    """Now and then a hand or a finger touches the canvas beside the digit."""
    place = 0.35 * complex_normal(rng, len(path), 1)
    there = np.where(chance(rng, v.stray_chance, len(path), 1), _STRAY, UNUSED).astype(np.int8)
    return np.concatenate([path, place], axis=1), np.concatenate([stroke, there], axis=1)


def on_device(path: Array, rng: np.random.Generator, v: Variation) -> Array:
    """(N, T, 2) float32 on a canvas: some size, some place, and on coarse devices a grid."""
    count = len(path)
    size = rng.uniform(80, 340, (count, 1, 1)).astype(np.float32)
    place = rng.uniform(100, 300, (count, 1, 2)).astype(np.float32)
    points = np.stack([path.real, path.imag], axis=-1).astype(np.float32) * size + place
    grain = size / rng.uniform(25, 120, (count, 1, 1)).astype(np.float32)
    grained = chance(rng, v.grid_chance, count, 1, 1)
    return np.where(grained, np.rint(points / grain) * grain, points)


def with_pen(
    points: Array, stroke: Array, labels: Array, names: Array, *, rng: np.random.Generator
) -> PenPaths:
    """Finished drawings with all that a pen adds: its width, pressure and pace."""
    pressure, seconds = _pressure_and_seconds(stroke, rng=rng)
    widths = _pen_widths(len(points), rng=rng)
    return PenPaths(points, stroke, pressure, seconds, labels, names, widths)


def _pen_widths(count: int, *, rng: np.random.Generator) -> Array:
    """(N,) float32 widths of the pen in the network's frame, pixels: as MNIST's, around 2.5."""
    widths = np.exp(np.log(2.6) + 0.3 * normal(rng, count))
    return np.asarray(np.clip(widths, 1.4, 6.0), np.float32)


def _pressure_and_seconds(stroke: Array, *, rng: np.random.Generator) -> tuple[Array, Array]:
    """The pressure in (0, 1] and the time in seconds of each point, both (N, T).

    The pressure wanders slowly around each hand's own; the points come evenly in time, as devices
    report them, and the pen takes a moment in the air between two strokes.
    """
    count, samples = stroke.shape
    moment = np.linspace(0, np.pi, samples, dtype=np.float32)
    waves = np.cos(np.arange(1, 5, dtype=np.float32)[:, None] * moment)
    pressure = 0.55 + 0.14 * normal(rng, count, 1) + 0.08 * normal(rng, count, 4) @ waves
    interval = rng.uniform(0.006, 0.02, (count, 1))
    in_the_air = np.diff(stroke, axis=1, prepend=stroke[:, :1]) != 0
    seconds = np.cumsum(interval * np.where(in_the_air, 12, 1), axis=1)
    return np.clip(pressure, 0.05, 1).astype(np.float32), seconds


def _is_dot(templates: Templates) -> Array:
    """(S, 1): a style with a dot among its strokes, which no hand joins to the rest."""
    return np.asarray((templates.lengths == 1).any(axis=1, keepdims=True))
