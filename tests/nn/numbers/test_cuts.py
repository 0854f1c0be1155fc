"""Cuts: between the digits that one stroke writes, and not within one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from nn.arrays import Array
from nn.numbers.cuts import MOST_CUTS, cut
from nn.strokes import Stroke
from tests.app.hand import DIGITS


def path(*digits: int, apart: float = 0.6) -> Array:
    """The digits beside each other, in one stroke."""
    parts = [
        np.add(np.concatenate(DIGITS[digit]), (apart * place, 0))
        for place, digit in enumerate(digits)
    ]
    return np.concatenate(parts).astype(np.float32)


@pytest.mark.parametrize("digits", [(3, 3), (0, 3), (0, 0)])
def test_a_cut_lies_between_two_digits(digits: tuple[int, int]) -> None:
    first = len(path(digits[0]))
    parts = cut(Stroke(path(*digits)), 4)
    assert [piece.parts[0].index for piece in parts] == [4, 4]
    assert abs(parts[1].parts[0].start - first) <= 4, "of 48 points to each side"


@pytest.mark.parametrize("digit", [0, 1, 3])
def test_one_digit_is_not_cut(digit: int) -> None:
    assert len(cut(Stroke(path(digit)), 0)) == 1


def test_parts_follow_each_other_without_a_gap() -> None:
    stroke = Stroke(path(3, 0, 3, 0, 3, 0, 3, 3))
    parts = [piece.parts[0] for piece in cut(stroke, 0)]
    assert 3 <= len(parts) <= MOST_CUTS + 1
    assert parts[0].start == 0
    assert parts[-1].stop == len(stroke.points)
    assert all(a.stop == b.start for a, b in itertools.pairwise(parts))


@pytest.mark.parametrize("points", [[(1, 1)], [(0, 0), (9, 0)], [(0, 0), (0, 0), (0, 0)]])
def test_a_dot_and_a_bar_are_not_cut(points: list[tuple[float, float]]) -> None:
    assert len(cut(Stroke(np.array(points, np.float32)), 0)) == 1
