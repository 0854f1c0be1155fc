from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import correlate2d

from nn.layers import (
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Scratch,
    Sigmoid,
    Tanh,
)
from tests.nn.gradients import largest_gradient_error, network_of

GEOMETRIES = [
    # kernel, stride, padding, side
    (5, 2, 2, 12),
    (3, 1, 1, 7),
    (3, 1, 0, 7),
    (3, 2, 1, 9),
    (4, 3, 1, 13),
    (2, 2, 0, 8),
    (1, 1, 0, 5),
    (5, 2, 1, 11),
]


@pytest.mark.parametrize(("kernel", "stride", "padding", "side"), GEOMETRIES)
def test_convolution_is_scipys_correlation(
    kernel: int, stride: int, padding: int, side: int
) -> None:
    rng = np.random.default_rng(0)
    layer = Conv2D(3, kernel, stride, padding)
    images = rng.normal(size=(side, 2, side, 4))
    weights, bias = (rng.normal(size=shape) for shape in layer.parameter_shapes((2, side, side)))
    outputs = layer.forward([weights, bias], images, None)
    filters, height, width = layer.output_shape((2, side, side))
    assert outputs.shape[:3] == (height, filters, width)
    kernels = weights.reshape(3, kernel, 2, kernel)
    border = (padding, padding)
    padded = np.pad(images, (border, (0, 0), border, (0, 0)))
    for sample in range(4):
        for filter_index in range(3):
            expected = bias[filter_index] + sum(
                correlate2d(
                    padded[:, channel, :, sample], kernels[filter_index, :, channel], "valid"
                )
                for channel in range(2)
            )
            np.testing.assert_allclose(
                outputs[:, filter_index, :, sample], expected[::stride, ::stride], atol=1e-12
            )


@pytest.mark.parametrize(("kernel", "stride", "padding", "side"), GEOMETRIES)
def test_gradient_is_that_of_central_differences(
    kernel: int, stride: int, padding: int, side: int
) -> None:
    layers: tuple[Layer, ...] = (
        Conv2D(2, kernel, stride, padding),
        ReLU(),
        Conv2D(3, 2, 1, 1),
        ReLU(),
        Flatten(),
        Dense(4),
    )
    assert largest_gradient_error(network_of(layers, (1, side, side))) < 1e-7


def test_second_layer_sends_the_right_gradient_through_every_geometry() -> None:
    for kernel, stride, padding, side in GEOMETRIES:
        layers = (
            Conv2D(2, 3, 1, 1),
            Conv2D(3, kernel, stride, padding),
            Flatten(),
            Dense(4),
        )
        assert largest_gradient_error(network_of(layers, (1, side, side))) < 1e-7


@pytest.mark.parametrize("pool", [MaxPool2D(2), AveragePool2D(2), AveragePool2D(3)])
@pytest.mark.parametrize("side", [8, 9])
def test_pooling_gradient_is_that_of_central_differences(side: int, pool: Layer) -> None:
    layers = (Conv2D(3, 3, 1, 1), ReLU(), pool, Flatten(), Dense(4))
    assert largest_gradient_error(network_of(layers, (1, side, side))) < 1e-7


@pytest.mark.parametrize(
    "behind",
    [BatchNorm(), Dropout(0.4), LeakyReLU(0.2), ReLU(), Sigmoid(), Tanh()],
    ids=lambda layer: type(layer).__name__,
)
def test_what_stands_behind_a_pooling_does_not_change_what_it_remembers(behind: Layer) -> None:
    layers = (Conv2D(3, 3, 1, 1), MaxPool2D(2), behind, Flatten(), Dense(4))
    assert largest_gradient_error(network_of(layers, (1, 8, 8))) < 1e-7


@pytest.mark.parametrize("pool", [MaxPool2D(2), AveragePool2D(2)])
def test_what_a_pooling_leaves_out_has_no_gradient_in_later_steps_either(pool: Layer) -> None:
    """The way back through BatchNorm changes every number of the gradient that it gets."""
    layers = (Conv2D(3, 3, 1, 1), BatchNorm(), pool, Flatten(), Dense(4))
    network = network_of(layers, (1, 7, 7))
    images, labels = np.random.default_rng(5).random((6, 7, 7)), np.arange(6) % 4
    workspace = network.workspace(rng=np.random.default_rng(3))
    network.loss_and_gradient(images, labels, workspace)
    first = workspace.gradient.copy()
    network.loss_and_gradient(images, labels, workspace)
    np.testing.assert_allclose(workspace.gradient, first)


def test_pooling_takes_the_largest_and_sends_the_gradient_there() -> None:
    images = np.array([[1.0, 5.0], [3.0, 5.0]]).reshape(2, 1, 2, 1)
    scratch = Scratch()
    layer = MaxPool2D(2)
    assert layer.forward([], images, scratch).item() == 5.0
    gradient = layer.backward([], [], np.full((1, 1, 1, 1), 2.0), scratch, need_input_gradient=True)
    assert gradient is not None
    np.testing.assert_array_equal(gradient.reshape(2, 2), [[0.0, 2.0], [0.0, 0.0]])


def test_average_pooling_takes_the_mean_and_shares_the_gradient_out() -> None:
    images = np.array([[1.0, 5.0, 9.0], [3.0, 7.0, 9.0]]).reshape(2, 1, 3, 1)
    scratch = Scratch()
    layer = AveragePool2D(2)
    assert layer.forward([], images, scratch).item() == 4.0
    gradient = layer.backward([], [], np.full((1, 1, 1, 1), 2.0), scratch, need_input_gradient=True)
    assert gradient is not None
    np.testing.assert_array_equal(gradient.reshape(2, 3), [[0.5, 0.5, 0], [0.5, 0.5, 0]])


def test_a_smaller_batch_after_a_larger_one_sees_no_leftovers() -> None:
    layer = Conv2D(2, 3, 1, 1)
    rng = np.random.default_rng(0)
    parameters = [rng.normal(size=shape) for shape in layer.parameter_shapes((1, 6, 6))]
    scratch = Scratch()
    large, small = rng.normal(size=(6, 1, 6, 5)), rng.normal(size=(6, 1, 6, 2))
    layer.forward(parameters, large, scratch)
    np.testing.assert_array_equal(
        layer.forward(parameters, small, scratch), layer.forward(parameters, small, None)
    )


@pytest.mark.parametrize(("initial", "variance"), [("he", 2 / 50), ("glorot", 2 / 450)])
def test_first_weights_know_how_many_numbers_they_meet(initial: str, variance: float) -> None:
    layer = Conv2D(16, 5, initial=initial)
    parameters = [np.ones(shape) for shape in layer.parameter_shapes((2, 28, 28))]
    layer.initialise(parameters, rng=np.random.default_rng(0))
    assert parameters[0].var() == pytest.approx(variance, rel=0.15)
    assert not parameters[1].any()


def test_shapes_that_cannot_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="smaller than the kernel"):
        Conv2D(1, 5).output_shape((1, 3, 3))
    with pytest.raises(ValueError, match="channels"):
        Conv2D(1, 5).output_shape((784,))
    with pytest.raises(ValueError, match="pooled"):
        MaxPool2D(3).output_shape((1, 2, 8))
