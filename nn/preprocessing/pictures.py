"""Pictures on the sheet: where an image of a data set lies, and what an eraser leaves of one.

The sheet is the square from (0, 0) to (1, 1) that the canvas shows. An image in MNIST's frame
covers it: the digit fills five sevenths of the sheet, about as much as a hand draws.
"""

from __future__ import annotations

import numpy as np

from nn.arrays import Array, read_only
from nn.preprocessing.frame import SIZE
from nn.strokes import Drawing, Picture


def drawing_of_image(image: Array) -> Drawing:
    """An image in MNIST's frame, (28, 28) uint8 with 255 for ink, as a drawing on the sheet.

    Its network input is that image, bit for bit. An image that does not lie in the frame, or in
    which there is no ink, is taken as a picture like any other. Raises ValueError for another
    shape or type.
    """
    if image.shape != (SIZE, SIZE):
        raise ValueError(f"an image needs the shape ({SIZE}, {SIZE}), found {image.shape}")
    return Drawing(picture=sheet_picture(image))


def sheet_picture(ink: Array) -> Picture:
    """Square ink (S, S) uint8 as a picture that covers the sheet."""
    return Picture(ink, 0.0, 0.0, 1.0)


def erase_picture(picture: Picture, start: Array, end: Array, radius: float) -> Picture:
    """What is left when a round eraser moves from ``start`` to ``end``, (2,) each.

    ``radius`` is in the unit of the picture's place. The eraser is soft: its edge is a pixel of
    the picture wide. A second pass at the same place takes nothing more. Returns the very same
    picture if there was no ink to take.
    """
    low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
    columns = _reached(picture.left, low[0], high[0], picture.pixel, picture.ink.shape[1])
    rows = _reached(picture.top, low[1], high[1], picture.pixel, picture.ink.shape[0])
    x = picture.left + picture.pixel * (np.arange(columns.start, columns.stop) + 0.5)
    y = picture.top + picture.pixel * (np.arange(rows.start, rows.stop) + 0.5)
    distance = _distance(x[None, :], y[:, None], start, end)
    spared = np.clip((distance - radius) / picture.pixel + 0.5, 0, 1)
    part = picture.ink[rows, columns]
    left_over = np.minimum(part, np.rint(255 * spared).astype(np.uint8))
    if np.array_equal(left_over, part):
        return picture
    ink = picture.ink.copy()
    ink[rows, columns] = left_over
    return Picture(read_only(ink), picture.left, picture.top, picture.width)


def _reached(origin: float, low: float, high: float, pixel: float, count: int) -> slice:
    """The pixels along one axis that lie between ``low`` and ``high``, one more on each side."""
    first = np.clip(np.floor((low - origin) / pixel) - 1, 0, count)
    end = np.clip(np.ceil((high - origin) / pixel) + 1, 0, count)
    return slice(int(first), int(end))


def _distance(x: Array, y: Array, start: Array, end: Array) -> Array:
    """Distance of the places (x, y) from the straight way, of the shape of both together."""
    along = end - start
    length_squared = max(float(along @ along), 1e-18)
    from_x, from_y = x - start[0], y - start[1]
    share = np.clip((from_x * along[0] + from_y * along[1]) / length_squared, 0, 1)
    return np.asarray(np.hypot(from_x - share * along[0], from_y - share * along[1]))
