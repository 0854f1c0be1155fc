"""Lines of writing, from top to bottom."""

from __future__ import annotations

from nn.numbers.lines import lines_of
from nn.numbers.pieces import merged, strokes_of
from nn.strokes import drawing_from_points


def lines(*boxes: tuple[float, float, float, float]) -> list[list[int]]:
    """Which strokes are on which line, each given by its box."""
    strokes = [[(left, top), (right, bottom)] for left, top, right, bottom in boxes]
    pieces = strokes_of(drawing_from_points(strokes))
    return [[piece.strokes[0] for piece in line] for line in lines_of(merged(pieces))]


def test_what_stands_side_by_side_is_one_line_however_unsteady() -> None:
    assert lines((200, 20, 250, 110), (0, 0, 50, 100), (100, -20, 150, 90)) == [[1, 2, 0]]


def test_lines_are_read_from_top_to_bottom() -> None:
    below, above = (0, 200, 50, 300), (0, 0, 50, 100)
    assert lines(below, above, (100, 210, 150, 300)) == [[1], [0, 2]]


def test_a_small_stroke_belongs_to_the_nearest_line() -> None:
    assert lines((0, 0, 50, 100), (0, 200, 50, 300), (60, 105, 90, 110)) == [[0, 2], [1]]
