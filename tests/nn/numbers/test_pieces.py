"""Pieces: what lies over each other is one, and a piece alone is the drawing without the rest."""

from __future__ import annotations

import numpy as np

from nn.numbers.pieces import (
    alone,
    blot_labels,
    blots_of,
    joined,
    merged,
    strokes_of,
)
from nn.strokes import Drawing, Picture, drawing_from_points

RING = [(0, 0), (60, 0), (60, 100), (0, 100), (0, 0)]
SLASH = [(50, 10), (10, 90)]
ONE = [(90, 0), (90, 100)]


def test_a_slash_through_a_zero_is_one_piece_with_it() -> None:
    pieces = merged(strokes_of(drawing_from_points([RING, ONE, SLASH])))
    assert [piece.strokes for piece in pieces] == [(0, 2), (1,)]
    assert pieces[0].box == (0, 0, 60, 100)


def test_digits_that_touch_are_pieces_of_their_own() -> None:
    beside = [(x + 56, y) for x, y in RING]
    assert len(merged(strokes_of(drawing_from_points([RING, beside])))) == 2


def test_what_stands_below_is_another_piece() -> None:
    below = [(x, y + 150) for x, y in RING]
    assert len(merged(strokes_of(drawing_from_points([RING, below])))) == 2


def test_a_piece_alone_has_the_very_strokes_of_the_drawing() -> None:
    drawing = drawing_from_points([RING, ONE, SLASH])
    ring, _, slash = strokes_of(drawing)
    own = alone(drawing, blot_labels(drawing), joined([slash, ring]))
    assert own.strokes == (drawing.strokes[0], drawing.strokes[2])


def test_blots_of_a_picture_are_pieces_without_the_others_ink() -> None:
    ink = np.zeros((40, 40), np.uint8)
    ink[4:36, 5:8] = 255
    ink[4:36, 20:24] = 255
    ink[0, 39] = 255
    drawing = Drawing(picture=Picture(ink, 10.0, 0.0, 40.0))
    labels = blot_labels(drawing)
    first, second = merged(blots_of(drawing.picture, labels))
    assert first.box == (15, 4, 18, 36), "in the drawing's unit, and dust is none"
    own = alone(drawing, labels, second).picture
    assert own is not None
    assert own.bounds() == second.box
    assert np.count_nonzero(own.ink) == 128
