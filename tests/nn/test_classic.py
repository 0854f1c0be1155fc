from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit

from nn.classic import ClassicNetwork, is_classic
from nn.data.datasets import DigitData
from nn.recipes import RECIPES
from nn.training.loop import train, validate


def sigmoid(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))


def test_weights_start_uniform_in_half_open_unit_interval_around_zero() -> None:
    network = ClassicNetwork(rng=np.random.default_rng(0))
    assert network.wih.shape == (100, 784)
    assert network.who.shape == (10, 100)
    for weights in (network.wih, network.who):
        assert weights.min() >= -0.5
        assert weights.max() < 0.5
        assert abs(weights.mean()) < 0.02


def test_one_step_is_the_articles_formulas_worked_number_by_number() -> None:
    network = ClassicNetwork(3, 2, 2, learning_rate=0.02, rng=np.random.default_rng(1))
    wih = network.wih.astype(float).tolist()
    who = network.who.astype(float).tolist()
    inputs, targets = [0.2, 0.9, 0.5], [0.0, 1.0]

    hidden = [sigmoid(sum(w * x for w, x in zip(row, inputs, strict=True))) for row in wih]
    outputs = [sigmoid(sum(w * h for w, h in zip(row, hidden, strict=True))) for row in who]
    output_errors = [t - o for t, o in zip(targets, outputs, strict=True)]
    # The errors themselves go back, through the weights as they were before the step.
    hidden_errors = [sum(who[k][j] * output_errors[k] for k in range(2)) for j in range(2)]
    for k in range(2):
        for j in range(2):
            slope = outputs[k] * (1 - outputs[k])
            who[k][j] += 0.02 * output_errors[k] * slope * hidden[j]
    for j in range(2):
        for i in range(3):
            slope = hidden[j] * (1 - hidden[j])
            wih[j][i] += 0.02 * hidden_errors[j] * slope * inputs[i]

    returned = network.fit(np.array(inputs, np.float32), np.array(targets, np.float32))
    np.testing.assert_allclose(returned, outputs, rtol=1e-6)
    np.testing.assert_allclose(network.who, who, rtol=1e-6)
    np.testing.assert_allclose(network.wih, wih, rtol=1e-6)


def test_evaluate_is_two_sigmoid_layers_and_learns_nothing() -> None:
    network = ClassicNetwork(rng=np.random.default_rng(0))
    inputs = np.random.default_rng(1).random(784, np.float32)
    before = network.wih.copy()
    expected = 1 / (1 + np.exp(-network.who @ (1 / (1 + np.exp(-network.wih @ inputs)))))
    np.testing.assert_allclose(network.evaluate(inputs), expected, rtol=1e-5)
    np.testing.assert_array_equal(network.wih, before)


def test_the_general_network_computes_the_same() -> None:
    classic = ClassicNetwork(rng=np.random.default_rng(0))
    images = np.random.default_rng(1).random((5, 28, 28), np.float32)
    outputs = classic.evaluate(images.reshape(5, 784).T)
    network = classic.network()
    np.testing.assert_allclose(network.activations(images)[-1], outputs, rtol=1e-5)
    np.testing.assert_allclose(
        network.predict(images), (outputs / outputs.sum(axis=0)).T, rtol=1e-5
    )


def test_one_epoch_reaches_the_articles_accuracy(mnist: DigitData) -> None:
    *_, last = train(RECIPES["classic"], mnist, seed=0)
    assert last.best is not None
    assert validate(last.best, mnist.test)[1] == pytest.approx(0.93, abs=0.01)


def test_a_step_has_not_changed_by_a_bit() -> None:
    """The step as it was first written, in four lines, against the one that is easier to read."""
    network = ClassicNetwork(rng=np.random.default_rng(2))
    wih, who = network.wih.copy(), network.who.copy()
    inputs = np.random.default_rng(3).random(784, np.float32)
    targets = np.eye(10, dtype=np.float32)[4]
    network.fit(inputs, targets)

    hidden, rate = expit(wih @ inputs), 0.02
    outputs = expit(who @ hidden)
    errors = targets - outputs
    hidden_errors = who.T @ errors
    who += rate * np.outer(errors * outputs * (1 - outputs), hidden)
    wih += rate * np.outer(hidden_errors * hidden * (1 - hidden), inputs)
    np.testing.assert_array_equal(network.who, who)
    np.testing.assert_array_equal(network.wih, wih)


def test_there_and_back_again_the_weights_are_the_same_and_its_own() -> None:
    classic = ClassicNetwork(hidden=7, rng=np.random.default_rng(0))
    network = classic.network()
    other = ClassicNetwork.of(network)
    np.testing.assert_array_equal(other.wih, classic.wih)
    np.testing.assert_array_equal(other.who, classic.who)
    before = network.parameters.copy()
    other.fit(np.ones(784, np.float32), np.eye(10, dtype=np.float32)[0])
    np.testing.assert_array_equal(network.parameters, before)


def test_only_the_articles_layers_make_the_articles_network() -> None:
    rng = np.random.default_rng(0)
    assert is_classic(RECIPES["classic"].network(rng=rng))
    mlp = RECIPES["mlp"].network(rng=rng)
    assert not is_classic(mlp)
    with pytest.raises(ValueError):
        ClassicNetwork.of(mlp)
