"""Everything in a picture that may be its writing: often pixels alone do not say what is ink.

    image ─► the inside of each rectangle ─┐
          └► the whole ────────────────────┴► each colour, and brightness
             → ink, faint strokes or firm ones only → pieces → laid on the sheet → View

A stripe across the ground, the panel behind a digit and a frame around it are all darker or lighter
than something. So there are several views of most pictures, and whoever has a network compares what
they say (:mod:`nn.picture_reading`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image
from scipy import ndimage

from nn.arrays import Array
from nn.preprocessing.photos.colour_layers import colour_layers
from nn.preprocessing.photos.finding_ink import FAINT, FIRM, has_edges, ink_mask
from nn.preprocessing.photos.ink_pieces import (
    count_pieces,
    digit_pieces,
    largest_piece,
    written_pieces,
)
from nn.preprocessing.photos.laying_out import laid_out
from nn.preprocessing.photos.panels import Box, insides_of_rectangles, rows_of_like
from nn.preprocessing.photos.paper_ink import (
    grey_pixels,
    ink_contrast,
    plain_colours,
    reduction,
    smooth,
)
from nn.preprocessing.photos.paper_sheet import sheet_of_paper
from nn.preprocessing.photos.photo import framed_picture
from nn.strokes import Picture

_ROW = 1.4
"""Ink so many times larger than its largest piece may be several digits."""

_RIVAL = 0.5
"""and so may what has a second piece of this share of the largest one's size."""

_SMALL = 100
"""Pictures smaller than this, pixels, are cut close to a digit, and none is a stripe."""

_RIM = 0.05
"""Share of an edge, at its ends, where ink may be what is left of a frame, and of a rectangle's
side that belongs to its frame."""

_ON_RIMS = 0.9
"""Share of ink on the sides of rectangles from which on it is nothing else than these."""

_OTHER_CHANNEL = 12.0
"""Mean distance, of 255, of a channel from the one that shows most, that makes it worth a look."""


@dataclass(frozen=True)
class View:
    """What may be the writing in an image.

    ``picture`` is its ink as a picture that covers the sheet, and ``box`` is where that ink lies in
    the upright image, pixels. ``depth`` is how many rectangles it is in; what is in one is looked
    for there first. ``is_cut`` says whether the image's edge cuts the ink off, as it does a stripe
    or a shadow. ``is_whole`` is False where ink of like size was left out. ``is_single`` says
    whether all of it was taken for one digit, and ``is_colour`` whether it is all that has one
    colour of a drawn picture.
    """

    picture: Picture
    box: Box
    depth: int = 0
    is_cut: bool = False
    is_whole: bool = True
    is_single: bool = False
    is_colour: bool = False

    def box_in_image(self, box: Sequence[float]) -> tuple[int, ...]:
        """A box (left, top, right, bottom) on the sheet as pixels of the upright image."""
        ink = self.picture.bounds()
        scale = [(self.box[k + 2] - self.box[k]) / (ink[k + 2] - ink[k]) for k in (0, 1)]
        return tuple(
            round(self.box[k % 2] + (value - ink[k % 2]) * scale[k % 2])
            for k, value in enumerate(box)
        )


def views(image: Image.Image) -> Iterator[View]:
    """All views of an image in which there is ink, from its deepest rectangle outward."""
    yield from _placed(_views(plain_colours(image)), 0, 0, reduction(image))


def _views(plain: Image.Image) -> Iterator[View]:
    boxes = list(insides_of_rectangles(plain))
    rows = rows_of_like(boxes)
    for row in rows:
        yield from _row_view(plain, row)
    in_rows = {box for row in rows for box in row}
    for box in boxes:
        if box not in in_rows:
            yield from _placed(_views_of_colours(plain.crop(box), depth=1), *box[:2])
    yield from _views_of_colours(plain, depth=0, rims=_rims(plain, boxes))


def other_views(image: Image.Image) -> Iterator[View]:
    """For an image that shows no digit in the usual views: a sheet of paper alone, and what is
    seen by the light of one colour."""
    yield from _placed(_other_views(plain_colours(image)), 0, 0, reduction(image))


def _other_views(plain: Image.Image) -> Iterator[View]:
    paper = sheet_of_paper(plain)
    if paper is not None:
        yield from _views_of_colours(paper, depth=1)
    pixels = np.asarray(plain)
    shown = pixels.std(axis=(0, 1)).argmax()
    for channel in range(3):
        other = np.ascontiguousarray(pixels[..., channel])
        if np.abs(other - pixels[..., shown].astype(float)).mean() > _OTHER_CHANNEL:
            yield from _views_of_grey(other)


def _placed(found: Iterator[View], left: int, top: int, scale: int = 1) -> Iterator[View]:
    """Views of a part of a picture, or of a reduced one, with their boxes in the whole."""
    for view in found:
        box = np.add(view.box, (left, top, left, top)) * scale
        yield replace(view, box=tuple(box.tolist()))


