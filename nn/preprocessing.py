"""From a drawing to the 28×28 picture that the network reads: the only way there is.

The picture is in MNIST's frame: the ink fits a 20×20 box with its aspect ratio kept, is
anti-aliased, and is placed so that its centre of mass is the centre of the 28×28 field (LeCun,
Bottou, Bengio, Haffner 1998, "Gradient-based learning applied to document recognition",
section III.A). In MNIST's files that centre is the middle of the pixel with index 14.

    strokes → segments → cropped and scaled → inked → centred

A drawing is followed as vectors as far as possible: it is cropped, scaled and moved exactly,
and only then inked, with a pen whose width belongs to the frame and not to the drawing. So a
digit drawn small in a corner gives the same picture as one that fills the canvas.

All functions work on many drawings at once (their segments in one array, with each segment's
owner beside it); a single drawing is a batch of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.strokes import Drawing

SIZE = 28
"""Width and height of the network's input, pixels."""

BOX = 20.0
"""The ink's larger side in the network's input, pixels."""

CENTRE = 14.0
"""Where the ink's centre of mass goes, as the index of a pixel whose middle it is."""

PEN_WIDTH = 2.5
"""Width of the pen in the network's frame, pixels: between MNIST's thin and thick hands."""


@dataclass(frozen=True)
class Segments:
    """Straight pieces of pen path of several drawings.

    ``start`` and ``end`` have shape (S, 2); ``owner`` (S,) is the index of the drawing that a
    segment belongs to, in ascending order; ``count`` is the number of drawings. A tap is a
    segment of length zero.
    """

    start: Array
    end: Array
    owner: Array
    count: int


@dataclass(frozen=True)
class Steps:
    """Every intermediate result for one drawing, for a window that explains them.

    ``cropped``: segments (S, 2, 2) in the drawing's own unit, moved so that the bounding box
    begins at the origin. ``scaled``: the same in pixels, in the 20×20 box. ``inked``: (28, 28),
    the box in the middle of the field. ``centred``: (28, 28), the centre of mass in the middle:
    the network's input.
    """

    cropped: Array
    scaled: Array
    inked: Array
    centred: Array


def normalise_pixels(pixels: Array, out: Array | None = None) -> Array:
    """uint8 grey values 0…255 to float32 in [0, 1]: the one place that divides by 255.

    Keeps the shape; ``out`` is where to put the result, if not in a new array. Raises TypeError
    for any other type, so that a picture cannot be divided twice.
    """
    if pixels.dtype != np.uint8:
        raise TypeError(f"pixels must be uint8 (0…255), found {pixels.dtype}")
    normalised: Array = np.multiply(pixels, np.float32(1 / 255), out=out, dtype=np.float32)
    return normalised


def quantise(images: Array) -> Array:
    """float [0, 1] to uint8 0…255 by rounding: the inverse of :func:`normalise_pixels`."""
    quantised: Array = np.rint(np.asarray(images) * 255).astype(np.uint8)
    return quantised


def network_input(drawing: Drawing) -> Array:
    """The (28, 28) float32 picture in [0, 1] of one drawing; all zero for an empty one."""
    image: Array = network_inputs([drawing])[0]
    return image


def network_inputs(drawings: Sequence[Drawing], pen_width: float | Array = PEN_WIDTH) -> Array:
    """The (N, 28, 28) float32 pictures in [0, 1] of N drawings.

    ``pen_width`` is the width of the pen in pixels of the frame, one or (N,); only training data
    ever uses another than the standard one.
    """
    boxed = fit_box(crop(segments_of(drawings)), pen_width)
    return centre(boxed, ink(boxed, pen_width), pen_width)


def preprocessing_steps(drawing: Drawing) -> Steps:
    """All stages that one drawing passes through; the last is its network input."""
    cropped = crop(segments_of([drawing]))
    boxed = fit_box(cropped)
    inked = ink(boxed)
    return Steps(
        cropped=np.stack([cropped.start, cropped.end], axis=1),
        scaled=np.stack([boxed.start, boxed.end], axis=1),
        inked=inked[0],
        centred=centre(boxed, inked)[0],
    )


def segments_of(drawings: Sequence[Drawing]) -> Segments:
    """The drawings' strokes as straight segments; a stroke of one point gives one of length 0."""
    strokes = [stroke.points for drawing in drawings for stroke in drawing.strokes]
    owners = np.repeat(
        np.arange(len(drawings)), np.fromiter((len(d.strokes) for d in drawings), int)
    )
    if not strokes:
        nothing = np.empty((0, 2), np.float32)
        return Segments(nothing, nothing, np.empty(0, int), len(drawings))
    lengths = np.fromiter((len(points) for points in strokes), int)
    points = np.concatenate(strokes)
    # A segment starts at every point but the last of its stroke; a lone point meets itself.
    last = np.cumsum(lengths) - 1
    is_start = np.ones(len(points), bool)
    is_start[last] = lengths == 1
    starts = np.flatnonzero(is_start)
    ends = starts + 1
    stroke_of = np.repeat(np.arange(len(strokes)), lengths)[starts]
    ends[lengths[stroke_of] == 1] -= 1
    return Segments(points[starts], points[ends], owners[stroke_of], len(drawings))


def crop(segments: Segments) -> Segments:
    """Every drawing moved so that its bounding box begins at the origin."""
    low, _ = _bounds(segments)
    origin = low[segments.owner]
    return Segments(segments.start - origin, segments.end - origin, segments.owner, segments.count)


