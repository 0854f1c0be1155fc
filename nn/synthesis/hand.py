"""The hand that writes: everything that makes one writer's seven differ from another's.

A careful form (a style's control points) passes through what happens between an intention and the
movement, each step on all drawings at once:

    control points jittered → curve, corners rounded or sharpened → the pen's heading and pace drift
    → strokes misplaced → the form bent as on rubber → hooks at pen-down and pen-up → tremor →
    slant, width and rotation → what pen and device make of it (nn.synthesis.pen)

Points are complex numbers x + iy (y downward) with the digit about 1 high, so that turning and
scaling are one multiplication. :mod:`nn.synthesis.variation` has the amplitudes.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.synthesis.pen import lifts, on_device, retrace, stray_tap, thin_out
from nn.synthesis.pen_paths import UNUSED
from nn.synthesis.templates import HOOK, Templates
from nn.synthesis.variation import STANDARD, Variation, chance, complex_normal, normal

_TREMOR_WAVES = slice(9, 36)


def write(
    templates: Templates, style: Array, *, rng: np.random.Generator, variation: Variation = STANDARD
) -> tuple[Array, Array]:
    """Drawings of the styles with the indices ``style`` (N,): (points, stroke) as in PenPaths.

    ``points`` (N, T, 2) float32 on a canvas of about 400 units; ``stroke`` (N, T) int8.
    """
    care = carelessness(len(style), rng, variation)
    path = _curves(templates, style, care, rng, variation)
    path = drift(path, care, rng, variation)
    path = misplace(path, templates.stroke[style], care, rng, variation)
    path = bend(path, care, rng, variation)
    stroke = templates.stroke[style].copy()
    _add_hooks(path, stroke, templates, style, rng, variation)
    path = path + tremor(path.shape, care, rng, variation)
    path = posture(path, rng, variation)
    stroke = lifts(stroke, templates, style, rng, variation)
    stroke = thin_out(stroke, templates, style, rng, variation)
    path, stroke = retrace(path, stroke, rng, variation)
    path, stroke = stray_tap(path, stroke, rng, variation)
    return on_device(path, rng, variation), stroke


def finish(path: Array, *, rng: np.random.Generator, variation: Variation = STANDARD) -> Array:
    """(N, T, 2) float32 points of a path (N, T) that needs no form: bends, tremor and device."""
    care = carelessness(len(path), rng, variation)
    path = bend(path.astype(np.complex64), care, rng, variation)
    path = path + tremor(path.shape, care, rng, variation)
    return on_device(path, rng, variation)


def carelessness(count: int, rng: np.random.Generator, v: Variation) -> Array:
    """(N, 1): a factor around 1; beyond twice the usual, what is drawn may be another digit."""
    return np.asarray(np.clip(np.exp(v.carelessness * normal(rng, count, 1)), 0.3, 2))


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
    controls = controls + care * spread * complex_normal(rng, *controls.shape)
    # More than 1 rounds corners off, below 0 they are overdone as by a pen that swings out.
    rounding = rng.uniform(v.rounding_low, v.rounding_high, (len(style), 1, 1)).astype(np.float32)
    planes = controls.view(np.float32).reshape(*controls.shape, 2)
    sharp = templates.curve[style] @ planes
    soft = templates.rounded[style] @ planes
    return np.ascontiguousarray(sharp + rounding * (soft - sharp)).view(np.complex64)[..., 0]


def drift(path: Array, care: Array, rng: np.random.Generator, v: Variation) -> Array:
    """Heading and pace wander slowly along the way, as a motor programme's timing does."""
    waves = _waves(path.shape[1] - 1)[:5]
    weights = np.array([1, 1, 0.8, 0.5, 0.3], np.float32)
    turn = v.heading * (normal(rng, len(path), 5) * weights) @ waves
    stretch = v.pace * (normal(rng, len(path), 5) * weights) @ waves
    steps = np.diff(path, axis=1) * np.exp(care * (stretch + 1j * turn))
    strayed = path[:, :1] + np.cumsum(steps, axis=1) - path[:, 1:]
    # The eye leads the pen back to where it meant to end, in some hands more than in others.
    led_back = rng.uniform(0.3, 1, (len(path), 1)) * np.linspace(0, 1, steps.shape[1])
    strayed = strayed - led_back * strayed[:, -1:]
    return np.concatenate([path[:, :1], path[:, 1:] + strayed], axis=1).astype(np.complex64)


