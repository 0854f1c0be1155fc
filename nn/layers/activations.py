"""Activations: what a unit makes of its weighted sum. They learn nothing and keep the shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.layers.base import Parameterless, Scratch


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
