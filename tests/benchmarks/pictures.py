"""How well pictures are read: ``python -m tests.benchmarks.pictures``, a part of bench-reading.

Prints for each kind of :mod:`tests.nn.made_pictures` how many were read rightly, how many got no
answer, and how many a wrong one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import numpy as np
from threadpoolctl import threadpool_limits

from nn.checkpoint import load_model, shipped_model_path
from nn.numbers.reading import read_number
from nn.picture_reading import NoAnswerError, picture_of_digits
from nn.reader import Calibration, Reader
from nn.strokes import Drawing
from tests.benchmarks.figures import Figure, report
from tests.nn.made_pictures import KINDS, Made

COUNT = 40
"""Of each kind."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Read pictures of many kinds.")
    parser.add_argument("--seed", type=int, default=1, help="of the pictures (%(default)s)")
    options = parser.parse_args()
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    with threadpool_limits(limits=1, user_api="blas"):
        report(list(pictures(reader, seed=options.seed)), "bench-pictures.json")


def pictures(reader: Reader, *, seed: int) -> Iterator[Figure]:
    """Shares of all pictures; a line is printed for each kind."""
    right = wrong = 0
    for name, kind in KINDS.items():
        rng = np.random.default_rng(seed)
        answers = [(answer(reader, made), made[1]) for made in (kind(rng) for _ in range(COUNT))]
        good = sum(found == text for found, text in answers)
        bad = [f"{text} as {found}" for found, text in answers if found not in ("", text)]
        print(f"{name:24}{good:4} of {COUNT} read, {len(bad):2} wrong  {', '.join(bad)}")
        right, wrong = right + good, wrong + len(bad)
    total = COUNT * len(KINDS)
    yield Figure("pictures of many kinds read", right / total, "%", 1.0, "at least")
    yield Figure("pictures of many kinds that got a wrong answer", wrong / total, "%", 0.0)


def answer(reader: Reader, made: Made) -> str:
    """What is read in a picture; empty where there is no answer."""
    try:
        picture = picture_of_digits(made[0], "picture", reader)
    except NoAnswerError:
        return ""
    number = read_number(reader, Drawing(picture=picture))
    return "" if "?" in number.text else number.text


if __name__ == "__main__":
    main()
