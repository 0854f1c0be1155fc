"""Reading a number: which strokes make which digit, judged by the network itself.

    strokes ┐
    picture ┴→ pieces, from left to right → groups of neighbouring pieces → one batch of readings
             → the best path from the first piece to the last → digits

A piece is a stroke, or ink of a picture that hangs together; what lies over each other is one
piece. Of a picture with several lines of writing each is read by itself, from top to bottom.

Nobody says where one digit ends and the next begins, so every plausible group of neighbours is
read (over-segmentation), and of all ways to cut the row into groups the most probable one is
taken (Viterbi's algorithm; see Matan, Burges, Le Cun, Denker 1992, "Multi-digit recognition using
a space displacement neural network", for the lattice of readings). What speaks for a group is the
probability that it is some digit, and how it lies beside the others: digits of one number are of
like height and overlap little, and the strokes of one digit do not lie far apart.

One digit stays one digit: where there is nothing to cut, or where one of the pieces is more
probably none, the answer is the reader's own answer for the whole drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nn.arrays import Array
from nn.network import DIGITS
from nn.reader import Reader, Reading
from nn.strokes import Drawing, Picture

MOST_DIGITS = 20
"""In one number; a drawing of more pieces than four times as many is read as one."""

_MOST_PIECES = 5
"""Of one digit: more are only taken for one where they lie over each other."""

_WIDEST = 2.0
"""Width of a digit, in heights of the number; wider groups are not even looked at."""

_WIDEST_GAP = 0.6
"""Between two pieces of one digit, in heights of the number."""

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

_LEAST_SHARE = 1e-4
"""As improbable as a reading counts: no single one decides a whole row."""


_PROBABLE = 0.5
"""The share from which one of several digits gets its answer: that its neighbours are digits, too,
says more than the reader knows who sees it alone."""


@dataclass(frozen=True)
class Weights:
    """What speaks against a way to cut the row, in nats; lengths are in heights of the number.

    Chosen on numbers put together from digits of the shipped training writers.
    """

    digit: float = 0.1  # each digit
    overlap: float = 1.0  # by how much neighbouring digits overlap sideways
    gap: float = 2.0  # by how far pieces of one digit lie apart sideways
    low: float = 30.0  # by how much a digit is lower than `usual_height`
    usual_height: float = 0.4


WEIGHTS = Weights()


@dataclass(frozen=True, eq=False)
class NumberDigit:
    """One digit of a number: its ``strokes`` as indices into the drawing's, ascending; its ``box``
    (left, top, right, bottom) in the drawing's unit; the ``drawing`` of it alone and its reading.
    ``digit`` is the answer, None where none is given.
    """

    strokes: tuple[int, ...]
    box: tuple[float, float, float, float]
    drawing: Drawing
    reading: Reading
    digit: int | None


@dataclass(frozen=True, eq=False)
class NumberReading:
    """The digits of a drawing from left to right; none for an empty one."""

    digits: tuple[NumberDigit, ...]

    @property
    def text(self) -> str:
        """The number as text, ``?`` for a digit that gets no answer."""
        return "".join("?" if digit.digit is None else str(digit.digit) for digit in self.digits)


def read_number(reader: Reader, drawing: Drawing, *, weights: Weights = WEIGHTS) -> NumberReading:
    """The number that is drawn.

    A reader that does not centre, and a network that knows only digits and would find one in any
    part, read all of it as one.
    """
    if drawing.is_empty:
        return NumberReading(())
    strokes = tuple(range(len(drawing.strokes)))
    reading = reader.read(drawing)
    whole = NumberDigit(strokes, drawing.bounds(), drawing, reading, reading.digit)
    if not reader.centred or reader.network.classes == DIGITS:
        return NumberReading((whole,))
    labels = _blots(drawing)
    pieces = _pieces(drawing, labels)
    if not 1 < len(pieces) <= 4 * MOST_DIGITS:
        return NumberReading((whole,))
    lines = _lines(pieces)
    if len(lines) > 1 and whole.digit is not None:
        # Two rings on each other are an eight.
        lines = [pieces]
    digits = [
        digit for line in lines for digit in _best_path(reader, drawing, labels, line, weights)
    ]
    if len(digits) < 2 or any(digit.digit is None for digit in digits):
        return NumberReading((whole,))
    return NumberReading(tuple(digits))


@dataclass(frozen=True)
class _Piece:
    """Ink that belongs to one digit, whichever it is, and its box.

    ``strokes`` and ``blots`` are indices into the drawing's strokes and its picture's ``ink``,
    where the k-th blot has the number k + 1 among the labels of
    :func:`_blots`.
    """

    strokes: tuple[int, ...]
    blots: tuple[int, ...]
    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: _Piece) -> _Piece:
        return _Piece(
            tuple(sorted(self.strokes + other.strokes)),
            tuple(sorted(self.blots + other.blots)),
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.left, self.top, self.right, self.bottom


def _pieces(drawing: Drawing, labels: Array) -> list[_Piece]:
    """The drawing's pieces from left to right; ``labels`` are those of :func:`_blots`."""
    parts = [*_of_strokes(drawing), *_of_picture(drawing.picture, labels)]
    inside = _INSIDE_BY * max((part.height for part in parts), default=0.0)
    pieces: list[_Piece] = []
    for part in parts:
        piece = part
        for other in [other for other in pieces if _lie_over(piece, other, inside)]:
            pieces.remove(other)
            piece = piece.joined(other)
        pieces.append(piece)
    return sorted(pieces, key=lambda piece: piece.middle)


