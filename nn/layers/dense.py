"""Layers of flat values: every input with every output, and what stands around such a layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.layers.base import Parameterless, Scratch, Shape, check_count, check_flag, check_share
from nn.layers.initialisation import check_initial, initial_weights


@dataclass(frozen=True)
class Dense:
    """Every output is a weighted sum of all inputs: ``weights @ inputs + bias``.

    Parameters: weights (units, inputs) and, unless ``bias`` is False, bias (units,). ``initial``
    says how the weights begin, see :mod:`nn.layers.initialisation`; a bias begins at 0.
    """

    units: int
    bias: bool = True
    initial: str = "he"

    def __post_init__(self) -> None:
        check_count("units", self.units)
        check_flag("bias", self.bias)
        check_initial(self.initial)

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
        weights[...] = initial_weights(self.initial, weights.shape, inputs, units, rng=rng)
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
        check_share("a dropout rate", self.rate)

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is None or scratch.rng is None:
            return inputs
        factor = scratch.array("factor", inputs.shape, np.float32)
        scratch.rng.random(out=factor, dtype=np.float32)
        np.greater_equal(factor, self.rate, out=factor)
        factor *= 1 / (1 - self.rate)
        # Not into the inputs: an activation or a pooling before it still has to know them.
        outputs = scratch.array("outputs", inputs.shape, inputs.dtype)
        return np.multiply(inputs, factor, out=outputs)

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
