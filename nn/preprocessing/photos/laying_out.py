"""From a mask of ink to a picture on the sheet, with a pen of usual width.

    contrast, mask → outline, finer than the frame → strokes as wide as a pen's → on the sheet

One digit lies on the sheet where the frame will have it. Several share it, with more pixels, and
what is usual for their pen is measured by the largest of them.
"""

from __future__ import annotations

import math

import numpy as np
from PIL import Image
from scipy import ndimage

from nn.arrays import Array
from nn.preprocessing.frame import BOX, CENTRE, MARGIN, PEN_WIDTH, SIZE, quantise
from nn.preprocessing.picture_framing import resampled
from nn.preprocessing.pictures import sheet_picture
from nn.strokes import Picture

_SCALE = 8
"""Pixels of the outline, and of the picture on the sheet, for one pixel of the frame."""

_FINER = 3
"""How much finer the sheet is where several digits share it."""

_MOST_PIXELS = 2**21
"""To which an outline is enlarged: a page of eighty digits. A speck of three pixels that is taken
for a digit would make a hundred times as many of the picture around it."""

_THINNEST, _THICKEST = 2.0, 4.0
"""Strokes between these widths, in pixels of the frame, are left as they are."""


def laid_out(contrast: Array, ink: Array, *, digit_size: int = 0) -> Picture:
    """The ink of a mask (H, W) as a picture that covers the sheet.

    ``contrast`` (H, W) is the ink's strength, of any scale; the mask is not empty. Where several
    digits may be in it, ``digit_size`` is the larger side of the largest, pixels.
    """
    extent = _extent(ink)
    outline = _outline(contrast, ink, digit_size or extent)
    pen = _pen_width(outline)
    if digit_size:
        digit_size = round(digit_size * _extent(outline) / extent)
        return _on_sheet(_with_usual_pen(outline, pen, digit_size), BOX, fine=_FINER)
    if pen > _extent(outline) / 2:
        # A dot of ink is not spread over the box: as on the canvas it is as large as the pen.
        return _on_sheet(outline, PEN_WIDTH)
    return _on_sheet(_with_usual_pen(outline, pen, _extent(outline)), BOX)


def _outline(contrast: Array, ink: Array, size: int) -> Array:
    """The ink as a mask, cropped and at least :data:`_SCALE` times as large as in the frame, where
    that is no more than :data:`_MOST_PIXELS`.

    ``size`` is how large a digit in it is, pixels.

    Ink is where the contrast is more than half of the strongest nearby, so a light stroke is as
    wide as a firm one.
    """
    rows, columns = ndimage.find_objects(ink.astype(np.uint8))[0]
    margin = max(size // 10, 3)
    place = np.s_[rows.start : rows.stop + 2 * margin, columns.start : columns.stop + 2 * margin]
    # Faint ink next to the mask is the soft edge of its strokes; the rest is other ink.
    nearby = ndimage.maximum_filter(np.pad(ink, margin)[place], 3)
    own: Array = np.where(nearby, np.pad(contrast, margin)[place], 0)
    strongest = float(np.quantile(own[own > 0], 0.9))
    local = ndimage.gaussian_filter(ndimage.maximum_filter(own, margin), margin / 2)
    share = own / np.maximum(local, 0.4 * strongest)
    room = math.sqrt(_MOST_PIXELS / share.size)
    scale = max(min(BOX * _SCALE / size, room), 1)
    shape = (round(share.shape[1] * scale), round(share.shape[0] * scale))
    # Float pictures keep the soft edges of small ones, whose outline runs between the pixels.
    large = Image.fromarray(share.astype(np.float32)).resize(shape, Image.Resampling.BICUBIC)
    return np.asarray(np.asarray(large) > 0.5)


def _pen_width(outline: Array) -> float:
    """The mean width of the outline's strokes in its own pixels.

    Across a stroke the distance to its edge rises from one pixel to half the width: the mean of
    the distances is a quarter of the width, and half a pixel.
    """
    return (
        4 * float(ndimage.distance_transform_edt(np.pad(outline, 1))[1:-1, 1:-1][outline].mean())
        - 2
    )


def _with_usual_pen(outline: Array, pen: float, extent: int) -> Array:
    """The outline grown or shrunk where its strokes are much thinner or thicker than usual.

    ``extent`` is how large one digit in it is, pixels.
    """
    scale = BOX / extent
    change = (np.clip(pen * scale, _THINNEST, _THICKEST) / scale - pen) / 2
    if change == 0:
        return outline
    padded = np.pad(outline, max(int(change) + 1, 1))
    inside = ndimage.distance_transform_edt(padded)
    return np.asarray(ndimage.distance_transform_edt(~padded) - inside <= change)


def _on_sheet(ink: Array, size: float, *, fine: int = 1) -> Picture:
    """A mask of ink, ``size`` pixels of the frame large, its centre of mass in the centre.

    The sheet has ``fine`` times as many pixels a side as for a single digit.
    """
    pixels = _SCALE * fine
    side = SIZE * pixels
    scale = size * pixels / _extent(ink)
    rows, columns = ndimage.find_objects(ink.astype(np.uint8))[0]
    box_middle = np.array([columns.start + columns.stop, rows.start + rows.stop]) / 2
    mass_middle = np.add(ndimage.center_of_mass(ink)[::-1], 0.5)
    # As for strokes: from the box in the middle no further than its margin, lest ink be cut off.
    margin = MARGIN * pixels
    off_centre = (CENTRE + 0.5) * pixels - side / 2 - scale * (mass_middle - box_middle)
    corner = (side - 1) / 2 - scale * box_middle + np.clip(off_centre, -margin, margin)
    left, top = (float(value) for value in corner)
    mask = Picture(ink.astype(np.uint8) * 255, left, top, width=scale * ink.shape[1])
    return sheet_picture(quantise(resampled(mask, side)))


def _extent(ink: Array) -> int:
    """The larger side of the ink's bounding box."""
    return int(max(np.ptp(axis) + 1 for axis in np.nonzero(ink)))
