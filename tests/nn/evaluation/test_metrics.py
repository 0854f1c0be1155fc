from __future__ import annotations

import numpy as np
import pytest

from nn.evaluation.metrics import Evaluation, area_under_roc, rejection_curve


def certain(*digits: int, confidence: float = 1.0) -> np.ndarray:
    """Probabilities that give each digit ``confidence`` and share the rest."""
    rows = np.full((len(digits), 10), (1 - confidence) / 9)
    rows[np.arange(len(digits)), digits] = confidence
    return rows


def test_accuracy_and_confusion_have_the_truth_in_rows() -> None:
    result = Evaluation(certain(1, 2, 2, 7), np.array([1, 2, 3, 1]))
    assert (result.samples, result.correct, result.accuracy) == (4, 2, 0.5)
    assert result.confusion[3, 2] == 1
    assert result.confusion[1, 7] == 1
    assert result.confusion.sum() == 4
    assert result.recall[1] == 0.5
    assert result.precision[2] == 0.5
    assert np.isnan(result.recall[0])


def test_rejected_samples_leave_the_accuracy_as_it_is() -> None:
    answered = np.array([True, True, False, True])
    result = Evaluation(certain(1, 2, 2, 7), np.array([1, 2, 3, 7]), answered)
    assert result.accuracy == 0.75
    assert result.rejected == 1
    assert result.accuracy_of_answered == 1.0
    nothing = Evaluation(certain(1), np.array([1]), np.array([False]))
    assert nothing.accuracy_of_answered is None


def test_calibration_error_is_the_distance_of_confidence_from_accuracy() -> None:
    probabilities = certain(*[1] * 10, confidence=0.9)
    labels = np.array([1] * 7 + [2] * 3)
    result = Evaluation(probabilities, labels)
    assert result.expected_calibration_error == pytest.approx(0.2)
    assert sum(part.count for part in result.calibration) == 10


def test_mistakes_come_most_confident_first() -> None:
    probabilities = np.concatenate([certain(3, confidence=0.6), certain(4), certain(5)])
    mistakes = Evaluation(probabilities, np.array([1, 1, 5])).mistakes()
    assert [(m.index, m.label, m.predicted) for m in mistakes] == [(1, 1, 4), (0, 1, 3)]


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="as many probabilities as labels"):
        Evaluation(certain(1, 2), np.array([1]))
    with pytest.raises(ValueError, match="at least one"):
        Evaluation(np.empty((0, 10)), np.empty(0, int))


def test_rejecting_the_least_certain_lowers_the_errors() -> None:
    certainty = np.array([0.9, 0.2, 0.8, 0.5])
    curve = rejection_curve(certainty, np.array([True, False, True, False]))
    assert curve.at(0) == 0.5
    assert curve.at(0.25) == pytest.approx(1 / 3)
    assert curve.at(0.5) == 0
    np.testing.assert_allclose(curve.threshold, np.sort(certainty))


def test_area_under_roc_is_the_chance_of_the_right_order() -> None:
    assert area_under_roc(np.array([3.0, 4.0]), np.array([1.0, 2.0])) == 1
    assert area_under_roc(np.array([1.0]), np.array([1.0])) == 0.5
    assert area_under_roc(np.array([1.0, 3.0]), np.array([2.0])) == 0.5
    with pytest.raises(ValueError, match="both kinds"):
        area_under_roc(np.array([1.0]), np.empty(0))
