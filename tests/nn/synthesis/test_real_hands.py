"""People's digits written again: still theirs, never the same, each part's writers its own."""

from __future__ import annotations

import numpy as np
import pytest

from nn.data.datasets import StrokeSet
from nn.data.pen_digits import TEST_WRITERS, VALIDATION_WRITERS, pen_digits
from nn.model_file import load_model, shipped_model_path
from nn.preprocessing.pipeline import network_inputs, normalise_pixels
from nn.reader import Reader
from nn.strokes import drawing_from_points
from nn.synthesis.pen_paths import UNUSED
from nn.synthesis.real_hands import SAMPLES, hands, hands_of, real_paths

MEASURING = {f"pd-train-{number:02}" for number in (5, 10, 15, 20, 25, 30)}


def test_writers_who_only_measure_are_not_shipped() -> None:
    everyone = {
        writer for part in ("train", "validation", "test") for writer in pen_digits(part).sources
    }
    assert len(everyone) == 24
    assert everyone.isdisjoint(MEASURING)


def test_no_writer_is_in_two_parts() -> None:
    train = set(pen_digits("train").sources)
    assert train.isdisjoint(VALIDATION_WRITERS + TEST_WRITERS)
    assert set(pen_digits("validation").sources) == set(VALIDATION_WRITERS)
    assert set(pen_digits("test").sources) == set(TEST_WRITERS)


def test_same_seed_writes_the_same_again() -> None:
    first, second = (
        next(real_paths(200, rng=np.random.default_rng(1), source=hands_of("test")))
        for _ in range(2)
    )
    np.testing.assert_array_equal(first.points, second.points)
    np.testing.assert_array_equal(first.labels, second.labels)


def test_every_digit_is_equally_likely_and_leaves_ink() -> None:
    (batch,) = real_paths(500, rng=np.random.default_rng(0), source=hands_of("test"))
    assert np.bincount(batch.labels, minlength=10).min() > 25
    assert batch.images().max(axis=(1, 2)).min() > 100


def test_what_is_written_again_is_the_same_digit() -> None:
    reader = Reader(load_model(shipped_model_path()).network)
    batches = list(real_paths(2000, rng=np.random.default_rng(0), source=hands_of("test")))
    images = np.concatenate([batch.images() for batch in batches])
    read = reader.probabilities(normalise_pixels(images))[0].argmax(axis=1)
    labels = np.concatenate([batch.labels for batch in batches])
    assert (read == labels).mean() > 0.95


def test_rows_of_points_look_like_the_drawings() -> None:
    written = pen_digits("test")
    rows = hands(written)
    again = [
        drawing_from_points(
            [
                np.stack([path.real, path.imag], axis=1)[stroke == number]
                for number in np.unique(stroke)
            ]
        )
        for path, stroke in zip(rows.path[:50], rows.stroke[:50], strict=True)
    ]
    difference = np.abs(network_inputs(again) - network_inputs(written.drawings[:50]))
    assert difference.mean() < 0.02


def test_a_dot_and_a_drawing_of_too_many_strokes() -> None:
    dot = drawing_from_points([np.array([[3.0, 4.0]])])
    many = drawing_from_points([np.array([[i, 0.0], [i, 1.0]]) for i in range(SAMPLES)])
    rows = hands(StrokeSet((dot, many), np.array([1, 2], np.uint8), np.array(["a", "b"])))
    assert rows.labels.tolist() == [1]
    assert np.isfinite(rows.path).all()
    assert (rows.stroke != UNUSED).all()
    with pytest.raises(StopIteration):
        next(real_paths(0, rng=np.random.default_rng(0), source=rows))
