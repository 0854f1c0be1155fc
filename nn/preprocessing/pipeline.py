"""From a drawing to the 28×28 picture that the network reads: the only way there is.

    strokes → segments → cropped and scaled → inked → centred

A drawing is followed as vectors as far as possible: it is cropped, scaled and moved exactly,
and only then inked, with a pen whose width belongs to the frame (:mod:`nn.preprocessing.frame`) and
not to the drawing. So a digit drawn small in a corner gives the same picture as one that fills the
canvas. A drawing over a picture takes the same steps in :mod:`nn.preprocessing.picture_framing`.

To show what these steps are worth, they can be left out: with ``centred=False`` the sheet, whose
corners are (0, 0) and (1, 1) in the drawing's unit, is scaled to the 28×28 pixels with all that
lies on it, and only the pen is still the frame's.

All functions work on many drawings at once; a single drawing is a batch of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.preprocessing.frame import (
    BOX,
    CENTRE,
    MARGIN,
    PEN_WIDTH,
    SIZE,
    normalise_pixels,
    quantise,
    way_to_centre,
)
from nn.preprocessing.inking import Segments, bounds, cut_to, ink, segments_of
from nn.preprocessing.picture_framing import framed, laid_on_sheet
from nn.strokes import Drawing, Picture

__all__ = [
    "BOX",
    "CENTRE",
    "PEN_WIDTH",
    "SIZE",
    "Segments",
    "Steps",
    "centre",
    "crop",
    "fit_box",
    "ink",
    "network_input",
    "network_inputs",
    "normalise_pixels",
    "preprocessing_steps",
    "quantise",
    "segments_of",
]
"""All that is needed to prepare a network's input."""


@dataclass(frozen=True)
class Steps:
    """Every intermediate result for one drawing, for a window that explains them.

    ``cropped``: the strokes' segments (S, 2, 2) in the drawing's own unit, moved so that the
    bounding box begins at the origin. ``scaled``: the same in pixels, in the 20×20 box.
    ``inked``: (28, 28), the box in the middle of the field. ``centred``: (28, 28), the centre of
    mass in the middle: the network's input.

    Where the drawing has a picture, ``cropped_picture`` and ``scaled_picture`` are that picture
    where it lies beside those segments, in the same coordinates; the bounding box is that of the
    ink of both. A drawing that lies in the frame already is neither scaled nor moved: ``scaled``
    is how it lies, and ``inked`` and ``centred`` are the same. Strokes alone have None.

    With centring switched off, ``scaled`` is how the strokes lie on the sheet, and ``inked`` and
    ``centred`` are the same.
    """

    cropped: Array
    scaled: Array
    inked: Array
    centred: Array
    cropped_picture: Picture | None = None
    scaled_picture: Picture | None = None


def network_input(drawing: Drawing, *, centred: bool = True) -> Array:
    """The (28, 28) float32 picture in [0, 1] of one drawing; all zero for an empty one."""
    image: Array = network_inputs([drawing], centred=centred)[0]
    return image


def network_inputs(
    drawings: Sequence[Drawing], pen_width: float | Array = PEN_WIDTH, *, centred: bool = True
) -> Array:
    """The (N, 28, 28) float32 pictures in [0, 1] of N drawings.

    ``pen_width`` is the width of the pen in pixels of the frame, one or (N,); only training data
    ever uses another than the standard one. Not ``centred``, each shows the sheet as it is; what
    lies beyond its edge is cut off.
    """
    if not centred:
        return _as_they_lie(drawings, pen_width)
    pictured = [i for i, drawing in enumerate(drawings) if drawing.picture is not None]
    plain = list(drawings)
    for index in pictured:
        plain[index] = Drawing()
    boxed = fit_box(crop(segments_of(plain)), pen_width)
    images = centre(boxed, ink(boxed, pen_width), pen_width)
    widths = np.broadcast_to(pen_width, len(drawings))
    for index in pictured:
        images[index] = framed(drawings[index], float(widths[index])).centred
    return images


def preprocessing_steps(drawing: Drawing, *, centred: bool = True) -> Steps:
    """All stages that one drawing passes through; the last is its network input."""
    if not centred:
        return _steps_on_sheet(drawing)
    if drawing.picture is not None:
        way = framed(drawing, PEN_WIDTH)
        return Steps(
            _ends(way.cropped.segments),
            _ends(way.scaled.segments),
            way.inked,
            way.centred,
            way.cropped.picture,
            way.scaled.picture,
        )
    cropped = crop(segments_of([drawing]))
    boxed = fit_box(cropped)
    inked = ink(boxed)
    return Steps(_ends(cropped), _ends(boxed), inked[0], centre(boxed, inked)[0])


def _as_they_lie(drawings: Sequence[Drawing], pen_width: float | Array) -> Array:
    """The sheets of N drawings as (N, 28, 28) pictures: neither cropped, nor scaled, nor moved."""
    images = ink(_laid_on_sheet(segments_of(drawings)), pen_width)
    widths = np.broadcast_to(pen_width, len(drawings))
    for index, drawing in enumerate(drawings):
        if drawing.picture is not None:
            images[index] = laid_on_sheet(drawing, float(widths[index])).image()
    return images


def _laid_on_sheet(segments: Segments) -> Segments:
    """Segments on the sheet in pixels of the field, without what is too far outside to be seen."""
    moved = Segments(
        segments.start * np.float32(SIZE) - np.float32(0.5),
        segments.end * np.float32(SIZE) - np.float32(0.5),
        segments.owner,
        segments.count,
    )
    return cut_to(moved, -SIZE, 2 * SIZE)


def _steps_on_sheet(drawing: Drawing) -> Steps:
    segments = segments_of([drawing])
    image = network_input(drawing, centred=False)
    cropped, laid = _ends(crop(segments)), _ends(_laid_on_sheet(segments))
    if drawing.picture is None:
        return Steps(cropped, laid, image, image)
    left, top, _, _ = drawing.bounds()
    return Steps(
        cropped,
        laid,
        image,
        image,
        drawing.picture.placed(1.0, -left, -top),
        laid_on_sheet(drawing, PEN_WIDTH).picture,
    )


_NO_EXTENT = np.float32(1e-30)
"""Below this a float32 quotient of the box and the extent of a drawing would overflow."""


def crop(segments: Segments) -> Segments:
    """Every drawing moved so that its bounding box begins at the origin."""
    low, _ = bounds(segments)
    origin = low[segments.owner]
    return Segments(segments.start - origin, segments.end - origin, segments.owner, segments.count)


def fit_box(segments: Segments, pen_width: float | Array = PEN_WIDTH) -> Segments:
    """Cropped drawings scaled to the 20×20 box with their aspect ratio kept, and put in its middle.

    The pen's own width is inside the box, so the ink is 20 pixels in its larger side. A drawing
    without extent (a tap), or with one too small to divide by, stays a dot, and a bar is one pen
    wide: nothing is stretched.
    """
    low, high = bounds(segments)
    extent = high - low
    larger = extent.max(axis=1, initial=0.0)
    scale = np.divide(
        np.float32(BOX) - pen_width, larger, out=np.zeros_like(larger), where=larger > _NO_EXTENT
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
    shift = np.clip(way_to_centre(inked), -MARGIN, MARGIN)[boxed.owner]
    moved = Segments(boxed.start + shift, boxed.end + shift, boxed.owner, boxed.count)
    return ink(moved, pen_width)


def _ends(segments: Segments) -> Array:
    return np.stack([segments.start, segments.end], axis=1)
