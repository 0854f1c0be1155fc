"""What there is to see inside a network: its levels, and what each unit of them looks for.

    network → levels → for one image: values at every level
                     → for one unit: its weights as a picture, its field of view, its slope

A *level* is what a person would call a layer: a convolution, a pooling or a dense layer together
with the activation behind it. Flatten and dropout change nothing in a prediction and are no
levels. A *unit* is one number of a dense level or one map of a convolution.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from nn.arrays import Array
from nn.explain.recording import Recording
from nn.layers import (
    ELU,
    AveragePool2D,
    Conv2D,
    Dense,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Shape,
    Sigmoid,
    Tanh,
)
from nn.network import Network

Kind = Literal["convolution", "pooling", "dense", "output"]


@dataclass(frozen=True)
class Level:
    """Layers ``first`` to ``last`` of a network, by their indices.

    ``first`` has the weights or pools, ``last`` gives the values; ``shape`` is that of one
    sample's values, (maps, height, width) or (units,). ``sees_image``: its inputs are pixels, not
    the values of another level. ``squashes``: its values are sigmoids, where a half means nothing.
    """

    kind: Kind
    first: int
    last: int
    shape: Shape
    sees_image: bool
    squashes: bool

    @property
    def units(self) -> int:
        """How many units or maps there are."""
        return self.shape[0]


@dataclass(frozen=True)
class FieldOfView:
    """The square of the image that one value depends on; it may reach beyond the image."""

    top: int
    left: int
    side: int


def levels(network: Network) -> list[Level]:
    """The network's levels from the image to the output."""
    found: list[Level] = []
    for index, layer in enumerate(network.layers):
        shape = network.shapes[index + 1]
        if isinstance(layer, Conv2D | MaxPool2D | AveragePool2D | Dense):
            sees_image = not found
            found.append(Level(_kind(layer), index, index, shape, sees_image, False))
        elif isinstance(layer, ELU | LeakyReLU | ReLU | Sigmoid | Tanh) and found:
            found[-1] = replace(found[-1], last=index, squashes=isinstance(layer, Sigmoid))
    if found and found[-1].kind == "dense":
        found[-1] = replace(found[-1], kind="output")
    return found


def weights_as_pictures(network: Network, level: Level) -> Array | None:
    """What the units of the first level look for: their weights, laid out as they lie on the image.

    (units, 28, 28) for a dense level, (maps, kernel, kernel) for a convolution; None for a level
    whose inputs are not pixels.
    """
    if not level.sees_image or level.kind == "pooling":
        return None
    weights = network.views[level.first][0]
    layer = network.layers[level.first]
    if isinstance(layer, Conv2D):
        channels = network.input_shape[0]
        kernels = weights.reshape(level.units, layer.kernel, channels, layer.kernel)
        return kernels[:, :, 0]
    return weights.reshape(level.units, *network.input_shape[1:])


def unit_slope(network: Network, image: Array, level: Level, place: tuple[int, ...]) -> Array:
    """How one value of the level changes with each pixel of the image (28, 28) in [0, 1].

    ``place`` is (unit,) or (map, row, column). The value is taken before the activation: a unit
    that is silent has a slope, too, and it tells what would wake it.
    """
    recording = Recording(network, image[None])
    shape = network.shapes[level.first + 1]
    gradient = np.zeros((*shape, 1), image.dtype)
    gradient[place] = 1
    # Inside the network rows come before channels.
    laid_out = gradient.swapaxes(0, 1) if gradient.ndim == 4 else gradient
    slope: Array = recording.input_gradient(laid_out, behind=level.first)[0]
    return slope


def field_of_view(network: Network, level: Level, row: int, column: int) -> FieldOfView:
    """The part of the image that a map's value at ``row`` and ``column`` depends on."""
    top, left, side = row, column, 1
    for layer in reversed(network.layers[: level.first + 1]):
        if isinstance(layer, Conv2D):
            top, left = (at * layer.stride - layer.padding for at in (top, left))
            side = (side - 1) * layer.stride + layer.kernel
        elif isinstance(layer, MaxPool2D | AveragePool2D):
            top, left, side = (length * layer.size for length in (top, left, side))
    return FieldOfView(top, left, side)


def _kind(layer: Conv2D | MaxPool2D | AveragePool2D | Dense) -> Kind:
    if isinstance(layer, Conv2D):
        return "convolution"
    return "dense" if isinstance(layer, Dense) else "pooling"
