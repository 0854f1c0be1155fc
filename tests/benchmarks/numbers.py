"""How well numbers are read: ``python -m tests.benchmarks.numbers``, a part of bench-reading.

Numbers of 2 to 5 digits are put together from the digits of the writers who only measure, and
their single digits are read as well. Single digits must stay single, and marks that are no digit
must not become numbers.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from nn.data.datasets import StrokeSet, load_strokes
from nn.data.pen_digits import pen_digits_path
from nn.model_file import load_model, shipped_model_path
from nn.numbers.reading import read_number
from nn.reader import Calibration, Reader
from nn.strokes import Drawing
from tests.benchmarks.data import pen_digits
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.marks import marks
from tests.nn.written_numbers import Manner, WrittenNumber, side_by_side, written_numbers

COUNT = 1000
"""Numbers of each manner."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Read numbers.")
    parser.add_argument("--training", action="store_true", help="by the writers who are shipped")
    parser.add_argument("--count", type=int, default=COUNT, help="of numbers (%(default)s)")
    parser.add_argument("--model", type=Path, default=shipped_model_path(), help="a network")
    parser.add_argument("--show", action="store_true", help="print what is misread")
    options = parser.parse_args()
    model = load_model(options.model)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    digits = shipped_digits() if options.training else pen_digits()
    figures = list(numbers(reader, digits, count=options.count, show=options.show))
    report(figures, "bench-numbers.json")


def shipped_digits() -> StrokeSet:
    """The digits of the shipped writers, by which may be chosen."""
    return load_strokes(pen_digits_path())


def numbers(
    reader: Reader, digits: StrokeSet, *, count: int = COUNT, show: bool = False
) -> Iterator[Figure]:
    """Everything about numbers; ``show`` prints each one that is misread."""
    manners: dict[Manner, str] = {
        "apart": "numbers of 2 to 5 digits, all digits right",
        "late": "the same with a stroke added at the end",
        "joined": "the same with neighbours in one stroke",
    }
    for manner, name in manners.items():
        made = list(written_numbers(digits, count, rng=np.random.default_rng(0), manner=manner))
        found = [_texts(reader, number) for number in made]
        if show:
            texts = ((number.text, text) for number, (text, _) in zip(made, found, strict=True))
            print(manner, *(f"{text} as {read}" for text, read in texts if text != read), sep=", ")
        right = np.mean([f == n.text for n, (f, _) in zip(made, found, strict=True)])
        bar = 0.95 if manner == "apart" else None
        yield Figure(name, float(right), "%", bar, "at least")
        cut = np.mean([is_cut for _, is_cut in found])
        yield Figure("  of them cut into digits where they are", float(cut), "%")
    yield from _single(reader, digits, show)
    yield from latencies(reader, digits)


def _texts(reader: Reader, number: WrittenNumber) -> tuple[str, bool]:
    """The number as it is read, and whether each of its strokes is in the right digit."""
    found = read_number(reader, number.drawing)
    strokes = [
        tuple(i for i, owner in enumerate(number.owners) if owner == place)
        for place in range(len(number.text))
    ]
    is_cut = len(found.digits) == len(number.text) and all(
        set(owned) <= set(digit.strokes) for owned, digit in zip(strokes, found.digits, strict=True)
    )
    return found.text, is_cut


def _single(reader: Reader, digits: StrokeSet, show: bool) -> Iterator[Figure]:
    """One digit stays one, with the answer that it has alone; no mark becomes a number."""
    read = [read_number(reader, drawing) for drawing in digits.drawings]
    one = [len(number.digits) == 1 for number in read]
    if show:
        split = Counter(
            (int(digits.labels[i]), read[i].text) for i in np.flatnonzero(~np.array(one))
        )
        print(
            "split", *(f"{label} as {text} ({n})" for (label, text), n in split.items()), sep=", "
        )
    yield Figure("single digits read as exactly one", float(np.mean(one)), "%", 0.995, "at least")
    right = [number.text == str(label) for number, label in zip(read, digits.labels, strict=True)]
    yield Figure("single digits answered rightly, as numbers", float(np.mean(right)), "%")
    alone = reader.read_drawings(digits.drawings)
    right = [one.digit == label for one, label in zip(alone, digits.labels, strict=True)]
    yield Figure("the same as single digits", float(np.mean(right)), "%")
    others = marks(2000, rng=np.random.default_rng(0))
    as_numbers = [len(read_number(reader, mark).digits) > 1 for mark in others]
    yield Figure("other marks read as numbers", float(np.mean(as_numbers)), "%")


def latencies(reader: Reader, digits: StrokeSet) -> Iterator[Figure]:
    """From strokes to an answer, with one BLAS thread, as the window reads."""
    rng = np.random.default_rng(1)
    picks = rng.choice(len(digits), (200, 5))
    fives = [
        side_by_side([digits.drawings[row] for row in rows], "", rng=rng).drawing for rows in picks
    ]
    p99 = _slowest(reader, digits.drawings[:1000])
    yield Figure("strokes to an answer, p99, one digit", p99, "ms", 3, "at most")
    yield Figure("the same, a number of five", _slowest(reader, fives), "ms", 16, "at most")


def _slowest(reader: Reader, drawings: Sequence[Drawing]) -> float:
    """Milliseconds that 99 % of the drawings need at most."""
    times = []
    with threadpool_limits(limits=1, user_api="blas"):
        for drawing in drawings:
            begin = time.perf_counter()
            read_number(reader, drawing)
            times.append(time.perf_counter() - begin)
    return 1000 * float(np.percentile(times, 99))


if __name__ == "__main__":
    main()