def _rims(plain: Image.Image, boxes: Sequence[Box]) -> Array:
    """Where the sides of rectangles are, (H, W), when these are their insides."""
    rims = np.zeros((plain.height, plain.width), bool)
    for left, top, right, bottom in boxes:
        rim = max(round(_RIM * min(right - left, bottom - top)), 6)
        place = np.s_[max(top - rim, 0) : bottom + rim, max(left - rim, 0) : right + rim]
        inside = rims[top:bottom, left:right].copy()
        rims[place] = True
        rims[top:bottom, left:right] = inside
    return rims


def _views_of_colours(
    plain: Image.Image, *, depth: int, rims: Array | None = None
) -> Iterator[View]:
    for layer in colour_layers(plain):
        for view in _views_of_grey(layer, depth, rims):
            yield replace(view, is_colour=True)
    yield from _views_of_grey(grey_pixels(plain), depth, rims)


def _views_of_grey(grey: Array, depth: int = 0, rims: Array | None = None) -> Iterator[View]:
    """The digit alone, and with what is of like height where there is any.

    What lies on ``rims`` is no digit.
    """
    framed = framed_picture(grey)
    if framed is not None:
        yield View(framed, (0, 0, grey.shape[1], grey.shape[0]), depth, is_single=True)
        return
    contrast = smooth(ink_contrast(grey))
    faint, firm = (ink_mask(contrast, share=share) for share in (FAINT, FIRM))
    yield from _views_of_ink(grey, contrast, faint, depth, rims)
    # Where the faint ink is what holds a pencil's strokes together, the firm ink is none.
    if _has_more(faint, firm) and count_pieces(firm) <= count_pieces(faint):
        yield from _views_of_ink(grey, contrast, firm, depth, rims)


def _has_more(faint: Array, firm: Array) -> bool:
    """Whether there is more in the first mask than soft edges around the second, not empty."""
    edge = round(max(firm.shape) / 200) + 1
    return bool(firm.any() and (faint & ~ndimage.maximum_filter(firm, 2 * edge + 1)).any())


def _views_of_ink(
    grey: Array, contrast: Array, ink: Array, depth: int, rims: Array | None
) -> Iterator[View]:
    digit = digit_pieces(ink, contrast)
    if not digit.any() or not has_edges(grey, digit, contrast) or (depth and _crosses_edge(ink)):
        return
    if rims is not None and rims[digit].mean() > _ON_RIMS:
        return
    written = written_pieces(ink, digit, contrast)
    is_whole = np.array_equal(written, digit)
    size = largest_piece(written)
    has_rivals = count_pieces(written, share=_RIVAL) > 1
    if not is_whole or has_rivals or _extent(written) > _ROW * size:
        laid = laid_out(contrast, written, digit_size=size)
        yield View(laid, _box(written), depth, _edges_reached(written) > 1)
    is_cut = _edges_reached(digit) in (2, 3)
    yield View(laid_out(contrast, digit), _box(digit), depth, is_cut, is_whole, is_single=True)


def _row_view(plain: Image.Image, row: tuple[Box, ...]) -> Iterator[View]:
    """The digits of panels of one size, as one row."""
    shape = plain.height, plain.width
    contrast, written = np.zeros(shape, np.float32), np.zeros(shape, bool)
    count = 0
    for left, top, right, bottom in row:
        place = np.s_[top:bottom, left:right]
        grey = grey_pixels(plain.crop((left, top, right, bottom)))
        contrast[place] = smooth(ink_contrast(grey))
        ink = ink_mask(contrast[place])
        written[place] = digit_pieces(ink, contrast[place])
        count += bool(written[place].any() and not _crosses_edge(ink))
    if count == len(row):
        laid = laid_out(contrast, written, digit_size=largest_piece(written))
        yield View(laid, _box(written), depth=1)


def _extent(ink: Array) -> int:
    left, top, right, bottom = _box(ink)
    return max(right - left, bottom - top)


def _box(ink: Array) -> Box:
    rows, columns = ndimage.find_objects(ink.astype(np.uint8))[0]
    return int(columns.start), int(rows.start), int(columns.stop), int(rows.stop)


def _edges_reached(ink: Array) -> int:
    """How many edges of a picture ink reaches; none of a small one, which is cut close to it.

    A digit may well reach one, or all of them.
    """
    if max(ink.shape) < _SMALL:
        return 0
    rim = max(max(ink.shape) // 100, 2)
    edges = ink[:rim], ink[-rim:], ink[:, :rim], ink[:, -rim:]
    return sum(bool(edge.any()) for edge in edges)


def _crosses_edge(ink: Array) -> bool:
    """Whether ink goes on beyond the edge, and is not just what is left along it of a frame."""
    for turned in (ink, ink[::-1], ink.T, ink.T[::-1]):
        inward = max(round(0.03 * len(turned)), 3)
        rim = max(round(_RIM * turned.shape[1]), inward + 1)
        if turned[: inward + 1, rim:-rim].all(axis=0).any():
            return True
    return False
