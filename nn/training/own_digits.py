"""A person's own drawings as training data: which are held out, and how they are varied.

    drawings → every fourth of each label is held out, the others are learned from
    drawings → turned, slanted, stretched, with pens of other widths → images

Strokes are varied before they become pixels, so the images are as sharp as unvaried ones. Elastic
distortion of the pixels follows in :mod:`nn.augmentation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nn.arrays import Array, read_only
from nn.data.digit_data import CLASSES, Dataset
from nn.preprocessing.pipeline import PEN_WIDTH, network_inputs, quantise
from nn.strokes import Drawing

HELD_OUT_EVERY = 4
"""Of each label every fourth drawing is held out; a label with fewer is all learned from."""

FEWEST = 10
"""Fewest drawings for fine-tuning; with fewer it gains nothing."""

FEWEST_DIGITS = 2
"""Fewest different digits: with one, a network would learn to answer that one always."""

_TURN = 8.0
"""Degrees; like all limits here that of a uniform distribution to both sides."""
_SLANT = 8.0
"""Degrees."""
_STRETCH = 0.12
"""Logarithm of the width against the height."""
_PEN_WIDTH = 0.5
"""Pixels of the frame."""


@dataclass(frozen=True, eq=False)
class OwnDigits:
    """N drawings of one person: ``labels`` (N,) uint8 in 0…9, ``held_out`` (N,) bool.

    Raises ValueError where the lengths differ.
    """

    drawings: tuple[Drawing, ...]
    labels: Array
    held_out: Array

    def __post_init__(self) -> None:
        lengths = {len(self.drawings), len(self.labels), len(self.held_out)}
        if len(lengths) != 1:
            raise ValueError(f"drawings, labels and held_out differ in length: {sorted(lengths)}")
        object.__setattr__(self, "labels", read_only(np.asarray(self.labels, np.uint8)))
        object.__setattr__(self, "held_out", read_only(np.asarray(self.held_out, bool)))

    def __len__(self) -> int:
        return len(self.drawings)

    @property
    def counts(self) -> Array:
        """Drawings of each digit, (10,)."""
        return np.bincount(self.labels, minlength=CLASSES)

    def part(self, chosen: Array) -> OwnDigits:
        """Those that ``chosen`` (N,) bool picks."""
        drawings = tuple(self.drawings[index] for index in np.flatnonzero(chosen))
        return OwnDigits(drawings, self.labels[chosen], self.held_out[chosen])

    def dataset(self) -> Dataset:
        """The drawings as the network reads them."""
        return Dataset(quantise(network_inputs(self.drawings)), self.labels)


def is_next_held_out(count: int, held_out: int) -> bool:
    """Whether to hold out one more drawing of a label that has ``count``, ``held_out`` of them."""
    return held_out < (count + 1) // HELD_OUT_EVERY


def varied_images(drawings: Sequence[Drawing], *, rng: np.random.Generator) -> Array:
    """(N, 28, 28) uint8: each drawing with the variation of one person's handwriting."""
    varied = [
        _transformed(drawing, matrix)
        for drawing, matrix in zip(drawings, _matrices(len(drawings), rng), strict=True)
    ]
    widths = PEN_WIDTH + rng.uniform(-_PEN_WIDTH, _PEN_WIDTH, len(drawings))
    return quantise(network_inputs(varied, widths.astype(np.float32)))


def _matrices(count: int, rng: np.random.Generator) -> Array:
    """(N, 2, 2) float32, to be multiplied to points (P, 2) from the right."""
    turn = np.radians(rng.uniform(-_TURN, _TURN, count))
    slant = np.tan(np.radians(rng.uniform(-_SLANT, _SLANT, count)))
    stretch = np.exp(rng.uniform(-_STRETCH, _STRETCH, count) / 2)
    nothing = np.zeros(count)
    # Rows are the images of the x and the y axis: first stretched, then slanted, then turned.
    shaped = np.array([[stretch, nothing], [slant / stretch, 1 / stretch]])
    turned = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    matrices: Array = np.einsum("ijn,jkn->nik", shaped, turned).astype(np.float32)
    return matrices


def _transformed(drawing: Drawing, matrix: Array) -> Drawing:
    return Drawing(
        tuple(replace(stroke, points=stroke.points @ matrix) for stroke in drawing.strokes)
    )
