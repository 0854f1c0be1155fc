"""Panel, history and network together: real clicks, and processes that really train."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QListWidget,
    QMessageBox,
    QSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.data.source import DataSource
from app.jobs.job import Job
from app.prediction.current_network import CurrentNetwork
from app.prediction.model_store import ModelStore
from app.prediction.recognizer import Recognizer
from app.settings import Settings
from app.training.panel import TrainingPanel
from app.training.retraining import Retraining
from app.training.run import Outcome
from app.training.status import State
from nn.arrays import Array
from nn.data.datasets import load_mnist
from nn.reader import Reading
from nn.recipes import RECIPES
from nn.strokes import Drawing, Stroke
from nn.training.loop import train, untrained
from tests.app.hand import DIGITS
from tests.app.parts import click, part
from tests.app.waiting import block_until


@dataclass
class Workplace:
    """The parts of a retraining, and what the network makes of a drawn 3."""

    qtbot: QtBot
    window: QWidget
    panel: TrainingPanel
    network: CurrentNetwork
    recognizer: Recognizer
    retraining: Retraining
    readings: list[Reading]

    def press(self, name: str) -> None:
        click(self.panel, name)

    def set_field(self, name: str, text: str) -> None:
        field = part(self.panel, QAbstractSpinBox, name)
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def wait_for(self, *states: State) -> None:
        self.qtbot.waitUntil(lambda: self.panel.state in states)

    def train_a_little(self) -> None:
        """One step and Stop: a run with weights of its own, without waiting for its end."""
        self.press("stepButton")
        self.wait_for(State.PAUSED)
        self.qtbot.waitUntil(lambda: "128" in self.status())
        self.stop()

    def stop(self) -> None:
        self.press("stopButton")
        self.wait_for(State.IDLE)

    def process(self) -> psutil.Process:
        """The one that trains."""
        assert self.retraining.process_id is not None
        return psutil.Process(self.retraining.process_id)

    def processor_seconds(self) -> float:
        """How much the process that trains has worked."""
        times = self.process().cpu_times()
        return float(times.user + times.system)

    def updates(self) -> list[float]:
        """The epoch of each report from now on, as it arrives at the history."""
        epochs: list[float] = []
        self.retraining.history.updated.connect(lambda run: epochs.append(run.epoch))
        return epochs

    def status(self) -> str:
        return part(self.panel, QLabel, "trainingStatus").text()

    def answering(self) -> Array:
        """The weights of the network that answers."""
        assert self.recognizer.reader is not None
        return self.recognizer.reader.network.parameters


@pytest.fixture
def workplace(qtbot: QtBot, shipped: Path, digits_path: Path) -> Iterator[Workplace]:
    yield from make(qtbot, digits_path)


@pytest.fixture
def long_workplace(qtbot: QtBot, shipped: Path, many_digits_path: Path) -> Iterator[Workplace]:
    yield from make(qtbot, many_digits_path)


@pytest.fixture
def refused_workplace(qtbot: QtBot, shipped: Path, tmp_path: Path) -> Iterator[Workplace]:
    path = tmp_path / "refused.npz"
    path.write_bytes(b"not a zip")
    yield from make(qtbot, path)


def make(qtbot: QtBot, data: Path) -> Iterator[Workplace]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 1200)
    panel = TrainingPanel(window)
    panel.resize(window.size())
    part(panel, QAbstractButton, "settingsButton").click()
    recognizer = Recognizer(window)
    readings: list[Reading] = []
    recognizer.read.connect(readings.append)
    recognizer.read.connect(panel.record.slider.show_reading)
    network = CurrentNetwork(recognizer, ModelStore(Settings()), window)
    source = DataSource(Settings(), window, data_path=data)
    retraining = Retraining(panel, source, network, window)
    network.load()
    strokes = tuple(Stroke(np.array(stroke, np.float32)) for stroke in DIGITS[3])
    recognizer.set_drawing(Drawing(strokes))
    window.show()
    qtbot.waitExposed(window)
    workplace = Workplace(qtbot, window, panel, network, recognizer, retraining, readings)
    yield workplace
    retraining.shutdown()
    window.close()


def test_reset_answers_with_fresh_weights_and_stop_brings_the_network_back(
    qtbot: QtBot, workplace: Workplace
) -> None:
    before = workplace.answering()
    workplace.set_field("seed", "3")
    workplace.press("resetButton")
    fresh = untrained(RECIPES["mlp"], seed=3).parameters
    qtbot.waitUntil(lambda: np.array_equal(workplace.answering(), fresh))
    qtbot.waitUntil(lambda: workplace.readings[-1].confidence < 0.9)
    assert workplace.retraining.process_id is None
    workplace.press("stopButton")
    assert workplace.answering() is before
    assert workplace.panel.state is State.IDLE


def test_steps_move_curves_and_bars_and_a_run_goes_on_from_there(
    qtbot: QtBot, workplace: Workplace
) -> None:
    workplace.press("stepButton")
    workplace.wait_for(State.PAUSED)
    qtbot.waitUntil(lambda: "128" in workplace.status())
    first = workplace.answering()
    workplace.press("stepButton")
    qtbot.waitUntil(lambda: "256" in workplace.status())
    assert (workplace.answering() != first).any()
    (run,) = workplace.retraining.history.runs
    assert len(run.curves.loss) == 2
    assert len(run.curves.accuracy) == 3
    workplace.press("stepButton")
    qtbot.waitUntil(lambda: "384" in workplace.status())
    assert len(run.curves.loss) == 3
    workplace.press("pauseButton")
    workplace.wait_for(State.IDLE)
    assert run.outcome is Outcome.FINISHED


def test_a_training_by_other_settings_is_listed_with_them(workplace: Workplace) -> None:
    workplace.set_field("learningRate", "0.01")
    workplace.set_field("batchSize", "50")
    workplace.set_field("epochs", "2")
    workplace.set_field("augmentation", "25")
    workplace.set_field("seed", "9")
    workplace.press("retrainButton")
    workplace.wait_for(State.IDLE)
    assert "Finished" in workplace.status()
    listed = part(workplace.panel, QListWidget, "runsList").item(0)
    assert "rate 0.01 · batch 50 · epochs 2 · varied 25\u00a0% · seed 9" in listed.toolTip()
    model = workplace.network.model
    assert model is not None
    assert model.metadata["seed"] == 9
    assert model.metadata["epochs"] == 2


def test_the_slider_asks_an_earlier_epoch(qtbot: QtBot, workplace: Workplace) -> None:
    workplace.press("retrainButton")
    workplace.wait_for(State.IDLE)
    qtbot.waitUntil(lambda: workplace.readings[-1].digit == 3)
    trained = workplace.answering()
    slider = part(workplace.panel, QSlider, "epochSlider")
    sentence = part(workplace.panel, QLabel, "epochSentence")
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    fresh = untrained(RECIPES["mlp"], seed=0).parameters
    np.testing.assert_array_equal(workplace.answering(), fresh)
    qtbot.waitUntil(lambda: "Epoch 0.00: read as" in sentence.text())
    unsure = workplace.readings[-1].confidence
    QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: workplace.readings[-1].confidence != unsure)
    workplace.press("backToNowButton")
    assert workplace.answering() is trained
    qtbot.waitUntil(lambda: workplace.readings[-1].digit == 3)


def test_a_look_back_during_a_training_lasts_and_ends_with_it(
    qtbot: QtBot, long_workplace: Workplace
) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    slider = part(workplace.panel, QSlider, "epochSlider")
    qtbot.waitUntil(lambda: slider.maximum() > 3)
    slider.setValue(1)
    then = workplace.answering()
    reports = workplace.updates()
    qtbot.waitUntil(lambda: len(reports) > 3)
    assert workplace.answering() is then
    workplace.stop()
    assert slider.value() == slider.maximum()
    model = workplace.network.model
    assert model is not None
    assert workplace.answering() is model.network.parameters


def test_the_weights_of_an_earlier_run_can_be_used_again(
    qtbot: QtBot, workplace: Workplace, digits_home: Path
) -> None:
    for seed in ("1", "2"):
        workplace.set_field("seed", seed)
        workplace.train_a_little()
    runs = part(workplace.panel, QListWidget, "runsList")
    before = workplace.answering()
    rect = runs.visualItemRect(runs.item(1))
    QTest.mouseClick(runs.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    workplace.press("useWeightsButton")
    assert len(workplace.answering()) != len(before)
    model = ModelStore(Settings()).load().model
    assert model is not None
    assert model.metadata["seed"] == 1
    assert "run" not in model.metadata
    workplace.press("removeRunButton")
    assert runs.count() == 1


def test_a_restart_trains_by_the_new_settings(qtbot: QtBot, long_workplace: Workplace) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    first = workplace.retraining.process_id
    workplace.set_field("batchSize", "64")
    workplace.press("restartButton")
    workplace.wait_for(State.RUNNING)
    assert workplace.retraining.process_id != first
    earlier, current = workplace.retraining.history.runs
    assert earlier.outcome is Outcome.STOPPED
    assert (current.outcome, current.settings.batch_size) == (Outcome.RUNNING, 64)


def test_a_reset_during_a_training_ends_it_in_the_untrained_network(
    qtbot: QtBot, long_workplace: Workplace
) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    workplace.press("resetButton")
    fresh = untrained(RECIPES["mlp"], seed=0).parameters
    qtbot.waitUntil(lambda: np.array_equal(workplace.answering(), fresh))
    assert not workplace.retraining.is_running
    assert workplace.panel.state is State.UNTRAINED
    (run,) = workplace.retraining.history.runs
    assert run.outcome is Outcome.STOPPED
    workplace.network.use_shipped()
    assert workplace.panel.state is State.IDLE


def test_a_learning_rate_of_a_thousand_is_explained_and_costs_nothing(
    qtbot: QtBot, workplace: Workplace, digits_home: Path
) -> None:
    before = workplace.answering()
    workplace.set_field("learningRate", "1000")
    workplace.press("retrainButton")
    workplace.wait_for(State.STARTING)
    workplace.wait_for(State.IDLE)
    assert "learning rate of 1000" in workplace.status()
    assert "Try 0.003" in workplace.status()
    assert workplace.answering() is before
    assert not (digits_home / "trained.npz").exists()
    (run,) = workplace.retraining.history.runs
    assert run.outcome is Outcome.DIVERGED
    # The curves are not empty, and end in a mark.
    assert len(run.curves.accuracy) >= 1
    curves = workplace.panel.record.curves
    qtbot.waitUntil(lambda: curves.plots is not None)


def test_a_rate_raised_on_the_way_diverges_too_and_is_named(
    qtbot: QtBot, long_workplace: Workplace
) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    workplace.set_field("learningRate", "1000")
    workplace.wait_for(State.IDLE)
    assert "learning rate of 1000" in workplace.status()
    (run,) = workplace.retraining.history.runs
    assert (run.settings.learning_rate, run.outcome) == (0.003, Outcome.DIVERGED)


def test_a_batch_larger_than_the_data_is_explained(workplace: Workplace) -> None:
    workplace.set_field("batchSize", "1024")
    workplace.press("retrainButton")
    workplace.wait_for(State.STARTING)
    workplace.wait_for(State.IDLE)
    assert "only 834" in workplace.status()
    assert workplace.retraining.history.runs == ()


def test_runs_are_listed_again_at_the_next_start(
    qtbot: QtBot, workplace: Workplace, digits_path: Path
) -> None:
    workplace.train_a_little()
    workplace.retraining.shutdown()
    again = make(qtbot, digits_path)
    other = next(again)
    runs = part(other.panel, QListWidget, "runsList")
    qtbot.waitUntil(lambda: runs.count() == 1)
    assert "Dense" in runs.item(0).text()
    assert next(again, None) is None


def test_shutting_down_ends_everything(qtbot: QtBot, long_workplace: Workplace) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    workplace.retraining.shutdown()
    assert workplace.retraining.process_id is None
    assert workplace.retraining.history.current is None


def test_pause_halts_the_work_and_resume_goes_on(qtbot: QtBot, long_workplace: Workplace) -> None:
    workplace = long_workplace
    reports = workplace.updates()

    def press(name: str, *, times: int = 1) -> None:
        """Press a button and wait for so many reports."""
        known = len(reports)
        workplace.press(name)
        qtbot.waitUntil(lambda: len(reports) >= known + times)

    press("stepButton", times=2)
    untrained_at, batch = reports
    assert untrained_at == 0
    press("pauseButton", times=3)
    workplace.press("pauseButton")
    for _ in range(3):
        press("stepButton")
    # The work has made these steps since it halted, and no other.
    qtbot.waitUntil(lambda: np.diff(reports[-4:]) == pytest.approx([batch] * 3))
    known, begun, spent = len(reports), time.perf_counter(), workplace.processor_seconds()
    subprocess.run([sys.executable, "-c", "import numpy"], check=True)
    QApplication.processEvents()
    assert len(reports) == known
    assert workplace.processor_seconds() - spent < 0.2 * (time.perf_counter() - begun)
    press("pauseButton", times=3)


def test_stop_ends_a_paused_process_and_one_that_still_loads(
    qtbot: QtBot, long_workplace: Workplace
) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    workplace.press("pauseButton")
    process = workplace.process()
    workplace.stop()
    assert not process.is_running()
    workplace.press("retrainButton")
    process = workplace.process()
    workplace.stop()
    assert workplace.status() == "Stopped."
    assert not process.is_running()


def test_a_process_killed_from_outside_is_reported(qtbot: QtBot, long_workplace: Workplace) -> None:
    workplace = long_workplace
    before = workplace.answering()
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    workplace.process().kill()
    workplace.wait_for(State.IDLE)
    assert "ended" in workplace.status()
    assert workplace.answering() is before
    (run,) = workplace.retraining.history.runs
    assert run.outcome is Outcome.FAILED


def test_a_file_that_cannot_be_used_is_asked_about(
    qtbot: QtBot, refused_workplace: Workplace
) -> None:
    workplace = refused_workplace
    workplace.press("retrainButton")
    window = workplace.window
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    box = part(window, QMessageBox)
    assert "refused.npz: expected MNIST" in box.informativeText()
    box.close()
    workplace.wait_for(State.IDLE)
    assert "refused.npz: expected MNIST" in workplace.status()


def test_the_built_in_digits_are_drawn_and_a_step_waits_for_them(
    qtbot: QtBot, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DataSource, "is_built_in", True)
    workplace.press("stepButton")
    qtbot.waitUntil(lambda: "Drawing" in workplace.status())
    workplace.wait_for(State.PAUSED)
    qtbot.waitUntil(lambda: "128" in workplace.status())


def test_many_restarts_leave_one_process(qtbot: QtBot, long_workplace: Workplace) -> None:
    workplace = long_workplace
    for _ in range(6):
        workplace.press("retrainButton")
        workplace.stop()
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    jobs = workplace.retraining.findChildren(Job)
    assert [job.process_id for job in jobs] == [workplace.retraining.process_id]


def test_a_busy_window_is_not_flooded(qtbot: QtBot, long_workplace: Workplace) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    reports, begun = workplace.updates(), workplace.processor_seconds()
    block_until(lambda: workplace.processor_seconds() > begun + 0.4)
    QApplication.processEvents()
    assert len(reports) <= 2


def test_bars_and_curves_follow_some_fifteen_times_a_second(
    qtbot: QtBot, long_workplace: Workplace
) -> None:
    workplace = long_workplace
    workplace.press("retrainButton")
    workplace.wait_for(State.RUNNING)
    reports = workplace.updates()
    begun = time.perf_counter()
    qtbot.waitUntil(lambda: len(reports) >= 15)
    assert time.perf_counter() - begun > 0.5


def test_an_own_recipe_is_trained_and_answers_and_its_file_may_go(workplace: Workplace) -> None:
    own = replace(RECIPES["mlp"], name="Mine", title="Mine", epochs=6, training_images=768)
    workplace.panel.book.save(own)
    workplace.panel.train_recipe("Mine")
    workplace.panel.book.delete("Mine")
    workplace.wait_for(State.IDLE)
    assert "Finished" in workplace.status()
    (run,) = workplace.retraining.history.runs
    assert run.settings.base == own
    assert workplace.network.model is not None
    assert workplace.network.model.recipe == "Mine"
    *_, last = train(own, load_mnist(workplace.retraining._source.path), seed=0)
    assert last.best is not None
    np.testing.assert_array_equal(workplace.answering(), last.best.parameters)


def test_a_recipe_that_cannot_be_written_is_told_of(
    workplace: Workplace, digits_home: Path
) -> None:
    (digits_home / "recipes").write_text("no folder")
    with workplace.qtbot.waitSignal(workplace.retraining.history.problem) as told:
        workplace.panel.book.save(replace(RECIPES["mlp"], name="Mine", title="Mine"))
    assert told.args is not None
    assert "could not be changed" in told.args[0]
