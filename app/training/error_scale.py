"""A scale on which each halving of the errors is one and the same step.

    accuracy 0 %   90 %   99 %   99.9 %   100 %
    place    0     1      2      3        4

A network's accuracy rises from 10 % to 95 % within a second and then creeps from 98.0 % to 98.4 %.
On an even axis either is a flat line; here both can be seen. What is written at the axis stays
the accuracy, so that higher is better and nobody has to know a logarithm.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array

_LEAST_ERROR = 1e-4
"""One in ten thousand, as many images as there are to test with; no error at all stands here."""

TOP = 4.0
"""The place of 100 %."""

ROUND = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 1.0)
"""Accuracies at which an axis may end or have a number."""

_FIRST = (0.9, 0.99, 0.999, 0.0, 1.0, 0.5)
"""Those that have theirs before the others, where there is not room for all."""


def place(accuracy: Array | list[float] | float) -> Array:
    """Where accuracies in [0, 1] stand, in [0, 4]: ``-log10(1 - accuracy)``."""
    places: Array = -np.log10(np.clip(1.0 - np.asarray(accuracy, float), _LEAST_ERROR, 1.0))
    return places


def accuracy_at(place_: float) -> float:
    """The accuracy that stands there: the inverse of :func:`place`."""
    return 1.0 if place_ >= TOP - 1e-9 else 1.0 - 10.0**-place_


def ticks(low: float, high: float, apart: float) -> list[float]:
    """Places from ``low`` to ``high`` of round accuracies, at least ``apart`` from each other."""
    others = [accuracy for accuracy in ROUND if accuracy not in _FIRST]
    chosen: list[float] = []
    for candidate in place([*_FIRST, *others]).tolist():
        is_seen = low - 1e-9 <= candidate <= high + 1e-9
        if is_seen and all(abs(candidate - other) >= apart for other in chosen):
            chosen.append(candidate)
    return sorted(chosen)


def round_down(accuracy: float) -> float:
    """The largest of :data:`ROUND` that is not above it."""
    return max(round_ for round_ in ROUND if round_ <= max(accuracy, 0.0))


def round_up(accuracy: float) -> float:
    """The smallest of :data:`ROUND` that is above it; 1 for 1."""
    return min((round_ for round_ in ROUND if round_ > accuracy), default=1.0)
