"""Steps for the tests of the microscope."""

from __future__ import annotations

from nn.explain.one_step import OneStep, Weights
from tests.nn.explain.test_one_step import sample_of

RATE = 0.02


def step_of(seed: int = 0, *, rate: float = RATE) -> OneStep:
    """A step of the article's network with fresh weights and a random sample."""
    return OneStep.of(Weights.fresh(seed), sample_of(seed), rate)
