"""A network: a visible list of layers over one flat vector of parameters.

    images (N, 28, 28) → columns (28, 1, 28, N) → layer → … → layer → logits (N, classes)

All weights lie one after another in one vector and the layers get views into it. So an optimiser
step is a handful of operations on one array, a snapshot is one copy, and a model file is one
array with a description. Predicting writes to nothing but its result; what training has to
remember lives in a :class:`Workspace`, one for each thread that trains.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np

from nn.arrays import Array, read_only
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
    Scratch,
    Shape,
    Sigmoid,
    Tanh,
)
from nn.layers.base import check_count
from nn.losses import softmax, softmax_cross_entropy, squared_error

DIGITS = 10
"""The classes that are digits; a network may have one class more, "not a digit"."""

LAYER_TYPES: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        AveragePool2D,
        BatchNorm,
        Conv2D,
        Dense,
        Dropout,
        ELU,
        Flatten,
        LeakyReLU,
        MaxPool2D,
        ReLU,
        Sigmoid,
        Tanh,
    )
}
"""The layers that a description can name: a new layer is added here."""

MOST_LAYERS = 200
"""Of a description that is read from a file."""

MOST_VALUES = 2_000_000
"""Of one image, in all layers of a description that is read: 30 times those of the shipped one."""

MOST_PARAMETERS = 2**24
"""Of a network that is read: 64 MB of them."""

LARGEST_VALUE = 1e30
"""That a layer of a network that is read may give: float32 ends at 3e38, and logits are divided."""

Output = Literal["softmax", "sigmoid"]


@dataclass
class Workspace:
    """The memory of one training thread: a scratch for each layer and a gradient of its own.

    ``gradients`` are the views of the flat ``gradient`` that the layers write to.
    """

    gradient: Array
    gradients: list[list[Array]]
    scratches: list[Scratch]


@dataclass(frozen=True)
class Network:
    """Layers, the shape of one sample (channels, height, width), and the parameters.

    ``output`` says what the last layer gives: "softmax", logits whose softmax are the
    probabilities, trained with cross-entropy; or "sigmoid", activations in [0, 1] trained with
    squared error, whose shares of their sum are the probabilities. ``parameters`` is one flat
    float32 vector (float64 in gradient checks); without it the network starts at zero, see
    :meth:`initialised`. Raises ValueError where layers do not fit each other or the vector.
    """

    layers: tuple[Layer, ...]
    input_shape: Shape = (1, 28, 28)
    output: Output = "softmax"
    parameters: Array = field(default_factory=lambda: np.empty(0, np.float32))

    def __post_init__(self) -> None:
        if self.parameters.size == 0:
            object.__setattr__(self, "parameters", np.zeros(self.parameter_count, np.float32))
        if self.parameters.shape != (self.parameter_count,):
            raise ValueError(
                f"the layers have {self.parameter_count} parameters,"
                f" found a vector of shape {self.parameters.shape}"
            )

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process, a network arrives whole and read-only, without its caches."""
        return _received, (self.layers, self.input_shape, self.output, self.parameters)

    def initialised(self, *, rng: np.random.Generator) -> Network:
        """The same network with fresh first weights."""
        network = self.with_parameters(np.zeros_like(self.parameters))
        for layer, parameters in zip(network.layers, network.views, strict=True):
            layer.initialise(parameters, rng=rng)
        return network

    @cached_property
    def shapes(self) -> list[Shape]:
        """The shape of one sample before each layer and behind the last."""
        shapes = [self.input_shape]
        for layer in self.layers:
            shapes.append(layer.output_shape(shapes[-1]))
        return shapes

    @property
    def classes(self) -> int:
        return self.shapes[-1][0]

    @cached_property
    def parameter_count(self) -> int:
        return sum(int(np.prod(shape)) for group in self._parameter_shapes() for shape in group)

    def split(self, vector: Array) -> list[list[Array]]:
        """Views into a vector like ``parameters``: for each layer, its arrays."""
        offset = 0
        views: list[list[Array]] = []
        for group in self._parameter_shapes():
            views.append([])
            for shape in group:
                size = int(np.prod(shape))
                views[-1].append(vector[offset : offset + size].reshape(shape))
                offset += size
        return views

    @cached_property
    def views(self) -> list[list[Array]]:
        """For each layer, its parameters as views into the vector."""
        return self.split(self.parameters)

    def with_parameters(self, vector: Array) -> Network:
        """A network with the same layers that reads the given vector."""
        return Network(self.layers, self.input_shape, self.output, vector)

    def copy(self) -> Network:
        """A read-only snapshot, which training does not change."""
        return self.with_parameters(read_only(self.parameters.copy()))

    def logits(self, images: Array) -> Array:
        """(N, 28, 28) in [0, 1] to logits (N, classes), whose softmax are the probabilities."""
        return self.logits_of(self.outputs(images))

    def outputs(self, images: Array) -> Array:
        """(N, 28, 28) in [0, 1] to what the last layer gives, (classes, N)."""
        return deque(self._values(images), maxlen=1).pop()

    def logits_of(self, outputs: Array) -> Array:
        """What the last layer gives, (classes, N), to logits (N, classes)."""
        logits: Array = outputs.T
        if self.output == "sigmoid":
            logits = np.log(np.maximum(logits, np.finfo(logits.dtype).tiny))
        return logits

    def loss_of(
        self, outputs: Array, labels: Array, *, label_smoothing: float = 0.0
    ) -> tuple[float, Array]:
        """The loss that this network is trained with, of what the last layer gives, and its
        gradient: both (classes, N), the mean over labels (N,).

        Softmax outputs have cross-entropy (nats), sigmoids half the squared error.
        """
        loss_function = softmax_cross_entropy if self.output == "softmax" else squared_error
        return loss_function(outputs, labels, label_smoothing=label_smoothing)

    def predict(self, images: Array) -> Array:
        """(N, 28, 28) in [0, 1] to the probabilities (N, 10) of the digits; rows sum to 1.

        Where the network knows an eleventh class, these are the probabilities given that the
        drawing is a digit.
        """
        probabilities: Array = softmax(self.logits(images)[:, :DIGITS].T).T
        return probabilities

    def activations(self, images: Array) -> list[Array]:
        """What each layer gives for the images, for those who want to look inside.

        Each has the shape that ``shapes`` tells, with N behind it: (channels, height, width, N)
        or (features, N). Raises ValueError for images of another shape than the network's input.
        """
        return [
            values.swapaxes(0, 1) if values.ndim == 4 else values for values in self._values(images)
        ]

    def _values(self, images: Array) -> Iterator[Array]:
        """What each layer gives, one after another, so that none has to be kept."""
        values = self.columns(images)
        for layer, parameters in zip(self.layers, self.views, strict=True):
            values = layer.forward(parameters, values, None)
            yield values

    def workspace(self, *, rng: np.random.Generator) -> Workspace:
        """Memory for :meth:`loss_and_gradient`; one for each thread."""
        gradient = np.zeros_like(self.parameters)
        scratches = [Scratch(child) for child in rng.spawn(len(self.layers))]
        return Workspace(gradient, self.split(gradient), scratches)

    def loss_and_gradient(
        self,
        images: Array,
        labels: Array,
        workspace: Workspace,
        *,
        label_smoothing: float = 0.0,
    ) -> float:
        """Mean loss over a batch (N, 28, 28), labels (N,); its gradient is left in the workspace.

        Back-propagation (Rumelhart, Hinton, Williams 1986): forward through the layers, each
        remembering what it needs, then backward through them in the opposite order.
        """
        values = self.columns(images)
        for layer, parameters, scratch in zip(
            self.layers, self.views, workspace.scratches, strict=True
        ):
            values = layer.forward(parameters, values, scratch)
        loss, gradient = self.loss_of(values, labels, label_smoothing=label_smoothing)
        first = self._first_learning_layer
        for index in reversed(range(first, len(self.layers))):
            flowing = self.layers[index].backward(
                self.views[index],
                workspace.gradients[index],
                gradient,
                workspace.scratches[index],
                need_input_gradient=index > first,
            )
            if flowing is not None:
                gradient = flowing
        return loss

    def update_statistics(self, workspaces: Sequence[Workspace]) -> None:
        """Let each BatchNorm take notice of a batch, whose parts went through the workspaces."""
        for index, layer in enumerate(self.layers):
            if isinstance(layer, BatchNorm):
                scratches = [workspace.scratches[index] for workspace in workspaces]
                layer.update_statistics(self.views[index], scratches)

    def folded(self) -> Network:
        """The same function with each BatchNorm taken into the layer that it stands behind.

        Predicting is then as fast as without one, and a user of the network needs to know of
        no such layer. One that stands behind neither Dense nor Conv2D stays.
        """
        layers: list[Layer] = []
        arrays: list[list[Array]] = []
        for layer, views in zip(self.layers, self.views, strict=True):
            before = layers[-1] if layers else None
            if isinstance(layer, BatchNorm) and isinstance(before, Conv2D | Dense):
                factor, summand = layer.affine(views)
                weights, *bias = arrays[-1]
                layers[-1] = replace(before, bias=True)
                arrays[-1] = [
                    weights * factor[:, None],
                    summand + (factor * bias[0] if bias else 0),
                ]
            else:
                layers.append(layer)
                arrays.append(views)
        if len(layers) == len(self.layers):
            return self
        vector = np.concatenate([array.ravel() for group in arrays for array in group])
        return Network(tuple(layers), self.input_shape, self.output, vector)

    def columns(self, images: Array) -> Array:
        """The images as columns, (height, channels, width, N): a view, nothing is copied."""
        if images.ndim != 3 or images.shape[1:] != self.input_shape[1:]:
            raise ValueError(
                f"the network reads images of shape (N, {self.input_shape[1]},"
                f" {self.input_shape[2]}), found {images.shape}"
            )
        return images.transpose(1, 2, 0)[:, None]

    def largest_value(self) -> float:
        """A bound for the size of whatever a layer gives for any image in [0, 1].

        Each dense layer or convolution adds to a bias at most the sum of the sizes of a unit's
        weights, times the largest value before it. Not finite where a weight is not.
        """
        largest = most = 1.0
        with np.errstate(over="ignore", invalid="ignore"):
            for layer, views in zip(self.layers, self.views, strict=True):
                if isinstance(layer, Dense | Conv2D):
                    weights = np.abs(views[0].reshape(len(views[0]), -1))
                    largest = float(weights.sum(axis=1, dtype=float).max()) * largest
                    largest += float(np.abs(views[1]).max()) if len(views) > 1 else 0.0
                elif isinstance(layer, BatchNorm):
                    factor, summand = layer.affine(views)
                    largest = float(np.abs(factor).max()) * largest + float(np.abs(summand).max())
                elif isinstance(layer, ELU):
                    largest = max(layer.alpha, largest)
                elif isinstance(layer, Sigmoid | Tanh):
                    largest = min(1.0, largest)
                if not largest <= LARGEST_VALUE:
                    return largest
                most = max(most, largest)
        return most

    def describe(self) -> dict[str, Any]:
        """The architecture without the parameters, of JSON types only."""
        return {
            "input_shape": list(self.input_shape),
            "output": self.output,
            "layers": [
                {"type": type(layer).__name__, **asdict(layer)}  # type: ignore[call-overload]
                for layer in self.layers
            ],
        }

    @staticmethod
    def from_description(description: dict[str, Any], parameters: Array | None = None) -> Network:
        """The network of a :meth:`describe`; raises ValueError where it makes no sense.

        What it would take is known before memory is taken: it has at most :data:`MOST_LAYERS`
        layers and :data:`MOST_PARAMETERS` parameters, and one image at most :data:`MOST_VALUES`
        values in all of them.
        """
        try:
            entries = list(description["layers"])
            shape = tuple(description["input_shape"])
            output = description["output"]
            layers = tuple(_layer_from(entry) for entry in entries[: MOST_LAYERS + 1])
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not a description of a network: {error}") from error
        if output not in ("softmax", "sigmoid"):
            raise ValueError(f"a network's output is softmax or sigmoid, found {output!r}")
        if not 0 < len(entries) <= MOST_LAYERS:
            raise ValueError(f"a network has 1 to {MOST_LAYERS} layers, found {len(entries)}")
        if len(shape) != 3:
            raise ValueError(f"an input is (channels, height, width), found {shape}")
        for side in shape:
            check_count("a side of the input", side, largest=1024)
        check_size(layers, shape)
        if parameters is None:
            return Network(layers, shape, output)
        return Network(layers, shape, output, parameters)

    def _parameter_shapes(self) -> Iterator[tuple[Shape, ...]]:
        for layer, shape in zip(self.layers, self.shapes, strict=False):
            yield layer.parameter_shapes(shape)

    @cached_property
    def _first_learning_layer(self) -> int:
        learns = [bool(group) for group in self._parameter_shapes()]
        return learns.index(True)


def _received(
    layers: tuple[Layer, ...], input_shape: Shape, output: Output, parameters: Array
) -> Network:
    return Network(layers, input_shape, output, read_only(parameters))


def check_size(layers: tuple[Layer, ...], shape: Shape) -> None:
    """Raise ValueError where layers that were read from a file would take too much memory."""
    values = parameters = 0
    for layer in layers:
        output = layer.output_shape(shape)
        parameters += sum(math.prod(group) for group in layer.parameter_shapes(shape))
        values += math.prod(output)
        shape = output
        if values > MOST_VALUES:
            raise ValueError(f"an image has at most {MOST_VALUES} values in all layers")
        if parameters > MOST_PARAMETERS:
            raise ValueError(f"a network has at most {MOST_PARAMETERS} parameters")


def _layer_from(entry: dict[str, Any]) -> Layer:
    values = dict(entry)
    kind = values.pop("type")
    if kind not in LAYER_TYPES:
        raise ValueError(f"unknown layer {kind!r}; known are {', '.join(LAYER_TYPES)}")
    layer: Layer = LAYER_TYPES[kind](**values)
    return layer
