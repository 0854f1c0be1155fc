"""A Keras model as a network of this library.

    .keras file → its layers, one by one → our layers, and the weights in our order

What can be taken is what :mod:`nn.network` has: a chain of dense and convolutional layers, max
pooling, batch normalisation, ReLU and leaky ReLU, sigmoid, tanh, dropout and flatten, from 28×28
grey values to ten digits, or to eleven classes of which the last is "not a digit". Anything else is
refused by its name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import first_line
from nn.interop.keras import ExchangeError, vector_of
from nn.interop.keras_file import load_keras_model
from nn.layers import (
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
from nn.losses import softmax
from nn.messages import N_, message
from nn.network import DIGITS, LARGEST_VALUE, Network, Output, check_size
from nn.preprocessing.frame import SIZE

_TOLERANCE = 1e-3
"""How much a probability may differ from that of Keras: float32 sums in another order."""

_INPUT_SHAPES = ((28, 28), (28, 28, 1), (784,))


def import_keras(path: Path) -> Network:
    """The network in a ``.keras`` or ``.h5`` file; raises ExchangeError where there is none."""
    model = load_keras_model(path)
    try:
        return from_keras(model)
    except ExchangeError:
        raise
    # Whatever Keras or a layer of ours finds wrong with it, the model is of no use.
    except Exception as error:
        raise ExchangeError(
            N_("nn", "the model's layers cannot be used here: {0}"), first_line(error)
        ) from error


def from_keras(model: Any) -> Network:
    """The network that gives the same probabilities as a Keras model, over the same classes.

    A model without a softmax or sigmoid at its end is taken to end in logits. A first Rescaling
    by 1/255 is left out, because this library's images are in [0, 1] already. Raises
    ExchangeError, which names the layer that has no counterpart, or says that the two answer
    differently: the layers of a Keras model need not be a chain, and may be used twice.
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
    shape = tuple(model.input_shape[1:])
    if shape not in _INPUT_SHAPES:
        raise ExchangeError(
            N_("nn", "expected a model that reads 28×28 grey values, found {0}"), shape
        )
    chain = _Chain()
    for layer in model.layers:
        chain.add(layer)
    network = chain.network()
    if network.classes not in (DIGITS, DIGITS + 1):
        raise ExchangeError(
            N_("nn", "expected a model with 10 or 11 outputs, found {0}"), network.classes
        )
    network = network.with_parameters(vector_of(network, chain.arrays)).folded()
    if not network.largest_value() <= LARGEST_VALUE:
        raise ExchangeError(
            N_("nn", "expected weights that are finite numbers, of which answers can be computed")
        )
    if not np.allclose(_answers(network), chain.answers_of(model), atol=_TOLERANCE):
        raise ExchangeError(
            N_("nn", "the model's layers form no chain: in a row, they answer differently")
        )
    return network


def _probes() -> Array:
    """Images (4, 28, 28) float32 in [0, 1] on which two networks can be compared."""
    return np.random.default_rng(0).random((4, 28, 28), dtype=np.float32)


def _answers(network: Network) -> Array:
    probabilities: Array = softmax(network.logits(_probes()).T).T
    return probabilities


