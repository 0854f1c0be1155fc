"""Convolution and pooling over images whose samples are innermost.

A convolution is one matrix product: every patch of the image that the kernel looks at becomes a
column (im2col), and ``weights @ columns`` gives all outputs at once. The cost of it is moving
numbers, so the layout is chosen for that. A padded image is first split by the stride into its
phases: with stride 2, the even rows apart from the odd ones, and the columns likewise. Then what
one tap of the kernel sees, for all output places and samples, is a plain slice with long
contiguous runs, and so is the place that its gradient goes back to (col2im).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.initialisation import he_normal
from nn.layers import Parameterless, Scratch, Shape


@dataclass(frozen=True)
class Conv2D:
    """``filters`` kernels of ``kernel``×``kernel``, moved by ``stride`` over a padded image.

    Parameters: weights (filters, channels·kernel·kernel), a row a kernel with the channel
    outermost, and bias (filters,). ``padding`` zeros are put on each of the four sides; output
    sides are ``(side + 2·padding - kernel) // stride + 1``. As in every deep-learning library
    the kernel is not flipped (it is a cross-correlation).
    """

    filters: int
    kernel: int
    stride: int = 1
    padding: int = 0

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
        return ((self.filters, shape[0] * self.kernel**2), (self.filters,))

    def initialise(self, parameters: Sequence[Array], *, rng: np.random.Generator) -> None:
        weights, bias = parameters
        weights[...] = he_normal(weights.shape, weights.shape[1], rng=rng)
        bias[...] = 0

    def forward(self, parameters: Sequence[Array], inputs: Array, scratch: Scratch | None) -> Array:
        weights, bias = parameters
        samples = inputs.shape[-1]
        _, height, width = self.output_shape(inputs.shape[:3])
        memory = scratch or Scratch()
        columns = self._columns(inputs, memory)
        shape = (self.filters, height * width * samples)
        outputs = memory.array("outputs", shape, inputs.dtype)
        np.matmul(weights, columns, out=outputs)
        outputs += bias[:, None]
        return outputs.reshape(self.filters, height, width, samples)

    def backward(
        self,
        parameters: Sequence[Array],
        gradients: Sequence[Array],
        output_gradient: Array,
        scratch: Scratch,
        *,
        need_input_gradient: bool,
    ) -> Array | None:
        flat_gradient = output_gradient.reshape(self.filters, -1)
        columns = scratch.saved["columns"]
        # This order is a quarter faster than its transpose: the tall side comes first.
        product = scratch.array("product", gradients[0].T.shape, columns.dtype)
        gradients[0][...] = np.matmul(columns, flat_gradient.T, out=product).T
        np.sum(flat_gradient, axis=1, out=gradients[1])
        if not need_input_gradient:
            return None
        column_gradient = scratch.array("column_gradient", columns.shape, columns.dtype)
        np.matmul(parameters[0].T, flat_gradient, out=column_gradient)
        return self._image_gradient(column_gradient, scratch)

    def _columns(self, inputs: Array, scratch: Scratch) -> Array:
        """im2col: (channels, height, width, N) to (channels·kernel², outputs·N)."""
        channels, _, _, samples = inputs.shape
        _, height, width = self.output_shape(inputs.shape[:3])
        phases = self._phases(inputs, scratch)
        columns = scratch.array(
            "columns",
            (channels, self.kernel, self.kernel, height, width, samples),
            inputs.dtype,
        )
        for row, column, seen in self._taps(height, width):
            columns[:, row, column] = phases[seen]
        scratch.saved["input_shape"] = inputs.shape
        scratch.saved["columns"] = columns.reshape(channels * self.kernel**2, -1)
        return columns.reshape(channels * self.kernel**2, -1)

    def _image_gradient(self, column_gradient: Array, scratch: Scratch) -> Array:
        """col2im: every column's gradient added where the column was taken from."""
        channels, image_height, image_width, samples = scratch.saved["input_shape"]
        _, height, width = self.output_shape((channels, image_height, image_width))
        columns = column_gradient.reshape(
            channels, self.kernel, self.kernel, height, width, samples
        )
        shape = self._phase_shape(image_height, image_width)
        phases = scratch.array("phase_gradient", (channels, *shape, samples), columns.dtype)
        phases[...] = 0
        for row, column, seen in self._taps(height, width):
            phases[seen] += columns[:, row, column]
        stride = self.stride
        padded = phases.transpose(0, 3, 1, 4, 2, 5).reshape(
            channels, shape[2] * stride, shape[3] * stride, samples
        )
        inner = slice(self.padding, self.padding + image_height)
        return padded[:, inner, self.padding : self.padding + image_width]

    def _phases(self, inputs: Array, scratch: Scratch) -> Array:
        """The padded image split by the stride: (channels, stride, stride, rows, columns, N)."""
        channels, height, width, samples = inputs.shape
        stride, padding = self.stride, self.padding
        _, _, rows, columns = self._phase_shape(height, width)
        # The border stays zero from the first time on: only the middle is written.
        phases = scratch.zeros(
            "phases", (channels, stride, stride, rows, columns, samples), inputs.dtype
        )
        padded = phases.transpose(0, 3, 1, 4, 2, 5)
        if padding % stride == 0 and height % stride == 0 and width % stride == 0:
            first = padding // stride
            padded[:, first : first + height // stride, :, first : first + width // stride] = (
                inputs.reshape(channels, height // stride, stride, width // stride, stride, -1)
            )
            return phases
        for row in range(stride):
            for column in range(stride):
                own = inputs[
                    :, (row - padding) % stride :: stride, (column - padding) % stride :: stride
                ]
                top = -(-(padding - row) // stride)
                left = -(-(padding - column) // stride)
                phases[:, row, column, top : top + own.shape[1], left : left + own.shape[2]] = own
        return phases

    def _phase_shape(self, height: int, width: int) -> tuple[int, int, int, int]:
        rows, columns = (-(-(side + 2 * self.padding) // self.stride) for side in (height, width))
        return self.stride, self.stride, rows, columns

    def _taps(self, height: int, width: int) -> Iterator[tuple[int, int, tuple[slice | int, ...]]]:
        """For each tap of the kernel: its row, its column, and the part of the phases it sees."""
        for row in range(self.kernel):
            for column in range(self.kernel):
                top, left = row // self.stride, column // self.stride
                seen: tuple[slice | int, ...] = (
                    slice(None),
                    row % self.stride,
                    column % self.stride,
                    slice(top, top + height),
                    slice(left, left + width),
                )
                yield row, column, seen


@dataclass(frozen=True)
class MaxPool2D(Parameterless):
    """The largest value of each ``size``×``size`` square; sides must be multiples of ``size``."""

    size: int = 2

    def output_shape(self, shape: Shape) -> Shape:
        channels, height, width = shape
        if height % self.size or width % self.size:
            raise ValueError(f"{height}×{width} cannot be pooled by {self.size} without rest")
        return (channels, height // self.size, width // self.size)

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
        remaining = output_gradient
        for square, gradient in zip(
            self._squares(inputs), self._squares(input_gradient), strict=True
        ):
            np.multiply(remaining, square == outputs, out=gradient)
            remaining = remaining - gradient
        return input_gradient

    def _squares(self, images: Array) -> Iterator[Array]:
        """The images' pixels at each place within a square, as views."""
        for row in range(self.size):
            for column in range(self.size):
                yield images[:, row :: self.size, column :: self.size]