def misplace(
    path: Array, stroke: Array, care: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """Each stroke after the first begins a little off, turned and of another size."""
    moved = path
    for number in range(1, int(stroke.max()) + 1):
        here = stroke == number
        middle = (path * here).sum(axis=1, keepdims=True) / np.maximum(
            here.sum(1, keepdims=True), 1
        )
        noise = care * normal(rng, len(path), 4)
        factor = np.exp(v.stroke_size * noise[:, :1] + 1j * v.stroke_turn * noise[:, 1:2])
        shift = v.stroke_place * (noise[:, 2:3] + 1j * noise[:, 3:])
        moved = np.where(here, middle + (path - middle) * factor + shift, moved)
    return moved.astype(np.complex64)


def bend(path: Array, care: Array, rng: np.random.Generator, v: Variation) -> Array:
    """The whole form bent smoothly, as if drawn on rubber: a sum of a few long waves."""
    bent = path.copy()
    for _ in range(3):
        wave = complex_normal(rng, len(path), 1) * np.float32(3.5)
        phase = rng.uniform(0, 2 * np.pi, (len(path), 1)).astype(np.float32)
        push = care * v.warp * complex_normal(rng, len(path), 1)
        bent += push * np.sin(path.real * wave.real + path.imag * wave.imag + phase)
    return bent


def _add_hooks(
    path: Array,
    stroke: Array,
    templates: Templates,
    style: Array,
    rng: np.random.Generator,
    v: Variation,
) -> None:
    """Small turned continuations where the pen touches down or lifts, in the spare points."""
    for number in range(templates.first.shape[1]):
        possible = templates.lengths[style, number] >= 3
        ends = (templates.first[style, number], -1), (templates.last[style, number], 1)
        for end, outward in ends:
            wanted = possible & chance(rng, v.hook_chance, len(path))
            places, points = _hook(path, end, outward, rng, v)
            rows = np.arange(len(path))[:, None]
            path[rows[wanted], places[wanted]] = points[wanted]
            stroke[rows[~wanted], places[~wanted]] = UNUSED


def _hook(
    path: Array, end: Array, outward: int, rng: np.random.Generator, v: Variation
) -> tuple[Array, Array]:
    """The spare places (N, HOOK) beyond each path's point ``end`` (N,), and points to put there."""
    rows, final = np.arange(len(path)), path.shape[1] - 1
    tip = path[rows, end]
    heading = tip - path[rows, np.clip(end - 2 * outward, 0, final)]
    heading = heading / np.maximum(np.abs(heading), 1e-6)
    length = v.hook_length * np.abs(normal(rng, len(path)))
    bend = np.exp(1j * 0.9 * normal(rng, len(path)))[:, None]
    step = np.arange(1, HOOK + 1)
    points = tip[:, None] + np.cumsum((heading * length / HOOK)[:, None] * bend**step, axis=1)
    return np.clip(end[:, None] + outward * step, 0, final), points


def tremor(shape: tuple[int, ...], care: Array, rng: np.random.Generator, v: Variation) -> Array:
    """Quick small deviations, much more of them in some hands than in others."""
    waves = _waves(shape[1])[_TREMOR_WAVES]
    number = np.arange(len(waves), dtype=np.float32) + _TREMOR_WAVES.start
    weights = np.sqrt(number[0] / number) / np.sqrt(len(waves) / 2)
    strength = v.tremor * np.exp(0.6 * normal(rng, shape[0], 1)) * care
    return np.asarray(strength * ((complex_normal(rng, shape[0], len(waves)) * weights) @ waves))


def posture(path: Array, rng: np.random.Generator, v: Variation) -> Array:
    """Slant (positive to the right), proportions and rotation of the whole drawing."""
    slant, turn, wide = (normal(rng, len(path), 1) for _ in range(3))
    lean = np.tan(np.clip(v.slant_mean + v.slant * slant, -0.6, 0.85))
    widened = 0.45 * np.abs(normal(rng, len(path), 1)) * chance(rng, v.wide_chance, len(path), 1)
    x = path.real * np.exp(v.aspect * wide + widened) - path.imag * lean
    return np.asarray((x + 1j * path.imag) * np.exp(1j * v.rotation * turn))
