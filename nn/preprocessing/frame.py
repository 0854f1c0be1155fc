"""MNIST's frame: what every picture is brought into before a network reads it.

The ink fits a 20×20 box with its aspect ratio kept, is anti-aliased, and is placed so that its
centre of mass is the centre of the 28×28 field (LeCun, Bottou, Bengio, Haffner 1998,
"Gradient-based learning applied to document recognition", section III.A). In MNIST's files that
centre is the middle of the pixel with index 14.

Coordinates in the frame are pixel indices: (3, 5) is the middle of the pixel in column 3 and row 5.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array

SIZE = 28
"""Width and height of the network's input, pixels."""

BOX = 20.0
"""The ink's larger side in the network's input, pixels."""

CENTRE = 14.0
"""Where the ink's centre of mass goes, as the index of a pixel whose middle it is."""

MARGIN = (SIZE - BOX) / 2
"""Pixels around the box: moved no further than this, no ink of the box leaves the field."""

PEN_WIDTH = 2.5
"""Width of the pen in the network's frame, pixels: between MNIST's thin and thick hands."""


def normalise_pixels(pixels: Array, out: Array | None = None) -> Array:
    """uint8 grey values 0…255 to float32 in [0, 1]: the one place that divides by 255.

    Keeps the shape; ``out`` is where to put the result, if not in a new array. Raises TypeError
    for any other type, so that a picture cannot be divided twice.
    """
    if pixels.dtype != np.uint8:
        raise TypeError(f"pixels must be uint8 (0…255), found {pixels.dtype}")
    if out is None:
        out = np.empty(pixels.shape, np.float32)
    # Two passes, and still faster: a product that has to convert first goes through a small buffer.
    np.copyto(out, pixels)
    out *= np.float32(1 / 255)
    return out


def quantise(images: Array) -> Array:
    """float [0, 1] to uint8 0…255 by rounding: the inverse of :func:`normalise_pixels`."""
    quantised: Array = np.rint(np.asarray(images) * 255).astype(np.uint8)
    return quantised


def way_to_centre(inked: Array) -> Array:
    """How far the ink of (N, 28, 28) pictures is from having its mass in the centre, (N, 2).

    In pixels to the right and downward; not yet limited to the margin. Without ink it is the way
    from the first pixel.
    """
    index = np.arange(SIZE, dtype=np.float32)
    mass = np.maximum(inked.sum(axis=(1, 2)), 1e-6)
    across = inked.sum(axis=1) @ index / mass
    down = inked.sum(axis=2) @ index / mass
    return CENTRE - np.stack([across, down], axis=1)
