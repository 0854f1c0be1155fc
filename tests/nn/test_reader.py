from __future__ import annotations

import numpy as np
import pytest

from nn.layers import Dense, Flatten
from nn.network import Network
from nn.preprocessing.pipeline import network_input
from nn.reader import Calibration, Reader
from nn.strokes import Drawing, drawing_from_points

BAR = drawing_from_points([[[0, 0], [0, 10]]])


def network_with_logits(*logits: float) -> Network:
    """A network that answers the same whatever it reads."""
    network = Network((Flatten(), Dense(len(logits))))
    network.views[1][1][:] = logits
    return network


def test_a_clear_answer_is_given() -> None:
    reading = Reader(network_with_logits(0, 9, *[0] * 8)).read(BAR)
    assert reading.verdict == "digit"
    assert reading.digit == 1
    assert reading.confidence == pytest.approx(np.exp(9) / (np.exp(9) + 9), rel=1e-5)
    assert reading.probabilities.sum() == pytest.approx(1, rel=1e-5)
    assert reading.digit_score == 1


def test_nothing_is_said_of_an_empty_drawing() -> None:
    reading = Reader(network_with_logits(0, 9, *[0] * 8)).read(Drawing())
    assert reading.verdict == "empty"
    assert reading.digit is None
    assert reading.probabilities.size == 0
    assert reading.confidence == 0


def test_two_digits_that_are_nearly_as_likely_are_unsure() -> None:
    reading = Reader(network_with_logits(5, 5.1, *[0] * 8), Calibration(1, 0.6, 0.5)).read(BAR)
    assert reading.verdict == "unsure"
    assert reading.digit is None


def test_the_eleventh_class_is_no_digit_and_leaves_the_bars_their_sum() -> None:
    reading = Reader(network_with_logits(*[0] * 9, 2, 8)).read(BAR)
    assert reading.verdict == "not a digit"
    assert reading.digit is None
    assert reading.digit_score == pytest.approx(
        1 - np.exp(8) / (np.exp(8) + np.exp(2) + 9), abs=1e-6
    )
    assert reading.probabilities.shape == (10,)
    assert reading.probabilities.sum() == pytest.approx(1, rel=1e-5)
    assert reading.probabilities.argmax() == 9


def test_all_that_a_drawing_may_be_adds_up_to_one() -> None:
    knows = Reader(network_with_logits(*[0] * 9, 2, 1)).read(BAR)
    assert knows.shares.shape == (11,)
    assert knows.shares.sum() == pytest.approx(1, rel=1e-5)
    together = np.exp([*[0] * 9, 2, 1])
    np.testing.assert_allclose(knows.shares, together / together.sum(), rtol=1e-4)
    plain = Reader(network_with_logits(*[0] * 9, 2)).read(BAR)
    np.testing.assert_array_equal(plain.shares, plain.probabilities)
    assert Reader(network_with_logits(*[0] * 11)).read(Drawing()).shares.size == 0


def test_temperature_softens_and_keeps_the_order() -> None:
    network = network_with_logits(*range(10))
    plain = Reader(network).read(BAR)
    soft = Reader(network, Calibration(temperature=2)).read(BAR)
    assert soft.confidence < plain.confidence
    np.testing.assert_array_equal(soft.probabilities.argsort(), plain.probabilities.argsort())


def test_calibration_travels_among_a_models_metadata() -> None:
    calibration = Calibration(1.5, 0.7, 0.3)
    assert Calibration.from_metadata({"seed": 3, **calibration.to_metadata()}) == calibration
    assert Calibration.from_metadata({}) == Calibration()


def test_many_drawings_are_read_as_each_alone() -> None:
    network = Network((Flatten(), Dense(10))).initialised(rng=np.random.default_rng(0))
    reader = Reader(network)
    drawings = [drawing_from_points([[[0, 0], [i, 10]]]) for i in range(200)]
    for drawing, reading in zip(drawings, reader.read_drawings(drawings), strict=True):
        np.testing.assert_allclose(
            reading.probabilities, reader.read(drawing).probabilities, atol=1e-5
        )


def test_a_reader_can_read_the_sheet_as_it_is() -> None:
    small = drawing_from_points([[[0.1, 0.1], [0.1, 0.2]]])
    reader = Reader(network_with_logits(*[0] * 10))
    as_it_lies = reader.with_centring(False)
    assert as_it_lies.network is reader.network
    assert as_it_lies.calibration is reader.calibration
    np.testing.assert_array_equal(as_it_lies.read(small).image, network_input(small, centred=False))
    np.testing.assert_array_equal(reader.read(small).image, network_input(small))
    assert as_it_lies.with_centring(False) is as_it_lies
    assert as_it_lies.with_centring(True).centred


def test_logits_as_far_apart_as_numbers_go_are_no_error() -> None:
    most = float(np.finfo(np.float32).max)
    reading = Reader(network_with_logits(most, -most, *[0] * 8)).read(BAR)
    assert reading.probabilities[0] == 1
    assert reading.probabilities[1] == 0
