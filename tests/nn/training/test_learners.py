from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nn.classic import ClassicNetwork
from nn.layers import Dense, Flatten, Sigmoid
from nn.preprocessing.pipeline import normalise_pixels
from nn.recipes import CLASSIC, MLP
from nn.training.learners import (
    BatchLearner,
    ClassicLearner,
    classic_gradient_sizes,
    gradient_sizes,
)


def batch(count: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(5)
    images = rng.integers(0, 256, (count, 28, 28), np.uint8)
    return images, rng.integers(0, 10, count)


def test_gradient_sizes_are_root_mean_squares_of_the_weights_alone() -> None:
    network = MLP.network(rng=np.random.default_rng(0))
    gradient = np.zeros_like(network.parameters)
    _, first, _, last = network.split(gradient)
    first[0][...] = 3
    first[1][...] = 100  # a bias
    last[0][::2] = 2
    assert gradient_sizes(network, gradient) == pytest.approx((3, 2 / np.sqrt(2)))


def test_a_batch_learner_tells_the_gradients_of_the_batch_that_it_learned() -> None:
    images, labels = batch(MLP.batch_size)
    with BatchLearner(MLP, rng=np.random.default_rng(0)) as learner:
        before = learner.snapshot()
        assert learner.take_gradient_sizes() == ()
        learner.learn(images, labels, 0.001)
        sizes = learner.take_gradient_sizes()
    workspace = before.workspace(rng=np.random.default_rng(0))
    before.loss_and_gradient(normalise_pixels(images), labels, workspace)
    assert sizes == pytest.approx(gradient_sizes(before, workspace.gradient), rel=1e-4)


def test_gradient_sizes_are_measured_once_between_two_reports() -> None:
    images, labels = batch(MLP.batch_size)
    with BatchLearner(MLP, rng=np.random.default_rng(0)) as learner:
        learner.learn(images, labels, 0.1)
        learner.learn(images, labels, 0.1)
        first = learner.take_gradient_sizes()
        assert learner.take_gradient_sizes() == first
        learner.learn(images, labels, 0.1)
        assert learner.take_gradient_sizes() != first


def test_deep_sigmoids_let_the_gradient_vanish() -> None:
    sigmoids = (Flatten(), *(Dense(30, initial="glorot"), Sigmoid()) * 5, Dense(10))
    images, labels = batch(MLP.batch_size)
    with BatchLearner(replace(MLP, layers=sigmoids), rng=np.random.default_rng(0)) as learner:
        learner.learn(images, labels, 0.001)
        sizes = learner.take_gradient_sizes()
    assert len(sizes) == 6
    assert sizes[1] < sizes[-1] / 100


def test_the_classic_sizes_are_those_of_its_single_steps() -> None:
    network = ClassicNetwork(hidden=7, learning_rate=1.0, rng=np.random.default_rng(0))
    rng = np.random.default_rng(1)
    inputs = rng.random((5, 784), np.float32)
    targets = np.eye(10, dtype=np.float32)[rng.integers(0, 10, 5)]
    squares = []
    for sample, target in zip(inputs, targets, strict=True):
        stepped = ClassicNetwork(hidden=7, learning_rate=1.0, rng=np.random.default_rng(0))
        stepped.fit(sample, target)
        squares.append(
            (((stepped.wih - network.wih) ** 2).mean(), ((stepped.who - network.who) ** 2).mean())
        )
    expected = np.sqrt(np.mean(squares, axis=0))
    assert classic_gradient_sizes(network, inputs, targets) == pytest.approx(expected, rel=1e-2)


def test_the_classic_learner_tells_two_sizes() -> None:
    with ClassicLearner(CLASSIC, rng=np.random.default_rng(0)) as learner:
        assert learner.take_gradient_sizes() == ()
        learner.learn(*batch(learner.chunk), CLASSIC.learning_rate)
        first, second = learner.take_gradient_sizes()
    assert first > 0
    assert second > 0
