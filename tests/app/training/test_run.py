from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training import run
from app.training.run import MOST_CHECKPOINTS, MOST_POINTS, RunCurves, Series, Snapshots
from tests.app.training.reports import network, reports


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
    again = RunCurves.from_json(json.loads(json.dumps(curves.to_json(), allow_nan=False)))
    np.testing.assert_allclose(again.loss.values, curves.loss.values, rtol=1e-4)
    np.testing.assert_allclose(again.accuracy.epochs, curves.accuracy.epochs, rtol=1e-4)


@pytest.mark.parametrize("content", [[[1.0], [1.0, 2.0]], [1.0], "curve", [[float("nan")], [1.0]]])
def test_what_is_no_curve_is_refused(content: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        Series.from_json(content)


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "runs")


def test_every_checkpoint_gives_back_its_own_weights(snapshots: Snapshots) -> None:
    for report in reports(10):
        snapshots.add(report)
    assert [checkpoint.epoch for checkpoint in snapshots.checkpoints] == [
        r.epoch for r in reports(10)
    ]
    for index, checkpoint in enumerate(snapshots.checkpoints):
        np.testing.assert_array_equal(
            snapshots.network(checkpoint).parameters, network(index).parameters
        )
    with pytest.raises(ValueError, match="read-only"):
        snapshots.network(snapshots.checkpoints[0]).parameters[0] = 1


def test_a_long_training_keeps_few_checkpoints_evenly_spaced(snapshots: Snapshots) -> None:
    count = 10 * MOST_CHECKPOINTS
    for report in reports(count):
        snapshots.add(report)
    checkpoints = snapshots.checkpoints
    assert MOST_CHECKPOINTS / 2 < len(checkpoints) <= MOST_CHECKPOINTS
    assert checkpoints[0].epoch == 0
    gaps = np.diff([checkpoint.epoch for checkpoint in checkpoints])
    np.testing.assert_allclose(gaps, gaps[0])
    every = list(reports(count))
    for checkpoint in (checkpoints[1], checkpoints[-1]):
        index = next(i for i, report in enumerate(every) if report.epoch == checkpoint.epoch)
        np.testing.assert_array_equal(
            snapshots.network(checkpoint).parameters, network(index).parameters
        )


def test_a_large_network_takes_no_more_than_its_share_of_the_disk(
    snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = network(0).parameters.nbytes
    monkeypatch.setattr(run, "MOST_BYTES", 6 * size)
    for report in reports(100):
        snapshots.add(report)
    assert snapshots.bytes_used == 6 * size
    assert 3 <= len(snapshots.checkpoints) <= 6


def test_nothing_is_left_on_the_disk(snapshots: Snapshots, tmp_path: Path) -> None:
    for report in reports(3):
        snapshots.add(report)
    # Not even a name while it is in use, where the system can do that.
    snapshots.close()
    assert snapshots.checkpoints == ()
    assert snapshots.bytes_used == 0
    assert list((tmp_path / "runs").iterdir()) == []
