from __future__ import annotations

import numpy as np
import pytest

from nn.layers import Conv2D, Dense, Layer
from nn.layers.initialisation import glorot_uniform, half_uniform, he_normal


def test_he_has_a_variance_of_two_over_the_inputs() -> None:
    weights = he_normal((500, 200), 200, rng=np.random.default_rng(0))
    assert weights.var() == pytest.approx(2 / 200, rel=0.02)
    assert abs(weights.mean()) < 1e-3


def test_glorot_is_uniform_within_its_limit() -> None:
    weights = glorot_uniform((500, 200), 200, 500, rng=np.random.default_rng(0))
    limit = np.sqrt(6 / 700)
    assert np.abs(weights).max() <= limit
    assert weights.var() == pytest.approx(limit**2 / 3, rel=0.02)


def test_the_articles_weights_lie_between_minus_and_plus_a_half() -> None:
    weights = half_uniform((500, 200), rng=np.random.default_rng(0))
    assert weights.min() == pytest.approx(-0.5, abs=1e-3)
    assert weights.max() == pytest.approx(0.5, abs=1e-3)
    assert weights.max() < 0.5
    assert weights.var() == pytest.approx(1 / 12, rel=0.02)


@pytest.mark.parametrize("layer", [Dense(40, initial="uniform"), Conv2D(8, 5, initial="uniform")])
def test_a_layer_begins_as_it_says(layer: Layer) -> None:
    shape = (100,) if isinstance(layer, Dense) else (4, 28, 28)
    parameters = [np.ones(shape) for shape in layer.parameter_shapes(shape)]
    layer.initialise(parameters, rng=np.random.default_rng(1))
    weights, bias = parameters
    assert 0.45 < np.abs(weights).max() <= 0.5
    assert not bias.any()


@pytest.mark.parametrize("initial", ["zero", "", None, 1])
def test_unknown_first_weights_are_refused(initial: str) -> None:
    for make in (lambda: Dense(3, initial=initial), lambda: Conv2D(3, 3, initial=initial)):
        with pytest.raises(ValueError, match="he, glorot, uniform"):
            make()