def _of_strokes(drawing: Drawing) -> list[_Piece]:
    ends = [(stroke.points.min(axis=0), stroke.points.max(axis=0)) for stroke in drawing.strokes]
    return [
        _Piece((index,), (), *(float(value) for value in (*low, *high)))
        for index, (low, high) in enumerate(ends)
    ]


def _blots(drawing: Drawing) -> Array:
    """(H, W) numbers from 1 of the picture's ink that hangs together; (0, 0) without a picture."""
    if drawing.picture is None:
        return np.zeros((0, 0), np.int32)
    # Takes longer to import than a window to open, and strokes need none of it.
    from scipy import ndimage

    return np.asarray(ndimage.label(drawing.picture.ink > _INKED, np.ones((3, 3)))[0])


def _of_picture(picture: Picture | None, labels: Array) -> list[_Piece]:
    if picture is None:
        return []
    from scipy import ndimage

    pieces = [
        _Piece(
            (),
            (number,),
            picture.left + picture.pixel * columns.start,
            picture.top + picture.pixel * rows.start,
            picture.left + picture.pixel * columns.stop,
            picture.top + picture.pixel * rows.stop,
        )
        for number, (rows, columns) in enumerate(ndimage.find_objects(labels))
    ]
    largest = max((max(p.right - p.left, p.height) for p in pieces), default=0.0)
    return [p for p in pieces if max(p.right - p.left, p.height) >= _SPECK * largest]


def _lie_over(first: _Piece, second: _Piece, inside: float) -> bool:
    """Whether the narrower one lies mostly over the other, its middle well within it.

    What lies on another line does not.
    """
    narrow, wide = sorted((first, second), key=lambda piece: piece.right - piece.left)
    common = min(first.right, second.right) - max(first.left, second.left)
    depth = min(narrow.middle - wide.left, wide.right - narrow.middle)
    apart = max(first.top, second.top) - min(first.bottom, second.bottom)
    return (
        apart < _LINE_GAP * max(first.height, second.height)
        and depth > inside
        and common >= _INSIDE * (narrow.right - narrow.left)
    )


def _lines(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """The pieces line by line: a line is what overlaps the tall pieces' heights."""
    tallest = max(piece.height for piece in pieces)
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.height):
        near = [line for line in lines if _is_beside(piece, line)]
        if near:
            near[0].append(piece)
        elif piece.height > tallest / 3 or not lines:
            lines.append([piece])
        else:
            min(lines, key=lambda line: abs(_height_of(line) - _height_of([piece]))).append(piece)
    return [sorted(line, key=lambda piece: piece.middle) for line in sorted(lines, key=_height_of)]


def _is_beside(piece: _Piece, line: Sequence[_Piece]) -> bool:
    """Whether half of the piece's height, or of the line's tallest one's, is common to both."""
    tall = line[0]
    common = min(piece.bottom, tall.bottom) - max(piece.top, tall.top)
    return common >= 0.5 * min(piece.height, tall.height)


def _height_of(line: Sequence[_Piece]) -> float:
    """How far down the middle of a line's tallest piece is."""
    return (line[0].top + line[0].bottom) / 2


