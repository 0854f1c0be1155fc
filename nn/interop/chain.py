"""A network of another library, taken over step by step until it is one of this library's.

    their input → rearranging | dense | convolution | pooling | activation … → layers and arrays

Other libraries have an image's axes in another order than this one, and reshape and transpose as
they please. So a chain keeps, for each of their values, its *place* among ours: an array of the
shape that their value has, which is reshaped and transposed as theirs is. Where numbers are
computed, it says in which order the weights have to be read, or that the order is none that can be
had here.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from nn.arrays import Array
from nn.interop.keras import ExchangeError
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
    Shape,
    Sigmoid,
    Tanh,
)
from nn.messages import N_, message
from nn.network import DIGITS, MOST_LAYERS, MOST_PARAMETERS, MOST_VALUES, Network, Output
from nn.preprocessing.frame import SIZE
from nn.reader import TEMPERATURES

_ACTIVATIONS = (ELU, LeakyReLU, ReLU, Sigmoid, Tanh)

Ending = Literal["logits", "softmax", "log_softmax"]
"""What their outputs are: numbers whose softmax are the probabilities, these, or their logarithms.

Where the network's own output is "sigmoid", "logits" are activations in [0, 1]."""

Sides = tuple[int, int, int, int]
"""Zeros to be put above, left, below and right of an image."""


@dataclass(frozen=True, eq=False)
class Step:
    """One of their layers; how many of ours stand for all up to it, and where its values lie.

    There are none where no values of ours are its own.
    """

    name: str
    kind: str
    layers: int = 0
    places: Array = field(default_factory=lambda: np.empty(0, int))

    def refusal(self, why: str, *arguments: object) -> ExchangeError:
        """That this layer cannot be taken over, and why not."""
        return refused_layer(self.name, self.kind, message(why, *arguments))


def refused_layer(name: str, kind: str, why: object) -> ExchangeError:
    """That a layer of theirs cannot be taken over, and why not."""
    return ExchangeError(N_("nn", "the layer {0} ({1}) cannot be taken: {2}"), name, kind, why)


