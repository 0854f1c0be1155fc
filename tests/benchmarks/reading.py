"""How well drawings are read: ``make bench-reading``.

Prints one line a figure, with its bar, and writes them to ``build/bench-reading.json``. The pen
digits are those of six writers who only measure: nothing is trained on them or chosen by them. The
same holds for the letters.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.data.datasets import StrokeSet
from nn.data.digit_data import Dataset
from nn.evaluation.metrics import Evaluation, area_under_roc, rejection_curve
from nn.model_file import load_model, shipped_model_path
from nn.numbers.reading import read_number
from nn.preprocessing.pipeline import network_inputs, normalise_pixels
from nn.reader import Calibration, Reader
from nn.recipes import RECIPES
from nn.strokes import Drawing, drawing_from_points
from nn.synthesis.digits import synthesise_images
from nn.synthesis.fresh import built_in_data
from nn.training.loop import train
from tests.benchmarks.data import mnist_test, pen_digits, pen_letters
from tests.benchmarks.figures import Figure, report
from tests.benchmarks.marks import marks
from tests.benchmarks.numbers import numbers
from tests.benchmarks.pictures import made, pictures

CANVAS = 600
"""Pixels of the canvas on which drawings are placed; a mouse knows only whole ones."""

PLACED = 1000
"""Pen digits that are drawn at every place and size."""

SIZES = (0.15, 0.3, 0.6, 1.0)

BUILT_IN_EPOCHS = 2
"""Of 16 images of the built-in data and 100 fresh ones a batch: 480 000 images."""


def main() -> None:
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    pens, test = pen_digits(), mnist_test()
    figures = [
        *accuracy(reader, pens, test),
        *non_digits(reader, pens),
        *numbers(reader, pens),
        placed(reader, pens),
        steadiness(reader, pens),
        synthesiser_speed(),
        *built_in_only(pens, test),
    ]
    with threadpool_limits(limits=1, user_api="blas"):
        figures += pictures(reader, made(seed=1))
    report(figures, "bench-reading.json")


def accuracy(reader: Reader, pens: StrokeSet, test: Dataset) -> Iterator[Figure]:
    """Accuracy and calibration on pen digits and on MNIST's test set."""
    on_pens = evaluation(reader, network_inputs(pens.drawings), pens.labels)
    on_test = evaluation(reader, normalise_pixels(test.images), test.labels)
    yield Figure("pen digits read, nothing rejected", on_pens.accuracy, "%", 0.988, "at least")
    answered = on_pens.accuracy_of_answered or 0.0
    yield Figure("pen digits read, of those answered", answered, "%", 0.993, "at least")
    yield Figure("pen digits rejected", on_pens.rejected / on_pens.samples, "%", 0.01)
    curve = rejection_curve(on_pens.confidence, on_pens.is_correct)
    yield Figure("the same with the least sure 1 % rejected", 1 - curve.at(0.01), "%")
    yield Figure("MNIST test images read", on_test.accuracy, "%", 0.9965, "at least")
    yield Figure("calibration error, MNIST", on_test.expected_calibration_error, "%", 0.003)
    yield Figure("calibration error, pen digits", on_pens.expected_calibration_error, "%", 0.01)


def evaluation(reader: Reader, images: Array, labels: Array) -> Evaluation:
    """The reader's answers for images (N, 28, 28) float32, held against labels (N,)."""
    readings = reader.read_images(images)
    answered = np.array([reading.digit is not None for reading in readings])
    return Evaluation(reader.probabilities(images)[0], labels, answered)


def non_digits(reader: Reader, pens: StrokeSet) -> Iterator[Figure]:
    """How well the digit score tells digits from other marks, and from people's letters."""
    digit_scores = reader.probabilities(network_inputs(pens.drawings))[1]
    others = {"marks": marks(3000, rng=np.random.default_rng(0)), "letters": list(pen_letters())}
    bars = {"marks": (0.98, None), "letters": (0.99, 0.95)}
    for name, drawings in others.items():
        if not drawings:
            continue
        scores = reader.probabilities(network_inputs(drawings))[1]
        area, refusal = bars[name]
        roc = area_under_roc(digit_scores, scores)
        yield Figure(f"digits against {name}, area under ROC", roc, "", area, "at least")
        refused = np.mean([reading.digit is None for reading in reader.read_drawings(drawings)])
        yield Figure(f"{name} that get no digit", float(refused), "%", refusal, "at least")
        as_number = [read_number(reader, drawing) for drawing in drawings]
        refused = np.mean(["?" in number.text for number in as_number])
        yield Figure(f"{name} that get no number either", float(refused), "%")


