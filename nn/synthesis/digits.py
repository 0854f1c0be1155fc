"""Handwritten digits without end: the styles of :mod:`nn.synthesis.styles` as written by
:mod:`nn.synthesis.hand`.

    style drawn by weight → hand → PenPaths → images (through nn.preprocessing.pipeline) or Drawings

Everything comes from the generator passed in: the same seed gives the same digits, as pictures or
as strokes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nn.arrays import Array
from nn.data.datasets import StrokeSet
from nn.synthesis.hand import write
from nn.synthesis.pen import with_pen
from nn.synthesis.pen_paths import PenPaths
from nn.synthesis.styles import STYLES, Style
from nn.synthesis.templates import compile_styles
from nn.synthesis.variation import STANDARD, Variation

_BATCH = 512
"""Drawings made at once: enough to forget Python's overhead, few enough to stay in the cache."""


def pen_paths(
    count: int,
    *,
    rng: np.random.Generator,
    digits: Sequence[int] | None = None,
    styles: tuple[Style, ...] = STYLES,
    variation: Variation = STANDARD,
) -> Iterator[PenPaths]:
    """``count`` synthesised drawings in batches: the common source of strokes and pictures.

    ``digits`` limits what is drawn (default: all that ``styles`` has); each digit is equally
    likely, and a style among its digit's by its weight. Raises ValueError where no style is left.
    """
    if digits is not None:
        styles = tuple(style for style in styles if style.digit in digits)
    templates = compile_styles(styles)
    chances = _chances(styles)
    labels = np.array([style.digit for style in styles], np.uint8)
    names = np.array([style.name for style in styles])
    for start in range(0, count, _BATCH):
        style = rng.choice(len(styles), min(_BATCH, count - start), p=chances)
        points, stroke = write(templates, style, rng=rng, variation=variation)
        yield with_pen(points, stroke, labels[style], names[style], rng=rng)


def synthesise(
    count: int,
    *,
    rng: np.random.Generator,
    digits: Sequence[int] | None = None,
    styles: tuple[Style, ...] = STYLES,
) -> StrokeSet:
    """``count`` drawings with their labels; a drawing's source names its style."""
    batches = list(pen_paths(count, rng=rng, digits=digits, styles=styles))
    return StrokeSet(
        tuple(drawing for batch in batches for drawing in batch.drawings()),
        np.concatenate([batch.labels for batch in batches]),
        np.array([f"synthesised: {name}" for batch in batches for name in batch.names]),
    )


def synthesise_images(
    count: int,
    *,
    rng: np.random.Generator,
    digits: Sequence[int] | None = None,
    styles: tuple[Style, ...] = STYLES,
    variation: Variation = STANDARD,
) -> tuple[Array, Array]:
    """(N, 28, 28) uint8 pictures and (N,) uint8 labels of ``count`` drawings, the fast way.

    The pictures are those of :func:`synthesise` with the same generator, but that each is drawn
    with a pen of its own width.
    """
    batches = pen_paths(count, rng=rng, digits=digits, styles=styles, variation=variation)
    made = [(batch.images(), batch.labels) for batch in batches]
    return np.concatenate([m[0] for m in made]), np.concatenate([m[1] for m in made])


def _chances(styles: Sequence[Style]) -> Array:
    """The probability of each style: its share of its digit's weight, all digits alike."""
    digits = np.array([style.digit for style in styles])
    weights = np.array([style.weight for style in styles], float)
    totals = np.bincount(digits, weights)[digits]
    return np.asarray(weights / totals / len(np.unique(digits)))
