"""Pixels into other pixels: a picture averaged into a square field, exactly and without a library.

Along each axis a pixel of the field takes the mean of what it covers, weighted by how much of each
old pixel it covers; where it is smaller than an old pixel, it takes as much as one, which is linear
interpolation. Both axes are a matrix product each. A picture whose pixels lie on the field's own
passes unchanged, bit for bit.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array
from nn.preprocessing.frame import normalise_pixels
from nn.strokes import Picture


def resampled(picture: Picture, size: int) -> Array:
    """The ink of a picture in a field of (size, size) pixels, float32 in [0, 1].

    The picture's place is in pixel indices of the field: with left and top -0.5 and the width
    ``size``, it covers the field. What lies outside is cut off.
    """
    rows, columns = picture.ink.shape
    down = _weights(size, rows, picture.top, picture.pixel)
    across = _weights(size, columns, picture.left, picture.pixel)
    return np.asarray(down @ normalise_pixels(picture.ink) @ across.T)


def _weights(size: int, count: int, start: float, pixel: float) -> Array:
    """(size, count) float32: what share of each new pixel comes from each of ``count`` old ones.

    ``start`` is where the first old pixel begins and ``pixel`` is the side of each, both in new
    pixels; the middle of the new pixel k is at k.
    """
    middle = ((np.arange(size) - start) / pixel)[:, None]
    half = max(1 / pixel, 1.0) / 2
    old = np.arange(count)
    overlap = np.minimum(middle + half, old + 1) - np.maximum(middle - half, old)
    return np.asarray(np.maximum(overlap, 0) / (2 * half), np.float32)
