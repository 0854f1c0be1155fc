"""Numbers put together from digits that people wrote, each number in one hand.

The digits keep the sizes that their writer gave them and stand on one line, with a little
unsteadiness; from one to the next there are -5 to 40 % of the height.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nn.arrays import Array
from nn.data.datasets import StrokeSet
from nn.strokes import Drawing, Stroke

Manner = Literal["apart", "late", "joined"]
"""How the strokes of a number follow each other: digit by digit; with the last stroke of one digit
made at the end, as bars are; or with neighbours in one stroke, the pen not lifted between them."""

GAPS = (-0.05, 0.4)
"""Between the boxes of two digits, in heights of the number."""

_UNSTEADY = 0.04
"""Standard deviation of where a digit stands, in heights of the number."""

_REACH = 0.45
"""The longest way that a pen goes on to the next digit without being lifted, in heights."""


@dataclass(frozen=True)
class WrittenNumber:
    """A number as strokes; ``owners`` (S,) is the place of the digit that each stroke is of.

    A stroke of several digits is owned by the first of them.
    """

    drawing: Drawing
    text: str
    owners: tuple[int, ...]


def written_numbers(
    digits: StrokeSet, count: int, *, rng: np.random.Generator, manner: Manner = "apart"
) -> Iterator[WrittenNumber]:
    """``count`` numbers of 2 to 5 digits; the sources of ``digits`` are its writers."""
    rows = {writer: np.flatnonzero(digits.sources == writer) for writer in set(digits.sources)}
    writers = sorted(rows)
    for _ in range(count):
        own = rows[writers[int(rng.integers(len(writers)))]]
        chosen = rng.choice(own, int(rng.integers(2, 6)))
        yield side_by_side(
            [digits.drawings[row] for row in chosen],
            "".join(str(digits.labels[row]) for row in chosen),
            rng=rng,
            manner=manner,
        )


def side_by_side(
    drawings: list[Drawing],
    text: str,
    *,
    rng: np.random.Generator,
    manner: Manner = "apart",
    gaps: tuple[float, float] = GAPS,
) -> WrittenNumber:
    """The drawings beside each other on one line."""
    boxes = [drawing.bounds() for drawing in drawings]
    height = float(np.median([bottom - top for _, top, _, bottom in boxes]))
    right = 0.0
    parts: list[list[Array]] = []
    for drawing, (left, _, end, bottom) in zip(drawings, boxes, strict=True):
        way = np.array([right - left, rng.normal(0, _UNSTEADY) * height - bottom], np.float32)
        parts.append([stroke.points + way for stroke in drawing.strokes])
        right += end - left + rng.uniform(*gaps) * height
    strokes = [(points, place) for place, part in enumerate(parts) for points in part]
    if manner == "late":
        strokes = _with_one_late(strokes, rng)
    elif manner == "joined":
        strokes = _joined(strokes, _REACH * height)
    return WrittenNumber(
        Drawing(tuple(Stroke(points) for points, _ in strokes)),
        text,
        tuple(place for _, place in strokes),
    )


def _with_one_late(
    strokes: list[tuple[Array, int]], rng: np.random.Generator
) -> list[tuple[Array, int]]:
    """One stroke that is not its digit's first is made at the end, where there is one."""
    later = [i for i in range(1, len(strokes)) if strokes[i][1] == strokes[i - 1][1]]
    if not later:
        return strokes
    index = int(rng.choice(later))
    return [*strokes[:index], *strokes[index + 1 :], strokes[index]]


def _joined(strokes: list[tuple[Array, int]], reach: float) -> list[tuple[Array, int]]:
    """Where the next digit begins near the end of one, the pen goes on without being lifted."""
    result = strokes[:1]
    last = strokes[0][1]
    for points, place in strokes[1:]:
        before, owner = result[-1]
        if place != last and np.linalg.norm(points[0] - before[-1]) <= reach:
            result[-1] = (np.concatenate([before, points]), owner)
        else:
            result.append((points, place))
        last = place
    return result