def placed(reader: Reader, pens: StrokeSet) -> Figure:
    """The share of drawings that are read alike at 9 places and 4 sizes of the canvas."""
    drawings = pens.drawings[:: max(1, len(pens.drawings) // PLACED)][:PLACED]
    middle = answers(reader, [_on_canvas(drawing, 1.0, 0.5, 0.5) for drawing in drawings])
    same = []
    for size in SIZES:
        for x in (0.0, 0.5, 1.0):
            for y in (0.0, 0.5, 1.0):
                moved = [_on_canvas(drawing, size, x, y) for drawing in drawings]
                same.append(answers(reader, moved) == middle)
    return Figure("read alike at 9 places × 4 sizes", float(np.mean(same)), "%", 0.997, "at least")


def answers(reader: Reader, drawings: list[Drawing]) -> Array:
    """The most probable digit of each drawing."""
    return np.asarray(reader.probabilities(network_inputs(drawings))[0].argmax(axis=1))


def _on_canvas(drawing: Drawing, size: float, x: float, y: float) -> Drawing:
    """The drawing ``size`` of the canvas large at a place, 0 to 1, in whole pixels."""
    left, top, right, bottom = drawing.bounds()
    scale = CANVAS * size / max(right - left, bottom - top, 1e-6)
    room = CANVAS - scale * np.array([right - left, bottom - top])
    corner = room * [x, y]
    return drawing_from_points(
        [
            np.rint((stroke.points - [left, top]) * scale + corner).astype(np.float32)
            for stroke in drawing.strokes
        ]
    )


def steadiness(reader: Reader, pens: StrokeSet) -> Figure:
    """The share of drawings whose answer stays the same while the last tenth is drawn."""
    drawings = pens.drawings[:: max(1, len(pens.drawings) // PLACED)][:PLACED]
    moments = [
        answers(reader, [_until(drawing, share) for drawing in drawings])
        for share in (0.9, 0.92, 0.94, 0.96, 0.98, 1.0)
    ]
    steady = np.all(np.equal(moments, moments[-1]), axis=0)
    return Figure("same answer all through the last tenth of a stroke", float(steady.mean()), "%")


def _until(drawing: Drawing, share: float) -> Drawing:
    """The drawing with only that share of its last stroke's points."""
    *done, last = drawing.strokes
    points = last.points[: max(1, round(share * len(last.points)))]
    return drawing_from_points([*(stroke.points for stroke in done), points])


def synthesiser_speed() -> Figure:
    """Digits a second, drawn to pixels, by processor time: it uses one core."""
    rng = np.random.default_rng(0)
    synthesise_images(1000, rng=rng)
    begin = time.process_time()
    synthesise_images(10_000, rng=rng)
    speed = 10_000 / (time.process_time() - begin)
    return Figure("synthesised digits a second", speed, "", 3000, "at least")


def built_in_only(pens: StrokeSet, test: Dataset) -> Iterator[Figure]:
    """What is learned without MNIST: from the shipped strokes and synthesised digits alone."""
    data = built_in_data(seed=0)
    recipe = replace(RECIPES["best"], synthetic=100, epochs=BUILT_IN_EPOCHS)
    *_, last = train(recipe, data, seed=0)
    reader = Reader(last.best or last.network)
    on_test = evaluation(reader, normalise_pixels(test.images), test.labels)
    on_pens = evaluation(reader, network_inputs(pens.drawings), pens.labels)
    yield Figure("without MNIST: MNIST's test images", on_test.accuracy, "%", 0.985, "at least")
    yield Figure("without MNIST: pen digits", on_pens.accuracy, "%", 0.985, "at least")


if __name__ == "__main__":
    main()
