"""Unusual digits are learned, MNIST is not forgotten, held-out drawings are not used."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nn.arrays import Array
from nn.data.digit_data import Dataset, DigitData
from nn.evaluation.inference import read_all
from nn.layers import Dense, Flatten, ReLU
from nn.network import Network
from nn.optimizers import Adam
from nn.preprocessing.pipeline import normalise_pixels
from nn.recipes import RECIPES
from nn.strokes import Drawing, Stroke
from nn.synthesis.digits import synthesise
from nn.synthesis.fresh import built_in_data
from nn.training.batches import BatchSizeError
from nn.training.fine_tuning import FineTuned, FineTuning, TooFewDrawingsError, fine_tune
from nn.training.own_digits import OwnDigits

QUICK = FineTuning(fewest_steps=4, most_steps=4, checked=100)
"""Says nothing of how well anything is learned."""


def trained(data: Dataset, *, classes: int = 10, steps: int = 500) -> Network:
    """A small network that has learned the data set a little."""
    rng = np.random.default_rng(0)
    network = Network((Flatten(), Dense(64), ReLU(), Dense(classes))).initialised(rng=rng)
    workspace, optimizer = network.workspace(rng=rng), Adam()
    for _ in range(steps):
        batch = rng.integers(0, len(data), 128)
        pixels = normalise_pixels(data.images[batch])
        network.loss_and_gradient(pixels, data.labels[batch], workspace)
        optimizer.step(network.parameters, workspace.gradient, 2e-3)
    return network.copy()


def turned_digits(count: int, *, seed: int = 0) -> OwnDigits:
    """Unusual digits: all turned by the same angle."""
    strokes = synthesise(count, rng=np.random.default_rng(seed))
    angle = np.radians(35)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]], np.float32)
    drawings = tuple(
        Drawing(tuple(Stroke(stroke.points @ turn) for stroke in drawing.strokes))
        for drawing in strokes.drawings
    )
    return OwnDigits(drawings, strokes.labels, np.arange(count) % 4 == 3)


def accuracy(network: Network, images: Dataset) -> float:
    read: Array = read_all(network, images.images)[:, :10].argmax(axis=1)
    return float((read == images.labels).mean())


def result(steps: Generator[Any, None, FineTuned]) -> FineTuned:
    while True:
        try:
            next(steps)
        except StopIteration as end:
            tuned: FineTuned = end.value
            return tuned


@pytest.fixture(scope="module")
def data() -> DigitData:
    return built_in_data(train=3000, validation=500, test=500)


@pytest.fixture(scope="module")
def network(data: DigitData) -> Network:
    return trained(data.train, steps=200)


def test_turned_digits_are_learned_and_mnist_is_not_forgotten(mnist: DigitData) -> None:
    network = trained(mnist.train)
    own = turned_digits(160)
    tuned = result(fine_tune(network, own, mnist))
    held_out = own.part(own.held_out).dataset()
    assert len(held_out) >= 30
    assert tuned.mixture > 0
    assert accuracy(tuned.network, held_out) >= accuracy(network, held_out) + 0.1
    assert accuracy(tuned.network, mnist.test) >= accuracy(network, mnist.test) - 0.003
    checked = mnist.validation[: FineTuning().checked]
    assert tuned.validation_accuracy == accuracy(tuned.network, checked)


def test_the_network_in_use_stays_as_it_is(network: Network, data: DigitData) -> None:
    before = network.parameters.copy()
    tuned = result(fine_tune(network, turned_digits(20), data, settings=QUICK))
    np.testing.assert_array_equal(network.parameters, before)
    assert not tuned.network.parameters.flags.writeable


def test_a_seed_gives_the_same_network_bit_for_bit(network: Network, data: DigitData) -> None:
    own = turned_digits(20)
    first, again, other = (
        result(fine_tune(network, own, data, seed=seed, settings=QUICK)).network.parameters
        for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_held_out_drawings_and_test_images_are_not_used(network: Network, data: DigitData) -> None:
    own = turned_digits(40)
    nonsense = turned_digits(40, seed=9).drawings
    drawings = tuple(
        other if held_out else mine
        for mine, other, held_out in zip(own.drawings, nonsense, own.held_out, strict=True)
    )
    nothing = Dataset(np.zeros((1, 28, 28), np.uint8), np.zeros(1, np.uint8))
    first = result(fine_tune(network, own, data, settings=QUICK))
    second = result(
        fine_tune(
            network, replace(own, drawings=drawings), replace(data, test=nothing), settings=QUICK
        )
    )
    np.testing.assert_array_equal(first.network.parameters, second.network.parameters)


def test_where_everything_learned_is_forgetting_the_network_stays(
    network: Network, data: DigitData
) -> None:
    harsh = replace(QUICK, learning_rate=3.0)
    tuned = result(fine_tune(network, turned_digits(20), data, settings=harsh))
    assert tuned.mixture == 0
    np.testing.assert_array_equal(tuned.network.parameters, network.parameters)


def test_a_network_that_knows_what_is_no_digit_goes_on_knowing_it(
    data: DigitData, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, int]] = []
    from nn.training.batches import Batches

    def noted(*arguments: Any, **options: Any) -> Batches:
        asked.append({name: options[name] for name in ("synthetic", "non_digits")})
        return Batches(*arguments, **options)

    monkeypatch.setattr("nn.training.fine_tuning.Batches", noted)
    for classes in (10, 11):
        result(
            fine_tune(
                trained(data.train, classes=classes, steps=20),
                turned_digits(20),
                data,
                settings=QUICK,
            )
        )
    standard = FineTuning()
    assert asked == [
        {"synthetic": 0, "non_digits": 0},
        {"synthetic": standard.synthetic, "non_digits": standard.non_digits},
    ]


def test_each_step_is_told(network: Network, data: DigitData) -> None:
    reports = list(fine_tune(network, turned_digits(20), data, settings=QUICK))
    assert [(report.step, report.steps) for report in reports] == [(n, 4) for n in range(1, 5)]
    assert all(np.isfinite(report.loss) for report in reports)


def test_more_drawings_and_a_smaller_network_make_more_steps_within_bounds() -> None:
    settings = FineTuning()
    large, small = (RECIPES[name].network(rng=np.random.default_rng(0)) for name in ("best", "mlp"))
    assert settings.steps(large, 10) == settings.fewest_steps
    assert settings.fewest_steps < settings.steps(large, 400) < settings.most_steps
    assert settings.steps(large, 10_000) == settings.most_steps
    assert settings.steps(small, 10) == settings.most_steps


def test_too_little_to_learn_from_is_said(network: Network, data: DigitData) -> None:
    own = turned_digits(200)
    with pytest.raises(TooFewDrawingsError) as few:
        next(fine_tune(network, own.part(np.arange(200) < 9), data))
    assert few.value.drawings == 9
    with pytest.raises(TooFewDrawingsError) as same:
        next(fine_tune(network, own.part(own.labels == 7), data))
    assert same.value.digits == 1
    with pytest.raises(BatchSizeError):
        next(fine_tune(network, own, replace(data, train=data.train[:50])))
