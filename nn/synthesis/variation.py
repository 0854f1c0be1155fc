"""How far hands differ from each other: every amplitude of :mod:`nn.synthesis.hand` and
:mod:`nn.synthesis.pen`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nn.arrays import Array


@dataclass(frozen=True)
class Variation:
    """Standard deviations, unless the comment says otherwise; a digit is 1 high, angles in radians.

    Those of the form are multiplied by a drawing's carelessness, a factor around 1, so that there
    are neat and sloppy hands. Chances are for one drawing, that of a hook for each end of a stroke.
    """

    carelessness: float = 0.35  # of the factor's logarithm

    # The form.
    point: float = 0.02  # of each control point
    stroke_end: float = 0.03  # in addition, of a stroke's first and last
    heading: float = 0.13  # of the pen's slow drift from its way
    pace: float = 0.11  # of the drift of its speed, logarithm
    stroke_place: float = 0.025  # of the strokes after the first
    stroke_turn: float = 0.05
    stroke_size: float = 0.06  # logarithm
    warp: float = 0.04  # of each wave that bends the whole
    tremor: float = 0.004

    # Corners: uniform between these; 1 rounds them off, below 0 the pen swings out beyond them.
    rounding_low: float = -0.35
    rounding_high: float = 1.0

    # The posture.
    slant_mean: float = 0.09  # mean, to the right
    slant: float = 0.22
    rotation: float = 0.14
    aspect: float = 0.22  # of the logarithm of the width
    wide_chance: float = 0.12  # of a width far beyond that

    # The pen and its device.
    hook_chance: float = 0.12
    hook_length: float = 0.05
    trim_chance: float = 0.12
    joined_chance: float = 0.05
    gap_chance: float = 0.01
    retraced_chance: float = 0.02
    stray_chance: float = 0.01
    coarse_chance: float = 0.2
    grid_chance: float = 0.25


STANDARD = Variation()
"""What the synthesised digits have."""


def normal(rng: np.random.Generator, *shape: int) -> Array:
    """Standard normal float32 numbers."""
    return rng.standard_normal(shape, dtype=np.float32)


def complex_normal(rng: np.random.Generator, *shape: int) -> Array:
    """complex64 numbers whose real and imaginary parts are standard normal."""
    return normal(rng, *shape, 2).view(np.complex64)[..., 0]


def chance(rng: np.random.Generator, probability: float, *shape: int) -> Array:
    """True with the given probability."""
    return rng.random(shape, dtype=np.float32) < probability
