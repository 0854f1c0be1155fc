"""The best path: as good as trying all of them, and with few readings."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nn.numbers.lattice import best_groups, best_path
from nn.numbers.pieces import Piece, strokes_of
from nn.strokes import drawing_from_points

Span = tuple[int, int]


def bars(*places: float) -> list[Piece]:
    """Upright strokes of height 100."""
    return strokes_of(drawing_from_points([[(x, 0), (x + 20, 100)] for x in places]))


def ways(start: int, count: int) -> Iterator[list[Span]]:
    """All ways to cut a row."""
    if start == count:
        yield []
    for end in range(start + 1, count + 1):
        for rest in ways(end, count):
            yield [(start, end), *rest]


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_no_way_is_better_than_the_path(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    scores = {(a, b): float(rng.normal()) for a in range(count) for b in range(a + 1, count + 1)}
    steps = {(a, b): float(rng.normal()) for a in scores for b in scores}

    def value(way: Sequence[Span]) -> float:
        between = sum(steps[pair] for pair in itertools.pairwise(way))
        return sum(scores[span] for span in way) + between

    found = best_path(scores, lambda a, b: steps[a, b], count)
    assert value(found) == max(value(way) for way in ways(0, count))


def test_pieces_that_are_digits_alone_stay_alone() -> None:
    pieces = bars(0, 60, 120)
    assert best_groups(pieces, lambda groups: [0.99 for _ in groups]) == pieces


def test_pieces_that_are_a_digit_together_only_are_joined() -> None:
    pieces = bars(0, 22, 120)

    def shares(groups: Sequence[Piece]) -> list[float]:
        return [0.99 if group.strokes in ((0, 1), (2,)) else 0.01 for group in groups]

    found = best_groups(pieces, shares)
    assert [group.strokes for group in found] == [(0, 1), (2,)]


def test_what_cannot_win_is_not_read() -> None:
    read: list[Piece] = []

    def shares(groups: Sequence[Piece]) -> list[float]:
        read.extend(groups)
        return [1.0 for _ in groups]

    pieces = bars(*np.arange(0, 1000, 60))
    assert best_groups(pieces, shares) == pieces
    assert len(read) == len(pieces)


def test_the_same_group_is_read_once() -> None:
    read: list[Piece] = []

    def shares(groups: Sequence[Piece]) -> list[float]:
        read.extend(groups)
        return [0.01 for _ in groups]

    best_groups(bars(0, 22, 44, 66), shares)
    assert len(read) == len(set(read))
