"""Keras as a second opinion: the same network, batch and optimiser, a whole training step."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nn.arrays import Array
from nn.layers import (
    ELU,
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Flatten,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)
from nn.network import Network
from nn.optimizers import SGD, Adam, Optimizer

keras = pytest.importorskip("keras", reason="needs Keras and its backend")

STACKS: dict[str, tuple[Layer, ...]] = {
    "dense": (Flatten(), Dense(20), ReLU(), Dense(10)),
    "sigmoid": (Flatten(), Dense(20), Sigmoid(), Dense(10)),
    "tanh": (Flatten(), Dense(20), Tanh(), Dense(10)),
    "leaky": (Conv2D(4, 5, 2), MaxPool2D(2), LeakyReLU(0.2), Flatten(), Dense(10)),
    "average": (Conv2D(4, 5, 2), ELU(0.7), AveragePool2D(2), Flatten(), Dense(10)),
    "convolution": (
        Conv2D(4, 5, 2, 2),
        ReLU(),
        Conv2D(6, 3, 1, 1),
        ReLU(),
        MaxPool2D(2),
        Flatten(),
        Dense(10),
    ),
    "normalised": (
        Conv2D(4, 5, 2, 2, bias=False),
        BatchNorm(0.6),
        ReLU(),
        Flatten(),
        # What comes before has no bias: its gradient would be noise, which Adam makes large.
        Dense(20, bias=False),
        BatchNorm(),
        ReLU(),
        Dense(10),
    ),
}

OPTIMIZERS: dict[str, tuple[Any, Any]] = {
    "sgd": (lambda: SGD(), lambda: keras.optimizers.SGD(0.01)),
    "momentum": (lambda: SGD(0.9), lambda: keras.optimizers.SGD(0.01, momentum=0.9)),
    "nesterov": (
        lambda: SGD(0.9, nesterov=True),
        lambda: keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True),
    ),
    # Keras' epsilon is the paper's ε̂: with a negligible one both mean the same.
    "adam": (lambda: Adam(epsilon=1e-12), lambda: keras.optimizers.Adam(0.01, epsilon=1e-12)),
    "adamw": (
        lambda: Adam(epsilon=1e-12, weight_decay=0.1),
        lambda: keras.optimizers.AdamW(0.01, weight_decay=0.1, epsilon=1e-12),
    ),
}


def keras_twin(network: Network) -> Any:
    """A Keras model with the network's layers and weights, channels last as Keras has them."""
    layers: list[Any] = [keras.Input((*network.input_shape[1:], network.input_shape[0]))]
    for layer in network.layers:
        layers.extend(_keras_layers(layer))
    model = keras.Sequential(layers)
    weights: list[Array] = []
    for layer, shape, parameters in zip(
        network.layers, network.shapes[:-1], network.views, strict=True
    ):
        if isinstance(layer, Conv2D):
            kernels = parameters[0].reshape(-1, layer.kernel, shape[0], layer.kernel)
            weights += [kernels.transpose(1, 3, 2, 0), *parameters[1:]]
        elif isinstance(layer, Dense):
            weights += [parameters[0].T, *parameters[1:]]
        elif isinstance(layer, BatchNorm):
            weights += parameters
    model.set_weights(weights)
    return model


def _keras_layers(layer: Layer) -> list[Any]:
    match layer:
        case Conv2D():
            return [
                keras.layers.ZeroPadding2D(layer.padding),
                keras.layers.Conv2D(layer.filters, layer.kernel, layer.stride, use_bias=layer.bias),
            ]
        case BatchNorm():
            return [keras.layers.BatchNormalization(momentum=layer.momentum, epsilon=layer.epsilon)]
        case MaxPool2D():
            return [keras.layers.MaxPooling2D(layer.size)]
        case AveragePool2D():
            return [keras.layers.AveragePooling2D(layer.size)]
        case Flatten():  # channels before columns, as ours flattens
            return [keras.layers.Permute((1, 3, 2)), keras.layers.Flatten()]
        case Dense():
            return [keras.layers.Dense(layer.units, use_bias=layer.bias)]
    return [_keras_activation(layer)]


def _keras_activation(layer: Layer) -> Any:
    match layer:
        case ELU():
            return keras.layers.ELU(layer.alpha)
        case LeakyReLU():
            return keras.layers.LeakyReLU(negative_slope=layer.slope)
        case _:
            return keras.layers.Activation(type(layer).__name__.lower())


def batches(count: int) -> list[tuple[Array, Array]]:
    rng = np.random.default_rng(0)
    return [(rng.random((32, 12, 12), np.float32), rng.integers(0, 10, 32)) for _ in range(count)]


def train_three_steps(
    network: Network, optimizer: Optimizer, label_smoothing: float
) -> list[float]:
    workspace = network.workspace(rng=np.random.default_rng(0))
    losses = []
    for images, labels in batches(3):
        losses.append(
            network.loss_and_gradient(images, labels, workspace, label_smoothing=label_smoothing)
        )
        optimizer.step(network.parameters, workspace.gradient, 0.01)
        network.update_statistics([workspace])
    return losses


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("stack", STACKS)
def test_three_training_steps_are_those_of_keras(stack: str, optimizer: str) -> None:
    network = Network(STACKS[stack], (1, 12, 12)).initialised(rng=np.random.default_rng(1))
    model = keras_twin(network)
    ours, theirs = (make() for make in OPTIMIZERS[optimizer])
    smoothing = 0.1
    model.compile(
        theirs,
        keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=smoothing),
        jit_compile=False,
    )
    expected = [
        float(model.train_on_batch(images[..., None], np.eye(10)[labels]))
        for images, labels in batches(3)
    ]
    losses = train_three_steps(network, ours, smoothing)
    np.testing.assert_allclose(losses[0], expected[0], rtol=1e-5)
    images = batches(1)[0][0]
    np.testing.assert_allclose(
        network.logits(images), model.predict(images[..., None], verbose=0), atol=2e-3
    )
