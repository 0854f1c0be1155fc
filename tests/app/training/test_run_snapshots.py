from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.training import run_snapshots
from app.training.run_snapshots import MOST_MOMENTS, Snapshots
from tests.app.training_reports import network, reports


@pytest.fixture
def snapshots(tmp_path: Path) -> Snapshots:
    return Snapshots(tmp_path / "runs")


def test_every_moment_gives_back_its_own_weights(snapshots: Snapshots) -> None:
    for report in reports(10):
        snapshots.add(report)
    assert [moment.epoch for moment in snapshots.moments] == [r.epoch for r in reports(10)]
    for index, moment in enumerate(snapshots.moments):
        np.testing.assert_array_equal(
            snapshots.network(moment).parameters, network(index).parameters
        )
    with pytest.raises(ValueError, match="read-only"):
        snapshots.network(snapshots.moments[0]).parameters[0] = 1


def test_a_long_training_keeps_few_moments_evenly_spaced(snapshots: Snapshots) -> None:
    count = 10 * MOST_MOMENTS
    for report in reports(count):
        snapshots.add(report)
    moments = snapshots.moments
    assert MOST_MOMENTS / 2 < len(moments) <= MOST_MOMENTS
    assert moments[0].epoch == 0
    gaps = np.diff([moment.epoch for moment in moments])
    np.testing.assert_allclose(gaps, gaps[0])
    every = list(reports(count))
    for moment in (moments[1], moments[-1]):
        index = next(i for i, report in enumerate(every) if report.epoch == moment.epoch)
        np.testing.assert_array_equal(
            snapshots.network(moment).parameters, network(index).parameters
        )


def test_a_large_network_takes_no_more_than_its_share_of_the_disk(
    snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = network(0).parameters.nbytes
    monkeypatch.setattr(run_snapshots, "MOST_BYTES", 6 * size)
    for report in reports(100):
        snapshots.add(report)
    assert snapshots.bytes_used == 6 * size
    assert 3 <= len(snapshots.moments) <= 6


def test_nothing_is_left_on_the_disk(snapshots: Snapshots, tmp_path: Path) -> None:
    for report in reports(3):
        snapshots.add(report)
    # Not even a name while it is in use, where the system can do that.
    snapshots.close()
    assert snapshots.moments == ()
    assert snapshots.bytes_used == 0
    assert list((tmp_path / "runs").iterdir()) == []
