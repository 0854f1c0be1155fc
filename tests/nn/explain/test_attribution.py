from __future__ import annotations

import numpy as np
import pytest

from nn.arrays import Array
from nn.explain.attribution import contrast, evidence, integrated_gradients, shared_with_neighbours
from nn.explain.recording import Recording, input_gradient
from nn.layers import Conv2D, Dense, Dropout, Flatten, MaxPool2D, ReLU
from nn.network import DIGITS, Network
from nn.preprocessing.pipeline import normalise_pixels
from nn.recipes import RECIPES
from nn.synthesis.digits import synthesise_images
from tests.nn.gradients import central_difference, network_of

POOLED = (
    Conv2D(4, kernel=3),
    ReLU(),
    MaxPool2D(2),
    Dropout(0.5),
    Flatten(),
    Dense(12),
    ReLU(),
    Dense(10),
)
"""As an imported network may be: valid padding, pooling, dropout in the middle."""


def network(name: str, *, double: bool = False) -> Network:
    """A network of a recipe's architecture, or the pooled one, with lively random weights."""
    rng = np.random.default_rng(4)
    is_recipe = name in RECIPES
    made = RECIPES[name].network(rng=rng) if is_recipe else network_of(POOLED, (1, 28, 28))
    noise = rng.normal(0, 0.02, made.parameter_count)
    parameters = made.parameters * (1.5 if name != "classic" else 0.2) + noise
    return made.with_parameters(parameters.astype(np.float64 if double else np.float32))


@pytest.fixture(scope="module")
def digits() -> Array:
    """Images (3, 28, 28) float32 in [0, 1]."""
    images, _ = synthesise_images(3, rng=np.random.default_rng(2))
    return normalise_pixels(images)


@pytest.mark.parametrize("name", [*RECIPES, "pooled"])
def test_the_input_gradient_is_that_of_central_differences(name: str, digits: Array) -> None:
    net = network(name, double=True)
    rng = np.random.default_rng(5)
    # Off zero everywhere: where a pixel is exactly 0, many units sit right on their kink.
    images = 0.1 + 0.8 * rng.random((2, 28, 28)) * (digits[:2] + 0.2) / 1.2
    weights = rng.normal(size=net.classes)
    slopes = input_gradient(net, images.copy(), weights)
    assert slopes.shape == images.shape
    flat = images.reshape(-1)

    def answer() -> float:
        return float((net.logits(images) @ weights).sum())

    for index in rng.choice(images.size, 40, replace=False):
        expected = central_difference(answer, flat, int(index))
        assert slopes.reshape(-1)[index] == pytest.approx(expected, rel=1e-5, abs=1e-7)


def test_looking_back_leaves_images_and_parameters_as_they_were(digits: Array) -> None:
    net = network("pooled").copy()
    before = digits.copy()
    first = input_gradient(net, digits, contrast(net.classes, 3, 8))
    assert np.array_equal(digits, before)
    # Dropout takes no part: the same question has the same answer.
    assert np.array_equal(first, input_gradient(net, digits, contrast(net.classes, 3, 8)))


def test_one_recording_serves_several_questions(digits: Array) -> None:
    net = network("cnn")
    recording = Recording(net, digits)
    for digit in (1, 7):
        weights = contrast(net.classes, digit, None)
        slopes = recording.input_gradient(recording.gradient_of_logits(weights))
        assert np.array_equal(slopes, input_gradient(net, digits, weights))


@pytest.mark.parametrize("name", [*RECIPES, "pooled"])
def test_evidence_is_complete(name: str, digits: Array) -> None:
    """Sundararajan, Taly, Yan 2017, proposition 1: the parts sum to the whole."""
    found = evidence(network(name, double=True), digits[0].astype(np.float64), 3, 8, steps=300)
    whole = found.difference - found.blank
    size = np.abs(found.pixels).sum()
    assert found.pixels.sum() == pytest.approx(whole, abs=2e-3 * size)
    assert found.total_for - found.total_against == pytest.approx(found.pixels.sum())


@pytest.mark.parametrize("name", [*RECIPES, "pooled"])
def test_the_usual_number_of_steps_is_two_per_cent_off_at_worst(name: str, digits: Array) -> None:
    net = network(name)
    for image in digits:
        found = evidence(net, image, 3, 8)
        whole = found.difference - found.blank
        assert abs(found.pixels.sum() - whole) < 0.02 * np.abs(found.pixels).sum()


def test_of_a_linear_network_evidence_is_ink_times_weight(digits: Array) -> None:
    net = network_of((Flatten(), Dense(10)), (1, 28, 28))
    weights = contrast(10, 4, 9)
    image = digits[0].astype(np.float64)
    by_hand = image * (net.views[1][0][4] - net.views[1][0][9]).reshape(28, 28)
    np.testing.assert_allclose(integrated_gradients(net, image, weights), by_hand, atol=1e-12)


def test_evidence_against_a_rival_is_the_rivals_evidence_turned_round(digits: Array) -> None:
    net = network("cnn")
    one = evidence(net, digits[0], 3, 8)
    other = evidence(net, digits[0], 8, 3)
    np.testing.assert_allclose(one.pixels, -other.pixels, atol=1e-5)
    assert one.difference == pytest.approx(-other.difference)
    assert one.total_for == pytest.approx(other.total_against, rel=1e-4)


def test_without_a_rival_it_is_the_mean_of_all(digits: Array) -> None:
    net = network("mlp", double=True)
    image = digits[0].astype(np.float64)
    each = [evidence(net, image, 3, rival).pixels for rival in range(DIGITS) if rival != 3]
    np.testing.assert_allclose(evidence(net, image, 3).pixels, np.mean(each, axis=0), atol=1e-10)


def test_not_a_digit_is_no_rival(digits: Array) -> None:
    assert contrast(11, 3, None)[DIGITS] == 0
    assert contrast(11, 3, None).sum() == pytest.approx(0)


def test_the_difference_is_the_log_odds_that_the_bars_show(digits: Array) -> None:
    from nn.reader import Calibration, Reader

    reader = Reader(network("cnn"), Calibration(temperature=1.7))
    probabilities = reader.probabilities(digits[:1])[0][0].astype(np.float64)
    found = evidence(reader.network, digits[0], 3, 8, temperature=1.7)
    expected = np.log(probabilities[3] / probabilities[8])
    assert found.difference == pytest.approx(expected, abs=1e-3)


def test_a_digit_is_not_its_own_rival() -> None:
    with pytest.raises(ValueError, match="own rival"):
        contrast(10, 3, 3)


def test_sharing_changes_no_sum_and_gives_nothing_to_blank_paper(digits: Array) -> None:
    image = digits[0].astype(np.float64)
    pixels = image * np.random.default_rng(0).normal(size=image.shape)
    shared = shared_with_neighbours(pixels, image)
    assert shared.sum() == pytest.approx(pixels.sum())
    assert not shared[image == 0].any()
    alone = np.zeros((28, 28))
    alone[5, 5] = 0.5
    np.testing.assert_allclose(shared_with_neighbours(3 * alone, alone), 3 * alone)


def test_blank_paper_has_no_evidence() -> None:
    found = evidence(network("cnn"), np.zeros((28, 28), np.float32), 3, 8)
    assert found.total_for == found.total_against == 0
    assert found.difference == pytest.approx(found.blank)
