"""The best way to group a row of pieces into digits.

Nobody says where one digit ends and the next begins, so the groups of neighbours that could be one
digit are read (over-segmentation), and of all ways to cut the row the most probable one is taken:
a shortest path, found by Viterbi's algorithm. The idea is that of Matan, Burges, Le Cun, Denker
1992, "Multi-digit recognition using a space displacement neural network".

A group's score is the logarithm of the probability that it is some digit, and what its geometry
says: each piece that joins another pays for standing beside it (little of its width in common),
for being tall, and for making the group wide; low groups and digits over each other pay, too. The
weights are those of a conditional random field, fitted on numbers put together from the shipped
writers' digits, with the readings of a network that had not learned from them: one that has is too
sure of its readings (``python -m tests.benchmarks.number_weights --model NETWORK``).

Few groups have to be read. A reading can only lower a group's score, so the best path by geometry
alone says which readings are wanted first; they are put in, and the next best path is looked for,
until all groups of a path have been read. No other path can be better then.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

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

LEAST_SHARE = 1e-4
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
    heights = sorted(piece.height for piece in pieces)
    taller = [height for height in heights if height >= heights[-1] / 2]
    # By hand: the first call of NumPy's median imports a package, which the first stroke waits for.
    return (taller[(len(taller) - 1) // 2] + taller[len(taller) // 2]) / 2 or 1.0


def groups_of(
    pieces: Sequence[Piece], height: float, weights: Weights
) -> dict[Span, tuple[Piece, float]]:
    """The groups of neighbours that may be one digit, and their scores by geometry alone."""
    found: dict[Span, tuple[Piece, float]] = {}
    for start, first in enumerate(pieces):
        group, score = first, 0.0
        for end in range(start + 1, min(start + MOST_JOINED, len(pieces)) + 1):
            found[start, end] = group, score + _shape(group, height, weights)
            if end == len(pieces) or pieces[end].left - group.right > _WIDEST_GAP * height:
                break
            score += _joining(group, pieces[end], height, weights)
            group = joined([group, pieces[end]])
            if group.width > _WIDEST * height:
                break
    return found


def _shape(group: Piece, height: float, weights: Weights) -> float:
    """What the size of a group says."""
    wide = max(0.0, group.width / height - _USUAL_WIDTH)
    low = max(0.0, _USUAL_HEIGHT - group.height / height)
    return weights.wide * wide + weights.low * low


def _joining(group: Piece, piece: Piece, height: float, weights: Weights) -> float:
    """What speaks for and against a piece that joins a group."""
    common = min(group.right, piece.right) - max(group.left, piece.left)
    narrower = min(group.width, piece.width)
    inside = min(max(common / narrower, 0.0), 1.0) if narrower > 0 else float(common >= 0)
    lower = min(group.height, piece.height) / height
    return weights.join + weights.beside * (1 - inside) + weights.tall * lower


def best_groups(
    pieces: Sequence[Piece], shares: Shares, *, weights: Weights = WEIGHTS
) -> list[Piece]:
    """The groups of pieces, given from left to right, that are most probably the digits."""
    height = row_height(pieces)
    groups = groups_of(pieces, height, weights)
    scores = {span: score for span, (_, score) in groups.items()}
    unread = set(groups)

    def step(before: Span, after: Span) -> float:
        over = groups[before][0].right - groups[after][0].left
        return weights.overlap * max(0.0, over) / height

    while True:
        path = best_path(scores, step, len(pieces))
        wanted = [span for span in path if span in unread]
        if not wanted:
            return [groups[span][0] for span in path]
        for span, share in zip(wanted, shares([groups[s][0] for s in wanted]), strict=True):
            scores[span] += math.log(max(share, LEAST_SHARE))
        unread.difference_update(wanted)


def best_path(
    scores: Mapping[Span, float], step: Callable[[Span, Span], float], count: int
) -> list[Span]:
    """Viterbi: the row of spans from 0 to ``count`` with the largest sum of scores and steps."""
    ending: list[list[Span]] = [[] for _ in range(count + 1)]
    for span in scores:
        ending[span[1]].append(span)
    total: dict[Span, float] = {}
    before: dict[Span, Span] = {}
    for end in range(1, count + 1):
        for span in ending[end]:
            total[span] = scores[span]
            if span[0] > 0:
                ways = [(total[other] + step(other, span), other) for other in ending[span[0]]]
                best, before[span] = max(ways)
                total[span] += best
    path = [max(ending[count], key=lambda span: total[span])]
    while path[-1] in before:
        path.append(before[path[-1]])
    return path[::-1]
