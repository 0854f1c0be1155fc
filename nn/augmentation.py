"""Variations of training images: what another hand, pen or sheet would have made of them.

    images → turned, scaled, sheared, shifted, bent → pen thicker or thinner → images

Everything about position is one mapping of coordinates, so an image is sampled only once, and a
whole batch is done by a few operations on arrays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from nn.arrays import Array
from nn.preprocessing.pipeline import SIZE

_GRID = 8
"""Random displacements are drawn on a grid of this many points a side and smoothed from there."""


@dataclass(frozen=True)
class Augmentation:
    """How far images may vary; every figure is the limit of a uniform distribution.

    ``rotation`` and ``shear`` in degrees, ``scale`` and ``stretch`` (of one axis against the
    other) as a share of the size, ``shift`` in pixels. ``elastic`` is the standard deviation in
    pixels of a smooth random displacement (Simard, Steinkraus, Platt 2003, "Best practices for
    convolutional neural networks", section 2; their smoothing of 4 pixels). ``thickness`` in
    [0, 1] is how far towards its neighbours' darkest or lightest a pixel may go. ``unchanged`` is
    the share of images that stay as they are: moving an image blurs it a little, and a network
    that only ever saw blurred ones would read sharp ones less well.
    """

    rotation: float = 0.0
    scale: float = 0.0
    stretch: float = 0.0
    shear: float = 0.0
    shift: float = 0.0
    elastic: float = 0.0
    thickness: float = 0.0
    unchanged: float = 0.0

    def __call__(self, images: Array, *, rng: np.random.Generator) -> Array:
        """(N, 28, 28) float32 in [0, 1] to varied ones, same shape and range."""
        changed = (rng.random(len(images)) >= self.unchanged).astype(np.float32)
        moved = _sample(images, self._coordinates(changed, rng))
        if self.thickness:
            amount = changed * rng.uniform(-self.thickness, self.thickness, len(images))
            _change_thickness(moved, amount)
        return moved

    def scaled(self, strength: float) -> Augmentation:
        """The same with every limit ``strength`` times as wide; ``unchanged`` stays."""
        return replace(
            self,
            rotation=strength * self.rotation,
            scale=strength * self.scale,
            stretch=strength * self.stretch,
            shear=strength * self.shear,
            shift=strength * self.shift,
            elastic=strength * self.elastic,
            thickness=min(strength * self.thickness, 1.0),
        )

    def _coordinates(self, changed: Array, rng: np.random.Generator) -> Array:
        """Where each pixel of the result is taken from: (2, N, 28, 28), x then y, in pixels.

        ``changed`` (N,) is 0 for the images that stay as they are and 1 for the others.
        """
        count = len(changed)

        def draw(limit: float) -> Array:
            return changed * rng.uniform(-limit, limit, count)

        turn = np.radians(draw(self.rotation))
        slant = np.tan(np.radians(draw(self.shear)))
        size, ratio = np.exp(draw(self.scale)), np.exp(draw(self.stretch) / 2)
        cosine, sine = np.cos(turn) / size, np.sin(turn) / size
        middle = (SIZE - 1) / 2
        # Rows: from (x, y, 1) around the middle to the source's x and y.
        x_row = np.stack(
            [cosine * ratio, cosine * ratio * slant + sine / ratio, middle + draw(self.shift)]
        )
        y_row = np.stack(
            [-sine * ratio, cosine / ratio - sine * ratio * slant, middle + draw(self.shift)]
        )
        linear = np.stack([x_row, y_row]).transpose(0, 2, 1).astype(np.float32)
        coordinates: Array = (linear @ _pixel_positions()).reshape(2, count, SIZE, SIZE)
        if self.elastic:
            noise = rng.random((2, count, _GRID, _GRID), dtype=np.float32) - np.float32(0.5)
            smooth = _smoothing()
            bend = smooth @ noise @ smooth.T
            bend *= np.float32(self.elastic) * changed[:, None, None]
            coordinates += bend
        return coordinates


@cache
def _pixel_positions() -> Array:
    """(3, 784): x and y of every pixel from the image's middle, and 1."""
    index = np.arange(SIZE, dtype=np.float32) - np.float32((SIZE - 1) / 2)
    y, x = np.meshgrid(index, index, indexing="ij")
    return np.stack([x.ravel(), y.ravel(), np.ones(SIZE * SIZE, np.float32)])


@cache
def _smoothing() -> Array:
    """(28, grid): a Gaussian of 4 pixels around each point of the grid.

    Scaled so that uniform noise in ±0.5 on the grid gives displacements of standard deviation 1
    on average.
    """
    points = np.linspace(-2, SIZE + 1, _GRID)
    distance = np.arange(SIZE)[:, None] - points
    weights = np.exp(-0.5 * (distance / 4.0) ** 2)
    weights /= weights.sum(axis=1, keepdims=True)
    energy = (weights**2).sum(axis=1).mean()
    weights *= 12**0.25 / np.sqrt(energy)
    smooth: Array = weights.astype(np.float32)
    return smooth


def _sample(images: Array, coordinates: Array) -> Array:
    """Bilinear values of (N, 28, 28) at (2, N, 28, 28) coordinates; outside is 0."""
    count = len(images)
    side = SIZE + 3
    padded = np.zeros((count, side, side), np.float32)
    padded[:, 1 : 1 + SIZE, 1 : 1 + SIZE] = images
    coordinates += 1
    np.clip(coordinates, 0, SIZE + 1, out=coordinates)
    whole = coordinates.astype(np.int32)
    coordinates -= whole
    right, down = coordinates
    index = whole[1] * np.int32(side)
    index += whole[0]
    index += (np.arange(count, dtype=np.int32) * (side * side))[:, None, None]
    flat = padded.reshape(-1)
    top = _between(flat, index, right)
    index += np.int32(side)
    bottom = _between(flat, index, right)
    bottom -= top
    bottom *= down
    top += bottom
    return top


def _between(flat: Array, index: Array, right: Array) -> Array:
    """The value between the pixel at ``index`` and its right neighbour."""
    left_value = flat.take(index)
    index += 1
    value = flat.take(index)
    index -= 1
    value -= left_value
    value *= right
    value += left_value
    return value


def _change_thickness(images: Array, amount: Array) -> None:
    """In place: towards the largest of a pixel's neighbours for a positive amount, else least."""
    for chosen, extreme in ((amount > 0, np.maximum), (amount < 0, np.minimum)):
        own = images[chosen]
        reached = own.copy()
        extreme(reached[:, 1:], own[:, :-1], out=reached[:, 1:])
        extreme(reached[:, :-1], own[:, 1:], out=reached[:, :-1])
        extreme(reached[:, :, 1:], own[:, :, :-1], out=reached[:, :, 1:])
        extreme(reached[:, :, :-1], own[:, :, 1:], out=reached[:, :, :-1])
        reached -= own
        reached *= np.abs(amount[chosen]).astype(np.float32)[:, None, None]
        images[chosen] = own + reached
