from __future__ import annotations

import numpy as np
import pytest

from nn.layers import (
    ELU,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LeakyReLU,
    ReLU,
    Scratch,
    Sigmoid,
    Tanh,
)
from tests.nn.gradients import largest_gradient_error, network_of

DENSE_STACKS: dict[str, tuple[Layer, ...]] = {
    "dense": (Flatten(), Dense(5)),
    "dense without bias": (Flatten(), Dense(5, bias=False)),
    "relu": (Flatten(), Dense(7), ReLU(), Dense(5)),
    "sigmoid": (Flatten(), Dense(7), Sigmoid(), Dense(5)),
    "tanh": (Flatten(), Dense(7), Tanh(), Dense(5)),
    "leaky": (Flatten(), Dense(7), LeakyReLU(0.2), Dense(5)),
    "elu": (Flatten(), Dense(7), ELU(0.7), Dense(5)),
    "dropout": (Flatten(), Dense(9), Dropout(0.4), Dense(5)),
    "sigmoid dropped": (Flatten(), Dense(9), Sigmoid(), Dropout(0.4), Dense(5)),
    "tanh dropped": (Flatten(), Dense(9), Tanh(), Dropout(0.4), LeakyReLU(), Dense(5)),
    "all": (Flatten(), Dense(9), ReLU(), Dropout(0.3), Dense(7), Sigmoid(), Dense(5)),
}


@pytest.mark.parametrize("name", DENSE_STACKS)
def test_gradient_is_that_of_central_differences(name: str) -> None:
    network = network_of(DENSE_STACKS[name], (1, 4, 4))
    assert largest_gradient_error(network) < 1e-7


@pytest.mark.parametrize(
    "layer",
    [Dense(3), ReLU(), LeakyReLU(0.3), ELU(1.5), Sigmoid(), Tanh(), Dropout(0.5)],
    ids=lambda layer: type(layer).__name__,
)
def test_input_gradient_is_that_of_central_differences(layer: Layer) -> None:
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(4, 6))
    parameters = [rng.normal(size=shape) for shape in layer.parameter_shapes((4,))]
    gradients = [np.empty_like(values) for values in parameters]

    def outputs(scratch: Scratch) -> np.ndarray:
        return layer.forward(parameters, inputs.copy(), scratch)

    def fresh() -> Scratch:
        return Scratch(np.random.default_rng(5))

    scratch = fresh()
    direction = rng.normal(size=outputs(scratch).shape)
    got = layer.backward(parameters, gradients, direction.copy(), scratch, need_input_gradient=True)
    expected = np.empty_like(inputs)
    for index in np.ndindex(inputs.shape):
        before = inputs[index]
        inputs[index] = before + 1e-6
        above = (outputs(fresh()) * direction).sum()
        inputs[index] = before - 1e-6
        below = (outputs(fresh()) * direction).sum()
        inputs[index] = before
        expected[index] = (above - below) / 2e-6
    assert got is not None
    np.testing.assert_allclose(got, expected, atol=1e-7)


def test_dense_is_weights_times_inputs_plus_bias() -> None:
    weights = np.array([[1.0, 2.0], [0.0, -1.0], [3.0, 0.5]])
    bias = np.array([0.5, 0.0, -1.0])
    inputs = np.array([[1.0, 2.0], [10.0, 20.0]])
    outputs = Dense(3).forward([weights, bias], inputs, None)
    np.testing.assert_allclose(outputs, [[21.5, 42.5], [-10.0, -20.0], [7.0, 15.0]])


def test_sigmoid_is_exact_far_from_zero() -> None:
    outputs = Sigmoid().forward([], np.array([[-800.0, 0.0, 800.0]]), None)
    np.testing.assert_array_equal(outputs, [[0.0, 0.5, 1.0]])


def test_tanh_and_leaky_relu_are_what_their_formulas_say() -> None:
    inputs = np.array([[-800.0, -1.0, 0.0, 2.0]])
    np.testing.assert_allclose(Tanh().forward([], inputs, None), np.tanh(inputs))
    leaky = LeakyReLU(0.1).forward([], inputs, None)
    np.testing.assert_allclose(leaky, [[-80.0, -0.1, 0.0, 2.0]])


def test_elu_is_what_its_formula_says_far_from_zero_too() -> None:
    inputs = np.array([[-800.0, -1.0, 0.0, 2.0, 800.0]])
    outputs = ELU(2.0).forward([], inputs, None)
    np.testing.assert_allclose(outputs, [[-2.0, 2 * (np.exp(-1) - 1), 0.0, 2.0, 800.0]])


@pytest.mark.parametrize("slope", [-0.1, 1.0, True, "x"])
def test_leaky_relu_refuses_a_slope_outside_its_range(slope: float) -> None:
    with pytest.raises(ValueError, match="slope"):
        LeakyReLU(slope)


def test_prediction_leaves_its_input_alone() -> None:
    inputs = np.array([[-1.0, 2.0]])
    for layer in (ReLU(), LeakyReLU(), ELU(), Sigmoid(), Tanh(), Dropout(0.5), Flatten()):
        layer.forward([], inputs, None)
        np.testing.assert_array_equal(inputs, [[-1.0, 2.0]])


def test_dropout_keeps_the_mean_and_is_absent_from_prediction() -> None:
    inputs = np.ones((1000, 100))
    dropped = Dropout(0.3).forward([], inputs.copy(), Scratch(np.random.default_rng(0)))
    assert abs(dropped.mean() - 1) < 0.01
    assert abs((dropped == 0).mean() - 0.3) < 0.01
    assert Dropout(0.3).forward([], inputs, None) is inputs


@pytest.mark.parametrize("rate", [-0.1, 1.0, 1.5])
def test_dropout_refuses_a_rate_outside_its_range(rate: float) -> None:
    with pytest.raises(ValueError, match="dropout rate"):
        Dropout(rate)


def test_dense_refuses_images() -> None:
    with pytest.raises(ValueError, match="Flatten"):
        Dense(3).output_shape((1, 28, 28))


def test_scratch_gives_the_same_memory_for_the_same_shape() -> None:
    scratch = Scratch()
    first = scratch.array("a", (2, 3), np.float32)
    assert scratch.array("a", (2, 3), np.float32) is first
    assert scratch.array("a", (3, 2), np.float32) is not first
    assert not scratch.zeros("b", (4,), np.float64).any()
