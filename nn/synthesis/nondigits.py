"""Drawings that are no digit, to teach a network when to keep silent.

    marks (letters, shapes, signs) by the hand of nn.synthesis.hand ┐
    scribbles of nn.synthesis.scribbles, with tremor and bends      ├→ PenPaths → images or Drawings
    two or three digits side by side                      ┘

A plain upright bar is a one and a plain closed ring is a zero: neither is ever among these. A lone
dot is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from nn.arrays import Array
from nn.data.datasets import StrokeSet
from nn.synthesis.hand import finish, write
from nn.synthesis.marks import MARKS
from nn.synthesis.pen import with_pen
from nn.synthesis.pen_paths import UNUSED, PenPaths, concatenate
from nn.synthesis.scribbles import KINDS
from nn.synthesis.styles import NOT_A_DIGIT, STYLES
from nn.synthesis.templates import compile_styles
from nn.synthesis.variation import STANDARD

_BATCH = 512

_SHARES = {"marks": 0.55, "scribbles": 0.22, "digits side by side": 0.23}

# A careless X may become an eight, a narrow V a one and a rounded square a zero: less of all that.
_CAREFUL = replace(
    STANDARD, carelessness=0.2, rounding_high=0.3, joined_chance=0.02, aspect=0.13, slant=0.15
)


def nondigit_paths(count: int, *, rng: np.random.Generator) -> Iterator[PenPaths]:
    """``count`` drawings that are no digit, in batches, all labelled NOT_A_DIGIT."""
    makers = (_marks, _scribbles, _digits_side_by_side)
    for start in range(0, count, _BATCH):
        size = min(_BATCH, count - start)
        kind = rng.choice(len(makers), size, p=list(_SHARES.values()))
        amounts = np.bincount(kind, minlength=len(makers))
        parts = [make(n, rng) for make, n in zip(makers, amounts, strict=True) if n]
        yield concatenate(parts)[rng.permutation(size)]


def synthesise_nondigits(count: int, *, rng: np.random.Generator) -> StrokeSet:
    """``count`` drawings that are no digit, labelled NOT_A_DIGIT; a source says what it is."""
    batches = list(nondigit_paths(count, rng=rng))
    return StrokeSet(
        tuple(drawing for batch in batches for drawing in batch.drawings()),
        np.concatenate([batch.labels for batch in batches]),
        np.array([f"synthesised: {name}" for batch in batches for name in batch.names]),
    )


def synthesise_nondigit_images(count: int, *, rng: np.random.Generator) -> tuple[Array, Array]:
    """(N, 28, 28) uint8 pictures of the same, and their (N,) uint8 labels."""
    made = [(batch.images(), batch.labels) for batch in nondigit_paths(count, rng=rng)]
    return np.concatenate([m[0] for m in made]), np.concatenate([m[1] for m in made])


def _marks(count: int, rng: np.random.Generator) -> PenPaths:
    """Letters, shapes and signs as a hand writes them."""
    weights = np.array([mark.weight for mark in MARKS])
    chosen = rng.choice(len(MARKS), count, p=weights / weights.sum())
    points, stroke = write(compile_styles(MARKS), chosen, rng=rng, variation=_CAREFUL)
    return _nondigits(points, stroke, np.array([mark.name for mark in MARKS])[chosen], rng)


def _scribbles(count: int, rng: np.random.Generator) -> PenPaths:
    """Scribbles of every kind, with the same bends and the same devices as all else."""
    weights = np.array([weight for _, weight in KINDS.values()])
    amounts = rng.multinomial(count, weights / weights.sum())
    made = [kind(n, rng) for (kind, _), n in zip(KINDS.values(), amounts, strict=True)]
    path, stroke = (np.concatenate(part) for part in zip(*made, strict=True))
    names = np.repeat(list(KINDS), amounts)
    points = finish(_to_unit_size(path, stroke), rng=rng, variation=STANDARD)
    return _nondigits(points, stroke, names, rng)


def _digits_side_by_side(count: int, rng: np.random.Generator) -> PenPaths:
    """Two digits next to each other, or three."""
    chosen = rng.integers(len(STYLES), size=(3, count))
    points, strokes = [], []
    right = np.zeros(count, np.float32)
    for place, style in enumerate(chosen):
        written, stroke = write(compile_styles(STYLES), style, rng=rng)
        used = stroke != UNUSED
        path = _to_unit_size(written[..., 0] + 1j * written[..., 1], stroke)
        left = np.where(used, path.real, np.inf).min(axis=1)
        shift = right - left + 1j * rng.normal(0, 0.08, count)
        path = path + shift[:, None]
        right = np.where(used, path.real, -np.inf).max(axis=1) + rng.uniform(0.02, 0.5, count)
        absent = (place == 2) & (rng.random((count, 1)) < 0.75)
        points.append(np.stack([path.real, path.imag], axis=-1).astype(np.float32) * 100)
        strokes.append(np.where(used & ~absent, stroke + 40 * place, UNUSED).astype(np.int8))
    digits = np.array([str(style.digit) for style in STYLES])
    names = np.strings.add(digits[chosen[0]], digits[chosen[1]])
    return _nondigits(np.concatenate(points, axis=1), np.concatenate(strokes, axis=1), names, rng)


def _nondigits(points: Array, stroke: Array, names: Array, rng: np.random.Generator) -> PenPaths:
    labels = np.full(len(points), NOT_A_DIGIT, np.uint8)
    return with_pen(points, stroke, labels, names, rng=rng)


def _to_unit_size(path: Array, stroke: Array) -> Array:
    """Drawings moved to the origin and scaled to 1 in their larger side; dots stay dots."""
    used = stroke != UNUSED
    low_x, low_y = (np.where(used, part, np.inf).min(axis=1) for part in (path.real, path.imag))
    high_x, high_y = (np.where(used, part, -np.inf).max(axis=1) for part in (path.real, path.imag))
    middle = (low_x + high_x + 1j * (low_y + high_y)) / 2
    extent = np.maximum(high_x - low_x, high_y - low_y)
    scale = np.divide(1.0, extent, out=np.ones_like(extent), where=extent > 0)
    return np.asarray((path - middle[:, None]) * scale[:, None])
