"""Convolution and pooling over images whose rows are outermost and whose samples are innermost.

A convolution is a matrix product: every patch of the image that the kernel looks at becomes a
column (im2col), and ``weights @ columns`` gives all outputs at once. The cost of it is moving
numbers, so the layout, (height, channels, width, N), is chosen for that. Only along the width are
patches spelled out. Down the image nothing is copied: what the kernel sees for one row of outputs
is ``kernel`` whole rows, which lie in memory one behind the other, and the next row of outputs
sees the same memory a little further on. So there is one matrix product for each row of outputs,
small enough for the processor's cache; and a run of N samples is contiguous everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided

from nn.arrays import Array
from nn.layers.base import Parameterless, Scratch, Shape, check_count, check_flag
from nn.layers.initialisation import check_initial, initial_weights


@dataclass(frozen=True)
class Conv2D:
    """``filters`` kernels of ``kernel``×``kernel``, moved by ``stride`` over a padded image.

    Parameters: weights (filters, kernel·channels·kernel), a row a kernel with the kernel's rows
    outermost, and, unless ``bias`` is False, bias (filters,). ``padding`` zeros are put on each of
    the four sides; output sides are ``(side + 2·padding - kernel) // stride + 1``. As in every
    deep-learning library the kernel is not flipped (it is a cross-correlation).
    """

    filters: int
    kernel: int
    stride: int = 1
    padding: int = 0
    bias: bool = True
    initial: str = "he"

    def __post_init__(self) -> None:
        check_count("filters", self.filters)
        check_count("kernel", self.kernel, largest=1024)
        check_count("stride", self.stride, largest=1024)
        check_count("padding", self.padding, 0, 1024)
        check_flag("bias", self.bias)
        check_initial(self.initial)

    def output_shape(self, shape: Shape) -> Shape:
        if len(shape) != 3:
            raise ValueError(f"Conv2D takes (channels, height, width), found {shape}")
        height, width = (
            (side + 2 * self.padding - self.kernel) // self.stride + 1 for side in shape[1:]
        )
        if height < 1 or width < 1:
            raise ValueError(f"an image of {shape[1:]} is smaller than the kernel {self.kernel}")
        return (self.filters, height, width)

    def parameter_shapes(self, shape: Shape) -> tuple[Shape, ...]:
        weights = (self.filters, shape[0] * self.kernel**2)
        return (weights, (self.filters,)) if self.bias else (weights,)

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        weights = parameters[0]
        filters, inputs = weights.shape
        # An input is seen by every filter, at each place of the kernel.
        outputs = filters * self.kernel**2
        weights[...] = initial_weights(self.initial, weights.shape, inputs, outputs, rng=rng)
        if self.bias:
            parameters[1][...] = 0

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        weights = parameters[0]
        memory = scratch or Scratch()
        patches = self._patches(inputs, memory)
        rows, _, across = patches.shape
        outputs = memory.array("outputs", (rows, self.filters, across), inputs.dtype)
        np.matmul(weights, patches, out=outputs)
        if self.bias:
            outputs += parameters[1][:, None]
        return outputs.reshape(rows, self.filters, -1, inputs.shape[-1])

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        rows, filters = output_gradient.shape[:2]
        row_gradients = output_gradient.reshape(rows, filters, -1)
        if gradients:
            self._weight_gradients(gradients, row_gradients, scratch)
        if not need_input_gradient:
            return None
        return self._input_gradient(parameters[0], row_gradients, scratch)

    def _weight_gradients(
        self, gradients: Sequence[Array], row_gradients: Array, scratch: Scratch
    ) -> None:
        rows, filters, _ = row_gradients.shape
        patches = scratch.saved["patches"]
        # This order is a quarter faster than its transpose: the tall side comes first.
        products = scratch.array("products", (rows, patches.shape[1], filters), patches.dtype)
        np.matmul(patches, row_gradients.transpose(0, 2, 1), out=products)
        gradients[0][...] = products.sum(axis=0).T
        if self.bias:
            np.sum(row_gradients, axis=(0, 2), out=gradients[1])

    def _patches(self, inputs: Array, scratch: Scratch) -> Array:
        """im2col: (height, channels, width, N) to (output rows, kernel·channels·kernel, across).

        A column for each output and sample of a row, ``across`` of them. The rows of outputs are
        windows into the same memory.
        """
        height, channels, width, samples = inputs.shape
        _, rows, columns = self.output_shape((channels, height, width))
        # The border stays zero from the first time on: only the middle is written.
        spelled = scratch.zeros("spelled", self._spelled_shape(inputs.shape), inputs.dtype)
        inside = spelled[self.padding : self.padding + height]
        for tap, outputs, seen in self._taps(width):
            inside[:, :, tap, outputs] = inputs[:, :, seen]
        scratch.saved["input_shape"] = inputs.shape
        across = columns * samples
        row_stride = spelled.strides[0]
        scratch.saved["patches"] = as_strided(
            spelled,
            (rows, self.kernel * channels * self.kernel, across),
            (self.stride * row_stride, across * spelled.itemsize, spelled.itemsize),
            writeable=False,
        )
        patches: Array = scratch.saved["patches"]
        return patches

    def _input_gradient(self, weights: Array, row_gradients: Array, scratch: Scratch) -> Array:
        """col2im: every patch's gradient added where the patch was taken from."""
        shape = scratch.saved["input_shape"]
        dtype = row_gradients.dtype
        # Rows that no patch reaches stay zero from the first time on.
        spelled = scratch.zeros("spelled_gradient", self._spelled_shape(shape), dtype)
        patch = scratch.array("patch_gradient", (weights.shape[1], row_gradients.shape[2]), dtype)
        patch_rows = patch.reshape(self.kernel, *spelled.shape[1:])
        begun = 0
        for row, gradient in enumerate(row_gradients):
            np.matmul(weights.T, gradient, out=patch)
            first, end = row * self.stride, row * self.stride + self.kernel
            shared = max(begun - first, 0)
            spelled[first : first + shared] += patch_rows[:shared]
            spelled[first + shared : end] = patch_rows[shared:]
            begun = end
        inside = spelled[self.padding : self.padding + shape[0]]
        input_gradient = scratch.array("input_gradient", shape, dtype)
        input_gradient[...] = 0
        for tap, outputs, seen in self._taps(shape[2]):
            input_gradient[:, :, seen] += inside[:, :, tap, outputs]
        return input_gradient

    def _spelled_shape(self, shape: Shape) -> Shape:
        """Of the padded image with its patches spelled out along the width."""
        height, channels, width, samples = shape
        _, _, columns = self.output_shape((channels, height, width))
        return (height + 2 * self.padding, channels, self.kernel, columns, samples)

    def _taps(self, width: int) -> Iterator[tuple[int, slice, slice]]:
        """For each column of the kernel: the outputs that see a pixel with it, and these pixels."""
        columns = (width + 2 * self.padding - self.kernel) // self.stride + 1
        for tap in range(self.kernel):
            first = max(-(-(self.padding - tap) // self.stride), 0)
            last = min((width - 1 + self.padding - tap) // self.stride, columns - 1)
            begin = first * self.stride + tap - self.padding
            end = last * self.stride + tap - self.padding
            yield tap, slice(first, last + 1), slice(begin, end + 1, self.stride)


@dataclass(frozen=True)
class _Pool2D(Parameterless):
    """One value for each ``size``×``size`` square.

    Rows and columns that fill no square are left out, as Keras does with "valid" padding.
    """

    size: int = 2

    def __post_init__(self) -> None:
        check_count("size", self.size, largest=1024)

    def output_shape(self, shape: Shape) -> Shape:
        if len(shape) != 3:
            raise ValueError(
                f"{type(self).__name__} takes (channels, height, width), found {shape}"
            )
        channels, height, width = shape
        if height < self.size or width < self.size:
            raise ValueError(f"{height}×{width} is too small to be pooled by {self.size}")
        return (channels, height // self.size, width // self.size)

    def _squares(self, images: Array) -> Iterator[Array]:
        """The images' pixels at each place within a square, as views."""
        height, width = (images.shape[axis] // self.size * self.size for axis in (0, 2))
        for row in range(self.size):
            for column in range(self.size):
                yield images[row : height : self.size, :, column : width : self.size]

    def _clear_rest(self, input_gradient: Array) -> None:
        """Zeros where no square is: the layers before may have written there, on the way back."""
        input_gradient[input_gradient.shape[0] // self.size * self.size :] = 0
        input_gradient[:, :, input_gradient.shape[2] // self.size * self.size :] = 0


@dataclass(frozen=True)
class MaxPool2D(_Pool2D):
    """The largest value of each ``size``×``size`` square; what fills no square is left out."""

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        squares = list(self._squares(inputs))
        outputs = squares[0].copy()
        for square in squares[1:]:
            np.maximum(outputs, square, out=outputs)
        if scratch is not None:
            scratch.saved.update(inputs=inputs, outputs=outputs)
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
        """The gradient goes to the place that held the largest value, the first one of equals."""
        inputs, outputs = scratch.saved["inputs"], scratch.saved["outputs"]
        input_gradient = scratch.array("input_gradient", inputs.shape, inputs.dtype)
        self._clear_rest(input_gradient)
        remaining = output_gradient
        for square, gradient in zip(
            self._squares(inputs), self._squares(input_gradient), strict=True
        ):
            np.multiply(remaining, square == outputs, out=gradient)
            remaining = remaining - gradient
        return input_gradient


@dataclass(frozen=True)
class AveragePool2D(_Pool2D):
    """The mean value of each ``size``×``size`` square; what fills no square is left out."""

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        first, *others = self._squares(inputs)
        outputs = first.copy()
        for square in others:
            outputs += square
        outputs /= self.size**2
        if scratch is not None:
            scratch.saved["shape"] = inputs.shape
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
        """Each place of a square gets the same part of its gradient."""
        shape = scratch.saved["shape"]
        input_gradient = scratch.array("input_gradient", shape, output_gradient.dtype)
        self._clear_rest(input_gradient)
        output_gradient /= self.size**2
        for gradient in self._squares(input_gradient):
            gradient[...] = output_gradient
        return input_gradient
