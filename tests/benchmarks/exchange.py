"""What becomes of the shipped network in other formats: ``python -m tests.benchmarks.exchange``.

    shipped network → a file of each format → read back → both judge the same letters and digits

Prints one line a figure, with its bar, and writes them to ``build/bench-exchange.json``. Letters
and digits are those of ``make bench-reading``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.interop.formats import read_any, write_any
from nn.model_file import Model, load_model, shipped_model_path
from nn.preprocessing.pipeline import network_inputs
from nn.reader import Calibration, Reader
from tests.benchmarks.data import pen_digits, pen_letters
from tests.benchmarks.figures import Figure, report

DRAWINGS = 1500
"""Of each kind, as far as there are so many."""


def main() -> None:
    report(list(_figures()), "bench-exchange.json")


def _figures() -> Iterator[Figure]:
    model = load_model(shipped_model_path())
    kinds = {
        "digits": network_inputs(pen_digits().drawings[:DRAWINGS]),
        "letters": network_inputs(pen_letters()[:DRAWINGS]),
    }
    before = {kind: _decisions(model, images) for kind, images in kinds.items()}
    for kind, decisions in before.items():
        answered = sum(digit is not None for digit in decisions)
        yield Figure(f"{kind}: given a digit, of {len(decisions)}", answered, "")
    for suffix in ("keras", "onnx", "safetensors"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"digits.{suffix}"
            write_any(path, model)
            back = read_any(path)
        for kind, images in kinds.items():
            pairs = zip(before[kind], _decisions(back, images), strict=True)
            others = sum(one != other for one, other in pairs)
            yield Figure(f"{kind}: decided otherwise after {suffix}", others, "", 0)


def _decisions(model: Model, images: Array) -> list[int | None]:
    """The digit that is answered for each image (N, 28, 28), None where none is."""
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    return [reading.digit for reading in reader.read_images(np.asarray(images))]


if __name__ == "__main__":
    main()
