from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.run_curves import MOST_POINTS, RunCurves, Series
from tests.app.training_reports import reports


def test_what_is_no_number_makes_no_point() -> None:
    series = Series()
    for value in (None, float("nan"), float("inf"), 0.5):
        series.append(1.0, value)
    assert series.last == (1.0, 0.5)
    assert len(series) == 1


@given(st.integers(1, 5 * MOST_POINTS))
def test_however_long_a_training_few_points_are_kept_and_the_newest_is_one(count: int) -> None:
    series = Series(64)
    for index in range(count):
        series.append(float(index), -float(index))
    assert 0 < len(series) <= 64
    assert series.last == (count - 1, 1 - count)
    assert series.epochs[0] <= count / 16
    assert (np.diff(series.epochs) > 0).all()


def test_a_long_training_is_spaced_as_evenly_as_a_short_one() -> None:
    series = Series(64)
    for index in range(10_000):
        series.append(float(index), 0.0)
    # All but the last step, up to the end that wanders along.
    assert len(set(np.diff(series.epochs)[:-1])) == 1


def test_the_nearest_point_is_found() -> None:
    series = Series()
    assert series.value_at(1.0) is None
    for epoch in (0.0, 1.0, 2.0):
        series.append(epoch, 10 * epoch)
    assert series.value_at(1.4) == (1.0, 10.0)
    assert series.value_at(99.0) == (2.0, 20.0)


def test_points_cannot_be_changed_from_outside() -> None:
    series = Series()
    series.append(0.0, 1.0)
    with pytest.raises(ValueError, match="read-only"):
        series.values[0] = 2.0


def test_validation_makes_a_point_only_when_it_is_new() -> None:
    curves = RunCurves()
    for report in reports(8, validate_every=4):
        curves.record(report)
    # The first report is of the untrained network, which has no training loss.
    assert len(curves.loss) == 7
    assert curves.accuracy.epochs.tolist() == curves.validation_loss.epochs.tolist()
    assert len(curves.accuracy) == 3


def test_curves_survive_json() -> None:
    curves = RunCurves()
    for report in reports(50):
        curves.record(report)
    again = RunCurves.from_facts(json.loads(json.dumps(curves.as_facts(), allow_nan=False)))
    np.testing.assert_allclose(again.loss.values, curves.loss.values, rtol=1e-4)
    np.testing.assert_allclose(again.accuracy.epochs, curves.accuracy.epochs, rtol=1e-4)


@pytest.mark.parametrize("facts", [[[1.0], [1.0, 2.0]], [1.0], "curve", [[float("nan")], [1.0]]])
def test_what_is_no_curve_is_refused(facts: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        Series.from_facts(facts)
