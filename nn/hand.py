"""The hand that writes: everything that makes one writer's seven differ from another's.

A careful form (a style's control points) passes through what happens between an intention and the
ink, each step on all drawings at once:

    control points jittered → curve, corners rounded or sharpened → the pen's heading and pace drift
    → strokes misplaced → the form bent as on rubber → hooks at pen-down and pen-up → tremor →
    slant, width and rotation → pen lifts too early, too late or not at all → the device's own grain

Points are complex numbers x + iy (y downward) with the digit about 1 high, so that turning and
scaling are one multiplication. Amplitudes are in that unit, angles in radians.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.pen_paths import UNUSED
from nn.templates import HOOK, Templates


@dataclass(frozen=True)
class Variation:
    """How far hands differ; standard deviations unless said otherwise.

    ``carelessness`` is the spread (of a logarithm) of a factor on everything a drawing has of
    the amplitudes below it, so that there are neat and sloppy hands.
    """

    carelessness: float = 0.35
    point: float = 0.028
    stroke_end: float = 0.03
    rounding_low: float = -0.35
    rounding_high: float = 1.0
    heading: float = 0.11
    pace: float = 0.09
    stroke_place: float = 0.025
    stroke_turn: float = 0.05
    stroke_size: float = 0.06
    warp: float = 0.04
    tremor: float = 0.004
    hook_chance: float = 0.12
    hook_length: float = 0.05
    slant_mean: float = 0.09
    slant: float = 0.22
    rotation: float = 0.14
    aspect: float = 0.22
    wide_chance: float = 0.12
    trim_chance: float = 0.12
    joined_chance: float = 0.05
    gap_chance: float = 0.01
    retraced_chance: float = 0.02
    coarse_chance: float = 0.2
    grid_chance: float = 0.25


STANDARD = Variation()

_TREMOR_WAVES = slice(9, 36)


def write(
    templates: Templates, style: Array, *, rng: np.random.Generator, variation: Variation = STANDARD
) -> tuple[Array, Array]:
    """Drawings of the styles with the indices ``style`` (N,): (points, stroke) as in PenPaths.

    ``points`` (N, T, 2) float32 on a canvas of about 400 units; ``stroke`` (N, T) int8.
    """
    count = len(style)
    care = np.exp(variation.carelessness * _normal(rng, count, 1))
    path = _curves(templates, style, care, rng, variation)
    path = _drift(path, care, rng, variation)
    path = _misplace(path, templates.stroke[style], care, rng, variation)
    path = _bend(path, care, rng, variation)
    stroke = templates.stroke[style].copy()
    path, stroke = _hooks(path, stroke, templates, style, rng, variation)
    path = path + _tremor(path.shape, care, rng, variation)
    path = _posture(path, rng, variation)
    stroke = _lifts(stroke, templates, style, rng, variation)
    stroke = _thin_out(stroke, templates, style, rng, variation)
    path, stroke = _retrace(path, stroke, rng, variation)
    return _device(path, rng, variation), stroke


def finish(path: Array, *, rng: np.random.Generator, variation: Variation = STANDARD) -> Array:
    """(N, T, 2) float32 points of a path (N, T) that needs no form: bends, tremor and device."""
    care = np.exp(variation.carelessness * _normal(rng, len(path), 1))
    path = _bend(path.astype(np.complex64), care, rng, variation)
    path = path + _tremor(path.shape, care, rng, variation)
    return _device(path, rng, variation)


def pen_widths(count: int, *, rng: np.random.Generator) -> Array:
    """(N,) float32 widths of the pen in the network's frame, pixels: as MNIST's, around 2.5."""
    widths = np.exp(np.log(2.6) + 0.3 * _normal(rng, count))
    return np.asarray(np.clip(widths, 1.4, 6.0), np.float32)


def _normal(rng: np.random.Generator, *shape: int) -> Array:
    return rng.standard_normal(shape, dtype=np.float32)


def _complex_normal(rng: np.random.Generator, *shape: int) -> Array:
    return _normal(rng, *shape, 2).view(np.complex64)[..., 0]


def _chance(rng: np.random.Generator, chance: float, *shape: int) -> Array:
    return rng.random(shape, dtype=np.float32) < chance


def _waves(samples: int) -> Array:
    """(waves, samples): cosines of half a period, one, one and a half … along the whole drawing."""
    number = np.arange(1, _TREMOR_WAVES.stop + 1, dtype=np.float32)[:, None]
    moment = (np.arange(samples, dtype=np.float32) + 0.5) / samples
    return np.asarray(np.cos(np.pi * number * moment))


def _curves(
    templates: Templates, style: Array, care: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """The curves through the jittered control points, (N, T) complex64."""
    controls = templates.controls[style]
    spread = v.point + v.stroke_end * templates.control_end[style]
    controls = controls + care * spread * _complex_normal(rng, *controls.shape)
    # More than 1 rounds corners off, below 0 they are overdone as by a pen that swings out.
    rounding = rng.uniform(v.rounding_low, v.rounding_high, (len(style), 1, 1)).astype(np.float32)
    planes = controls.view(np.float32).reshape(*controls.shape, 2)
    sharp = templates.curve[style] @ planes
    soft = templates.rounded[style] @ planes
    return np.ascontiguousarray(sharp + rounding * (soft - sharp)).view(np.complex64)[..., 0]


def _drift(path: Array, care: Array, rng: np.random.Generator, v: Variation) -> Array:
    """Heading and pace wander slowly along the way, as a motor programme's timing does."""
    waves = _waves(path.shape[1] - 1)[:5]
    weights = np.array([1, 1, 0.8, 0.5, 0.3], np.float32)
    turn = v.heading * (_normal(rng, len(path), 5) * weights) @ waves
    stretch = v.pace * (_normal(rng, len(path), 5) * weights) @ waves
    steps = np.diff(path, axis=1) * np.exp(care * (stretch + 1j * turn))
    return np.concatenate([path[:, :1], path[:, :1] + np.cumsum(steps, axis=1)], axis=1)


