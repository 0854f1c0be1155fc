"""The best way to group a row of pieces into digits.

Nobody says where one digit ends and the next begins, so the groups of neighbours that could be one
digit are read (over-segmentation), and of all ways to cut the row the most probable one is taken:
a shortest path, found by Viterbi's algorithm. The idea is that of Matan, Burges, Le Cun, Denker
1992, "Multi-digit recognition using a space displacement neural network".

A group's score is the logarithm of the probability that it is some digit, and what its geometry
says: each piece that joins another pays for standing beside it (little of its width in common),
for being tall, and for making the group wide; low groups and digits over each other pay, too. The
weights are those of a conditional random field, fitted on numbers put together from the shipped
writers' digits by ``python -m tests.benchmarks.number_weights``.

Most groups need not be read: where the geometry says that not even a perfect reading would win
against the pieces taken singly, it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nn.arrays import Array
from nn.numbers.pieces import Piece, joined

Span = tuple[int, int]
"""The pieces from the first index to before the second, as one group."""

Shares = Callable[[Sequence[Piece]], Sequence[float]]
"""How probably each of some groups is a digit, and which: in [0, 1]."""

MOST_JOINED = 5
"""Pieces of one digit, over what lies over each other anyway."""

_WIDEST = 1.8
"""Width of a digit, in heights of the row; wider groups are not looked at."""

_WIDEST_GAP = 0.4
"""Between two pieces of one digit, in heights of the row."""

_LEAST_SHARE = 1e-4
"""As improbable as a reading counts: no single one decides a whole row."""


@dataclass(frozen=True)
class Weights:
    """What counts for and against a way to cut the row, in nats; lengths are in heights."""

    join: float = 1.41
    """For each piece that joins another, which is one digit less."""
    beside: float = -0.93
    """For the share of the joining piece's width that is not common to both."""
    tall: float = -0.62
    """For the height of the lower one of both."""
    wide: float = -1.5
    """For the width of a group over :data:`_USUAL_WIDTH`."""
    low: float = -0.52
    """For the height that a group lacks to :data:`_USUAL_HEIGHT`."""
    overlap: float = -0.91
    """For the width that neighbouring groups have in common."""


WEIGHTS = Weights()

_USUAL_WIDTH = 0.9
_USUAL_HEIGHT = 0.6


def row_height(pieces: Sequence[Piece]) -> float:
    """The height of the row's digits: the median of the taller pieces', at least a hair."""
    heights = np.array([piece.height for piece in pieces])
    return float(np.median(heights[heights >= heights.max() / 2])) or 1.0


def geometry(pieces: Sequence[Piece], height: float) -> Array:
    """What the first five of :class:`Weights` weigh if these pieces are one digit, (5,)."""
    group = pieces[0]
    beside = tall = 0.0
    for piece in pieces[1:]:
        common = min(group.right, piece.right) - max(group.left, piece.left)
        narrower = min(group.width, piece.width)
        beside += 1 - float(np.clip(common / narrower, 0, 1)) if narrower > 0 else common < 0
        tall += min(group.height, piece.height) / height
        group = joined([group, piece])
    wide = max(0.0, group.width / height - _USUAL_WIDTH)
    low = max(0.0, _USUAL_HEIGHT - group.height / height)
    return np.array([len(pieces) - 1, beside, tall, wide, low])


def overlap(before: Piece, after: Piece, height: float) -> float:
    """By how much one digit reaches over the next one, in heights."""
    return max(0.0, before.right - after.left) / height


def spans_of(pieces: Sequence[Piece], height: float) -> list[Span]:
    """The groups that may be one digit, single pieces first."""
    spans = [(start, start + 1) for start in range(len(pieces))]
    for start in range(len(pieces)):
        left, right = pieces[start].left, pieces[start].right
        for end in range(start + 1, min(start + MOST_JOINED, len(pieces))):
            piece = pieces[end]
            if piece.left - right > _WIDEST_GAP * height:
                break
            left, right = min(left, piece.left), max(right, piece.right)
            if right - left > _WIDEST * height:
                break
            spans.append((start, end + 1))
    return spans


def best_groups(
    pieces: Sequence[Piece], shares: Shares, *, weights: Weights = WEIGHTS
) -> list[Piece]:
    """The groups of pieces, given from left to right, that are most probably the digits."""
    height = row_height(pieces)
    spans = spans_of(pieces, height)
    groups = {span: joined(pieces[slice(*span)]) for span in spans}
    first = np.array([weights.join, weights.beside, weights.tall, weights.wide, weights.low])
    scores = {span: float(first @ geometry(pieces[slice(*span)], height)) for span in spans}

    def read(chosen: Sequence[Span]) -> None:
        for span, share in zip(chosen, shares([groups[s] for s in chosen]), strict=True):
            scores[span] += float(np.log(max(share, _LEAST_SHARE)))

    def step(before: Span, after: Span) -> float:
        return weights.overlap * overlap(groups[before], groups[after], height)

    single, several = spans[: len(pieces)], spans[len(pieces) :]
    read(single)
    ends = np.cumsum([0.0, *(scores[span] for span in single)])
    steps = np.cumsum([0.0, *map(step, single[:-1], single[1:])])
    # Taken singly they score at least this much, so a group must be able to reach it.
    rivals = {s: ends[s[1]] - ends[s[0]] + steps[s[1] - 1] - steps[s[0]] for s in several}
    worthy = [span for span in several if scores[span] > rivals[span]]
    read(worthy)
    return [groups[span] for span in best_path([*single, *worthy], scores, step, len(pieces))]


def best_path(
    spans: Sequence[Span],
    scores: dict[Span, float],
    step: Callable[[Span, Span], float],
    count: int,
) -> list[Span]:
    """Viterbi: the row of spans from 0 to ``count`` with the largest sum of scores and steps."""
    total: dict[Span, float] = {}
    before: dict[Span, Span | None] = {}
    for span in sorted(spans, key=lambda span: span[1]):
        ways: list[tuple[float, Span | None]] = [
            (total[other] + step(other, span), other) for other in total if other[1] == span[0]
        ]
        if span[0] == 0:
            ways.append((0.0, None))
        best, before[span] = max(ways, key=lambda way: way[0])
        total[span] = best + scores[span]
    last: Span | None = max((s for s in spans if s[1] == count), key=lambda span: total[span])
    path = []
    while last is not None:
        path.append(last)
        last = before[last]
    return path[::-1]
