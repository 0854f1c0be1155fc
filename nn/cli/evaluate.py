"""``evaluate``: how well a network reads MNIST's test images or a file of pen strokes.

Strokes go through the canvas's own path: the same code makes the same 28×28.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from nn.arrays import Array
from nn.cli.options import (
    Subparsers,
    UsageError,
    add_data_option,
    add_json_option,
    add_model_option,
    chosen_model,
    mnist,
    print_json,
)
from nn.data.datasets import is_of_strokes, load_drawings
from nn.data.files import atomic_write
from nn.evaluation.metrics import Evaluation
from nn.messages import N_
from nn.network import DIGITS
from nn.preprocessing.pipeline import SIZE, network_inputs, normalise_pixels, quantise
from nn.reader import Calibration, Reader

_BATCH = 125


@dataclass(frozen=True)
class _Samples:
    """Images (N, 28, 28) float32 in [0, 1], just as the network reads them; labels (N,)."""

    images: Array
    labels: Array
    source: str


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "evaluate",
        help="measure how well a network reads",
        description="Measure how well a network reads labelled digits. Accuracy is that with"
        " nothing rejected; what is rejected as unsure or no digit is told beside it.",
    )
    add_model_option(parser)
    add_data_option(parser, "MNIST, of which the test images are read, or a file of pen strokes")
    parser.add_argument(
        "--save",
        type=Path,
        metavar="FILE.npz",
        help="write each sample's ten probabilities, digit score and label",
    )
    parser.add_argument(
        "--report", type=Path, metavar="FILE.html|.png", help="draw the result and its mistakes"
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.report and options.report.suffix.lower() not in (".html", ".png"):
        raise UsageError(N_("nn", "{0}: a report's name ends in .html or .png"), options.report)
    model = chosen_model(options.model)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    samples = _samples(options.data)
    probabilities, scores, answered = _read(reader, samples)
    result = Evaluation(probabilities, samples.labels, answered)
    if options.save:
        _save(options.save, probabilities, scores, samples.labels)
    if options.report:
        from nn.evaluation.report import write_report

        write_report(options.report, result, quantise(samples.images), title=samples.source)
    if options.json:
        print_json(_as_json(result))
    else:
        print(_as_text(result, samples.source))
    return 0


def _samples(path: str | None) -> _Samples:
    if path is None or not is_of_strokes(Path(path)):
        data = mnist(path)
        images = normalise_pixels(data.test.images)
        return _Samples(images, data.test.labels, f"test images of {data.source}")
    strokes = load_drawings(Path(path))
    if not len(strokes):
        raise UsageError(N_("nn", "{0}: a stroke file without any drawings"), path)
    inputs = np.empty((len(strokes), SIZE, SIZE), np.float32)
    for first in range(0, len(strokes), _BATCH):
        part = slice(first, first + _BATCH)
        inputs[part] = network_inputs(strokes.drawings[part])
    return _Samples(inputs, strokes.labels, f"drawings in {Path(path).name}")


def _read(reader: Reader, samples: _Samples) -> tuple[Array, Array, Array]:
    """Probabilities (N, 10), digit scores (N,) and which samples get an answer (N,).

    A sample without ink has no reading: all digits are as likely, and it is not answered.
    """
    probabilities, scores, answered = [], [], []
    with tqdm(desc="Reading", total=len(samples.labels), unit=" digits") as bar:
        for first in range(0, len(samples.labels), _BATCH):
            part = reader.read_images(samples.images[first : first + _BATCH])
            probabilities += [
                np.full(DIGITS, 1 / DIGITS) if reading.verdict == "empty" else reading.probabilities
                for reading in part
            ]
            scores += [reading.digit_score for reading in part]
            answered += [reading.digit is not None for reading in part]
            bar.update(len(part))
    return np.array(probabilities), np.array(scores), np.array(answered)


def _save(path: Path, probabilities: Array, scores: Array, labels: Array) -> None:
    with atomic_write(path) as file:
        np.savez(file, probabilities=probabilities, digit_score=scores, label=labels)


def _as_json(result: Evaluation) -> dict[str, Any]:
    return {
        "samples": result.samples,
        "correct": result.correct,
        "accuracy": result.accuracy,
        "rejected": result.rejected,
        "accuracy_of_answered": result.accuracy_of_answered,
        "expected_calibration_error": result.expected_calibration_error,
        "confusion": result.confusion.tolist(),
        "precision": _without_nan(result.precision),
        "recall": _without_nan(result.recall),
        "mistakes": [vars(mistake) for mistake in result.mistakes()],
    }


def _without_nan(values: Array) -> list[float | None]:
    """JSON has no nan: a digit that never occurs has None."""
    return [None if np.isnan(value) else float(value) for value in values]


def _as_text(result: Evaluation, source: str) -> str:
    lines = [
        f"{result.correct} of {result.samples} {source} read correctly: {result.accuracy:.2%}",
        f"rejected as unsure or no digit: {result.rejected}"
        + (
            f"; of the others read correctly: {result.accuracy_of_answered:.2%}"
            if result.accuracy_of_answered is not None
            else ""
        ),
        f"expected calibration error: {result.expected_calibration_error:.2%}",
        "",
        "rows: true digit, columns: read as          recall  precision",
        "    " + "".join(f"{digit:6d}" for digit in range(10)),
    ]
    for digit, row in enumerate(result.confusion):
        counts = "".join(f"{count or '·':>6}" for count in row)
        lines.append(
            f"{digit:3d} {counts}  {_percent(result.recall[digit])} "
            f"{_percent(result.precision[digit])}"
        )
    return "\n".join(lines)


def _percent(share: float) -> str:
    """Seven places wide; a dash for the share of nothing."""
    return f"{'–':>7}" if np.isnan(share) else f"{share:7.2%}"
