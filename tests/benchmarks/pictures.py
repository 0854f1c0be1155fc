"""How well pictures are read: ``python -m tests.benchmarks.pictures``, a part of bench-reading.

Prints for each kind of :mod:`tests.nn.made_pictures` how many were read rightly, how many got no
answer, and how many a wrong one. With ``--folder`` it reads picture files instead, whose names say
what is written in them before the first underscore: ``70_two_digits.png``.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image
from threadpoolctl import threadpool_limits

from nn.model_file import load_model, shipped_model_path
from nn.picture_reading import NoAnswerError, read_picture
from nn.preprocessing.photos.photo import load_image
from nn.reader import Calibration, Reader
from tests.benchmarks.figures import Figure, report
from tests.nn.made_pictures import KINDS, Made

COUNT = 20
"""Of each kind."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Read pictures of many kinds.")
    parser.add_argument("--seed", type=int, default=1, help="of the pictures (%(default)s)")
    parser.add_argument("--folder", type=Path, help="read the pictures in it")
    options = parser.parse_args()
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    kinds = files(options.folder) if options.folder else made(options.seed)
    with threadpool_limits(limits=1, user_api="blas"):
        report(list(pictures(reader, kinds)), "bench-pictures.json")


def made(seed: int) -> Iterator[tuple[str, list[Made]]]:
    """Pictures of every kind, and what is written in each."""
    for name, kind in KINDS.items():
        rng = np.random.default_rng(seed)
        yield name, [kind(rng) for _ in range(COUNT)]


def files(folder: Path) -> Iterator[tuple[str, list[Made]]]:
    """Each picture file as a kind of its own."""
    for path in sorted(folder.glob("*.*")):
        yield path.name, [(load_image(path), path.name.split("_")[0])]


def pictures(reader: Reader, kinds: Iterable[tuple[str, list[Made]]]) -> Iterator[Figure]:
    """Shares of all pictures; a line is printed for each kind."""
    total = right = wrong = 0
    for name, kind in kinds:
        answers = [(answer(reader, image), text) for image, text in kind]
        good = sum(found == text for found, text in answers)
        bad = [f"{text} as {found}" for found, text in answers if found not in ("", text)]
        line = f"{name:40}{good:4} of {len(kind)} right, {len(bad):2} wrong  {', '.join(bad)}"
        print(line.rstrip())
        total, right, wrong = total + len(kind), right + good, wrong + len(bad)
    yield Figure("pictures of many kinds: right", right / max(total, 1), "%", 1.0, "at least")
    yield Figure("pictures of many kinds: sure and wrong", wrong / max(total, 1), "%", 0.0)


def answer(reader: Reader, image: Image.Image) -> str:
    """What is read in a picture; empty where there is no answer."""
    try:
        read = read_picture(image, "picture", reader)
    except NoAnswerError:
        return ""
    text = read[1].text if read else ""
    return "" if "?" in text else text


if __name__ == "__main__":
    main()
