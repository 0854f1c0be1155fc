"""Fit the weights that group strokes into digits: ``python -m tests.benchmarks.number_weights``.

Prints what :data:`nn.numbers.lattice.WEIGHTS` should be. Numbers and single digits of the shipped
writers are grouped in every way that the lattice allows, and the weights are those under which the
right way is the most probable among all: a conditional random field (Lafferty, McCallum, Pereira
2001), whose sum over all ways is found by the forward algorithm. Scores are in units of a reading's
logarithm, whose own weight is therefore divided out.
"""

from __future__ import annotations

import argparse
import itertools
import math
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

from nn.arrays import Array
from nn.data.datasets import StrokeSet
from nn.model_file import load_model, shipped_model_path
from nn.numbers.lattice import LEAST_SHARE, WEIGHTS, Span, Weights, groups_of, row_height
from nn.numbers.pieces import Piece, alone, blot_labels, merged, strokes_of
from nn.reader import Calibration, Reader
from tests.benchmarks.numbers import shipped_digits
from tests.nn.written_numbers import WrittenNumber, side_by_side, written_numbers

_UNITS = [Weights(*row) for row in np.eye(len(astuple(WEIGHTS))).tolist()]

_CAUTION = 1e-4
"""Weight of the sum of squares: what nothing speaks for stays small."""


@dataclass(frozen=True)
class _Row:
    """One drawing: its spans in the order of their ends, what each weight and the reading weigh at
    each (S, 7), how far each two overlap, how many pieces there are, and the right way.
    """

    spans: list[Span]
    weighed: Array
    overlap: dict[tuple[int, int], float]
    count: int
    right: list[int]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of numbers.")
    parser.add_argument(
        "--count", type=int, default=600, help="numbers to learn from (%(default)s)"
    )
    parser.add_argument(
        "--model",
        type=Path,
        default=shipped_model_path(),
        help="whose readings count; best one that has not learned from these writers",
    )
    options = parser.parse_args()
    model = load_model(options.model)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    examples = _examples(shipped_digits(), options.count)
    rows = [row for number in examples if (row := _row(reader, number)) is not None]
    start = np.array([*astuple(WEIGHTS), 1.0]) * 4

    def loss(weights: Array) -> float:
        return float(np.mean([_loss(row, weights) for row in rows]) + _CAUTION * weights @ weights)

    found = minimize(loss, start, method="L-BFGS-B", options={"maxiter": 40})
    print(f"{len(rows)} drawings, loss {loss(start):.4f} before and {found.fun:.4f} after")
    print(Weights(*(found.x[:-1] / found.x[-1]).round(2).tolist()))


def _examples(digits: StrokeSet, count: int) -> Iterator[WrittenNumber]:
    """Numbers, some with a late stroke, and half as many single digits of several strokes."""
    rng = np.random.default_rng(3)
    yield from written_numbers(digits, count // 2, rng=rng)
    yield from written_numbers(digits, count // 2, rng=rng, manner="late")
    several = [i for i, drawing in enumerate(digits.drawings) if len(drawing.strokes) > 1]
    for index in rng.choice(several, count // 2, replace=False):
        yield side_by_side([digits.drawings[index]], str(digits.labels[index]), rng=rng)


def _row(reader: Reader, number: WrittenNumber) -> _Row | None:
    """What is there to learn from a drawing; None where there is but one way, or not the right."""
    drawing = number.drawing
    pieces = merged(strokes_of(drawing))
    height = row_height(pieces)
    groups = {span: group for span, (group, _) in groups_of(pieces, height, WEIGHTS).items()}
    spans = sorted(groups, key=lambda span: span[1])
    right = _right(pieces, number, spans)
    if len(spans) < 2 or right is None:
        return None
    labels = blot_labels(drawing)
    readings = reader.read_drawings([alone(drawing, labels, groups[span]) for span in spans])
    shares = [max(float(reading.shares[:10].max()), LEAST_SHARE) for reading in readings]
    parts = [groups_of(pieces, height, unit) for unit in _UNITS]
    weighed = np.array([[*(part[s][1] for part in parts), math.log(p)]
                        for s, p in zip(spans, shares, strict=True)])  # fmt: skip
    overlap = {
        (i, j): max(0.0, groups[a].right - groups[b].left) / height
        for i, a in enumerate(spans)
        for j, b in enumerate(spans)
        if a[1] == b[0]
    }
    return _Row(spans, weighed, overlap, len(pieces), right)


def _right(pieces: list[Piece], number: WrittenNumber, spans: list[Span]) -> list[int] | None:
    """The indices of the spans that are the digits; None where the lattice has not all of them."""
    owners = [{number.owners[stroke] for stroke in piece.strokes} for piece in pieces]
    places = [owner.pop() if len(owner) == 1 else -1 for owner in owners]
    ends = [0, *(i for i in range(1, len(places)) if places[i] != places[i - 1]), len(places)]
    wanted = list(itertools.pairwise(ends))
    if -1 in places or len(wanted) != len(number.text) or not set(wanted) <= set(spans):
        return None
    return [spans.index(span) for span in wanted]


def _loss(row: _Row, weights: Array) -> float:
    """Minus the logarithm of the right way's probability."""
    scores = (row.weighed @ weights).tolist()
    step = float(weights[-2])
    total: list[float] = []
    for j, span in enumerate(row.spans):
        ways = [
            total[i] + step * row.overlap[i, j]
            for i, a in enumerate(row.spans[:j])
            if a[1] == span[0]
        ]
        total.append(scores[j] + (float(logsumexp(ways)) if span[0] else 0.0))
    everything = float(
        logsumexp([t for t, s in zip(total, row.spans, strict=True) if s[1] == row.count])
    )
    between = sum(row.overlap[pair] for pair in zip(row.right, row.right[1:], strict=False))
    return float(everything - sum(scores[i] for i in row.right) - step * between)


if __name__ == "__main__":
    main()
