"""Pieces: ink that belongs to one digit, whichever that is.

A piece is a stroke, or ink of a picture that hangs together (a blot). Pieces that lie over each
other are one: the bar of a seven, the slash of a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.strokes import Drawing, Picture

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in the drawing's unit."""

_INSIDE = 0.6
"""Share of a piece's width over another's from which on both belong to one digit."""

_INSIDE_BY = 0.1
"""By how much its middle is inside the other's box then, in heights of the number: a digit that
only touches the next one is not."""

_LINE_GAP = 0.25
"""Ink farther above other ink, in heights, is on another line."""

_INKED = 127
"""Of 255: a pixel of a picture with more than this hangs together with its neighbours."""

_SPECK = 0.06
"""What is smaller than this share of a picture's largest blot is dust."""


@dataclass(frozen=True)
class Piece:
    """Ink and its box. ``strokes`` are indices of the drawing's, ``blots`` of a picture's blots, of
    which the k-th has the number k + 1 among :func:`blot_labels`. Both ascend.
    """

    strokes: tuple[int, ...]
    blots: tuple[int, ...]
    box: Box

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def joined(pieces: Sequence[Piece]) -> Piece:
    """All of them as one."""
    if len(pieces) == 1:
        return pieces[0]
    boxes = np.array([piece.box for piece in pieces])
    low, high = boxes.min(axis=0).tolist(), boxes.max(axis=0).tolist()
    strokes = sorted(stroke for piece in pieces for stroke in piece.strokes)
    blots = sorted(blot for piece in pieces for blot in piece.blots)
    return Piece(tuple(strokes), tuple(blots), (low[0], low[1], high[2], high[3]))


def strokes_of(drawing: Drawing) -> list[Piece]:
    """A piece for each stroke, in their order."""
    points = [stroke.points for stroke in drawing.strokes]
    return [
        Piece((index,), (), (*p.min(axis=0).tolist(), *p.max(axis=0).tolist()))
        for index, p in enumerate(points)
    ]


def merged(single: Sequence[Piece]) -> list[Piece]:
    """The pieces from left to right, those that lie over each other as one."""
    inside = _INSIDE_BY * max((piece.height for piece in single), default=0.0)
    pieces: list[Piece] = []
    for piece in single:
        over = [other for other in pieces if _lie_over(piece, other, inside)]
        pieces = [other for other in pieces if other not in over]
        pieces.append(joined([*over, piece]))
    return sorted(pieces, key=lambda piece: piece.middle)


def blot_labels(drawing: Drawing) -> Array:
    """(H, W) numbers from 1 of the picture's ink that hangs together; (0, 0) without a picture."""
    if drawing.picture is None:
        return np.zeros((0, 0), np.int32)
    # It takes longer to import than a window to open, and strokes need none of it.
    from scipy import ndimage

    return np.asarray(ndimage.label(drawing.picture.ink > _INKED, np.ones((3, 3)))[0])


def alone(drawing: Drawing, labels: Array, piece: Piece) -> Drawing:
    """The drawing with the ink of this piece only; its strokes are the very same objects."""
    strokes = tuple(drawing.strokes[index] for index in piece.strokes)
    if drawing.picture is None or not piece.blots:
        return Drawing(strokes)
    from scipy import ndimage

    picture = drawing.picture
    place = _pixels_of(piece, picture)
    own = np.isin(labels[place], np.add(piece.blots, 1))
    # The soft edge belongs to the ink that it surrounds.
    near = ndimage.maximum_filter(own, 3) & (own | (labels[place] == 0))
    ink = np.where(near, picture.ink[place], 0).astype(np.uint8)
    left = picture.left + picture.pixel * place[1].start
    top = picture.top + picture.pixel * place[0].start
    return Drawing(strokes, Picture(ink, left, top, picture.pixel * ink.shape[1]))


def blots_of(picture: Picture | None, labels: Array) -> list[Piece]:
    """A piece for each of a picture's blots, but for dust; ``labels`` are :func:`blot_labels`."""
    if picture is None:
        return []
    from scipy import ndimage

    pieces = [
        Piece(
            (),
            (number,),
            (
                picture.left + picture.pixel * columns.start,
                picture.top + picture.pixel * rows.start,
                picture.left + picture.pixel * columns.stop,
                picture.top + picture.pixel * rows.stop,
            ),
        )
        for number, (rows, columns) in enumerate(ndimage.find_objects(labels))
    ]
    largest = max((max(piece.width, piece.height) for piece in pieces), default=0.0)
    return [piece for piece in pieces if max(piece.width, piece.height) >= _SPECK * largest]


def _lie_over(first: Piece, second: Piece, inside: float) -> bool:
    """Whether the narrower one lies mostly over the other, its middle well within it.

    What lies on another line does not.
    """
    narrow, wide = sorted((first, second), key=lambda piece: piece.width)
    common = min(first.right, second.right) - max(first.left, second.left)
    depth = min(narrow.middle - wide.left, wide.right - narrow.middle)
    apart = max(first.box[1], second.box[1]) - min(first.box[3], second.box[3])
    return (
        apart < _LINE_GAP * max(first.height, second.height)
        and depth > inside
        and common >= _INSIDE * narrow.width
    )


def _pixels_of(piece: Piece, picture: Picture) -> tuple[slice, slice]:
    """Rows and columns of a piece's box, and one more on each side."""
    left, top, right, bottom = piece.box
    columns = ((x - picture.left) / picture.pixel for x in (left, right))
    rows = ((y - picture.top) / picture.pixel for y in (top, bottom))
    return _one_more(*rows), _one_more(*columns)


def _one_more(start: float, stop: float) -> slice:
    return slice(max(round(start) - 1, 0), max(round(stop) + 1, 1))
