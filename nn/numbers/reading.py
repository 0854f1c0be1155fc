"""Reading a number: the digits of a drawing, from left to right, line by line.

One digit stays one digit: where there is nothing to cut, and where the parts are no digits, the
answer is the reader's own answer for the whole drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from nn.network import DIGITS
from nn.numbers.cuts import cut
from nn.numbers.lattice import best_groups
from nn.numbers.lines import lines_of
from nn.numbers.pieces import Piece, alone, blot_labels, blots_of, joined, merged, whole_strokes
from nn.reader import Reader, Reading
from nn.strokes import Drawing

MOST_PIECES = 80
"""A drawing of more is read as one."""

_PROBABLE = 0.5
"""The share from which one of several digits gets its answer: that its neighbours are digits, too,
says more than the reader knows who sees it alone."""

_SURE = 0.99
"""The same for a digit that is only a part of a stroke."""


@dataclass(frozen=True, eq=False)
class NumberDigit:
    """One digit of a number: its ``strokes`` as indices into the drawing's, ascending; its ``box``
    (left, top, right, bottom) in the drawing's unit; the ``drawing`` of it alone and its reading.
    ``digit`` is the answer, None where none is given. Each stroke is one digit's, but that one
    which writes several is of each of them, and their drawings have its parts.
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
    is_number = len(digits) > 1 and all(digit.digit is not None for digit in digits)
    return NumberReading(tuple(digits) if is_number else (row.whole,))


class _Row:
    """The pieces of one drawing, and the readings of those that were looked at."""

    def __init__(self, reader: Reader, drawing: Drawing, before: NumberReading) -> None:
        self._reader = reader
        self._drawing = drawing
        self._labels = blot_labels(drawing)
        self._strokes = whole_strokes(drawing)
        self._blots = blots_of(drawing.picture, self._labels)
        everything = [*self._strokes, *self._blots]
        self._all = joined(everything) if everything else None
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
        pieces = self._pieces()
        if not 1 < len(pieces) <= MOST_PIECES:
            return []
        lines = lines_of(pieces)
        if len(lines) > 1 and self.whole.digit is not None:
            # Two rings on each other are an eight.
            lines = [pieces]
        return [self._digit(group) for line in lines for group in best_groups(line, self._shares)]

    def _pieces(self) -> list[Piece]:
        """From left to right; a stroke that is no digit is cut where it may write several."""
        if len(self._strokes) + len(self._blots) > MOST_PIECES:
            return []
        if len(merged([*self._strokes, *self._blots])) == 1 and self.whole.digit is not None:
            return []
        return merged([*self._parts(), *self._blots])

    def _parts(self) -> list[Piece]:
        """The strokes, those cut that may write several digits and are not one."""
        parts = [cut(s, index) for index, s in enumerate(self._drawing.strokes)]
        several = [index for index, cuts in enumerate(parts) if len(cuts) > 1]
        for index, (_, reading) in zip(
            several, self._readings([self._strokes[i] for i in several]), strict=True
        ):
            if reading.digit_score >= _PROBABLE:
                parts[index] = [self._strokes[index]]
        return [part for cuts in parts for part in cuts]

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
        is_cut = any(
            part.stop - part.start < len(self._drawing.strokes[part.index].points)
            for part in group.parts
        )
        is_probable = _share(reading) >= (_SURE if is_cut else _PROBABLE)
        digit = int(reading.probabilities.argmax()) if is_probable else None
        return NumberDigit(group.strokes, group.box, drawing, reading, digit)


def _share(reading: Reading) -> float:
    """How probably it is a digit, and the likeliest one."""
    return float(reading.shares[:DIGITS].max(initial=0.0))


def _whole(reader: Reader, drawing: Drawing) -> NumberDigit:
    reading = reader.read(drawing)
    strokes = tuple(range(len(drawing.strokes)))
    return NumberDigit(strokes, drawing.bounds(), drawing, reading, reading.digit)