def _alone(drawing: Drawing, labels: Array, piece: _Piece) -> Drawing:
    """The drawing with the ink of this piece only."""
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


def _pixels_of(piece: _Piece, picture: Picture) -> tuple[slice, slice]:
    """Rows and columns of a piece's box, and one more on each side."""
    left, right = ((x - picture.left) / picture.pixel for x in (piece.left, piece.right))
    top, bottom = ((y - picture.top) / picture.pixel for y in (piece.top, piece.bottom))
    return (
        slice(max(round(top) - 1, 0), round(bottom) + 1),
        slice(max(round(left) - 1, 0), round(right) + 1),
    )


def _best_path(
    reader: Reader, drawing: Drawing, labels: Array, pieces: Sequence[_Piece], weights: Weights
) -> list[NumberDigit]:
    """The digits along the cheapest way to cut the row of pieces into groups."""
    height = max(piece.height for piece in pieces) or 1.0
    spans = _spans(pieces, height)
    groups = {span: _group(pieces[span[0] : span[1]]) for span in spans}
    drawings = [_alone(drawing, labels, groups[span]) for span in spans]
    readings = dict(zip(spans, reader.read_drawings(drawings), strict=True))
    cost = {
        span: _cost(pieces[span[0] : span[1]], groups[span], readings[span], height, weights)
        for span in spans
    }
    best = _cheapest(spans, cost, groups, height, weights, len(pieces))
    alone = dict(zip(spans, drawings, strict=True))
    return [
        NumberDigit(
            groups[span].strokes,
            groups[span].box,
            alone[span],
            readings[span],
            _probable(readings[span]),
        )
        for span in best
    ]


def _probable(reading: Reading) -> int | None:
    """The digit that a part of a number most probably is, or None."""
    shares = reading.shares[:DIGITS]
    return int(shares.argmax()) if shares.max(initial=0.0) >= _PROBABLE else None


def _spans(pieces: Sequence[_Piece], height: float) -> list[tuple[int, int]]:
    """Which neighbours may make one digit: from the first index to before the second."""
    spans = []
    for start in range(len(pieces)):
        left, right = pieces[start].left, pieces[start].right
        for end in range(start + 1, min(start + _MOST_PIECES, len(pieces)) + 1):
            piece = pieces[end - 1]
            is_apart = piece.left - right > _WIDEST_GAP * height
            left, right = min(left, piece.left), max(right, piece.right)
            if end > start + 1 and (is_apart or right - left > _WIDEST * height):
                break
            spans.append((start, end))
    return spans


def _group(pieces: Sequence[_Piece]) -> _Piece:
    group = pieces[0]
    for piece in pieces[1:]:
        group = group.joined(piece)
    return group


def _cost(
    pieces: Sequence[_Piece], group: _Piece, reading: Reading, height: float, weights: Weights
) -> float:
    """What speaks against this group being one digit, nats."""
    share = float(reading.shares[:DIGITS].max(initial=0.0))
    apart = sum(max(0.0, after.left - before.right) for before, after in pairwise(pieces))
    lowness = max(0.0, weights.usual_height - group.height / height)
    return (
        weights.digit
        - float(np.log(max(share, _LEAST_SHARE)))
        + weights.gap * apart / height
        + weights.low * lowness
    )


def _cheapest(
    spans: Sequence[tuple[int, int]],
    cost: dict[tuple[int, int], float],
    groups: dict[tuple[int, int], _Piece],
    height: float,
    weights: Weights,
    count: int,
) -> list[tuple[int, int]]:
    """Viterbi: the cheapest row of spans from the first piece to the last."""
    total: dict[tuple[int, int], float] = {}
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for span in sorted(spans, key=lambda span: span[1]):
        ways: list[tuple[float, tuple[int, int] | None]] = [
            (
                total[other]
                + weights.overlap * max(0.0, groups[other].right - groups[span].left) / height,
                other,
            )
            for other in total
            if other[1] == span[0]
        ]
        if span[0] == 0:
            ways.append((0.0, None))
        least, way = min(ways, key=lambda way: way[0])
        total[span], before[span] = least + cost[span], way
    last: tuple[int, int] | None = min(
        (span for span in spans if span[1] == count), key=lambda span: total[span]
    )
    path = []
    while last is not None:
        path.append(last)
        last = before[last]
    return path[::-1]
