"""The panel with real clicks: columns, answers, and trainings that really run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.comparison.column import NetworkColumn
from app.comparison.marks import ApartMark
from app.comparison.networks import CURRENT, SHIPPED
from app.comparison.panel import ComparisonPanel
from app.data.source import DataSource
from app.prediction.probability_bars import ProbabilityBars
from app.settings import Settings
from app.training.history import RunHistory
from app.training.run import Outcome, Run
from app.training.side_training import SideTraining
from app.training.store import RunStore
from nn.model_file import Model
from nn.reader import Reader
from nn.strokes import Drawing
from tests.app.comparison.places import finished, three, train
from tests.app.parts import click, part
from tests.app.training.reports import network


@dataclass
class Workplace:
    """An open panel with what it depends on."""

    qtbot: QtBot
    panel: ComparisonPanel
    history: RunHistory
    training: SideTraining

    def column(self, place: int) -> NetworkColumn:
        return self.panel.columns[place]

    def choose(self, place: int, text: str) -> None:
        """Choose the first network in a column's list whose title has this in it."""
        selector = part(self.column(place), QComboBox, "networkSelector")
        titles = [selector.itemText(index) for index in range(selector.count())]
        selector.setCurrentIndex(next(i for i, title in enumerate(titles) if text in title))

    def answers(self, place: int) -> list[float]:
        return values(self.column(place).bars)

    def wait_for_answers(self) -> None:
        self.qtbot.waitUntil(lambda: all(values(one.bars) for one in self.panel.columns))


def make(qtbot: QtBot, data: Path, home: Path, reader: Reader) -> Iterator[Workplace]:
    window = QWidget()
    qtbot.addWidget(window)
    history = RunHistory(RunStore(home / "runs", window), window)
    training = SideTraining(history, DataSource(Settings(), window, data_path=data), window)
    panel = ComparisonPanel(history, training, window)
    panel.resize(700, 1000)
    window.resize(700, 1000)
    panel.set_current(reader, "The small network")
    window.show()
    qtbot.waitExposed(window)
    yield Workplace(qtbot, panel, history, training)
    panel.shutdown()
    history.close()


@pytest.fixture
def workplace(
    qtbot: QtBot, shipped: Path, digits_path: Path, digits_home: Path, reader: Reader
) -> Iterator[Workplace]:
    yield from make(qtbot, digits_path, digits_home, reader)


@pytest.fixture
def long_workplace(
    qtbot: QtBot, shipped: Path, many_digits_path: Path, digits_home: Path, reader: Reader
) -> Iterator[Workplace]:
    yield from make(qtbot, many_digits_path, digits_home, reader)


def test_at_first_the_one_in_use_stands_beside_the_shipped_one(workplace: Workplace) -> None:
    assert [column.choice for column in workplace.panel.columns] == [CURRENT, SHIPPED]
    assert "Draw" in workplace.panel.sentence
    workplace.panel.set_drawing(three())
    workplace.wait_for_answers()
    assert workplace.answers(0) == pytest.approx(workplace.answers(1))
    assert workplace.panel.sentence == "They agree: all read a 3."
    assert "The small network" in workplace.column(0).facts
    assert "50,890 weights" in workplace.column(1).facts


def test_a_network_that_differs_is_seen_at_a_glance(workplace: Workplace) -> None:
    finished(workplace.history)
    workplace.panel.set_drawing(three())
    workplace.choose(1, "Dense")
    workplace.qtbot.waitUntil(lambda: "They disagree: A reads 3" in workplace.panel.sentence)
    marks = [part(column, ApartMark).isVisible() for column in workplace.panel.columns]
    assert marks == [False, True]
    workplace.choose(1, "Shipped")
    workplace.qtbot.waitUntil(lambda: "They agree" in workplace.panel.sentence)
    assert not part(workplace.column(1), ApartMark).isVisible()
    workplace.panel.set_drawing(Drawing())
    workplace.qtbot.waitUntil(lambda: "Draw" in workplace.panel.sentence)


def test_there_are_two_to_four_columns(workplace: Workplace) -> None:
    panel = workplace.panel
    finished(workplace.history)
    click(panel, "addColumnButton")
    click(panel, "addColumnButton")
    assert len(panel.columns) == 4
    # A new column shows a network that was not there yet, as long as there is one.
    assert panel.columns[2].choice not in (CURRENT, SHIPPED)
    assert not part(panel, QPushButton, "addColumnButton").isVisible()
    panel.set_drawing(three())
    workplace.wait_for_answers()
    for left in (3, 2):
        click(panel.columns[1], "removeColumnButton")
        assert len(panel.columns) == left
    assert not part(panel.columns[1], QWidget, "removeColumnButton").isVisible()
    workplace.wait_for_answers()
    selector = part(panel.columns[1], QComboBox, "networkSelector")
    assert selector.accessibleName() == "Network B"


def test_columns_stand_below_each_other_where_there_is_no_room(workplace: Workplace) -> None:
    panel = workplace.panel
    QTest.qWait(0)
    first, second = panel.columns
    assert first.y() == second.y()
    area = QScrollArea()
    workplace.qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(700, 1000)
    area.show()
    # Also one that has stood side by side before can be made narrower than that.
    workplace.qtbot.waitUntil(lambda: first.y() == second.y())
    area.resize(300, 1000)
    workplace.qtbot.waitUntil(lambda: second.y() > first.geometry().bottom())
    assert panel.width() <= 300
    area.takeWidget()


