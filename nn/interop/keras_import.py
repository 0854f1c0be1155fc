"""A Keras model as a network of this library.

    .keras or .h5 file → its layers from the output back to the input → a chain of ours
                       → both answer digits alike

What can be taken is a chain of the layers that :mod:`nn.network` has, from 28×28 grey values to ten
digits, or to eleven classes of which the last is "not a digit". The way goes along the model's
graph and not along its list of layers: a layer that is applied three times is three of ours.
Anything else is refused by its name.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import open_regular
from nn.interop.chain import Chain, Step, refused_layer, same_padding
from nn.interop.keras import ExchangeError
from nn.interop.keras_export import FACTS
from nn.interop.keras_file import TRAINING_ONLY, load_keras_model
from nn.interop.original import Imported, taken_over, understanding
from nn.layers import ELU, AveragePool2D, Dropout, LeakyReLU, MaxPool2D, ReLU, Sigmoid, Tanh
from nn.messages import N_, message
from nn.network import MOST_LAYERS


def import_keras(path: Path) -> Imported:
    """The network in a ``.keras`` or ``.h5`` file; raises ExchangeError where there is none."""
    model = load_keras_model(path)
    with understanding():
        return from_keras(model, facts=_facts(path))


def from_keras(model: Any, *, facts: str = "") -> Imported:
    """The network that gives the same probabilities as a Keras model, over the same classes.

    ``facts`` are those of a file that this program has written. A model without a softmax or
    sigmoid at its end is taken to end in logits. Raises ExchangeError, which names the layer that
    has no counterpart or that differs.
    """
    if not model.built:
        raise ExchangeError(
            N_("nn", "expected a model with weights, found one that was saved before it had any")
        )
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise ExchangeError(
            N_("nn", "expected a model with one input and one output, found {0} and {1}"),
            len(model.inputs),
            len(model.outputs),
        )
    way = _way(model)
    chain = Chain(tuple(model.inputs[0].shape[1:]), channels_last=True)
    for layer in way:
        _take(chain, layer)
    return taken_over(chain, _KerasOriginal(model, way), facts=facts)


def _facts(path: Path) -> str:
    """What a file that this program has written tells of the training; "" for any other."""
    with open_regular(path) as file:
        if not zipfile.is_zipfile(file):
            return ""
        with zipfile.ZipFile(file) as archive:
            return archive.read(FACTS).decode() if FACTS in archive.namelist() else ""


class _KerasOriginal:
    """The model itself, and its layers one after another."""

    def __init__(self, model: Any, way: list[Any]) -> None:
        self._model = model
        self._way = way

    def outputs(self, inputs: Array) -> Array:
        with warnings.catch_warnings():
            # Some models expect their one input in a list, and take it alone all the same.
            warnings.simplefilter("ignore")
            return np.asarray(self._model.predict_on_batch(inputs))

    def values(self, inputs: Array) -> Iterator[Array]:
        values: Any = inputs
        for layer in self._way:
            # Not every layer knows the difference between training and prediction.
            told = {"training": False} if layer._call_has_training_arg else {}
            values = layer(values, **told)
            yield np.asarray(values)


def _way(model: Any) -> list[Any]:
    """The layers that a value passes from the model's input to its output, in their order.

    Models within the model are followed, too. Raises ExchangeError where values are joined.
    """
    way: list[Any] = []
    tensor = model.outputs[0]
    while True:
        layer, node, _ = tensor._keras_history
        if type(layer).__name__ == "InputLayer":
            return way[::-1]
        inputs = layer._inbound_nodes[node].input_tensors
        if len(inputs) != 1:
            joins = N_("nn", "it joins {0} values, and only a chain is known here")
            raise _refused(layer, joins, len(inputs))
        way += _way(layer)[::-1] if hasattr(layer, "outputs") else [layer]
        if len(way) > MOST_LAYERS:
            raise _refused(layer, N_("nn", "a network has at most {0} layers"), MOST_LAYERS)
        tensor = inputs[0]


def _refused(layer: Any, why: str, *arguments: object) -> ExchangeError:
    return refused_layer(layer.name, type(layer).__name__, message(why, *arguments))


def _take(chain: Chain, layer: Any) -> None:
    kind = type(layer).__name__
    step = chain.begin(layer.name, kind)
    if kind in TRAINING_ONLY:
        return
    if kind not in _READERS:
        raise step.refusal(N_("nn", "this program has no such layer"))
    if getattr(layer, "data_format", "channels_last") != "channels_last":
        raise step.refusal(N_("nn", "channels have to come last"))
    _READERS[kind](chain, step, layer)
    if kind in ("Dense", "Conv2D", "Activation"):
        _activate(chain, step, layer.activation)


def _dense(chain: Chain, step: Step, layer: Any) -> None:
    weights, bias = _weights(layer)
    chain.dense(weights.T, bias)


def _convolution(chain: Chain, step: Step, layer: Any) -> None:
    kernel, stride = _single(step, layer, "kernel_size"), _single(step, layer, "strides")
    if _single(step, layer, "dilation_rate") != 1 or layer.groups != 1:
        raise step.refusal(N_("nn", "dilation and groups are not known here"))
    weights, bias = _weights(layer)
    before = after = 0
    if layer.padding == "same":
        height, width = chain.image_sides()
        before, after = same_padding(height, kernel, stride)
        if (before, after) != same_padding(width, kernel, stride):
            raise step.refusal(N_("nn", "an image has to be padded alike in both directions"))
    chain.convolution(weights.transpose(3, 2, 0, 1), bias, stride, (before, before, after, after))


def _weights(layer: Any) -> tuple[Array, Array | None]:
    weights, *bias = layer.get_weights()
    return weights, bias[0] if bias else None


def _batch_normalisation(chain: Chain, step: Step, layer: Any) -> None:
    rank = chain.places.ndim
    if rank not in (2, 4) or layer.axis not in (-1, rank - 1):
        raise step.refusal(N_("nn", "only channels and flat values can be normalised here"))
    learned = list(layer.get_weights())
    channels = chain.places.shape[-1]
    scale = learned.pop(0) if layer.scale else np.ones(channels, np.float32)
    shift = learned.pop(0) if layer.center else np.zeros(channels, np.float32)
    chain.normalise([scale, shift, *learned], float(layer.momentum), float(layer.epsilon))


def _normalisation(chain: Chain, step: Step, layer: Any) -> None:
    mean, deviation = (np.ravel(values) for values in (layer.mean, np.sqrt(layer.variance)))
    # Keras' own lower bound of what it divides by.
    factor = 1 / np.maximum(deviation.astype(float), 1e-7)
    if layer.invert:
        raise step.refusal(N_("nn", "an inverted one is not known here"))
    chain.scale(factor, -mean * factor)


def _rescaling(chain: Chain, step: Step, layer: Any) -> None:
    chain.scale(np.asarray(layer.scale, float), np.asarray(layer.offset, float))


def _padding(chain: Chain, step: Step, layer: Any) -> None:
    (top, bottom), (left, right) = layer.padding
    chain.pad((top, left, bottom, right))


def _pooling(chain: Chain, step: Step, layer: Any) -> None:
    if tuple(layer.strides) != tuple(layer.pool_size):
        raise step.refusal(N_("nn", "squares that overlap are not known here"))
    size = _single(step, layer, "pool_size")
    if layer.padding == "same" and any(side % size for side in chain.image_sides()):
        raise step.refusal(N_("nn", "squares that reach over the edge are not known here"))
    chain.pool(_pool(layer), size)


def _global_pooling(chain: Chain, step: Step, layer: Any) -> None:
    chain.pool_all(_pool(layer))
    if not layer.keepdims:
        chain.flatten()


def _pool(layer: Any) -> type[MaxPool2D] | type[AveragePool2D]:
    return AveragePool2D if "Average" in type(layer).__name__ else MaxPool2D


def _relu(chain: Chain, step: Step, layer: Any) -> None:
    if layer.max_value is not None or layer.threshold:
        raise step.refusal(N_("nn", "only max(x, 0) is known here"))
    slope = float(layer.negative_slope)
    chain.activate(LeakyReLU(slope) if slope else ReLU())


def _reshape(chain: Chain, step: Step, layer: Any) -> None:
    chain.rearrange(chain.places.reshape(1, *layer.target_shape))


def _permute(chain: Chain, step: Step, layer: Any) -> None:
    chain.rearrange(chain.places.transpose(0, *layer.dims))


_READERS: dict[str, Callable[[Chain, Step, Any], None]] = {
    "Activation": lambda chain, step, layer: None,
    "AveragePooling2D": _pooling,
    "BatchNormalization": _batch_normalisation,
    "Conv2D": _convolution,
    "Dense": _dense,
    "Dropout": lambda chain, step, layer: chain.activate(Dropout(float(layer.rate))),
    "ELU": lambda chain, step, layer: chain.activate(ELU(float(layer.alpha))),
    "Flatten": lambda chain, step, layer: chain.flatten(),
    "GlobalAveragePooling2D": _global_pooling,
    "GlobalMaxPooling2D": _global_pooling,
    "LeakyReLU": lambda chain, step, layer: chain.activate(LeakyReLU(float(layer.negative_slope))),
    "MaxPooling2D": _pooling,
    "Normalization": _normalisation,
    "Permute": _permute,
    "ReLU": _relu,
    "Rescaling": _rescaling,
    "Reshape": _reshape,
    "Softmax": lambda chain, step, layer: chain.end("softmax"),
    "ZeroPadding2D": _padding,
}
"""What each layer of Keras is here."""


def _activate(chain: Chain, step: Step, function: Any) -> None:
    """An activation, alone or as a part of another layer."""
    match function.__name__:
        case "linear":
            pass
        case "relu":
            chain.activate(ReLU())
        case "sigmoid":
            chain.activate(Sigmoid())
        case "log_sigmoid":
            chain.activate(Sigmoid())
            chain.take_logarithm()
        case "tanh":
            chain.activate(Tanh())
        case "elu":
            chain.activate(ELU())
        case "leaky_relu":
            # The function's own slope, which the layer of that name may change.
            chain.activate(LeakyReLU(0.2))
        case "softmax":
            chain.end("softmax")
        case "log_softmax":
            chain.end("log_softmax")
        case name:
            raise step.refusal(N_("nn", "the activation {0} is not known here"), name)


def _single(step: Step, layer: Any, attribute: str) -> int:
    """The one number that a pair of equal numbers stands for."""
    first, second = getattr(layer, attribute)
    if first != second:
        raise step.refusal(N_("nn", "{0} has to be the same in both directions"), attribute)
    return int(first)
