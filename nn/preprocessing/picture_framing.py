"""A drawing with a picture, brought to the network's frame: pixels and strokes are one ink.

    picture ─► scaled and moved with the strokes ─► averaged into the field ─┐
    strokes ─► segments, inked by a pen of the same scale ───────────────────┴► the darker of both

Nothing is turned into pixels on the way: the picture is resampled once, from what is kept straight
into the frame, and the strokes are inked as vectors at their final scale.

A picture is a field: its larger side stands for the frame's 28 pixels, as it does for an image of
MNIST and for every photo that :mod:`nn.preprocessing.photos.photo` reads. Where the ink lies in
that field as MNIST's does, it stays there. So an image of MNIST passes unchanged, bit for bit, and
a touch of the pen or the eraser changes the pixels that it touches and no others. Otherwise the ink
of both together is cropped, scaled to the box and centred on its mass.

The pen is as wide as the frame's when the picture fills its field, and is scaled with the picture:
a stroke that is drawn into an image of MNIST is as thick as the strokes that are there, whatever
width it is painted with.

:func:`resampled` averages a picture into a square field. Along each axis a pixel of the field takes
the mean of what it covers, weighted by how much of each old pixel it covers; where it is smaller
than an old pixel, it takes as much as one, which is linear interpolation. Both axes are a matrix
product each. A picture whose pixels lie on the field's own passes unchanged, bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nn.arrays import Array
from nn.preprocessing.frame import BOX, MARGIN, PEN_WIDTH, SIZE, normalise_pixels, way_to_centre
from nn.preprocessing.inking import Segments, bounds, cut_to, ink, segments_of
from nn.strokes import Drawing, Picture

_SOFT_EDGE = 2
"""How much the box of ink already in the frame may differ: its outermost ink is faint."""

_OFF_CENTRE = 1.0
"""How far, in pixels, the mass of ink already in the frame may be from the centre."""

_DOT = 1.5
"""Ink no larger than so many pen widths is a dot: it is not spread over the box."""


@dataclass(frozen=True)
class Ink:
    """A picture and the strokes over it, in one system of coordinates and its unit.

    ``segments`` are those of one drawing.
    """

    picture: Picture
    segments: Segments
    pen_width: float

    def placed(self, scale: float, right: float, down: float) -> Ink:
        """The same in other coordinates: scaled about the origin and then moved."""
        factor, way = np.float32(scale), np.array([right, down], np.float32)
        start, end = (ends * factor + way for ends in (self.segments.start, self.segments.end))
        return Ink(
            self.picture.placed(scale, right, down),
            Segments(start, end, self.segments.owner, 1),
            scale * self.pen_width,
        )

    def bounds(self) -> tuple[Array, Array]:
        """Lowest and highest coordinates of the ink, (2,) each."""
        low, high = np.reshape(self.picture.bounds(), (2, 2))
        if len(self.segments.owner):
            first, last = bounds(self.segments)
            low = np.minimum(low, first[0] - self.pen_width / 2)
            high = np.maximum(high, last[0] + self.pen_width / 2)
        return low, high

    def image(self) -> Array:
        """(28, 28) float32 in [0, 1]; the coordinates are pixel indices of the frame."""
        image = resampled(self.picture, SIZE)
        if len(self.segments.owner):
            np.maximum(image, ink(self.segments, self.pen_width)[0], out=image)
        return image


@dataclass(frozen=True)
class Framing:
    """The stages of a drawing with a picture on its way to the frame.

    ``cropped`` is in the drawing's unit, its bounding box at the origin; ``scaled`` is in pixels,
    in the box; ``inked`` and ``centred`` are (28, 28) float32 in [0, 1], the latter is the
    network's input.
    """

    cropped: Ink
    scaled: Ink
    inked: Array
    centred: Array


def framed(drawing: Drawing, pen_width: float) -> Framing:
    """The stages of a drawing that has a picture; ``pen_width`` is in pixels of the frame.

    Raises ValueError for a drawing that has none.
    """
    picture = drawing.picture
    if picture is None:
        raise ValueError("a drawing of strokes alone is no matter of pictures")
    pixel = max(picture.width, picture.height) / SIZE
    whole = Ink(picture, segments_of([drawing]), pen_width * pixel)
    cropped = whole.placed(1.0, *(-whole.bounds()[0]).tolist())
    field = _in_field(whole)
    image = field.image()
    if _lies_as_it_should(field, image):
        return Framing(cropped, field, image, image)
    boxed = _in_box(field)
    inked = boxed.image()
    way = np.clip(way_to_centre(inked[None])[0], -MARGIN, MARGIN)
    return Framing(cropped, boxed, inked, boxed.placed(1.0, *way.tolist()).image())


def laid_on_sheet(drawing: Drawing, pen_width: float) -> Ink:
    """A drawing with a picture in pixel indices of the field, which the sheet fills as it is.

    The sheet's corners are (0, 0) and (1, 1) in the drawing's unit; ``pen_width`` is in pixels.
    Raises ValueError for a drawing that has no picture.
    """
    if drawing.picture is None:
        raise ValueError("a drawing of strokes alone is no matter of pictures")
    on_sheet = Ink(drawing.picture, segments_of([drawing]), pen_width / SIZE)
    laid = on_sheet.placed(SIZE, -0.5, -0.5)
    return replace(laid, segments=cut_to(laid.segments, -SIZE, 2 * SIZE))


def is_framed(image: Array) -> bool:
    """Whether the ink of a (28, 28) uint8 image lies as MNIST's does, and passes unchanged."""
    if image.shape != (SIZE, SIZE) or not image.any():
        return False
    alone = Ink(Picture(image, -0.5, -0.5, SIZE), segments_of([Drawing()]), PEN_WIDTH)
    return _lies_as_it_should(alone, alone.image())


def _in_field(whole: Ink) -> Ink:
    """In pixel indices of the frame, the picture's field on the frame's."""
    picture = whole.picture
    scale = SIZE / max(picture.width, picture.height)
    left = (SIZE - 1 - scale * picture.width) / 2
    top = (SIZE - 1 - scale * picture.height) / 2
    placed = whole.placed(scale, left - scale * picture.left, top - scale * picture.top)
    # Exactly, whatever rounding did: an image of 28 pixels has to fall on the frame's own pixels.
    exact = Picture(
        picture.ink, left, top, SIZE * picture.width / max(picture.width, picture.height)
    )
    return replace(placed, picture=exact)


def _lies_as_it_should(field: Ink, image: Array) -> bool:
    """Whether box and centre are MNIST's, and nothing lies outside of the field."""
    low, high = field.bounds()
    fills_box = abs(float((high - low).max()) - BOX) <= _SOFT_EDGE
    is_inside = low.min() >= -0.5 and high.max() <= SIZE - 0.5
    is_central = np.abs(way_to_centre(image[None])).max() < _OFF_CENTRE
    return bool(fills_box and is_inside and is_central)


def _in_box(field: Ink) -> Ink:
    """Scaled so that the box fits around the ink, and the box put in the middle of the frame."""
    low, high = field.bounds()
    larger = float((high - low).max())
    scale = 1.0 if larger <= _DOT * field.pen_width else BOX / larger
    return field.placed(scale, *((SIZE - 1) / 2 - scale * (low + high) / 2).tolist())


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
