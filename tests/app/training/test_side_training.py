"""A training beside another one: processes that really train, and are really killed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.data.source import DataSource
from app.settings import Settings
from app.training.history import RunHistory
from app.training.run import Outcome, Run
from app.training.side_training import SideTraining
from app.training.store import RunStore
from nn.model_file import Model
from tests.app.parts import part
from tests.app.training.reports import network, reports, settings


@dataclass
class Workplace:
    """A side training, its history, and what it has said."""

    qtbot: QtBot
    window: QWidget
    history: RunHistory
    training: SideTraining
    said: list[tuple[str, bool]] = field(default_factory=list)

    def begin(self, **changes: Any) -> Run:
        """Start, and wait for the first report."""
        with self.qtbot.waitSignal(self.history.added) as added:
            self.training.start(settings(**changes))
        assert added.args is not None
        run: Run = added.args[0]
        return run

    def wait_for_the_end(self) -> None:
        self.qtbot.waitUntil(lambda: not self.training.is_running)

    def process(self) -> psutil.Process:
        assert self.training.process_id is not None
        return psutil.Process(self.training.process_id)


def make(qtbot: QtBot, data: Path, home: Path) -> Iterator[Workplace]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    history = RunHistory(RunStore(home / "runs", window), window)
    source = DataSource(Settings(), window, data_path=data)
    training = SideTraining(history, source, window)
    workplace = Workplace(qtbot, window, history, training)
    training.said.connect(lambda text, failed: workplace.said.append((text, failed)))
    yield workplace
    training.shutdown()
    history.close()


@pytest.fixture
def workplace(qtbot: QtBot, digits_path: Path, digits_home: Path) -> Iterator[Workplace]:
    yield from make(qtbot, digits_path, digits_home)


@pytest.fixture
def long_workplace(qtbot: QtBot, many_digits_path: Path, digits_home: Path) -> Iterator[Workplace]:
    yield from make(qtbot, many_digits_path, digits_home)


def test_it_trains_and_lands_among_the_runs(workplace: Workplace) -> None:
    run = workplace.begin(epochs=2, learning_rate=0.01)
    assert workplace.training.run is run
    workplace.wait_for_the_end()
    assert workplace.history.runs == (run,)
    assert (run.outcome, run.settings.learning_rate) == (Outcome.FINISHED, 0.01)
    assert workplace.history.load_model(run).metadata["epochs"] == 2
    text, failed = workplace.said[-1]
    assert "Finished" in text
    assert not failed
    assert workplace.training.run is None


def test_the_training_that_is_under_way_goes_on_beside_it(long_workplace: Workplace) -> None:
    history = long_workplace.history
    main = history.begin(settings())
    first, second, *_ = reports(10)
    history.record(first)
    side = long_workplace.begin(seed=1)
    history.record(second)
    assert history.current is main
    assert history.runs == (main, side)
    in_training = history.network_in_training(main)
    assert in_training is not None
    np.testing.assert_array_equal(in_training.parameters, network(1).parameters)
    history.finish(Model(network(9), "mlp", {"validation_accuracy": 0.9}))
    assert side.outcome is Outcome.RUNNING
    assert long_workplace.training.is_running


def test_there_is_one_at_a_time(long_workplace: Workplace) -> None:
    long_workplace.begin()
    process = long_workplace.training.process_id
    long_workplace.training.start(settings(seed=5))
    assert long_workplace.training.process_id == process
    assert len(long_workplace.history.runs) == 1


def test_stop_keeps_what_it_has_learned(long_workplace: Workplace) -> None:
    run = long_workplace.begin()
    long_workplace.qtbot.waitUntil(lambda: run.epoch > 0)
    process = long_workplace.process()
    long_workplace.training.stop()
    long_workplace.wait_for_the_end()
    assert not process.is_running()
    assert run.outcome is Outcome.STOPPED
    assert run.has_weights
    assert long_workplace.said[-1] == ("Stopped.", False)


def test_a_killed_process_is_told_and_another_training_can_follow(
    long_workplace: Workplace,
) -> None:
    run = long_workplace.begin()
    long_workplace.process().kill()
    long_workplace.wait_for_the_end()
    text, failed = long_workplace.said[-1]
    assert failed
    assert "ended" in text
    assert run.outcome is Outcome.FAILED
    assert long_workplace.begin(seed=2).outcome is Outcome.RUNNING


def test_one_that_falls_apart_says_why(workplace: Workplace) -> None:
    run = workplace.begin(learning_rate=1000.0)
    workplace.wait_for_the_end()
    text, failed = workplace.said[-1]
    assert failed
    assert "learning rate of 1000" in text
    assert run.outcome is Outcome.DIVERGED


def test_shutting_down_ends_it_without_a_word(long_workplace: Workplace) -> None:
    run = long_workplace.begin()
    process = long_workplace.process()
    said = len(long_workplace.said)
    long_workplace.training.shutdown()
    assert not process.is_running()
    assert run.outcome is Outcome.STOPPED
    assert not long_workplace.training.is_running
    assert len(long_workplace.said) == said


def test_data_that_cannot_be_used_is_asked_about(
    qtbot: QtBot, tmp_path: Path, digits_home: Path
) -> None:
    path = tmp_path / "refused.npz"
    path.write_bytes(b"not a zip")
    places = make(qtbot, path, digits_home)
    workplace = next(places)
    workplace.training.start(settings())
    window = workplace.window
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert workplace.history.runs == ()
    part(window, QMessageBox).close()
    qtbot.waitUntil(lambda: workplace.said[-1][1])
    assert "refused.npz: expected MNIST" in workplace.said[-1][0]
    assert next(places, None) is None
