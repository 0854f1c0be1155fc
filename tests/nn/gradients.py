"""Gradients against central differences, in float64."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nn.arrays import Array
from nn.layers import Layer, Shape
from nn.network import Network, Output

STEP = 1e-6


def central_difference(function: Callable[[], float], values: Array, index: int) -> float:
    """The slope of ``function`` along one number of a flat array that it reads."""
    before = values[index]
    values[index] = before + STEP
    above = function()
    values[index] = before - STEP
    below = function()
    values[index] = before
    return (above - below) / (2 * STEP)


def network_of(
    layers: Sequence[Layer],
    input_shape: Shape,
    *,
    output: Output = "softmax",
    seed: int = 0,
) -> Network:
    """A float64 network with random parameters, biases included."""
    count = Network(tuple(layers), input_shape, output).parameter_count
    parameters = np.random.default_rng(seed).normal(0, 0.5, count)
    return Network(tuple(layers), input_shape, output, parameters)


def largest_gradient_error(
    network: Network, *, label_smoothing: float = 0.0, seed: int = 1, samples: int = 4
) -> float:
    """The largest difference between the network's gradient and central differences."""
    rng = np.random.default_rng(seed)
    images = rng.random((samples, *network.input_shape[1:]))
    labels = rng.integers(0, network.classes, samples)

    def loss() -> float:
        workspace = network.workspace(rng=np.random.default_rng(3))
        return network.loss_and_gradient(
            images.copy(), labels, workspace, label_smoothing=label_smoothing
        )

    workspace = network.workspace(rng=np.random.default_rng(3))
    network.loss_and_gradient(images.copy(), labels, workspace, label_smoothing=label_smoothing)
    checked = rng.choice(network.parameter_count, min(80, network.parameter_count), replace=False)
    return max(
        abs(central_difference(loss, network.parameters, index) - float(workspace.gradient[index]))
        for index in checked
    )