def _misplace(
    path: Array, stroke: Array, care: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """Each stroke after the first begins a little off, turned and of another size."""
    moved = path
    for number in range(1, int(stroke.max()) + 1):
        here = stroke == number
        middle = (path * here).sum(axis=1, keepdims=True) / np.maximum(
            here.sum(1, keepdims=True), 1
        )
        noise = care * _normal(rng, len(path), 4)
        factor = np.exp(v.stroke_size * noise[:, :1] + 1j * v.stroke_turn * noise[:, 1:2])
        shift = v.stroke_place * (noise[:, 2:3] + 1j * noise[:, 3:])
        moved = np.where(here, middle + (path - middle) * factor + shift, moved)
    return moved.astype(np.complex64)


def _bend(path: Array, care: Array, rng: np.random.Generator, v: Variation) -> Array:
    """The whole form bent smoothly, as if drawn on rubber: a sum of a few long waves."""
    bent = path.copy()
    for _ in range(3):
        wave = _complex_normal(rng, len(path), 1) * np.float32(3.5)
        phase = rng.uniform(0, 2 * np.pi, (len(path), 1)).astype(np.float32)
        push = care * v.warp * _complex_normal(rng, len(path), 1)
        bent += push * np.sin(path.real * wave.real + path.imag * wave.imag + phase)
    return bent


def _hooks(
    path: Array,
    stroke: Array,
    templates: Templates,
    style: Array,
    rng: np.random.Generator,
    v: Variation,
) -> tuple[Array, Array]:
    """Small turned continuations where the pen touches down or lifts, on some strokes."""
    rows = np.arange(len(path))
    for number in range(templates.first.shape[1]):
        first, last = templates.first[style, number], templates.last[style, number]
        long_enough = templates.lengths[style, number] >= 3
        for end, inward, outward in ((first, 1, -1), (last, -1, 1)):
            wanted = long_enough & _chance(rng, v.hook_chance, len(path))
            tip = path[rows, end]
            heading = tip - path[rows, np.clip(end + 2 * inward, 0, path.shape[1] - 1)]
            heading = heading / np.maximum(np.abs(heading), 1e-6)
            length = v.hook_length * np.abs(_normal(rng, len(path)))
            bend = np.exp(1j * 0.9 * _normal(rng, len(path)))
            for step in range(1, HOOK + 1):
                tip = tip + heading * bend**step * length / HOOK
                place = np.clip(end + outward * step, 0, path.shape[1] - 1)
                path[rows[wanted], place[wanted]] = tip[wanted]
                stroke[rows[~wanted], place[~wanted]] = UNUSED
    return path, stroke


def _tremor(shape: tuple[int, ...], care: Array, rng: np.random.Generator, v: Variation) -> Array:
    """Quick small deviations, much more of them in some hands than in others."""
    waves = _waves(shape[1])[_TREMOR_WAVES]
    number = np.arange(len(waves), dtype=np.float32) + _TREMOR_WAVES.start
    weights = np.sqrt(number[0] / number) / np.sqrt(len(waves) / 2)
    strength = v.tremor * np.exp(0.6 * _normal(rng, shape[0], 1)) * care
    return np.asarray(strength * ((_complex_normal(rng, shape[0], len(waves)) * weights) @ waves))


def _posture(path: Array, rng: np.random.Generator, v: Variation) -> Array:
    """Slant (positive to the right), proportions and rotation of the whole drawing."""
    slant, turn, wide = (_normal(rng, len(path), 1) for _ in range(3))
    lean = np.tan(np.clip(v.slant_mean + v.slant * slant, -0.6, 0.85))
    widened = 0.45 * np.abs(_normal(rng, len(path), 1)) * _chance(rng, v.wide_chance, len(path), 1)
    x = path.real * np.exp(v.aspect * wide + widened) - path.imag * lean
    return np.asarray((x + 1j * path.imag) * np.exp(1j * v.rotation * turn))


def _lifts(
    stroke: Array, templates: Templates, style: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """The pen touches down late, lifts early, skips, or stays down between two strokes."""
    count = len(stroke)
    from_start, from_end = templates.from_start[style], templates.from_end[style]
    for distance in (from_start, from_end):
        trimmed = _chance(rng, v.trim_chance, count, 1) * rng.integers(1, 4, (count, 1))
        # A hook that was left stands at a negative distance: a trimmed end has none.
        short = (trimmed > 0) & (distance < trimmed) & (from_start + from_end >= 10)
        stroke = np.where(short, UNUSED, stroke)
    joined = _chance(rng, v.joined_chance, count, 1) & ~_is_dot(templates)[style]
    hook = (from_start < 0) | (from_end < 0)
    stroke = np.where(joined & (stroke != UNUSED), np.where(hook, UNUSED, 0), stroke)
    skipped = _chance(rng, v.gap_chance, count, 1)
    at = rng.integers(8, 50, (count, 1))
    index = np.arange(stroke.shape[1])
    stroke = np.where(skipped & (index > at) & (stroke != UNUSED), stroke + 4, stroke)
    return np.where(skipped & (np.abs(index - at) <= 1), UNUSED, stroke).astype(np.int8)


def _thin_out(
    stroke: Array, templates: Templates, style: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """Slow devices report few points, and a curve comes as a polygon."""
    coarse = _chance(rng, v.coarse_chance, len(stroke), 1)
    every = np.where(coarse, rng.integers(2, 6, (len(stroke), 1)), 1)
    from_start, from_end = templates.from_start[style], templates.from_end[style]
    kept = (from_start % every == 0) | (from_start <= 0) | (from_end <= 0)
    return np.where(kept, stroke, UNUSED).astype(np.int8)


def _is_dot(templates: Templates) -> Array:
    """(S, 1): a style with a dot among its strokes, which no hand joins to the rest."""
    return np.asarray((templates.lengths == 1).any(axis=1, keepdims=True))


def _retrace(
    path: Array, stroke: Array, rng: np.random.Generator, v: Variation
) -> tuple[Array, Array]:
    """Some hands go over a part again: a last stroke along points that are there already."""
    length = 14
    count, samples = path.shape
    begin = rng.integers(HOOK, samples - length, (count, 1))
    index = begin + np.arange(length)
    again = np.take_along_axis(path, index, axis=1) + 0.02 * _complex_normal(rng, count, 1)
    numbers = np.take_along_axis(stroke, index, axis=1)
    wanted = _chance(rng, v.retraced_chance, count, 1) & (numbers != UNUSED)
    same = numbers == numbers[:, length // 2, None]
    extra = np.where(wanted & same, 20, UNUSED).astype(np.int8)
    return np.concatenate([path, again], axis=1), np.concatenate([stroke, extra], axis=1)


def _device(path: Array, rng: np.random.Generator, v: Variation) -> Array:
    """(N, T, 2) float32 on a canvas: some size, some place, and on coarse devices a grid."""
    count = len(path)
    size = rng.uniform(80, 340, (count, 1, 1)).astype(np.float32)
    place = rng.uniform(100, 300, (count, 1, 2)).astype(np.float32)
    points = np.stack([path.real, path.imag], axis=-1).astype(np.float32) * size + place
    grain = size / rng.uniform(25, 120, (count, 1, 1)).astype(np.float32)
    grained = _chance(rng, v.grid_chance, count, 1, 1)
    return np.where(grained, np.rint(points / grain) * grain, points)