def fit_box(segments: Segments, pen_width: float | Array = PEN_WIDTH) -> Segments:
    """Cropped drawings scaled to the 20×20 box with their aspect ratio kept, and put in its middle.

    The pen's own width is inside the box, so the ink is 20 pixels in its larger side. A drawing
    without extent (a tap) stays a dot, and a bar is one pen wide: nothing is stretched.
    """
    low, high = _bounds(segments)
    extent = high - low
    larger = extent.max(axis=1, initial=0.0)
    scale = np.divide(
        np.float32(BOX) - pen_width, larger, out=np.zeros_like(larger), where=larger > 0
    )
    shift = (SIZE - 1) / 2 - scale[:, None] * (low + extent / 2)
    factor, offset = scale[segments.owner, None], shift[segments.owner]
    return Segments(
        segments.start * factor + offset,
        segments.end * factor + offset,
        segments.owner,
        segments.count,
    )


def centre(boxed: Segments, inked: Array, pen_width: float | Array = PEN_WIDTH) -> Array:
    """The boxed drawings inked anew with the centre of mass of their ink in the field's centre.

    ``inked`` (N, 28, 28) is the ink where the box left it. Inking again, rather than shifting
    pixels, places the digit exactly and blurs nothing.
    """
    index = np.arange(SIZE, dtype=np.float32)
    mass = np.maximum(inked.sum(axis=(1, 2)), 1e-6)
    across = inked.sum(axis=1) @ index / mass
    down = inked.sum(axis=2) @ index / mass
    # No further than the margin around the box, so that no ink leaves the field.
    margin = (SIZE - BOX) / 2
    shift = np.clip(CENTRE - np.stack([across, down], axis=1), -margin, margin)[boxed.owner]
    moved = Segments(boxed.start + shift, boxed.end + shift, boxed.owner, boxed.count)
    return ink(moved, pen_width)


def ink(segments: Segments, pen_width: float | Array = PEN_WIDTH) -> Array:
    """Segments in pixel coordinates as anti-aliased ink, (N, 28, 28) float32 in [0, 1].

    A pixel's ink falls from 1 to 0 over one pixel around half the pen's width from the nearest
    segment, which is the area a round pen covers to first order. Coordinates are pixel indices:
    (3, 5) is the middle of the pixel in column 3 and row 5. Ink outside the field is cut off.
    """
    start, end, owner = _subdivide(segments)
    reach = (np.broadcast_to(pen_width, segments.count).astype(np.float32) + 1) / 2
    # A piece is at most one pixel long, so this window around its middle holds all it can reach.
    window = int(np.ceil(2 * reach.max(initial=0.0) + 1))
    corner = np.ceil((start + end - window) / 2)
    offsets = np.arange(window, dtype=np.float32)

    # Distance from each pixel of the window to the piece: along it clamped to its ends.
    along = end - start
    length_squared = np.maximum((along * along).sum(axis=1), 1e-12)[:, None, None]
    x = (corner[:, :1] - start[:, :1] + offsets)[:, None, :]
    y = (corner[:, 1:] - start[:, 1:] + offsets)[:, :, None]
    along_x, along_y = along[:, 0, None, None], along[:, 1, None, None]
    position = np.clip((x * along_x + y * along_y) / length_squared, 0, 1)
    distance = np.sqrt((x - position * along_x) ** 2 + (y - position * along_y) ** 2)
    cover = np.clip(reach[owner, None, None] - distance, 0, 1)

    # Overlapping pieces of ink do not add up: the nearest one counts. The border takes what
    # lies outside the field.
    border = window
    side = SIZE + 2 * border
    field = np.zeros((segments.count, side, side), np.float32)
    place = np.clip(corner + border, 0, side - window).astype(np.intp)
    index = (owner * side + place[:, 1])[:, None] * side + place[:, :1]
    rows = np.arange(window) * side
    flat_index = index[:, :, None] + rows[None, :, None] + np.arange(window)
    np.maximum.at(field.reshape(-1), flat_index.reshape(-1), cover.reshape(-1))
    return np.ascontiguousarray(field[:, border:-border, border:-border])


def _bounds(segments: Segments) -> tuple[Array, Array]:
    """Lowest and highest coordinates of each drawing, (N, 2) each; 0 for an empty drawing."""
    low = np.full((segments.count, 2), np.inf, np.float32)
    high = np.full((segments.count, 2), -np.inf, np.float32)
    for ends in (segments.start, segments.end):
        np.minimum.at(low, segments.owner, ends)
        np.maximum.at(high, segments.owner, ends)
    empty = ~np.isfinite(low)
    low[empty] = high[empty] = 0.0
    return low, high


def _subdivide(segments: Segments) -> tuple[Array, Array, Array]:
    """Segments cut into pieces of at most one pixel: (start, end, owner) of the pieces."""
    along = segments.end - segments.start
    pieces = np.maximum(np.ceil(np.hypot(along[:, 0], along[:, 1])), 1).astype(int)
    index = np.repeat(np.arange(len(pieces)), pieces)
    first = np.repeat(np.cumsum(pieces) - pieces, pieces)
    step = (along / pieces.astype(np.float32)[:, None])[index]
    number = (np.arange(len(index)) - first)[:, None].astype(np.float32)
    start = segments.start[index] + number * step
    return start, start + step, segments.owner[index]
