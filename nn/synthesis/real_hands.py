"""Digits that people wrote, written again and again, never twice alike.

    strokes of a writer → one row of points → pace, place, bend, slant, proportions, ends cut off
    → what pen and device make of it → PenPaths

The forms are people's own (:mod:`nn.data.pen_digits`), so nothing has to be invented but what
differs from one time to the next, and from the one tablet to all other devices: the steps are
those of :mod:`nn.synthesis.hand`, with smaller amplitudes where the form is concerned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from nn.arrays import Array
from nn.data.datasets import StrokeSet
from nn.data.pen_digits import Part, pen_digits
from nn.network import DIGITS
from nn.strokes import Drawing
from nn.synthesis.hand import bend, carelessness, drift, misplace, posture, tremor
from nn.synthesis.pen import on_device, with_pen
from nn.synthesis.pen_paths import UNUSED, PenPaths
from nn.synthesis.variation import STANDARD, Variation, chance

SAMPLES = 60
"""Points of one drawing, shared by its strokes according to their lengths."""

_FEWEST = 6
"""Points of a stroke."""

_BATCH = 512

REAL = replace(
    STANDARD,
    heading=0.07,
    pace=0.08,
    stroke_place=0.02,
    stroke_turn=0.04,
    stroke_size=0.05,
    warp=0.035,
    tremor=0.003,
    slant_mean=0.0,
    aspect=0.2,
    wide_chance=0.05,
    trim_chance=0.25,
)
"""How far a digit is led away from what its writer drew."""

_LONGEST_TRIM = 5
"""Points that may be missing at an end of a stroke: a hook, or a beginning that left no ink."""


@dataclass(frozen=True)
class Hands:
    """M written digits: ``path`` (M, T) complex64, a digit about 1 high and around 0; ``stroke``
    (M, T) int8, the stroke of each point or UNUSED; ``from_start`` and ``from_end`` (M, T), how
    many points lie between this one and its stroke's ends; ``labels`` (M,), ``names`` (M,)."""

    path: Array
    stroke: Array
    from_start: Array
    from_end: Array
    labels: Array
    names: Array


@lru_cache(maxsize=3)
def hands_of(part: Part) -> Hands:
    """The shipped digits of one part's writers."""
    return hands(pen_digits(part))


def hands(strokes: StrokeSet) -> Hands:
    """Drawings as rows of points; what has more strokes than there are points for is left out."""
    rows = [(row, _in_a_row(drawing)) for row, drawing in enumerate(strokes.drawings)]
    kept = [(row, made) for row, made in rows if made is not None]
    path, stroke, from_start, from_end = (
        np.stack(column) for column in zip(*(made for _, made in kept), strict=True)
    )
    chosen = np.array([row for row, _ in kept])
    labels, names = strokes.labels[chosen], strokes.sources[chosen]
    return Hands(path, stroke, from_start, from_end, labels, names)


def real_paths(
    count: int, *, rng: np.random.Generator, source: Hands, variation: Variation = REAL
) -> Iterator[PenPaths]:
    """``count`` drawings in batches, each of the ten digits equally likely."""
    digits = np.array([digit for digit in range(DIGITS) if (source.labels == digit).any()])
    by_digit = {digit: np.flatnonzero(source.labels == digit) for digit in digits}
    for start in range(0, count, _BATCH):
        wanted = rng.choice(digits, min(_BATCH, count - start))
        # One number chooses within whatever number of drawings a digit has.
        place = rng.random(len(wanted))
        rows = np.array(
            [
                by_digit[digit][int(at * len(by_digit[digit]))]
                for digit, at in zip(wanted, place, strict=True)
            ]
        )
        yield _write_again(source, rows, rng, variation)


def _write_again(source: Hands, rows: Array, rng: np.random.Generator, v: Variation) -> PenPaths:
    care = carelessness(len(rows), rng, v)
    stroke = source.stroke[rows]
    path = drift(source.path[rows], care, rng, v)
    path = misplace(path, stroke, care, rng, v)
    path = bend(path, care, rng, v)
    path = path + tremor(path.shape, care, rng, v)
    path = posture(path, rng, v)
    stroke = _without_ends(source, rows, stroke, rng, v)
    points = on_device(path, rng, v)
    return with_pen(points, stroke, source.labels[rows], source.names[rows], rng=rng)


def _without_ends(
    source: Hands, rows: Array, stroke: Array, rng: np.random.Generator, v: Variation
) -> Array:
    """Ends cut off, and on slow devices most points left out."""
    from_start, from_end = source.from_start[rows], source.from_end[rows]
    is_long = from_start + from_end >= 4 * _LONGEST_TRIM
    for distance in (from_start, from_end):
        cut = chance(rng, v.trim_chance, len(rows), 1) * rng.integers(
            1, _LONGEST_TRIM + 1, (len(rows), 1)
        )
        stroke = np.where(is_long & (distance < cut), UNUSED, stroke)
    coarse = chance(rng, v.coarse_chance, len(rows), 1)
    every = np.where(coarse, rng.integers(2, 5, (len(rows), 1)), 1)
    kept = (from_start % every == 0) | (from_end <= 0)
    return np.where(kept, stroke, UNUSED).astype(np.int8)


def _in_a_row(drawing: Drawing) -> tuple[Array, Array, Array, Array] | None:
    """(path, stroke, from_start, from_end), each (T,), of a drawing; None where it is too much."""
    lengths = np.array([_length(stroke.points) for stroke in drawing.strokes])
    share = lengths / max(lengths.sum(), 1e-9)
    if len(lengths) * _FEWEST > SAMPLES:
        return None
    counts = np.maximum((share * SAMPLES).astype(int), _FEWEST)
    counts[counts.argmax()] += SAMPLES - counts.sum()
    points = np.concatenate(
        [_resampled(s.points, n) for s, n in zip(drawing.strokes, counts, strict=True)]
    )
    low, high = points.min(axis=0), points.max(axis=0)
    points = (points - (low + high) / 2) / max(float((high - low).max()), 1e-6)
    path = (points[:, 0] + 1j * points[:, 1]).astype(np.complex64)
    stroke = np.repeat(np.arange(len(counts), dtype=np.int8), counts)
    from_start = np.concatenate([np.arange(n, dtype=np.int16) for n in counts])
    from_end = np.concatenate([np.arange(n, dtype=np.int16)[::-1] for n in counts])
    return path, stroke, from_start, from_end


def _length(points: Array) -> float:
    return float(np.hypot(*np.diff(points, axis=0).T).sum())


def _resampled(points: Array, count: int) -> Array:
    """(count, 2): as many points, evenly along the stroke."""
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0, along[-1], count)
    return np.stack([np.interp(wanted, along, axis) for axis in points.T], axis=1)
