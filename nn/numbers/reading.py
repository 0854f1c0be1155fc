"""Reading a number: the digits of a drawing, from left to right, line by line.

One digit stays one digit: where there is nothing to cut, and where the parts are no digits, the
answer is the reader's own answer for the whole drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nn.network import DIGITS
from nn.numbers.lattice import best_groups
from nn.numbers.lines import lines_of
from nn.numbers.pieces import Box, Piece, alone, blot_labels, blots_of, joined, merged, strokes_of
from nn.reader import Reader, Reading
from nn.strokes import Drawing

MOST_PIECES = 80
"""A drawing of more is read as one."""

_PROBABLE = 0.5
"""The share from which one of several digits gets its answer: that its neighbours are digits, too,
says more than the reader knows who sees it alone."""

_OVERLAP = 0.06
"""How far the boxes of neighbours on a line may lie over each other, in heights of the taller one.
Digits hardly do, and the strokes of a letter mostly: an n is two ones, a K a one and something."""

_SURE = 0.99
"""The share of every digit where some lie farther over each other, and of the others where one of
three or more gets no answer."""


@dataclass(frozen=True, eq=False)
class NumberDigit:
    """One digit of a number: its ``strokes`` as indices into the drawing's, ascending; its ``box``
    (left, top, right, bottom) in the drawing's unit; the ``drawing`` of it alone and its reading.
    ``digit`` is the answer, None where none is given. Each stroke is one digit's.
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


def read_number(
    reader: Reader, drawing: Drawing, *, before: NumberReading | None = None
) -> NumberReading:
    """The number that is drawn.

    ``before`` is an answer that the same reader gave: a digit whose strokes are the very same
    objects is not read again, so a number that grows costs no more than the digit under the pen.

    A reader that does not centre, and a network that knows only digits and would find one in any
    part, read all of it as one.
    """
    if drawing.is_empty:
        return NumberReading(())
    if not reader.centred or reader.network.classes == DIGITS:
        return NumberReading((_whole(reader, drawing),))
    row = _Row(reader, drawing, before or NumberReading(()))
    digits = row.digits()
    return NumberReading(tuple(digits) if _are_number(digits) else (row.whole,))


def _are_number(digits: Sequence[NumberDigit]) -> bool:
    """Whether these are several digits, and not the strokes of something else."""
    if len(digits) < 2:
        return False
    least, next_least, *_ = sorted(_share(digit.reading) for digit in digits)
    if _lie_over_each_other(digits):
        return least >= _SURE
    return least >= _PROBABLE or (len(digits) > 2 and next_least >= _SURE)


def _lie_over_each_other(digits: Sequence[NumberDigit]) -> bool:
    return any(_overlap(first.box, second.box) > _OVERLAP for first, second in pairwise(digits))


def _overlap(first: Box, second: Box) -> float:
    """The width that two boxes have in common, in heights of the taller; 0 on different lines."""
    if min(first[3], second[3]) <= max(first[1], second[1]):
        return 0.0
    common = min(first[2], second[2]) - max(first[0], second[0])
    return common / max(first[3] - first[1], second[3] - second[1], 1e-12)


class _Row:
    """The pieces of one drawing, and the readings of those that were looked at."""

    def __init__(self, reader: Reader, drawing: Drawing, before: NumberReading) -> None:
        self._reader = reader
        self._drawing = drawing
        self._labels = blot_labels(drawing)
        self._single = [*strokes_of(drawing), *blots_of(drawing.picture, self._labels)]
        self._all = joined(self._single) if self._single else None
        self._read: dict[Piece, tuple[Drawing, Reading]] = {}
        self._before = {
            tuple(map(id, digit.drawing.strokes)): digit
            for digit in before.digits
            if digit.drawing.picture is None
        }

    @cached_property
    def whole(self) -> NumberDigit:
        """All of it as one digit."""
        if self._all is None:
            return _whole(self._reader, self._drawing)
        drawing, reading = self._readings([self._all])[0]
        strokes = tuple(range(len(drawing.strokes)))
        return NumberDigit(strokes, drawing.bounds(), drawing, reading, reading.digit)

    def digits(self) -> list[NumberDigit]:
        """The digits along the best path; none where there is nothing to cut."""
        if not 1 < len(self._single) <= MOST_PIECES:
            return []
        pieces = merged(self._single)
        if len(pieces) == 1:
            return []
        lines = lines_of(pieces)
        if len(lines) > 1 and self.whole.digit is not None:
            # Two rings on each other are an eight.
            lines = [pieces]
        return [self._digit(group) for line in lines for group in best_groups(line, self._shares)]

    def _shares(self, pieces: Sequence[Piece]) -> list[float]:
        return [_share(reading) for _, reading in self._readings(pieces)]

    def _readings(self, pieces: Sequence[Piece]) -> list[tuple[Drawing, Reading]]:
        new = {piece: self._alone(piece) for piece in pieces if piece not in self._read}
        for piece, drawing in list(new.items()):
            known = self._before.get(tuple(map(id, drawing.strokes)))
            if known is not None and drawing.picture is None:
                self._read[piece] = drawing, known.reading
                del new[piece]
        if new:
            drawings = list(new.values())
            readings = self._reader.read_drawings(drawings)
            self._read |= dict(zip(new, zip(drawings, readings, strict=True), strict=True))
        return [self._read[piece] for piece in pieces]

    def _alone(self, piece: Piece) -> Drawing:
        # All of it is the drawing itself, dust included: it gets the answer that it always got.
        return self._drawing if piece == self._all else alone(self._drawing, self._labels, piece)

    def _digit(self, group: Piece) -> NumberDigit:
        drawing, reading = self._readings([group])[0]
        is_probable = _share(reading) >= _PROBABLE
        digit = int(reading.probabilities.argmax()) if is_probable else None
        return NumberDigit(group.strokes, group.box, drawing, reading, digit)


def _share(reading: Reading) -> float:
    """How probably it is a digit, and the likeliest one."""
    return float(reading.shares[:DIGITS].max(initial=0.0))


def _whole(reader: Reader, drawing: Drawing) -> NumberDigit:
    reading = reader.read(drawing)
    strokes = tuple(range(len(drawing.strokes)))
    return NumberDigit(strokes, drawing.bounds(), drawing, reading, reading.digit)
