"""From a picture file or a photo of paper to a picture that is part of a drawing.

    file → image → contrast of ink → ruled lines out → the digit's pieces
         → its outline, with a pen of usual width
         → on the sheet as the frame will have it, at eight times its scale → Picture

A picture may hold several digits: what is of like height joins the digit, and all of it is laid on
the sheet. And often it cannot be told from pixels alone what is ink and what is ground, panel or
stripe: :func:`candidates` gives every view that makes sense, and whoever has a network compares
what they say (:mod:`nn.picture_reading`).

Only the front is a photo's own: from the picture to the network's input the way is that of every
drawing (:mod:`nn.preprocessing.pipeline`), so that a photo can be edited with pen and eraser. An
image that is in the frame already passes unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image
from scipy import ndimage

from nn.arrays import Array
from nn.messages import N_
from nn.preprocessing.frame import MARGIN
from nn.preprocessing.photos.colour_layers import colour_layers
from nn.preprocessing.photos.ink_pieces import digit_pieces, tallest_piece, written_pieces
from nn.preprocessing.photos.panels import insides_of_rectangles
from nn.preprocessing.photos.paper_ink import (
    grey_pixels,
    ink_contrast,
    paper_noise,
    plain_colours,
    smooth,
)
from nn.preprocessing.photos.picture_files import ImageError, load_image
from nn.preprocessing.photos.ruled_lines import without_ruled_lines
from nn.preprocessing.picture_framing import is_framed, resampled
from nn.preprocessing.pictures import sheet_picture
from nn.preprocessing.pipeline import BOX, CENTRE, PEN_WIDTH, SIZE, network_input, quantise
from nn.strokes import Drawing, Picture

__all__ = ["Candidate", "ImageError", "candidates", "image_to_input", "load_image", "photo_picture"]

_FAINTEST = 0.07
"""Contrast below which nothing counts as ink: half of a faint pencil's."""

_OVER_NOISE = 7.0
"""How many standard deviations of the paper's noise ink stands out."""

_MORE_THAN_NOISE = 14.0
"""The same for the strongest place of a picture that is not blank, once it is blurred."""

_PHOTO = 100
"""Smaller pictures, pixels, come from no camera, and have too little paper to tell its noise."""

_SCALE = 8
"""Pixels of the outline, and of the picture on the sheet, for one pixel of the frame."""

_FINER = 3
"""How much finer the sheet is where several digits share it."""

_THINNEST, _THICKEST = 2.0, 4.0
"""Strokes between these widths, in pixels of the frame, are left as they are."""


def image_to_input(image: Image.Image) -> Array:
    """The (28, 28) float32 picture in [0, 1] that the network reads; all zero without ink.

    Any mode and size; dark ink on light ground or light on dark; photos of paper too.
    """
    return network_input(Drawing(picture=_picture(image)))


def photo_picture(image: Image.Image, name: str) -> Picture:
    """The ink of any image as a picture that covers the sheet; its colours and paper are gone.

    ``name`` says in messages which image it is. Raises ImageError where there is no ink.
    """
    picture = _picture(image)
    if picture is None:
        raise no_ink(name)
    return picture


def no_ink(name: str) -> ImageError:
    """The error of an image, called ``name``, in which no ink stands out."""
    return ImageError(
        N_(
            "nn",
            "{0}: expected a digit, dark on light or light on dark; found no ink that stands "
            "out. Try a picture that shows the digit larger or with more contrast.",
        ),
        name,
    )


@dataclass(frozen=True)
class Candidate:
    """What may be the ink of an image: a picture on the sheet.

    ``depth`` is how many rectangles it lies in; what lies in one is looked for there first.
    ``reaches_edge`` says whether its ink is cut off by the image's edge on two sides or more, as a
    stripe or a shadow is. ``is_colour`` says whether it is all ink of one colour. ``holds_all`` is
    False where ink of like size had to be left out.
    """

    picture: Picture
    depth: int = 0
    reaches_edge: bool = False
    is_colour: bool = False
    holds_all: bool = True


def candidates(image: Image.Image) -> Iterator[Candidate]:
    """All views of an image in which there is ink, from its deepest rectangle outward."""
    plain = plain_colours(image)
    for inside in insides_of_rectangles(plain):
        yield from _views(inside, depth=1)
    yield from _views(image, depth=0)


def _views(image: Image.Image, *, depth: int) -> Iterator[Candidate]:
    for layer in colour_layers(plain_colours(image)):
        yield from _views_of_grey(layer, depth, is_colour=True)
    yield from _views_of_grey(grey_pixels(image), depth)


def _views_of_grey(grey: Array, depth: int, *, is_colour: bool = False) -> Iterator[Candidate]:
    """The digit alone, and with what is of like height where there is any."""
    framed = _framed(grey)
    if framed is not None:
        yield Candidate(framed, depth)
        return
    contrast = smooth(ink_contrast(grey))
    ink = _ink(contrast)
    digit = digit_pieces(ink, contrast)
    if not digit.any():
        return
    written = written_pieces(ink, digit)
    holds_all = np.array_equal(written, digit)
    if not holds_all:
        laid_out = _laid_out(contrast, written, several=True)
        yield Candidate(laid_out, depth, _is_cut(written), is_colour)
    yield Candidate(_laid_out(contrast, digit), depth, _is_cut(digit), is_colour, holds_all)


def _is_cut(ink: Array) -> bool:
    edges = ink[0], ink[-1], ink[:, 0], ink[:, -1]
    return sum(bool(edge.any()) for edge in edges) >= 2


