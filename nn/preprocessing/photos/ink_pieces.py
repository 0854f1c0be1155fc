"""Which ink on a sheet is the digit: not the specks, the table's edge or a note in the corner.

:func:`digit_pieces` finds one digit; :func:`written_pieces` adds what else is of its height.

Ink falls into connected pieces. The heaviest piece that lies within the picture begins the digit,
and pieces near it that are not too small join, one after another: a bar written apart, the dot in
a zero, a pencil's stroke that broke.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from nn.arrays import Array

_SMALLEST = 0.08
"""Pieces smaller than this share of the digit (by their larger side) are specks."""

_NEAR = 0.25
"""How far from the digit a piece may lie and still belong to it, as a share of the digit's size."""

_RIVAL = 0.25
"""Ink at the picture's edge gives way to ink within it of at least this share of its size."""

_FILLING = 0.5
"""Ink at the edge is looked at only where it covers this share of the picture's smaller side."""

_LOWEST, _HIGHEST = 0.45, 2.2
"""How high the pieces are, in heights of the digit, that may be digits beside it."""

_WEAKEST, _STRENGTH = 0.55, 0.9
"""Share of a digit's strength that another has at least, each at this quantile of its ink."""

_SIGN = 0.25
"""How large, in heights of the digit, a low piece on its line is that may be a sign,"""

_BESIDE = 1.5
"""and how far from a digit."""

_MOST_WRITTEN = 60
"""Pieces of a digit's height: more are a text, or a pattern."""

_LEAST = 0.02
"""What is smaller than this share of the picture's larger side is no digit but dust."""


_Box = tuple[int, slice, slice]
"""Number, rows and columns of a piece."""


@dataclass(frozen=True)
class _Piece:
    number: int
    top: int
    left: int
    bottom: int
    right: int
    mass: float

    @property
    def size(self) -> int:
        return max(self.bottom - self.top, self.right - self.left)

    def is_within(self, shape: tuple[int, ...]) -> bool:
        return self.top > 0 and self.left > 0 and self.bottom < shape[0] and self.right < shape[1]

    def joined(self, other: _Piece) -> _Piece:
        return _Piece(
            self.number,
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
            self.mass + other.mass,
        )

    def gap(self, other: _Piece) -> int:
        """The distance between the two bounding boxes in the worse direction; at least 0."""
        across = max(self.left - other.right, other.left - self.right, 0)
        return max(across, self.top - other.bottom, other.top - self.bottom)


def digit_pieces(ink: Array, contrast: Array) -> Array:
    """The part of a mask of ink that is the digit; both (H, W), the mask bool.

    ``contrast`` weighs the pieces. An empty mask stays empty.
    """
    labels, count = _labels(ink)
    mass = np.bincount(labels[ink], contrast[ink], count + 1)
    pieces = [
        _Piece(number, rows.start, columns.start, rows.stop, columns.stop, float(mass[number]))
        for number, (rows, columns) in enumerate(ndimage.find_objects(labels), start=1)
    ]
    pieces = [piece for piece in pieces if piece.size > _LEAST * max(ink.shape)]
    pieces = _firm_ones(pieces, labels, contrast)
    is_member = np.zeros(count + 1, bool)
    is_member[_belonging(_candidates(pieces, ink.shape))] = True
    return ink & is_member[labels]


def _labels(ink: Array) -> tuple[Array, int]:
    """Numbers from 1 of the ink that hangs together, and how many there are.

    Pieces a hair apart are one: a pencil leaves the paper's hollows white.
    """
    reach = round(max(ink.shape) / 200)
    labels, count = ndimage.label(ndimage.maximum_filter(ink, 2 * reach + 1), np.ones((3, 3)))
    return np.where(ink, labels, 0), count


def _firm_ones(pieces: Sequence[_Piece], labels: Array, contrast: Array) -> list[_Piece]:
    """Those whose ink is not much weaker than the heaviest one's: no rest of a printed line."""
    if not pieces:
        return []

    def strength(piece: _Piece) -> float:
        place = np.s_[piece.top : piece.bottom, piece.left : piece.right]
        return float(np.quantile(contrast[place][labels[place] == piece.number], _STRENGTH))

    weakest = _WEAKEST * strength(max(pieces, key=lambda piece: piece.mass))
    return [piece for piece in pieces if strength(piece) >= weakest]


