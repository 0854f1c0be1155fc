from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from app.training.run import Outcome, Run
from app.training.run_list import RunList, result_text, settings_text
from nn.model_file import Model
from tests.app.parts import click, part
from tests.app.training.reports import network, settings

FIRST = datetime(2026, 1, 31, 12, tzinfo=UTC)


def run(hour: int = 0, outcome: Outcome = Outcome.FINISHED, **changes: Any) -> Run:
    chosen = settings(**changes)
    return Run(
        settings=chosen,
        begun=FIRST + timedelta(hours=hour),
        learning_rate=chosen.learning_rate,
        outcome=outcome,
        seconds=4.0,
        best_accuracy=0.9815,
        model=None if outcome is Outcome.RUNNING else Model(network(0), "classic", {}),
    )


@pytest.fixture
def runs(qtbot: QtBot) -> RunList:
    runs = RunList()
    qtbot.addWidget(runs)
    runs.resize(300, 300)
    runs.show()
    qtbot.waitExposed(runs)
    return runs


def the_list(runs: RunList) -> QListWidget:
    return part(runs, QListWidget, "runsList")


def button(runs: RunList, name: str) -> QPushButton:
    return part(runs, QPushButton, name)


def click_row(qtbot: QtBot, runs: RunList, row: int) -> None:
    rows = the_list(runs)
    place = rows.visualItemRect(rows.item(row)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_an_empty_list_says_what_will_fill_it(runs: RunList) -> None:
    assert not the_list(runs).isVisible()
    hints = [label.text() for label in runs.findChildren(QLabel) if label.isVisible()]
    assert any("Every training" in hint for hint in hints)
    runs.add(run())
    assert the_list(runs).isVisible()


def test_the_newest_run_is_on_top(runs: RunList) -> None:
    for hour in (2, 0, 1):
        runs.add(run(hour, seed=hour))
    texts = [the_list(runs).item(row).toolTip() for row in range(3)]
    assert [text[-1] for text in texts] == ["2", "1", "0"]


def test_a_run_tells_its_result_and_its_settings() -> None:
    locale = QLocale.c()
    done = run(learning_rate=0.01, batch_size=64, epochs=3, augmentation=0.5, seed=7)
    assert result_text(done, locale) == "Dense · 98.2\u00a0% · 4 s"
    assert settings_text(done, locale) == (
        "rate 0.01 · batch 64 · epochs 3 · varied 50\u00a0% · seed 7"
    )
    done.learning_rate = 0.1
    assert "rate 0.01 → 0.1" in settings_text(done, locale)
    done.outcome = Outcome.DIVERGED
    assert "fell apart" in result_text(done, locale)
    classic = run(recipe="classic")
    assert "batch" not in settings_text(classic, locale)


def test_a_chosen_run_can_be_used_and_removed(qtbot: QtBot, runs: RunList) -> None:
    first, second = run(0), run(1)
    runs.add(first)
    runs.add(second)
    assert not button(runs, "useWeightsButton").isEnabled()
    with qtbot.waitSignal(runs.chosen) as chosen:
        click_row(qtbot, runs, 1)
    assert chosen.args == [first]
    with qtbot.waitSignal(runs.use_requested) as use:
        click(runs, "useWeightsButton")
    assert use.args == [first]
    with qtbot.waitSignal(runs.remove_requested) as remove:
        click(runs, "removeRunButton")
    assert remove.args == [first]
    runs.remove(first)
    assert the_list(runs).count() == 1


def test_the_keyboard_chooses_too(qtbot: QtBot, runs: RunList) -> None:
    older, newer = run(0), run(1)
    runs.add(older)
    runs.add(newer)
    the_list(runs).setFocus()
    QTest.keyClick(the_list(runs), Qt.Key.Key_Down)
    QTest.keyClick(the_list(runs), Qt.Key.Key_Down)
    assert runs.chosen_run is older


def test_while_a_network_trains_no_other_can_be_put_into_use(qtbot: QtBot, runs: RunList) -> None:
    under_way, earlier = run(1, Outcome.RUNNING), run(0)
    runs.add(earlier)
    runs.add(under_way)
    runs.set_in_training(True)
    click_row(qtbot, runs, 1)
    assert not button(runs, "useWeightsButton").isEnabled()
    assert button(runs, "removeRunButton").isEnabled()
    click_row(qtbot, runs, 0)
    assert not button(runs, "removeRunButton").isEnabled()
    runs.set_in_training(False)
    click_row(qtbot, runs, 1)
    assert button(runs, "useWeightsButton").isEnabled()


def test_a_run_without_weights_can_only_be_removed(qtbot: QtBot, runs: RunList) -> None:
    diverged = run(0, Outcome.DIVERGED)
    diverged.model = None
    runs.add(diverged)
    click_row(qtbot, runs, 0)
    assert not button(runs, "useWeightsButton").isEnabled()
    assert button(runs, "removeRunButton").isEnabled()


def test_the_line_of_a_run_follows_it(runs: RunList) -> None:
    under_way = run(0, Outcome.RUNNING)
    runs.add(under_way)
    assert "in training" in the_list(runs).item(0).text()
    under_way.outcome = Outcome.STOPPED
    runs.update_run(under_way)
    assert "stopped" in the_list(runs).item(0).text()
