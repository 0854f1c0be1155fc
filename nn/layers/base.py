"""Layers: each turns a batch into the next one, and a gradient back into the one before.

A layer is only a description (``Dense(100)``); it holds no arrays and never changes. What it
learns lives in views of the network's one parameter vector and is handed to it, what a training
step has to remember between forward and backward lives in a :class:`Scratch`, and a prediction
has no scratch: so two threads can use one layer, and predicting writes to nothing.

Samples are columns. A batch of N samples has shape (features, N), or (height, channels, width,
N) before it is flattened, as in the formula ``weights @ inputs``. With the samples innermost,
every part of an image is a contiguous run of N numbers, and with the rows outermost a few rows
lie one behind the other: both are what makes the convolution of :mod:`nn.layers.convolution` fast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from nn.arrays import Array

Shape = tuple[int, ...]


@dataclass
class Scratch:
    """The memory of one layer in training, kept from step to step.

    Its arrays are made once for each shape: fresh large arrays at every step would cost more in
    page faults than the arithmetic on them. ``rng`` is for layers that draw at random;
    without one they leave chance out.
    """

    rng: np.random.Generator | None = None
    saved: dict[str, Any] = field(default_factory=dict)
    _arrays: dict[tuple[str, Shape, str], Array] = field(default_factory=dict)

    def array(self, name: str, shape: Sequence[int], dtype: Any) -> Array:
        """An uninitialised array, the same one whenever name, shape and dtype are the same."""
        key = (name, tuple(shape), np.dtype(dtype).str)
        if key not in self._arrays:
            self._arrays[key] = np.empty(shape, dtype)
        return self._arrays[key]

    def zeros(self, name: str, shape: Sequence[int], dtype: Any) -> Array:
        """Like :meth:`array`, but zero when it is first made, and never cleared afterwards."""
        key = (name, tuple(shape), np.dtype(dtype).str)
        if key not in self._arrays:
            self._arrays[key] = np.zeros(shape, dtype)
        return self._arrays[key]


class Layer(Protocol):
    """What the network asks of a layer. ``shape`` is that of one sample, without N."""

    def output_shape(self, shape: Shape) -> Shape:
        """The shape of one sample behind the layer; raises ValueError where it cannot fit."""

    def parameter_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        """The shapes of the arrays that the layer learns."""

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        """Write first values into the parameters."""

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        """(…, N) to (…, N). With a scratch it remembers what backward needs and may write into
        ``inputs``; without one it is pure."""

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        """Writes the parameters' gradients into ``gradients`` and returns that of the inputs.

        ``gradients`` may be empty where they are not needed.
        Takes the gradient of the loss with respect to the layer's output, which it may
        overwrite. Returns None where ``need_input_gradient`` is False: the first layer's input
        gradient is of no use and costs as much as the rest of its backward pass.
        """


def check_count(name: str, value: object, smallest: int = 1, largest: int = 1 << 20) -> None:
    """Raise ValueError where ``value`` is no whole number from ``smallest`` to ``largest``."""
    if type(value) is not int or not smallest <= value <= largest:
        raise ValueError(f"{name} is a whole number from {smallest} to {largest}, found {value!r}")


def check_flag(name: str, value: object) -> None:
    """Raise ValueError where ``value`` is neither true nor false."""
    if not isinstance(value, bool):
        raise ValueError(f"{name} is true or false, found {value!r}")


def check_share(name: str, value: object, *, below: float = 1.0) -> None:
    """Raise ValueError where ``value`` is no number in [0, ``below``)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < below:
        raise ValueError(f"{name} is a number in [0, {below:g}), found {value!r}")


class Parameterless:
    """The part of a layer that learns nothing and keeps the shape."""

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def parameter_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        return ()

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        pass