def written_pieces(ink: Array, digit: Array, contrast: Array) -> Array:
    """The part of a mask of ink (H, W) that may be digits beside ``digit``, and that one.

    ``contrast`` (H, W) is the ink's strength: what is much weaker than the digit's is left of a
    printed line.

    They are as high as it is, more or less, and within the picture, and take what lies close to
    them along. What is lower stands for a sign where it is on their line: it is no digit, and that
    it is there must not be overlooked.
    """
    labels, _ = _labels(ink)
    members = set(np.unique(labels[digit]).tolist()) - {0}
    height = tallest_piece(digit)
    weakest = _WEAKEST * float(np.quantile(contrast[digit], _STRENGTH))
    boxes = [box for box in _boxes(labels) if _size_of(box) >= _SMALLEST * height]
    if len(boxes) > 4 * _MOST_WRITTEN:
        return digit
    boxes = [
        (number, rows, columns)
        for number, rows, columns in boxes
        if number in members
        or np.quantile(contrast[rows, columns][labels[rows, columns] == number], _STRENGTH)
        >= weakest
    ]
    tall = {
        number
        for number, rows, columns in boxes
        if _LOWEST <= (rows.stop - rows.start) / height <= _HIGHEST
        and 0 < rows.start < rows.stop < ink.shape[0]
        and 0 < columns.start < columns.stop < ink.shape[1]
    }
    if len(tall) > _MOST_WRITTEN:
        return digit
    members |= tall
    members |= _signs(boxes, members, height)
    grown = ndimage.maximum_filter(np.isin(labels, list(members)), max(round(_NEAR * height), 1))
    for number, rows, columns in boxes:
        size = _size_of((number, rows, columns))
        is_near = grown[rows, columns][labels[rows, columns] == number].any()
        if _SMALLEST * height <= size < _LOWEST * height and is_near:
            members.add(number)
    return np.isin(labels, list(members))


def count_pieces(ink: Array, *, share: float = _SMALLEST) -> int:
    """How many pieces of a mask are at least so large, as a share of the largest."""
    sizes = _sizes(ink)
    return sum(size >= share * max(sizes) for size in sizes)


def largest_piece(ink: Array) -> int:
    """The larger side of the largest piece of a mask that is not empty, pixels."""
    return max(_sizes(ink))


def tallest_piece(ink: Array) -> int:
    """The height of the tallest piece of a mask that is not empty, pixels."""
    return int(max(rows.stop - rows.start for _, rows, _ in _boxes(_labels(ink)[0])))


def _sizes(ink: Array) -> list[int]:
    return [_size_of(box) for box in _boxes(_labels(ink)[0])]


def _boxes(labels: Array) -> list[_Box]:
    """Number, rows and columns of each piece."""
    return [(k, place[0], place[1]) for k, place in enumerate(ndimage.find_objects(labels), 1)]


def _size_of(box: _Box) -> int:
    """The larger side of a box, pixels."""
    return int(max(part.stop - part.start for part in box[1:]))


def _signs(boxes: Sequence[_Box], members: set[int], height: int) -> set[int]:
    """The numbers of low pieces on the line of a taller one, not far from it."""
    tall = [(rows, columns) for number, rows, columns in boxes if number in members]
    found = set()
    for number, rows, columns in boxes:
        if _size_of((number, rows, columns)) < _SIGN * height:
            continue
        middle = (rows.start + rows.stop) / 2
        if any(
            high.start < middle < high.stop
            and max(wide.start - columns.stop, columns.start - wide.stop) < _BESIDE * height
            for high, wide in tall
        ):
            found.add(number)
    return found


def _candidates(pieces: Sequence[_Piece], shape: tuple[int, ...]) -> list[_Piece]:
    """The pieces within the picture, and those at its edge where it is cut close to the digit."""
    inner = [piece for piece in pieces if piece.is_within(shape)]
    outer = [piece for piece in pieces if not piece.is_within(shape)]
    fills_picture = _largest(outer) >= _FILLING * min(shape)
    if fills_picture and _largest(inner) < _RIVAL * _largest(outer):
        return list(pieces)
    return inner


def _largest(pieces: Sequence[_Piece]) -> int:
    return max((piece.size for piece in pieces), default=0)


def _belonging(pieces: Sequence[_Piece]) -> list[int]:
    """The numbers of the pieces that make the digit."""
    if not pieces:
        return []
    digit = max(pieces, key=lambda piece: piece.mass)
    members = [digit.number]
    rest = [p for p in pieces if p is not digit and p.size >= _SMALLEST * digit.size]
    while rest:
        nearest = min(rest, key=digit.gap)
        if digit.gap(nearest) > _NEAR * digit.size:
            break
        rest.remove(nearest)
        # The digit has grown since the first look: what is small beside it now is a speck.
        if nearest.size >= _SMALLEST * digit.size:
            members.append(nearest.number)
            digit = digit.joined(nearest)
    return members
