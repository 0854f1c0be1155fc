from __future__ import annotations

import numpy as np
import pytest

from nn.data.datasets import DigitData
from nn.evaluation.calibration import DECLINED, calibrate
from nn.layers import Dense, Flatten
from nn.network import Network
from nn.reader import Calibration, Reader
from nn.recipes import RECIPES
from nn.synthesis.fresh import built_in_data
from nn.training.loop import Progress, finished_model, train


@pytest.fixture(scope="module")
def data() -> DigitData:
    return built_in_data(seed=0, train=3000, validation=1000, test=200)


@pytest.fixture(scope="module")
def last(data: DigitData) -> Progress:
    return list(train(RECIPES["mlp"], data, epochs=3))[-1]


def test_a_network_that_exaggerates_is_cooled_down(data: DigitData, last: Progress) -> None:
    network = last.network
    plain = calibrate(network, data.validation)
    parameters = network.parameters.copy()
    louder = network.with_parameters(parameters)
    for values in louder.views[-1]:
        values *= 2  # logits twice as large, the same answers
    loud = calibrate(louder, data.validation)
    assert loud.temperature == pytest.approx(2 * plain.temperature, rel=0.02)


def test_a_small_share_of_real_digits_is_declined(data: DigitData, last: Progress) -> None:
    calibration = calibrate(last.network, data.validation)
    probabilities, _ = Reader(last.network, calibration).probabilities(
        data.validation.images / np.float32(255)
    )
    declined = (probabilities.max(axis=1) < calibration.minimum_confidence).mean()
    # Of 1 000 images, so to one of them.
    assert declined == pytest.approx(DECLINED, abs=0.001)
    assert calibration.minimum_digit_score == 0


def test_a_network_with_an_eleventh_class_gets_a_digit_score(data: DigitData) -> None:
    network = Network((Flatten(), Dense(11))).initialised(rng=np.random.default_rng(0))
    calibration = calibrate(network, data.validation)
    assert 0 < calibration.minimum_digit_score < 1


def test_a_finished_model_tells_how_it_was_made(data: DigitData, last: Progress) -> None:
    model = finished_model(RECIPES["mlp"], last, data, seed=0)
    assert model.recipe == "mlp"
    assert model.metadata["validation_accuracy"] == last.best_accuracy
    assert model.metadata["epochs"] == 3
    assert Calibration.from_metadata(model.metadata).temperature > 0
    assert last.best is not None
    np.testing.assert_array_equal(model.network.parameters, last.best.parameters)
