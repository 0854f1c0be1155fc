"""Lines of writing: which pieces stand beside each other, line after line."""

from __future__ import annotations

from collections.abc import Sequence

from nn.numbers.pieces import Piece


def lines_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces line by line, from top to bottom, those of a line from left to right.

    A line is what shares its height with a tall piece; what is small joins the line next to it.
    """
    tallest = max(piece.height for piece in pieces)
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.height):
        near = [line for line in lines if _is_beside(piece, line[0])]
        if near:
            near[0].append(piece)
        elif piece.height > tallest / 3 or not lines:
            lines.append([piece])
        else:
            min(lines, key=lambda line: abs(_level(line[0]) - _level(piece))).append(piece)
    lines.sort(key=lambda line: _level(line[0]))
    return [sorted(line, key=lambda piece: piece.middle) for line in lines]


def _is_beside(piece: Piece, tall: Piece) -> bool:
    """Whether half of the lower one's height is common to both."""
    common = min(piece.box[3], tall.box[3]) - max(piece.box[1], tall.box[1])
    return common >= 0.5 * min(piece.height, tall.height)


def _level(piece: Piece) -> float:
    """How far down the middle of a piece is."""
    return (piece.box[1] + piece.box[3]) / 2