def test_a_run_that_is_removed_gives_its_column_to_the_one_in_use(workplace: Workplace) -> None:
    run = finished(workplace.history)
    workplace.choose(1, "Dense")
    workplace.history.remove(run)
    assert workplace.column(1).choice == CURRENT


def test_use_is_asked_for_and_not_while_the_other_one_is_in_training(
    workplace: Workplace,
) -> None:
    run = finished(workplace.history, weights=5)
    workplace.choose(1, "Dense")
    use = part(workplace.column(1), QPushButton, "useColumnButton")
    workplace.qtbot.waitUntil(use.isEnabled)
    workplace.panel.set_in_training(True)
    assert not use.isEnabled()
    workplace.panel.set_in_training(False)
    with workplace.qtbot.waitSignal(workplace.panel.use_requested) as used:
        click(workplace.column(1), "useColumnButton")
    assert used.args is not None
    model: Model = used.args[0]
    np.testing.assert_array_equal(model.network.parameters, network(5).parameters)
    assert run in workplace.history.runs
    assert not part(workplace.column(0), QPushButton, "useColumnButton").isVisible()


def test_a_digit_that_is_chosen_in_one_column_is_marked_in_all(workplace: Workplace) -> None:
    bars = workplace.column(0).bars
    bars.chosen.emit(7)
    assert workplace.column(1).bars.chosen_digit == 7
    bars.chosen.emit(-1)
    assert workplace.column(1).bars.chosen_digit is None


def test_nothing_is_read_while_the_panel_is_hidden(workplace: Workplace) -> None:
    panel = workplace.panel
    panel.set_drawing(three())
    workplace.wait_for_answers()
    panel.hide()
    shown = [workplace.answers(place) for place in (0, 1)]
    panel.set_drawing(Drawing())
    QTest.qWait(0)
    assert [workplace.answers(place) for place in (0, 1)] == shown
    panel.show()
    workplace.qtbot.waitUntil(lambda: workplace.answers(0) == [])


def test_a_training_beside_is_shown_in_the_last_column_while_it_learns(
    long_workplace: Workplace,
) -> None:
    workplace = long_workplace
    panel, training = workplace.panel, workplace.training
    panel.set_drawing(three())
    rate = part(panel, QAbstractSpinBox, "besideLearningRate")
    rate.selectAll()
    QTest.keyClicks(rate, "0.01")
    QTest.keyClick(rate, Qt.Key.Key_Return)
    click(panel, "trainBesideButton")
    workplace.qtbot.waitUntil(lambda: "in training" in title(workplace.column(1)))
    run = training.run
    assert run is not None
    assert run.settings.learning_rate == 0.01
    workplace.qtbot.waitUntil(lambda: run.epoch > 0)
    workplace.wait_for_answers()
    before = workplace.answers(1)
    workplace.qtbot.waitUntil(lambda: workplace.answers(1) != before)
    assert "epoch" in workplace.column(1).facts
    click(workplace.column(1), "stopColumnButton")
    workplace.qtbot.waitUntil(lambda: not training.is_running)
    assert run.outcome is Outcome.STOPPED
    use = part(workplace.column(1), QPushButton, "useColumnButton")
    workplace.qtbot.waitUntil(use.isEnabled)
    assert part(panel, QPushButton, "trainBesideButton").text() == "Train Beside"


def test_two_trainings_move_their_columns_at_the_same_time(long_workplace: Workplace) -> None:
    workplace = long_workplace
    workplace.panel.set_drawing(three())
    main = train(workplace.history, 4)
    click(workplace.panel, "trainBesideButton")
    workplace.qtbot.waitUntil(lambda: "in training" in title(workplace.column(1)))
    workplace.choose(0, "in training")
    first = workplace.column(0).choice
    assert first is not None
    assert first.run in (main, workplace.training.run)
    assert workplace.history.current is main
    assert {run.outcome for run in workplace.history.runs} == {Outcome.RUNNING}


def test_closing_ends_the_training_beside(long_workplace: Workplace) -> None:
    workplace = long_workplace
    click(workplace.panel, "trainBesideButton")
    workplace.qtbot.waitUntil(lambda: bool(workplace.history.runs))
    assert workplace.training.process_id is not None
    process = psutil.Process(workplace.training.process_id)
    workplace.panel.shutdown()
    assert not process.is_running()
    assert workplace.history.runs[0].outcome is Outcome.STOPPED


def test_a_training_that_falls_apart_is_told_and_its_column_stays(workplace: Workplace) -> None:
    panel = workplace.panel
    panel.set_drawing(three())
    rate = part(panel, QAbstractSpinBox, "besideLearningRate")
    rate.selectAll()
    QTest.keyClicks(rate, "1000")
    QTest.keyClick(rate, Qt.Key.Key_Return)
    click(panel, "trainBesideButton")
    status = part(panel, QLabel, "besideStatus")
    workplace.qtbot.waitUntil(lambda: "learning rate of 1000" in status.text())
    choice = workplace.column(1).choice
    assert choice is not None
    assert choice.run is fallen(workplace.history)
    assert not part(workplace.column(1), QPushButton, "useColumnButton").isEnabled()


def title(column: NetworkColumn) -> str:
    return part(column, QComboBox, "networkSelector").currentText()


def fallen(history: RunHistory) -> Run:
    (run,) = history.runs
    assert run.outcome is Outcome.DIVERGED
    return run


def values(bars: ProbabilityBars) -> list[float]:
    probabilities: list[float] = bars.property("probabilities")
    return probabilities
