from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from nn.optimizers import SCHEDULES, SGD, Adam, OptimizerChoice, constant, cosine, one_cycle

PARAMETERS = np.array([1.0, -2.0])
GRADIENTS = [np.array([0.5, 1.0]), np.array([-1.0, 0.25])]


def test_plain_gradient_descent_worked_by_hand() -> None:
    parameters = PARAMETERS.copy()
    SGD().step(parameters, GRADIENTS[0].copy(), 0.1)
    np.testing.assert_allclose(parameters, [0.95, -2.1])


def test_momentum_worked_by_hand() -> None:
    parameters = PARAMETERS.copy()
    optimizer = SGD(momentum=0.9)
    for gradient in GRADIENTS:
        optimizer.step(parameters, gradient.copy(), 0.1)
    # v₁ = (0.5, 1), v₂ = 0.9·v₁ + g₂ = (-0.55, 1.15); p = p₀ - 0.1·(v₁ + v₂)
    np.testing.assert_allclose(parameters, [1.005, -2.215])


def test_nesterov_worked_by_hand() -> None:
    parameters = PARAMETERS.copy()
    optimizer = SGD(momentum=0.9, nesterov=True)
    for gradient in GRADIENTS:
        optimizer.step(parameters, gradient.copy(), 0.1)
    # steps g + 0.9·v: (0.95, 1.9), then (-1 - 0.495, 0.25 + 1.035)
    np.testing.assert_allclose(parameters, [1 - 0.095 + 0.1495, -2 - 0.19 - 0.1285])


def test_adam_worked_by_hand() -> None:
    parameters = np.array([1.0])
    optimizer = Adam(0.9, 0.999, 1e-8)
    expected, mean, square = 1.0, 0.0, 0.0
    for step, gradient in enumerate([0.5, -1.0, 2.0], start=1):
        optimizer.step(parameters, np.array([gradient]), 0.01)
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        mean_hat = mean / (1 - 0.9**step)
        square_hat = square / (1 - 0.999**step)
        expected -= 0.01 * mean_hat / (math.sqrt(square_hat) + 1e-8)
        assert parameters[0] == pytest.approx(expected, rel=1e-12)


def test_adams_first_step_is_the_learning_rate_whatever_the_gradients_size() -> None:
    for size in (1e-3, 1.0, 1e3):
        parameters = np.array([0.0])
        Adam().step(parameters, np.array([size]), 0.01)
        assert parameters[0] == pytest.approx(-0.01, rel=1e-4)


@pytest.mark.parametrize("optimizer", [SGD(0.9, weight_decay=0.1), Adam(weight_decay=0.1)])
def test_weight_decay_shrinks_parameters_apart_from_the_gradient(optimizer: SGD | Adam) -> None:
    parameters = np.array([2.0])
    optimizer.step(parameters, np.array([0.0]), 0.5)
    assert parameters[0] == pytest.approx(2.0 * (1 - 0.5 * 0.1))


@pytest.mark.parametrize("optimizer", [SGD(0.9), SGD(0.9, nesterov=True), Adam()])
def test_each_finds_the_bottom_of_a_bowl(optimizer: SGD | Adam) -> None:
    bottom = np.array([3.0, -1.0])
    parameters = np.zeros(2)
    for _ in range(800):
        optimizer.step(parameters, 2 * (parameters - bottom), 0.02)
    np.testing.assert_allclose(parameters, bottom, atol=1e-3)


@pytest.mark.parametrize("optimizer", [SGD(0.9), Adam()])
def test_averages_never_fade_into_denormal_numbers(optimizer: SGD | Adam) -> None:
    parameters = np.zeros(100, np.float32)
    optimizer.step(parameters, np.ones(100, np.float32), 0.01)
    for _ in range(2000):
        optimizer.step(parameters, np.zeros(100, np.float32), 0.01)
    for values in vars(optimizer).values():
        if isinstance(values, np.ndarray):
            sizes = np.abs(values)
            assert not ((sizes > 0) & (sizes < np.finfo(np.float32).tiny)).any()


def test_blas_is_loaded_when_an_optimiser_is_made_and_not_before() -> None:
    """Loaded any later, SciPy's BLAS would miss the limit on its threads and spin beside them."""
    program = (
        "import sys, nn.optimizers; print('scipy.linalg.blas' in sys.modules);"
        "nn.optimizers.SGD(0.9); print('scipy.linalg.blas' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == ["False", "True"]


def test_cosine_falls_from_one_to_zero() -> None:
    assert cosine(0) == 1
    assert cosine(0.5) == pytest.approx(0.5)
    assert cosine(1) == pytest.approx(0)


def test_one_cycle_warms_up_and_falls_to_zero() -> None:
    assert one_cycle(0) == pytest.approx(0.1)
    assert one_cycle(0.1) == pytest.approx(0.55)
    assert one_cycle(0.2) == 1
    assert one_cycle(1) == pytest.approx(0)


def test_constant_stays() -> None:
    assert constant(0) == constant(0.7) == 1


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (OptimizerChoice("sgd", weight_decay=0.1), SGD(weight_decay=0.1)),
        (OptimizerChoice("momentum", 0.8, 0.1), SGD(0.8, weight_decay=0.1)),
        (OptimizerChoice("adam", weight_decay=0.1), Adam(weight_decay=0.1)),
    ],
)
def test_a_choice_makes_the_optimiser_it_names(
    choice: OptimizerChoice, expected: SGD | Adam
) -> None:
    ours, theirs = PARAMETERS.copy(), PARAMETERS.copy()
    made = choice()
    for gradient in GRADIENTS:
        made.step(ours, gradient.copy(), 0.1)
        expected.step(theirs, gradient.copy(), 0.1)
    np.testing.assert_array_equal(ours, theirs)
    assert choice() is not made


def test_an_unknown_optimiser_is_refused() -> None:
    with pytest.raises(ValueError, match="sgd, momentum, adam"):
        OptimizerChoice("newton")  # type: ignore[arg-type]


def test_every_schedule_is_a_factor_from_its_start_to_its_end() -> None:
    for schedule in SCHEDULES.values():
        assert all(0 <= schedule(done / 50) <= 1 for done in range(51))
