"""Activations: what a unit makes of its weighted sum. They learn nothing and keep the shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.layers.base import Parameterless, Scratch, check_share


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
class Tanh(Parameterless):
    """tanh(x), in (-1, 1); its slope is 1 - t² where t is the output."""

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is None:
            outputs: Array = np.tanh(inputs)
            return outputs
        # Not into the inputs: a pooling before it still has to know which of its values they were.
        outputs = scratch.array("outputs", inputs.shape, inputs.dtype)
        scratch.saved["outputs"] = np.tanh(inputs, out=outputs)
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
        output_gradient *= 1 - outputs * outputs
        return output_gradient


@dataclass(frozen=True)
class LeakyReLU(Parameterless):
    """x where x is positive, ``slope``·x elsewhere: a unit that is silent can still learn.

    Maas, Hannun, Ng 2013, "Rectifier nonlinearities improve neural network acoustic models",
    equation 2. ``slope`` lies in [0, 1).
    """

    slope: float = 0.01

    def __post_init__(self) -> None:
        check_share("slope", self.slope)

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is None:
            leak = inputs * self.slope
            return np.maximum(inputs, leak, out=leak)
        # Not into the inputs, for the same reason as above.
        outputs = scratch.array("outputs", inputs.shape, inputs.dtype)
        np.multiply(inputs, self.slope, out=outputs)
        scratch.saved["outputs"] = np.maximum(inputs, outputs, out=outputs)
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
        # The outputs have the sign of the inputs, whatever the slope.
        silent = scratch.array("silent", outputs.shape, np.bool_)
        np.less_equal(outputs, 0, out=silent)
        return np.multiply(output_gradient, self.slope, out=output_gradient, where=silent)


@dataclass(frozen=True)
class ELU(Parameterless):
    """x where x is positive, ``alpha``·(exp(x) - 1) elsewhere; ``alpha`` lies in [0, 10).

    Clevert, Unterthiner, Hochreiter 2016, "Fast and accurate deep network learning by exponential
    linear units (ELUs)", equation 15. Its slope below 0 is the output plus ``alpha``.
    """

    alpha: float = 1.0

    def __post_init__(self) -> None:
        check_share("alpha", self.alpha, below=10.0)

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        # Positive inputs are cut off first, or their exponentials would overflow.
        outputs: Array = self.alpha * np.expm1(np.minimum(inputs, 0))
        positive = inputs > 0
        np.copyto(outputs, inputs, where=positive)
        if scratch is not None:
            scratch.saved.update(outputs=outputs, positive=positive)
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
        outputs, positive = scratch.saved["outputs"], scratch.saved["positive"]
        output_gradient *= np.where(positive, 1, outputs + self.alpha)
        return output_gradient
