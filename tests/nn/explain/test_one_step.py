from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.arrays import Array
from nn.classic import ClassicNetwork
from nn.explain.one_step import OneStep, Sample, Weights, learn, weighted_sum
from tests.nn.gradients import central_difference

RATE = 0.02


def sigmoid(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-values)))


def sample_of(seed: int = 0) -> Sample:
    rng = np.random.default_rng(seed)
    image = rng.random((28, 28), np.float32) * (rng.random((28, 28)) < 0.3)
    return Sample.of(image.astype(np.float32), int(rng.integers(10)))


def tiny(seed: int = 0) -> tuple[Weights, Sample]:
    """A float64 network of 6 inputs, 4 hidden units and 3 outputs."""
    rng = np.random.default_rng(seed)
    weights = Weights(rng.normal(size=(4, 6)), rng.normal(size=(3, 4)))
    return weights, Sample(rng.random(6), np.eye(3)[seed % 3])


@pytest.mark.parametrize("rate", [0.0001, 0.02, 1.0])
def test_it_is_a_step_of_the_articles_network_bit_for_bit(rate: float) -> None:
    for seed in range(5):
        classic = ClassicNetwork(learning_rate=rate, rng=np.random.default_rng(seed))
        sample = sample_of(seed)
        step = OneStep.of(Weights.of(classic), sample, rate)
        outputs = classic.fit(sample.inputs, sample.targets)
        np.testing.assert_array_equal(step.forward.outputs, outputs)
        np.testing.assert_array_equal(step.update.weights.wih, classic.wih)
        np.testing.assert_array_equal(step.update.weights.who, classic.who)
        np.testing.assert_array_equal(step.again.outputs, classic.evaluate(sample.inputs))


def test_every_number_is_what_its_formula_says() -> None:
    weights, sample = tiny()
    step = OneStep.of(weights, sample, RATE)
    forward, backward, update = step.forward, step.backward, step.update
    for unit in range(4):
        z = sum(weights.wih[unit, i] * sample.inputs[i] for i in range(6))
        assert forward.hidden_in[unit] == pytest.approx(z)
        assert forward.hidden[unit] == pytest.approx(sigmoid(z))
        error = sum(weights.who[k, unit] * forward.output_errors[k] for k in range(3))
        assert backward.hidden_errors[unit] == pytest.approx(error)
        slope = forward.hidden[unit] * (1 - forward.hidden[unit])
        assert update.hidden_deltas[unit] == pytest.approx(error * slope)
        for i in range(6):
            change = RATE * error * slope * sample.inputs[i]
            assert step.wih_change(unit)[i] == pytest.approx(change)
            after = weights.wih[unit, i] + change
            assert update.weights.wih[unit, i] == pytest.approx(after)
    for k in range(3):
        z = sum(weights.who[k, j] * forward.hidden[j] for j in range(4))
        assert forward.outputs_in[k] == pytest.approx(z)
        output = float(sigmoid(z))
        assert forward.outputs[k] == pytest.approx(output)
        assert forward.output_errors[k] == pytest.approx(sample.targets[k] - output)
        for j in range(4):
            slope = output * (1 - output)
            change = RATE * forward.output_errors[k] * slope * forward.hidden[j]
            assert update.who_change[k, j] == pytest.approx(change)
            assert update.weights.who[k, j] == pytest.approx(weights.who[k, j] + change)
    assert forward.error == pytest.approx(
        sum((sample.targets[k] - forward.outputs[k]) ** 2 for k in range(3)) / 2
    )


def test_the_change_of_the_output_weights_is_the_gradient_of_the_error() -> None:
    weights, sample = tiny(1)
    change = OneStep.of(weights, sample, RATE).update.who_change
    who = weights.who.copy()

    def error() -> float:
        return OneStep.of(Weights(weights.wih, who), sample, RATE).forward.error

    for index in range(who.size):
        slope = central_difference(error, who.reshape(-1), index)
        assert change.reshape(-1)[index] == pytest.approx(-RATE * slope, rel=1e-6, abs=1e-12)


