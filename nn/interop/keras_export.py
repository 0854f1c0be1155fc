"""The same network as a Keras model.

    images (N, 28, 28) in [0, 1] → layers of Keras with our weights → logits / temperature
                                 → probabilities (N, classes)

The model is a plain ``Sequential`` without custom objects, so that any Keras can load, train
and deploy it. Keras pads "same" unevenly where a stride is involved; therefore padding is a
layer of its own.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from nn.data.files import atomic_write
from nn.interop.keras import ExchangeError, keras_arrays, load_keras
from nn.layers import (
    ELU,
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
    Sigmoid,
    Tanh,
)
from nn.messages import N_
from nn.model_file import Model
from nn.network import Network
from nn.reader import Calibration

FACTS = "digits.json"
"""The part of the archive that tells of the training: the recipe's name and the metadata."""


def export_keras(model: Model, path: Path) -> None:
    """Write the model's network as a ``.keras`` file, whole or not at all.

    The calibration's temperature is a layer of it. Its thresholds, and what else is known of the
    training, lie beside the weights in :data:`FACTS`, which Keras passes over.

    Raises ExchangeError for another suffix or where Keras is missing, OSError where the file
    cannot be written.
    """
    if path.suffix.lower() != ".keras":
        raise ExchangeError(N_("nn", "{0}: the name of a Keras model has to end in .keras"), path)
    temperature = Calibration.from_metadata(model.metadata).temperature
    theirs = keras_model(model.network, temperature)
    facts = {"recipe": model.recipe, "facts": model.metadata}
    with atomic_write(path) as file, tempfile.TemporaryDirectory() as folder:
        # Keras writes to names only, and only to such as end in .keras.
        written = Path(folder) / "model.keras"
        theirs.save(written)
        with zipfile.ZipFile(written, "a") as archive:
            archive.writestr(FACTS, json.dumps(facts, allow_nan=False))
        file.write(written.read_bytes())


def keras_model(network: Network, temperature: float = 1.0) -> Any:
    """A ``keras.Sequential`` that gives the network's probabilities over all its classes.

    ``temperature`` divides the logits. For the output "sigmoid" these are the shares of the
    activations, written as the softmax of their logarithms.
    """
    keras = load_keras()
    model = keras_layers(network, dropout_seed=None)
    if network.output == "sigmoid":
        model.pop()
        model.add(keras.layers.Activation("log_sigmoid"))
    if temperature != 1:
        model.add(keras.layers.Rescaling(1 / temperature))
    model.add(keras.layers.Softmax())
    return model


def keras_layers(network: Network, *, dropout_seed: int | None) -> Any:
    """A ``keras.Sequential`` of the network's own layers and weights, ending in its outputs."""
    keras = load_keras()
    _, height, width = network.input_shape
    model = keras.Sequential(
        [keras.Input((height, width)), keras.layers.Reshape((height, width, 1))]
    )
    for layer in network.layers:
        for counterpart in _counterparts(keras.layers, layer, dropout_seed):
            model.add(counterpart)
    learning = [layer for layer in model.layers if layer.weights and layer.trainable_weights]
    for layer, arrays in zip(learning, keras_arrays(network), strict=True):
        layer.set_weights(arrays)
    return model


def _counterparts(layers: Any, layer: Layer, dropout_seed: int | None) -> list[Any]:
    """Keras' layers that together do what ``layer`` does."""
    match layer:
        case Dense(units, bias):
            return [layers.Dense(units, use_bias=bias)]
        case Conv2D(filters, kernel, stride, padding, bias):
            padded = [layers.ZeroPadding2D(padding)] if padding else []
            return [*padded, layers.Conv2D(filters, kernel, strides=stride, use_bias=bias)]
        case BatchNorm(momentum, epsilon):
            return [layers.BatchNormalization(momentum=momentum, epsilon=epsilon)]
        case MaxPool2D(size):
            return [layers.MaxPooling2D(size)]
        case AveragePool2D(size):
            return [layers.AveragePooling2D(size)]
        case Flatten():
            return [layers.Flatten()]
        case Dropout(rate):
            return [layers.Dropout(rate, seed=dropout_seed)]
    return [_activation(layers, layer)]


def _activation(layers: Any, layer: Layer) -> Any:
    match layer:
        case ELU(alpha):
            return layers.ELU(alpha)
        case LeakyReLU(slope):
            return layers.LeakyReLU(negative_slope=slope)
        case ReLU() | Sigmoid() | Tanh():
            return layers.Activation(type(layer).__name__.lower())
    raise ExchangeError(
        N_("nn", "Keras has no counterpart for the layer {0}"), type(layer).__name__
    )
