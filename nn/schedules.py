"""Learning-rate schedules: the factor on the learning rate as training goes on."""

from __future__ import annotations

import math
from collections.abc import Callable

Schedule = Callable[[float], float]
"""From the share of training that is done, 0…1, to the factor on the learning rate."""


def constant(done: float) -> float:
    """Always 1."""
    return 1.0


def cosine(done: float) -> float:
    """From 1 to 0 along half a cosine (Loshchilov, Hutter 2017, SGDR, equation 5)."""
    return 0.5 * (1 + math.cos(math.pi * done))


def one_cycle(done: float, *, warm_up: float = 0.2, start: float = 0.1) -> float:
    """Up from ``start`` to 1 during the ``warm_up`` share, then down to 0 along a cosine.

    Smith 2018, "A disciplined approach to neural network hyper-parameters".
    """
    if done < warm_up:
        return start + (1 - start) * done / warm_up
    return cosine((done - warm_up) / (1 - warm_up))