def test_the_chain_rules_errors_are_the_gradient_at_the_hidden_units() -> None:
    weights, sample = tiny(2)
    step = OneStep.of(weights, sample, RATE)
    hidden = step.forward.hidden.copy()

    def error() -> float:
        difference = sample.targets - sigmoid(weights.who @ hidden)
        return 0.5 * float(difference @ difference)

    for unit in range(hidden.size):
        slope = central_difference(error, hidden, unit)
        assert step.backward.chain_rule_errors[unit] == pytest.approx(-slope, rel=1e-6)


def test_the_articles_hidden_errors_leave_out_the_slope_of_the_outputs_sigmoid() -> None:
    """They are what the sums z of the outputs would send back, were there no sigmoid behind."""
    weights, sample = tiny(2)
    step = OneStep.of(weights, sample, RATE)
    wih = weights.wih.copy()

    def agreement() -> float:
        return float(step.forward.output_errors @ (weights.who @ sigmoid(wih @ sample.inputs)))

    for index in range(wih.size):
        slope = central_difference(agreement, wih.reshape(-1), index)
        unit, pixel = divmod(index, wih.shape[1])
        assert step.wih_change(unit)[pixel] == pytest.approx(RATE * slope, rel=1e-6, abs=1e-12)
    assert not np.allclose(step.backward.hidden_errors, step.backward.chain_rule_errors)


def test_a_small_step_makes_the_error_smaller() -> None:
    for seed in range(5):
        step = OneStep.of(Weights.fresh(seed), sample_of(seed), RATE)
        assert step.again.error < step.forward.error


def test_nothing_of_a_step_can_be_written_to_nor_changes_when_another_is_made() -> None:
    weights = Weights.fresh(3)
    before = weights.wih.copy()
    step = OneStep.of(weights, sample_of(), RATE)
    OneStep.of(step.update.weights, sample_of(1), RATE)
    learn(weights, [sample_of(2)], RATE)
    np.testing.assert_array_equal(weights.wih, before)
    for array in (weights.wih, step.update.weights.who, step.sample.inputs, step.sample.targets):
        assert not array.flags.writeable


@given(
    seed=st.integers(0, 1000),
    count=st.integers(1, 40),
    most=st.integers(0, 6),
    share=st.floats(0, 1),
)
def test_a_sum_is_its_largest_terms_and_the_rest(
    seed: int, count: int, most: int, share: float
) -> None:
    rng = np.random.default_rng(seed)
    weights = rng.normal(size=count)
    values = rng.random(count) * (rng.random(count) < share)
    found = weighted_sum(weights, values, float(weights @ values), most=most)
    products = weights * values
    assert sum(term.product for term in found.terms) + found.rest == pytest.approx(found.total)
    assert found.others + len(found.terms) == np.count_nonzero(products)
    sizes = [abs(term.product) for term in found.terms]
    assert sizes == sorted(np.abs(products), reverse=True)[: len(sizes)]
    for term in found.terms:
        assert (term.weight, term.value) == (weights[term.index], values[term.index])


def test_a_sum_of_few_products_has_no_rest() -> None:
    found = weighted_sum(np.array([2.0, 3.0]), np.array([0.0, 0.5]), 1.5)
    assert [(term.index, term.product) for term in found.terms] == [(1, 1.5)]
    assert (found.rest, found.others) == (0.0, 0)


def test_to_learn_many_is_to_take_as_many_steps() -> None:
    weights = Weights.fresh(4)
    samples = [sample_of(seed) for seed in range(12)]
    learned, errors = learn(weights, samples, RATE)
    for sample, error in zip(samples, errors, strict=True):
        step = OneStep.of(weights, sample, RATE)
        assert error == pytest.approx(step.forward.error, rel=1e-6)
        weights = step.update.weights
    np.testing.assert_array_equal(learned.wih, weights.wih)
    np.testing.assert_array_equal(learned.who, weights.who)


def test_the_weights_answer_as_the_rest_of_the_program_reads_them() -> None:
    weights, sample = Weights.fresh(5), sample_of()
    network = weights.network()
    activations = network.activations(sample.inputs.reshape(1, 28, 28))
    outputs = OneStep.of(weights, sample, RATE).forward.outputs
    np.testing.assert_allclose(activations[-1][:, 0], outputs, rtol=1e-5)


def test_the_same_seed_gives_the_same_weights() -> None:
    np.testing.assert_array_equal(Weights.fresh(6).wih, Weights.fresh(6).wih)
    assert (Weights.fresh(6).wih != Weights.fresh(7).wih).any()
