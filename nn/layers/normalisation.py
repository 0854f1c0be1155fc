"""Batch normalisation: every channel at mean 0 and variance 1, then scaled and shifted as learned.

    convolution or dense → BatchNorm → ReLU        while the network trains
    convolution or dense, with other weights → ReLU    afterwards: see Network.folded

Ioffe, Szegedy 2015, "Batch normalization: accelerating deep network training by reducing internal
covariate shift". In training mean and variance are those of the batch, over its images and all
places of a channel; in prediction they are moving averages of what was seen in training. Then all
is one factor and one summand a channel, which a layer before can take into its own weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.layers.base import Scratch, Shape, check_share


@dataclass(frozen=True)
class BatchNorm:
    """Parameters: scale γ, shift β, moving mean and moving variance, each (channels,).

    A channel is one of a convolution's maps, or one value of a flat sample. The last two are not
    learned by gradients, theirs is always 0: :meth:`update_statistics` moves them behind each step
    of the optimiser, by ``1 - momentum`` of the way to the batch's own. ``epsilon`` is added to
    the variance.
    """

    momentum: float = 0.98
    epsilon: float = 1e-4

    def __post_init__(self) -> None:
        check_share("momentum", self.momentum, below=1.0 + 1e-9)
        check_share("epsilon", self.epsilon, below=10.0)

    def output_shape(self, shape: Shape) -> Shape:
        return shape

    def parameter_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        return ((shape[0],),) * 4

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        for values, first in zip(parameters, (1, 0, 0, 1), strict=True):
            values[...] = first

    def affine(self, parameters: Sequence[Array]) -> tuple[Array, Array]:
        """The factor and the summand of each channel in prediction, both (channels,)."""
        scale, shift, mean, variance = parameters
        factor = scale / np.sqrt(variance + self.epsilon)
        return factor, shift - factor * mean

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        if scratch is None:
            factor, summand = self.affine(parameters)
            return inputs * _along(factor, inputs) + _along(summand, inputs)
        rows = _rows(inputs)
        if scratch.rng is None:
            # Without chance there is no batch either, only the image that is asked about.
            mean, variance = parameters[2:]
        else:
            count = rows.size // rows.shape[1]
            mean = rows.sum(axis=2).sum(axis=0) / count
            variance = np.maximum(_products(rows, rows) / count - mean * mean, 0)
        deviation = np.sqrt(variance + self.epsilon)
        factor = parameters[0] / deviation
        scratch.saved.update(inputs=inputs, mean=mean, variance=variance, deviation=deviation)
        scratch.saved["averages"] = [average.copy() for average in parameters[2:]]
        outputs = scratch.array("outputs", inputs.shape, inputs.dtype)
        np.multiply(inputs, _along(factor, inputs), out=outputs)
        outputs += _along(parameters[1] - factor * mean, outputs)
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
        inputs, mean, deviation = (scratch.saved[name] for name in ("inputs", "mean", "deviation"))
        rows = _rows(output_gradient)
        of_shift = rows.sum(axis=2).sum(axis=0)
        of_scale = (_products(rows, _rows(inputs)) - mean * of_shift) / deviation
        if gradients:
            for gradient, values in zip(gradients, (of_scale, of_shift, 0, 0), strict=True):
                gradient[...] = values
        if not need_input_gradient:
            return None
        factor = parameters[0] / deviation
        output_gradient *= _along(factor, output_gradient)
        if scratch.rng is not None:
            # Mean and variance depend on the inputs, too (section 3 of the paper):
            # factor · (gradient - mean of it - normalised input · mean of their product).
            count = rows.size // rows.shape[1]
            slope = -factor * of_scale / (deviation * count)
            # The outputs are done with: the layers behind have been on their way back already.
            work = scratch.array("outputs", inputs.shape, inputs.dtype)
            output_gradient += np.multiply(inputs, _along(slope, inputs), out=work)
            output_gradient -= _along(factor * of_shift / count + slope * mean, output_gradient)
        return output_gradient

    def update_statistics(self, parameters: Sequence[Array], scratches: Sequence[Scratch]) -> None:
        """Move the averages towards what a batch had, whose parts went through ``scratches``.

        They start from where they were then: an optimiser's weight decay is not meant for them.
        """
        before = scratches[0].saved["averages"]
        for index, name in enumerate(("mean", "variance")):
            seen = np.mean([scratch.saved[name] for scratch in scratches], axis=0)
            parameters[2 + index][...] = self.momentum * before[index] + (1 - self.momentum) * seen


def _along(values: Array, batch: Array) -> Array:
    """A value for each channel, so that it meets that channel in (…, channels, width, N)."""
    return values[:, None, None] if batch.ndim == 4 else values[:, None]


def _rows(batch: Array) -> Array:
    """(height, channels, width, N) or (channels, N) to (height or 1, channels, all else)."""
    return batch.reshape(len(batch), batch.shape[1], -1) if batch.ndim == 4 else batch[None]


def _products(first: Array, second: Array) -> Array:
    """The sum of both arrays' products in each channel."""
    products: Array = np.einsum("rcx,rcx->c", first, second)
    return products