@dataclass
class _Chain:
    """What has been understood of a model so far, from its input on."""

    layers: list[Layer] = field(default_factory=list)
    arrays: list[Array] = field(default_factory=list)
    output: Output = "softmax"
    padding: int = 0
    white: float = 1.0
    ended: bool = False

    def add(self, layer: Any) -> None:
        kind = type(layer).__name__
        read = getattr(self, f"_add_{kind.lower()}", None)
        if read is None:
            raise _refusal(layer, N_("nn", "this program has no such layer"))
        if self.ended:
            raise _refusal(layer, N_("nn", "nothing may follow the softmax"))
        if self.padding and kind != "Conv2D":
            raise _refusal(layer, N_("nn", "a ZeroPadding2D has to stand right before a Conv2D"))
        read(layer)

    def answers_of(self, model: Any) -> Array:
        """The model's probabilities (4, classes) for the probes, as Keras itself runs it."""
        images = self.white * _probes().reshape(-1, *model.input_shape[1:])
        outputs = np.asarray(model(images, training=False))
        if self.ended or self.output == "sigmoid":
            outputs = np.log(np.maximum(outputs, np.finfo(outputs.dtype).tiny))
        probabilities: Array = softmax(outputs.T).T
        return probabilities

    def network(self) -> Network:
        if not self.layers:
            raise ExchangeError(N_("nn", "expected a model with layers, found none"))
        if not isinstance(self.layers[0], Flatten | Conv2D | MaxPool2D | BatchNorm):
            self.layers.insert(0, Flatten())
        if isinstance(self.layers[-1], Sigmoid):
            self.output = "sigmoid"
        try:
            check_size(tuple(self.layers), (1, SIZE, SIZE))
            return Network(tuple(self.layers), output=self.output)
        except ValueError as error:
            raise ExchangeError(
                N_("nn", "the model's layers cannot be used here: {0}"), str(error)
            ) from error

    def _add_inputlayer(self, layer: Any) -> None:
        """The input's shape has been checked."""

    def _add_reshape(self, layer: Any) -> None:
        if self.layers or tuple(layer.target_shape) not in _INPUT_SHAPES:
            raise _refusal(layer, N_("nn", "only the image at the input may be reshaped"))

    def _add_rescaling(self, layer: Any) -> None:
        if self.layers or not np.isclose(layer.scale, 1 / 255) or layer.offset != 0:
            raise _refusal(layer, N_("nn", "only a first one by 1/255 can be taken"))
        self.white = 255.0

    def _add_flatten(self, layer: Any) -> None:
        if not any(isinstance(known, Flatten) for known in self.layers):
            self.layers.append(Flatten())

    def _add_dropout(self, layer: Any) -> None:
        self.layers.append(Dropout(float(layer.rate)))

    def _add_dense(self, layer: Any) -> None:
        self.layers.append(Dense(int(layer.units), bias=bool(layer.use_bias)))
        self.arrays += layer.get_weights()
        self._add_activation(layer)

    def _add_conv2d(self, layer: Any) -> None:
        weights, *bias = layer.get_weights()
        kernel, stride = _single(layer, "kernel_size"), _single(layer, "strides")
        if _single(layer, "dilation_rate") != 1 or layer.groups != 1:
            raise _refusal(layer, N_("nn", "dilation and groups are not known here"))
        padding = self.padding
        if layer.padding == "same":
            before, after = _same_padding(int(layer.input.shape[1]), kernel, stride)
            # An uneven padding is an even one with a kernel whose first row and column are zero.
            extra = after - before
            weights = np.pad(weights, ((extra, 0), (extra, 0), (0, 0), (0, 0)))
            kernel, padding = kernel + extra, padding + after
        self.padding = 0
        self.layers.append(Conv2D(int(layer.filters), kernel, stride, padding))
        self.arrays += [weights, bias[0] if bias else np.zeros(layer.filters, np.float32)]
        self._add_activation(layer)

    def _add_batchnormalization(self, layer: Any) -> None:
        rank = len(layer.input.shape)
        if rank not in (2, 4) or layer.axis not in (-1, rank - 1):
            raise _refusal(layer, N_("nn", "only channels and flat values can be normalised here"))
        if rank == 2 and not self.layers:
            self.layers.append(Flatten())
        self.layers.append(BatchNorm(float(layer.momentum), float(layer.epsilon)))
        channels = int(layer.input.shape[-1])
        learned = list(layer.get_weights())
        scale = learned.pop(0) if layer.scale else np.ones(channels, np.float32)
        shift = learned.pop(0) if layer.center else np.zeros(channels, np.float32)
        self.arrays += [scale, shift, *learned]

    def _add_zeropadding2d(self, layer: Any) -> None:
        sides = {side for pair in layer.padding for side in pair}
        if len(sides) != 1:
            raise _refusal(layer, N_("nn", "all four sides have to be padded alike"))
        self.padding = sides.pop()

    def _add_maxpooling2d(self, layer: Any) -> None:
        if tuple(layer.strides) != tuple(layer.pool_size):
            raise _refusal(layer, N_("nn", "squares that overlap are not known here"))
        size = _single(layer, "pool_size")
        if layer.padding == "same" and any(int(side) % size for side in layer.input.shape[1:3]):
            raise _refusal(layer, N_("nn", "squares that reach over the edge are not known here"))
        self.layers.append(MaxPool2D(size))

    def _add_relu(self, layer: Any) -> None:
        if layer.max_value is not None or layer.threshold:
            raise _refusal(layer, N_("nn", "only max(x, 0) is known here"))
        slope = float(layer.negative_slope)
        self.layers.append(LeakyReLU(slope) if slope else ReLU())

    def _add_leakyrelu(self, layer: Any) -> None:
        self.layers.append(LeakyReLU(float(layer.negative_slope)))

    def _add_softmax(self, layer: Any) -> None:
        self.ended = True

    def _add_activation(self, layer: Any) -> None:
        """An activation, alone or as a part of another layer."""
        match layer.activation.__name__:
            case "linear":
                pass
            case "relu":
                self.layers.append(ReLU())
            case "sigmoid" | "log_sigmoid":
                self.layers.append(Sigmoid())
            case "tanh":
                self.layers.append(Tanh())
            case "leaky_relu":
                # The function's own slope, which the layer of that name may change.
                self.layers.append(LeakyReLU(0.2))
            case "softmax":
                self.ended = True
            case name:
                raise _refusal(layer, N_("nn", "the activation {0} is not known here"), name)


def _single(layer: Any, attribute: str) -> int:
    """The one number that a pair of equal numbers stands for."""
    first, second = getattr(layer, attribute)
    if first != second:
        raise _refusal(layer, N_("nn", "{0} has to be the same in both directions"), attribute)
    return int(first)


def _same_padding(side: int, kernel: int, stride: int) -> tuple[int, int]:
    """Zeros before and after that Keras means by "same"."""
    total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
    return total // 2, total - total // 2


def _refusal(layer: Any, why: str, *arguments: str) -> ExchangeError:
    return ExchangeError(
        N_("nn", "the layer {0} ({1}) cannot be taken: {2}"),
        layer.name,
        type(layer).__name__,
        message(why, *arguments),
    )
