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
from nn.layers.initialisation import glorot_uniform, he_normal

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

        ``gradients`` may be empty where nobody wants to know them.
        Takes the gradient of the loss with respect to the layer's output, which it may
        overwrite. Returns None where ``need_input_gradient`` is False: the first layer's input
        gradient is of no use and costs as much as the rest of its backward pass.
        """


class Parameterless:
    """The part of a layer that learns nothing and keeps the shape."""

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def parameter_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        return ()

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        pass


@dataclass(frozen=True)
class Dense:
    """Every output is a weighted sum of all inputs: ``weights @ inputs + bias``.

    Parameters: weights (units, inputs) and, unless ``bias`` is False, bias (units,).
    """

    units: int
    bias: bool = True
    initial: str = "he"

    def output_shape(self, shape: Shape) -> Shape:
        if len(shape) != 1:
            raise ValueError(f"Dense takes flat samples, found shape {shape}: put Flatten before")
        return (self.units,)

    def parameter_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        weights = (self.units, shape[0])
        return (weights, (self.units,)) if self.bias else (weights,)

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        weights = parameters[0]
        units, inputs = weights.shape
        if self.initial == "glorot":
            weights[...] = glorot_uniform(weights.shape, inputs, units, rng=rng)
        else:
            weights[...] = he_normal(weights.shape, inputs, rng=rng)
        if self.bias:
            parameters[1][...] = 0

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        weights = parameters[0]
        out = None
        if scratch is not None:
            scratch.saved["inputs"] = inputs
            out = scratch.array("outputs", (self.units, inputs.shape[1]), inputs.dtype)
        outputs = np.matmul(weights, inputs, out=out)
        if self.bias:
            outputs += parameters[1][:, None]
        return outputs

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        inputs = scratch.saved["inputs"]
        if gradients:
            np.matmul(output_gradient, inputs.T, out=gradients[0])
            if self.bias:
                np.sum(output_gradient, axis=1, out=gradients[1])
        if not need_input_gradient:
            return None
        out = scratch.array("input_gradient", inputs.shape, inputs.dtype)
        return np.matmul(parameters[0].T, output_gradient, out=out)


@dataclass(frozen=True)
class ReLU(Parameterless):
    """max(x, 0); its slope is 1 where the output is positive and 0 elsewhere."""

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is None:
            return np.maximum(inputs, 0)
        scratch.saved["outputs"] = np.maximum(inputs, 0, out=inputs)
        return inputs

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        outputs = scratch.saved["outputs"]
        positive = scratch.array("positive", outputs.shape, np.bool_)
        np.greater(outputs, 0, out=positive)
        return np.multiply(output_gradient, positive, out=output_gradient)


@dataclass(frozen=True)
class Sigmoid(Parameterless):
    """1 / (1 + exp(-x)); its slope is s·(1 - s) where s is the output."""

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        from scipy.special import expit  # exact at both tails; imported when first needed

        outputs: Array = expit(inputs)
        if scratch is not None:
            scratch.saved["outputs"] = outputs
        return outputs

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        outputs = scratch.saved["outputs"]
        output_gradient *= outputs * (1 - outputs)
        return output_gradient


@dataclass(frozen=True)
class Flatten(Parameterless):
    """(height, channels, width, N) to (height·channels·width, N)."""

    def output_shape(self, shape: Shape) -> Shape:
        return (int(np.prod(shape)),)

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is not None:
            scratch.saved["shape"] = inputs.shape
        return inputs.reshape(-1, inputs.shape[-1])

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        return output_gradient.reshape(scratch.saved["shape"])


@dataclass(frozen=True)
class Dropout(Parameterless):
    """In training, sets each value to 0 with probability ``rate`` and scales the others up.

    Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014; the scaling by 1 / (1 - rate)
    is done here and not in prediction, which therefore skips the layer.
    """

    rate: float

    def __post_init__(self) -> None:
        if not 0 <= self.rate < 1:
            raise ValueError(f"a dropout rate lies in [0, 1), found {self.rate}")

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is None or scratch.rng is None:
            return inputs
        factor = scratch.array("factor", inputs.shape, np.float32)
        scratch.rng.random(out=factor, dtype=np.float32)
        np.greater_equal(factor, self.rate, out=factor)
        factor *= 1 / (1 - self.rate)
        return np.multiply(inputs, factor, out=inputs)

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        if scratch.rng is None:
            return output_gradient
        factor = scratch.array("factor", output_gradient.shape, np.float32)
        return np.multiply(output_gradient, factor, out=output_gradient)
