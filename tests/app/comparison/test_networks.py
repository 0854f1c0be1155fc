"""The networks that can be compared, over a history on a real folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.comparison.networks import CURRENT, SHIPPED, Choice, Networks, Source
from app.training.history import RunHistory
from app.training.run import Outcome, Run
from app.training.store import RunStore
from nn.arrays import Array
from nn.model_file import Model
from nn.reader import Reader
from tests.app.comparison.places import finished, train
from tests.app.training.reports import network, reports


@pytest.fixture
def history(qtbot: QtBot, tmp_path: Path) -> RunHistory:
    return RunHistory(RunStore(tmp_path / "runs"))


@pytest.fixture
def networks(history: RunHistory, shipped: Path) -> Networks:
    return Networks(history)


def of(run: Run) -> Choice:
    return Choice(Source.RUN, run)


def weights(networks: Networks, choice: Choice) -> Array:
    contender = networks.contender(choice)
    assert contender is not None
    return contender.reader.network.parameters


def test_at_first_there_are_the_one_in_use_and_the_shipped_one(networks: Networks) -> None:
    assert networks.choices == (CURRENT, SHIPPED)


def test_runs_with_weights_can_be_chosen_the_newest_first(
    history: RunHistory, networks: Networks
) -> None:
    first, second = finished(history), finished(history, seed=1)
    fallen = train(history)
    history.diverge()
    learning = train(history)
    assert not fallen.has_weights
    assert networks.choices == (CURRENT, SHIPPED, of(learning), of(second), of(first))


def test_the_network_in_use_is_the_one_that_was_told(
    qtbot: QtBot, networks: Networks, small_model: Model
) -> None:
    assert networks.contender(CURRENT) is None
    reader = Reader(small_model.network)
    with qtbot.waitSignal(networks.changed) as changed:
        networks.set_current(reader, "Mine")
    assert changed.args == [CURRENT]
    assert networks.current_name == "Mine"
    contender = networks.contender(CURRENT)
    assert contender is not None
    assert contender.reader is reader


def test_all_read_the_sheet_as_the_one_in_use_does(
    qtbot: QtBot, networks: Networks, reader: Reader
) -> None:
    networks.want([CURRENT, SHIPPED])
    qtbot.waitUntil(lambda: networks.contender(SHIPPED) is not None)
    told: list[Choice] = []
    networks.changed.connect(told.append)
    networks.set_current(reader.with_centring(False), "Mine")
    assert SHIPPED in told
    for is_centred in (False, True):
        networks.set_current(reader.with_centring(is_centred), "Mine")
        for choice in (CURRENT, SHIPPED):
            contender = networks.contender(choice)
            assert contender is not None
            assert contender.reader.centred is is_centred


def test_what_is_wanted_is_read_from_the_disk(
    qtbot: QtBot, history: RunHistory, networks: Networks, small_model: Model
) -> None:
    run = finished(history, weights=7)
    qtbot.waitUntil(lambda: run.path is not None)
    networks.want([SHIPPED, of(run)])
    wanted = (SHIPPED, of(run))
    qtbot.waitUntil(lambda: all(networks.contender(choice) is not None for choice in wanted))
    np.testing.assert_array_equal(weights(networks, of(run)), network(7).parameters)
    np.testing.assert_array_equal(weights(networks, SHIPPED), small_model.network.parameters)
    contender = networks.contender(of(run))
    assert contender is not None
    assert contender.model is not None
    assert "run" not in contender.model.metadata


def test_a_network_in_training_moves_and_then_stays_as_it_ended(
    qtbot: QtBot, history: RunHistory, networks: Networks
) -> None:
    run = train(history, 4)
    networks.want([of(run)])
    np.testing.assert_array_equal(weights(networks, of(run)), network(3).parameters)
    *_, last = reports(6)
    with qtbot.waitSignal(networks.changed):
        history.record(last)
    np.testing.assert_array_equal(weights(networks, of(run)), network(5).parameters)
    history.finish(Model(network(99), "classic", {"validation_accuracy": 0.9}))
    qtbot.waitUntil(lambda: np.array_equal(weights(networks, of(run)), network(99).parameters))


def test_one_that_falls_apart_stays_as_it_was_last(history: RunHistory, networks: Networks) -> None:
    run = train(history, 4)
    networks.want([of(run)])
    history.diverge()
    assert run.outcome is Outcome.DIVERGED
    np.testing.assert_array_equal(weights(networks, of(run)), network(3).parameters)


def test_what_nobody_wants_any_more_is_forgotten(
    qtbot: QtBot, history: RunHistory, networks: Networks
) -> None:
    run = train(history, 4)
    networks.want([of(run)])
    networks.want([CURRENT])
    assert networks.contender(of(run)) is None


def test_a_run_whose_file_is_gone_is_told_once(
    qtbot: QtBot, history: RunHistory, networks: Networks, tmp_path: Path
) -> None:
    run = finished(history)
    qtbot.waitUntil(lambda: run.path is not None)
    assert run.path is not None
    run.path.unlink()
    problems: list[str] = []
    networks.problem.connect(problems.append)
    networks.want([of(run)])
    qtbot.waitUntil(lambda: networks.is_damaged(of(run)))
    networks.want([of(run), SHIPPED])
    qtbot.waitUntil(lambda: networks.contender(SHIPPED) is not None)
    (told,) = problems
    assert "expected a model file" in told


def test_the_curves_of_the_one_in_use_are_those_of_its_training(
    history: RunHistory, networks: Networks
) -> None:
    earlier = finished(history)
    assert networks.run_of(CURRENT) is None
    learning = train(history)
    beside = train(history, beside=True)
    assert networks.run_of(CURRENT) is learning
    assert networks.run_of(of(beside)) is beside
    assert networks.run_of(of(earlier)) is earlier
    assert networks.run_of(SHIPPED) is None
    history.remove(earlier)
    assert networks.run_of(of(earlier)) is None
