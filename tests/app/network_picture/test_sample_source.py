from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.network_picture.sample_source import SampleSource
from app.network_picture.samples import Samples

GIVEN = Samples(np.zeros((3, 28, 28), np.uint8), np.zeros(3, int))


@pytest.fixture
def source(qtbot: QtBot) -> Iterator[SampleSource]:
    owner = QObject()
    source = SampleSource(owner)
    yield source
    source.shutdown()
    owner.deleteLater()


def failing(_path: Path | None) -> Generator[Samples, object, None]:
    """The work of a job that comes to nothing."""
    raise OSError("no memory")
    yield


def test_samples_are_found_when_they_are_wanted(
    qtbot: QtBot, source: SampleSource, tmp_path: Path
) -> None:
    source.set_path(tmp_path)
    with qtbot.waitSignal(source.changed) as changed:
        source.want()
        source.want()
    assert changed.args[0].images.shape == (1000, 28, 28)
    assert not source.is_given


def test_another_data_set_is_looked_into(
    qtbot: QtBot, source: SampleSource, tmp_path: Path, digits_path: Path
) -> None:
    source.set_path(tmp_path)
    with qtbot.waitSignal(source.changed):
        source.want()
    source.set_path(digits_path)
    with qtbot.waitSignal(source.changed) as changed:
        source.want()
    assert changed.args[0].images.shape == (200, 28, 28)


def test_given_ones_are_taken_and_none_are_made(qtbot: QtBot, source: SampleSource) -> None:
    with qtbot.waitSignal(source.changed) as changed:
        source.set_samples(GIVEN)
    assert changed.args == [GIVEN]
    assert source.is_given
    source.want()
    assert not source.children()


def test_given_ones_are_not_replaced_by_those_in_the_making(
    qtbot: QtBot, source: SampleSource
) -> None:
    taken: list[Samples] = []
    source.changed.connect(taken.append)
    source.want()
    source.set_samples(GIVEN)
    qtbot.waitUntil(lambda: not source.children())
    assert taken == [GIVEN]


def test_a_failure_is_told(
    qtbot: QtBot, source: SampleSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.network_picture.sample_source.find_samples", failing)
    with qtbot.waitSignal(source.failed):
        source.want()