def _framed(grey: Array) -> Picture | None:
    """An image that lies in the frame already, as it is."""
    for pixels in (grey, 255 - grey):
        if is_framed(pixels) and np.median(pixels) == 0:
            return sheet_picture(pixels)
    return None


def _picture(image: Image.Image) -> Picture | None:
    """The ink of an image on the sheet, where the frame will have it; None without ink."""
    grey = grey_pixels(image)
    framed = _framed(grey)
    if framed is not None:
        return framed
    contrast = smooth(ink_contrast(grey))
    digit = digit_pieces(_ink(contrast), contrast)
    return _laid_out(contrast, digit) if digit.any() else None


def _laid_out(contrast: Array, digit: Array, *, several: bool = False) -> Picture:
    """The ink of a mask on the sheet, with a pen of usual width; ``several`` digits are small
    there, and get more pixels."""
    outline = _outline(contrast, digit)
    pen = _pen_width(outline)
    if several:
        grown = _with_usual_pen(outline, pen, tallest_piece(outline))
        return _on_sheet(grown, BOX, _FINER * _SCALE)
    if pen > _extent(outline) / 2:
        # A dot of ink is not spread over the box: as on the canvas it is as large as the pen.
        return _on_sheet(outline, PEN_WIDTH)
    return _on_sheet(_with_usual_pen(outline, pen), BOX)


def _ink(contrast: Array) -> Array:
    """A mask (H, W) of the ink; empty where nothing stands out from the paper."""
    level, noise = paper_noise(contrast)
    faintest = max(_FAINTEST, _OVER_NOISE * noise)
    strongest = float(contrast.max()) - level
    if strongest < _FAINTEST or not _stands_out(contrast):
        return np.zeros(contrast.shape, bool)
    trace = contrast > level + faintest / 2
    ink = contrast > level + max(0.6 * faintest, 0.3 * strongest)
    return without_ruled_lines(ink, trace, contrast)


def _stands_out(contrast: Array) -> bool:
    """Whether there is more than noise: blurred, a stroke stays above it and a grain does not.

    On blank paper in a hard shadow the strongest place is 7 to 10 standard deviations above the
    paper, a faint pencil's more than 25.
    """
    if max(contrast.shape) < _PHOTO:
        return True
    blurred = ndimage.gaussian_filter(contrast, 1.5)
    level, noise = paper_noise(blurred)
    return float(blurred.max()) - level > _MORE_THAN_NOISE * noise


def _outline(contrast: Array, digit: Array) -> Array:
    """The digit as a mask, cropped and at least :data:`_SCALE` times as large as in the frame.

    Ink is where the contrast is more than half of the strongest nearby, so a light stroke is as
    wide as a firm one.
    """
    rows, columns = ndimage.find_objects(digit.astype(np.uint8))[0]
    size = max(rows.stop - rows.start, columns.stop - columns.start)
    margin = max(size // 10, 3)
    place = np.s_[rows.start : rows.stop + 2 * margin, columns.start : columns.stop + 2 * margin]
    # Faint ink next to the mask is the soft edge of its strokes; the rest is other ink.
    nearby = ndimage.maximum_filter(np.pad(digit, margin)[place], 3)
    own: Array = np.where(nearby, np.pad(contrast, margin)[place], 0)
    strongest = float(np.quantile(own[own > 0], 0.9))
    local = ndimage.gaussian_filter(ndimage.maximum_filter(own, margin), margin / 2)
    share = own / np.maximum(local, 0.4 * strongest)
    scale = max(BOX * _SCALE / size, 1)
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


def _with_usual_pen(outline: Array, pen: float, extent: int | None = None) -> Array:
    """The outline grown or shrunk where its strokes are much thinner or thicker than usual.

    ``extent`` is how large one digit in it is, pixels; that of all of it where none is given.
    """
    scale = BOX / (extent or _extent(outline))
    change = (np.clip(pen * scale, _THINNEST, _THICKEST) / scale - pen) / 2
    if change == 0:
        return outline
    padded = np.pad(outline, max(int(change) + 1, 1))
    inside = ndimage.distance_transform_edt(padded)
    return np.asarray(ndimage.distance_transform_edt(~padded) - inside <= change)


def _on_sheet(ink: Array, size: float, fineness: int = _SCALE) -> Picture:
    """A mask of ink, ``size`` pixels of the frame large, its centre of mass in the centre.

    ``fineness`` is how many pixels the sheet has for one of the frame.
    """
    side = SIZE * fineness
    scale = size * fineness / _extent(ink)
    rows, columns = ndimage.find_objects(ink.astype(np.uint8))[0]
    box_middle = np.array([columns.start + columns.stop, rows.start + rows.stop]) / 2
    mass_middle = np.add(ndimage.center_of_mass(ink)[::-1], 0.5)
    # As for strokes: from the box in the middle no further than its margin, lest ink be cut off.
    margin = MARGIN * fineness
    off_centre = (CENTRE + 0.5) * fineness - side / 2 - scale * (mass_middle - box_middle)
    corner = (side - 1) / 2 - scale * box_middle + np.clip(off_centre, -margin, margin)
    left, top = (float(value) for value in corner)
    mask = Picture(ink.astype(np.uint8) * 255, left, top, width=scale * ink.shape[1])
    return sheet_picture(quantise(resampled(mask, side)))


def _extent(ink: Array) -> int:
    """The larger side of the ink's bounding box."""
    return int(max(np.ptp(axis) + 1 for axis in np.nonzero(ink)))
