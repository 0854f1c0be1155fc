from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from app.comparison.facts import ReadTimes, facts_text
from app.comparison.networks import CURRENT, SHIPPED, Choice, Networks, Source
from app.training.history import RunHistory
from app.training.run import Run
from app.training.store import RunStore
from nn.reader import Reader
from tests.app.comparison.places import finished, train

ENGLISH = QLocale("en_US")


@pytest.fixture
def history(qtbot: QtBot, tmp_path: Path) -> RunHistory:
    return RunHistory(RunStore(tmp_path / "runs"))


@pytest.fixture
def networks(history: RunHistory, shipped: Path) -> Networks:
    return Networks(history)


def of(run: Run) -> Choice:
    return Choice(Source.RUN, run)


def lines(networks: Networks, choice: Choice, seconds: float | None = None) -> list[str]:
    return facts_text(networks, choice, seconds, ENGLISH).splitlines()


def test_the_one_in_use_is_what_the_window_calls_it(networks: Networks, reader: Reader) -> None:
    networks.set_current(reader, "Your network: Dense")
    assert lines(networks, CURRENT, 0.00123) == [
        "Your network: Dense",
        "50,890 weights",
        "reads in 1.23 ms",
    ]


def test_the_shipped_one_tells_recipe_and_accuracy(qtbot: QtBot, networks: Networks) -> None:
    assert lines(networks, SHIPPED) == []
    networks.want([SHIPPED])
    qtbot.waitUntil(lambda: networks.contender(SHIPPED) is not None)
    assert lines(networks, SHIPPED) == ["Dense, 90.0\u00a0% right", "50,890 weights"]


def test_a_run_tells_how_it_was_trained(
    qtbot: QtBot, history: RunHistory, networks: Networks
) -> None:
    run = finished(history, learning_rate=0.01)
    networks.want([of(run)])
    qtbot.waitUntil(lambda: networks.contender(of(run)) is not None)
    first, second, third = lines(networks, of(run))
    assert first == "Dense, 90.0\u00a0% right"
    assert "rate 0.01" in second
    assert third == "79,400 weights"


def test_a_run_in_training_tells_how_far_it_is(history: RunHistory, networks: Networks) -> None:
    run = train(history, 10)
    run.epoch = 2.5
    assert lines(networks, of(run))[0] == "Dense, epoch 2.5 of 8, 99.4\u00a0% right"


def test_one_that_cannot_be_read_says_so(
    qtbot: QtBot, history: RunHistory, networks: Networks
) -> None:
    run = finished(history)
    qtbot.waitUntil(lambda: run.path is not None)
    assert run.path is not None
    run.path.unlink()
    networks.want([of(run)])
    qtbot.waitUntil(lambda: networks.is_damaged(of(run)))
    assert lines(networks, of(run))[0] == "This network cannot be read."


def test_the_read_time_is_the_shortest_of_the_last_ones() -> None:
    times = ReadTimes()
    times.add(0.5)
    times.add(0.002)
    assert times.usual is None, "the first readings wait for memory"
    times.add(0.003)
    assert times.usual == 0.002
    for _ in range(20):
        times.add(0.004)
    assert times.usual == 0.004
