from __future__ import annotations

import numpy as np
import pytest

from nn.layers.initialisation import glorot_uniform, he_normal


def test_he_has_a_variance_of_two_over_the_inputs() -> None:
    weights = he_normal((500, 200), 200, rng=np.random.default_rng(0))
    assert weights.var() == pytest.approx(2 / 200, rel=0.02)
    assert abs(weights.mean()) < 1e-3


def test_glorot_is_uniform_within_its_limit() -> None:
    weights = glorot_uniform((500, 200), 200, 500, rng=np.random.default_rng(0))
    limit = np.sqrt(6 / 700)
    assert np.abs(weights).max() <= limit
    assert weights.var() == pytest.approx(limit**2 / 3, rel=0.02)