class Chain:
    """What has been understood of their network so far, from its input on.

    ``input_shape`` is that of one of their samples, without N. Raises ExchangeError, here and in
    every method, for what cannot be had here.
    """

    def __init__(self, input_shape: Shape, *, channels_last: bool) -> None:
        if tuple(side for side in input_shape if side != 1) not in ((SIZE, SIZE), (SIZE**2,)):
            raise ExchangeError(
                N_("nn", "expected a model that reads 28×28 grey values, found {0}"), input_shape
            )
        self.input_shape = input_shape
        self._places = np.arange(SIZE**2).reshape(1, *input_shape)
        self.steps: list[Step] = []
        self.ending: Ending = "logits"
        self.rescaling = (1.0, 0.0)
        """Factor and summand of what is done to the input before anything is learned."""
        self.temperature = 1.0
        self._channels_last = channels_last
        self._shape: Shape = (1, SIZE, SIZE)
        self._layers: list[Layer] = []
        self._arrays: list[list[Array]] = []
        self._sides: Sides = (0, 0, 0, 0)
        self._factor = 1.0
        self._is_logarithm = False
        self._has_ended = False
        self._parameters = 0
        self._values = 0

    @property
    def places(self) -> Array:
        """Where each of their values lies among ours, (1, …) in the shape that theirs have."""
        self._pad_now()
        return self._places

    def begin(self, name: str, kind: str) -> Step:
        """The next of their layers is understood; what is added from now on stands for it."""
        self._note()
        step = Step(name, kind)
        if self._has_ended:
            raise step.refusal(N_("nn", "nothing may follow the softmax"))
        if len(self.steps) == MOST_LAYERS:
            raise step.refusal(N_("nn", "a network has at most {0} layers"), MOST_LAYERS)
        self.steps.append(step)
        return step

    def network(self) -> Network:
        """All that was added, as one network whose input is theirs behind ``rescaling``."""
        self._note()
        if not self._layers:
            raise ExchangeError(N_("nn", "expected a model with weights, found none"))
        is_sigmoid = isinstance(self._last_but(Flatten), Sigmoid)
        if self._is_logarithm and not self._has_ended:
            raise self.steps[-1].refusal(N_("nn", "only a softmax may follow a logarithm"))
        self._take_temperature()
        self._finish_classes()
        output: Output = "softmax"
        if is_sigmoid and (self._is_logarithm or not self._has_ended):
            output = "sigmoid"
        vector = np.concatenate([np.ravel(array) for group in self._arrays for array in group])
        return Network(tuple(self._layers), output=output, parameters=vector)

    def rearrange(self, places: Array) -> None:
        """Their values are reshaped or transposed: ``places`` is what became of the places."""
        self._places = places
        if places.ndim == 2 and self._layers and len(self._shape) > 1:
            self._add(Flatten())

    def flatten(self) -> None:
        """Their values become one row."""
        self.rearrange(self.places.reshape(1, -1))

    def dense(self, weights: Array, bias: Array | None) -> None:
        """``weights`` (units, inputs) in the order that their values have."""
        self._compute()
        self._expect_flat()
        if weights.shape[1] != self._places.size:
            raise self.steps[-1].refusal(
                N_("nn", "it has {0} inputs, and {1} come"), weights.shape[1], self._places.size
            )
        self._expect_room(weights.size)
        if len(self._shape) > 1:
            self._add(Flatten())
        ours = np.empty_like(weights)
        ours[:, self._places.ravel()] = weights
        self._add(Dense(len(weights), bias is not None), ours, *_present(bias))
        self._places = np.arange(len(weights))[None]

    def convolution(self, kernels: Array, bias: Array | None, stride: int, sides: Sides) -> None:
        """``kernels`` (filters, channels, side, side), as in every library not flipped."""
        sides = self._all_sides(sides)
        self._compute()
        self._expect_image()
        top, left, bottom, right = sides
        if (top, bottom) != (left, right):
            raise self.steps[-1].refusal(
                N_("nn", "an image has to be padded alike in both directions")
            )
        filters, channels, kernel, width = kernels.shape
        if kernel != width or channels != self._shape[0]:
            raise self.steps[-1].refusal(
                N_("nn", "its kernels have to be squares over all channels")
            )
        # An uneven padding is an even one with a kernel that has zeros where it reaches further.
        before, after = max(bottom - top, 0), max(top - bottom, 0)
        self._expect_room(filters * channels * (kernel + before + after) ** 2)
        kernels = np.pad(kernels, ((0, 0), (0, 0), (before, after), (before, after)))
        rows = kernels.swapaxes(1, 2).reshape(filters, -1)
        layer = Conv2D(filters, kernels.shape[2], stride, max(top, bottom), bias is not None)
        self._add(layer, rows, *_present(bias))
        self._lay_out_image()

    def pad(self, sides: Sides) -> None:
        """Zeros around the image."""
        self._sides = self._all_sides(sides)

    def pool(self, kind: type[MaxPool2D] | type[AveragePool2D], size: int) -> None:
        """The largest or the mean value of squares that do not overlap."""
        self._compute()
        self._expect_image()
        self._add(kind(size))
        self._lay_out_image()

    def pool_all(self, kind: type[MaxPool2D] | type[AveragePool2D]) -> None:
        """The largest or the mean value of each channel, which stays an image of one pixel."""
        height, width = self.image_sides()
        if height != width:
            raise self.steps[-1].refusal(N_("nn", "its image has to be a square"))
        self.pool(kind, height)

    def activate(self, layer: Layer) -> None:
        """A function of each value alone, or dropout."""
        self._compute()
        self._add(layer)

    def normalise(self, arrays: Sequence[Array], momentum: float, epsilon: float) -> None:
        """Scale, shift, mean and variance of each channel, or of each of their flat values."""
        self._compute()
        if self._places.ndim == 2:
            if len(self._shape) > 1:
                self._add(Flatten())
            order = np.empty(self._places.size, int)
            order[self._places.ravel()] = np.arange(self._places.size)
            arrays = [array[order] for array in arrays]
        else:
            self._expect_image()
        if any(array.shape != (self._shape[0],) for array in arrays):
            raise self.steps[-1].refusal(
                N_("nn", "only channels and flat values can be normalised here")
            )
        self._add(BatchNorm(momentum, epsilon), *arrays)

    def scale(self, factor: Array, summand: Array) -> None:
        """Each value times ``factor`` plus ``summand``, one of each or one a channel."""
        factor, summand = np.atleast_1d(factor), np.atleast_1d(summand)
        if factor.size == summand.size == 1:
            number, more = float(factor[0]), float(summand[0])
            if not self._layers and self._sides == (0, 0, 0, 0):
                before = self.rescaling
                self.rescaling = (number * before[0], number * before[1] + more)
                return
            if more == 0:
                self._factor *= number
                return
        self._scale_channels(factor, summand)

    def take_logarithm(self) -> None:
        """Of sigmoids, before a softmax: together, their shares of the sum."""
        if not (self._layers and isinstance(self._layers[-1], Sigmoid)):
            raise self.steps[-1].refusal(N_("nn", "only that of a sigmoid is known here"))
        self._is_logarithm = True

    def end(self, ending: Ending) -> None:
        """Their last layer makes probabilities of the values, or logarithms of probabilities."""
        self._expect_flat()
        self.ending, self._has_ended = ending, True

    def _note(self) -> None:
        """Remember of the last step what stands for it, now that all of it has been added.

        Where a padding or a factor waits for what follows, no values of ours are theirs yet; and
        where nothing was added, there is nothing to compare.
        """
        before = max((step.layers for step in self.steps), default=0)
        if len(self._layers) > before and not self._waits:
            step = replace(self.steps[-1], layers=len(self._layers), places=self._places.ravel())
            self.steps[-1] = step

    @property
    def _waits(self) -> bool:
        return self._sides != (0, 0, 0, 0) or self._factor != 1 or self._has_ended

    def _add(self, layer: Layer, *arrays: Array) -> None:
        try:
            shape = layer.output_shape(self._shape)
        except ValueError as error:
            raise self.steps[-1].refusal("{0}", error) from error
        expected = layer.parameter_shapes(self._shape)
        if tuple(array.shape for array in arrays) != expected:
            raise self.steps[-1].refusal(
                N_("nn", "its weights are of another shape than its description says")
            )
        self._parameters += sum(array.size for array in arrays)
        self._values += math.prod(shape)
        if self._values > MOST_VALUES:
            raise self.steps[-1].refusal(N_("nn", "an image has too many values in all layers"))
        # One more may come before them, for the range of the input.
        if len(self._layers) == MOST_LAYERS - 1:
            raise self.steps[-1].refusal(N_("nn", "a network has at most {0} layers"), MOST_LAYERS)
        self._layers.append(layer)
        self._arrays.append([np.asarray(array, np.float32) for array in arrays])
        self._shape = shape

    def _expect_room(self, parameters: int) -> None:
        """Refuse more parameters before memory is taken for them."""
        if self._parameters + parameters > MOST_PARAMETERS:
            raise self.steps[-1].refusal(
                N_("nn", "a network has at most {0} parameters"), MOST_PARAMETERS
            )

    def _compute(self) -> None:
        """What waited for what follows is done now."""
        if self._is_logarithm:
            raise self.steps[-1].refusal(N_("nn", "only a softmax may follow a logarithm"))
        if self._factor != 1:
            factor, self._factor = self._factor, 1.0
            self._scale_channels(np.array([factor]), np.zeros(1))
        self._pad_now()

    def _pad_now(self) -> None:
        if self._sides != (0, 0, 0, 0):
            # Padding alone is a convolution whose kernels each pass their own channel on.
            self._expect_room(self._shape[0] ** 2)
            itself = np.eye(self._shape[0], dtype=np.float32)[:, :, None, None]
            self.convolution(itself, None, 1, (0, 0, 0, 0))

    def _scale_channels(self, factor: Array, summand: Array) -> None:
        values = self._places.size if self._places.ndim == 2 else self._shape[0]
        if any(array.size not in (1, values) for array in (factor, summand)):
            raise self.steps[-1].refusal(
                N_("nn", "only channels and flat values can be normalised here")
            )
        zero, one = np.zeros(values), np.ones(values)
        # As a normalisation by nothing: a layer before takes that into its own weights.
        self.normalise([one * factor, one * summand, zero, one], 0.99, 0.0)

    def _take_temperature(self) -> None:
        """A factor that only the softmax waits for is a calibration's."""
        coldest, hottest = TEMPERATURES
        if coldest <= 1 / (self._factor or 1) <= hottest:
            self.temperature, self._factor = 1 / self._factor, 1.0
        if self._factor != 1 or self._sides != (0, 0, 0, 0):
            self._compute()

    def _all_sides(self, sides: Sides) -> Sides:
        """Those that wait, too, from now on no longer."""
        waiting, self._sides = self._sides, (0, 0, 0, 0)
        top, left, bottom, right = (a + b for a, b in zip(waiting, sides, strict=True))
        return top, left, bottom, right

    def image_sides(self) -> tuple[int, int]:
        """Rows and columns of the image that comes, with the zeros that wait for it."""
        self._expect_image()
        _, height, width = self._shape
        top, left, bottom, right = self._sides
        return height + top + bottom, width + left + right

    def _expect_flat(self) -> None:
        if self._places.ndim != 2:
            raise self.steps[-1].refusal(N_("nn", "flat values have to come, not an image"))

    def _expect_image(self) -> None:
        """Their image is ours, in their library's order of axes."""
        if len(self._shape) == 3:
            places = _image_places(self._shape, channels_last=self._channels_last)
            if np.array_equal(self._places, places):
                return
        raise self.steps[-1].refusal(
            N_("nn", "an image has to come, with its rows, columns and channels in their order")
        )

    def _lay_out_image(self) -> None:
        self._places = _image_places(self._shape, channels_last=self._channels_last)

    def _finish_classes(self) -> None:
        """A value of ours for each class, in their order."""
        self._expect_flat()
        classes = self._places.size
        if classes not in (DIGITS, DIGITS + 1):
            raise ExchangeError(
                N_("nn", "expected a model with 10 or 11 outputs, found {0}"), classes
            )
        is_in_order = np.array_equal(self._places.ravel(), np.arange(classes))
        if isinstance(self._last_but(*_ACTIVATIONS, BatchNorm, Dropout), Dense) and is_in_order:
            return
        # Whoever shows a network expects it to end with units, and not with the mean of a map.
        self.dense(np.eye(classes, dtype=np.float32), None)

    def _last_but(self, *kinds: type[Layer]) -> Layer | None:
        """The last layer of ours that is of none of these kinds."""
        return next((one for one in reversed(self._layers) if not isinstance(one, kinds)), None)


def _image_places(shape: Shape, *, channels_last: bool) -> Array:
    """Where the values of an image lie among ours, whose rows come before channels."""
    channels, height, width = shape
    places = np.arange(math.prod(shape)).reshape(height, channels, width)
    return places.transpose((0, 2, 1) if channels_last else (1, 0, 2))[None]


def _present(bias: Array | None) -> list[Array]:
    return [] if bias is None else [bias]


def same_padding(side: int, kernel: int, stride: int) -> tuple[int, int]:
    """Zeros before and after a side that Keras and ONNX mean by "same"; one more may be after."""
    total = max((-(-side // stride) - 1) * stride + kernel - side, 0)
    return total // 2, total - total // 2
