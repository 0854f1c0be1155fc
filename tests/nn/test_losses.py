from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nn.losses import softmax, softmax_cross_entropy, squared_error


@pytest.mark.parametrize("label_smoothing", [0.0, 0.1])
@pytest.mark.parametrize("loss_function", [softmax_cross_entropy, squared_error])
def test_gradient_is_that_of_central_differences(
    loss_function: Callable[..., tuple[float, np.ndarray]], label_smoothing: float
) -> None:
    rng = np.random.default_rng(0)
    outputs = rng.normal(size=(5, 3))
    labels = np.array([4, 0, 2])
    _, gradient = loss_function(outputs.copy(), labels, label_smoothing=label_smoothing)
    for index in np.ndindex(outputs.shape):
        around = []
        for step in (1e-6, -1e-6):
            moved = outputs.copy()
            moved[index] += step
            around.append(loss_function(moved, labels, label_smoothing=label_smoothing)[0])
        assert gradient[index] == pytest.approx((around[0] - around[1]) / 2e-6, abs=1e-8)


def test_cross_entropy_of_even_logits_is_log_of_the_number_of_classes() -> None:
    loss, gradient = softmax_cross_entropy(np.zeros((10, 2)), np.array([3, 7]))
    assert loss == pytest.approx(np.log(10))
    assert gradient[3, 0] == pytest.approx((0.1 - 1) / 2)
    assert gradient[3, 1] == pytest.approx(0.1 / 2)


def test_cross_entropy_is_finite_for_huge_logits() -> None:
    loss, gradient = softmax_cross_entropy(np.array([[1e4], [-1e4]]), np.array([1]))
    assert loss == pytest.approx(2e4)
    assert np.isfinite(gradient).all()


def test_squared_error_worked_by_hand() -> None:
    outputs = np.array([[0.8, 0.1], [0.3, 0.6]])
    loss, gradient = squared_error(outputs, np.array([0, 1]))
    # ((0.2² + 0.3²) + (0.1² + 0.4²)) / 2 / 2 samples
    assert loss == pytest.approx((0.04 + 0.09 + 0.01 + 0.16) / 4)
    np.testing.assert_allclose(gradient, [[-0.1, 0.05], [0.15, -0.2]])


def test_softmax_columns_sum_to_one() -> None:
    probabilities = softmax(np.random.default_rng(0).normal(scale=50, size=(10, 100)))
    np.testing.assert_allclose(probabilities.sum(axis=0), 1)
