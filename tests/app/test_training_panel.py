"""The training panel with real clicks, shown what a trainer would show it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.training_panel import TrainingPanel
from app.training_report import TrainingReport
from nn.datasets import DownloadProgress
from nn.model_file import Model
from nn.recipes import RECIPES
from nn.training_settings import TrainingSettings

NETWORK = RECIPES["mlp"].network(rng=np.random.default_rng(0))
REPORT = TrainingReport(
    run=1,
    settings=TrainingSettings.of(RECIPES["mlp"]),
    epoch=2.0,
    epochs=8,
    samples=110_000,
    samples_total=440_000,
    samples_per_second=88_000.0,
    seconds=1.25,
    seconds_left=3.75,
    loss=0.125,
    learning_rate=0.0025,
    validation_loss=0.1,
    validation_accuracy=0.97,
    validated=True,
    network=NETWORK,
)
FINISHED = Model(NETWORK, "mlp", {"validation_accuracy": 0.9846})


@pytest.fixture
def panel(qtbot: QtBot) -> TrainingPanel:
    panel = TrainingPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    return panel


def button(panel: TrainingPanel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert found is not None
    return found


def click(qtbot: QtBot, panel: TrainingPanel, name: str) -> None:
    qtbot.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)


def enabled(panel: TrainingPanel) -> set[str]:
    names = ("retrainButton", "pauseButton", "stopButton")
    return {name for name in names if button(panel, name).isEnabled()}


def text(panel: TrainingPanel, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None
    return label.text()


def progress(panel: TrainingPanel) -> QProgressBar:
    bar = panel.findChild(QProgressBar, "trainingProgress")
    assert bar is not None
    return bar


def test_at_first_it_says_what_to_do(panel: TrainingPanel) -> None:
    assert "Press Retrain" in text(panel, "trainingStatus")
    assert enabled(panel) == {"retrainButton"}


def test_every_recipe_is_offered_with_what_to_expect(panel: TrainingPanel) -> None:
    selector = panel.findChild(QComboBox, "recipeSelector")
    assert selector is not None
    assert [selector.itemText(i) for i in range(selector.count())] == [
        recipe.title for recipe in RECIPES.values()
    ]
    for index, recipe in enumerate(RECIPES.values()):
        selector.setCurrentIndex(index)
        shown = " ".join(label.text() for label in panel.findChildren(QLabel))
        assert recipe.summary in shown
        assert f"{100 * recipe.expected_accuracy:.1f}\u00a0%" in shown
        assert panel.recipe_name == recipe.name


def test_retrain_asks_for_the_chosen_recipe(qtbot: QtBot, panel: TrainingPanel) -> None:
    selector = panel.findChild(QComboBox, "recipeSelector")
    assert selector is not None
    selector.setCurrentIndex(selector.findData("classic"))
    with qtbot.waitSignal(panel.retrain_requested) as asked:
        click(qtbot, panel, "retrainButton")
    assert asked.args == [TrainingSettings.of(RECIPES["classic"])]


def test_two_quick_clicks_ask_once(qtbot: QtBot, panel: TrainingPanel) -> None:
    asked: list[TrainingSettings] = []
    panel.retrain_requested.connect(asked.append)
    click(qtbot, panel, "retrainButton")
    click(qtbot, panel, "retrainButton")
    assert [settings.recipe for settings in asked] == ["mlp"]
    assert enabled(panel) == {"stopButton"}
    assert progress(panel).maximum() == 0


def test_a_report_is_shown_in_figures(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_report(REPORT)
    assert enabled(panel) == {"pauseButton", "stopButton"}
    assert progress(panel).value() == progress(panel).maximum() // 4
    assert text(panel, "samplesLabel") == "110,000 of 440,000"
    assert text(panel, "speedLabel").startswith("88,000")
    assert text(panel, "timeLeftLabel") == "4 s"
    assert text(panel, "epochLabel") == "2.0 of 8"
    assert text(panel, "learningRateLabel") == "0.0025"


def test_pause_and_resume_take_turns(qtbot: QtBot, panel: TrainingPanel) -> None:
    panel.start()
    panel.show_report(REPORT)
    with qtbot.waitSignal(panel.pause_requested):
        click(qtbot, panel, "pauseButton")
    assert button(panel, "pauseButton").text() == "Resume"
    # The report that was under way when Pause was pressed does not undo it.
    panel.show_report(replace(REPORT, epoch=2.1))
    assert button(panel, "pauseButton").text() == "Resume"
    with qtbot.waitSignal(panel.resume_requested):
        click(qtbot, panel, "pauseButton")
    assert button(panel, "pauseButton").text() == "Pause"


def test_stop_can_be_pressed_before_the_first_report(qtbot: QtBot, panel: TrainingPanel) -> None:
    click(qtbot, panel, "retrainButton")
    with qtbot.waitSignal(panel.stop_requested):
        click(qtbot, panel, "stopButton")


@pytest.mark.parametrize("end", ["finished", "stopped", "failed"])
def test_after_every_end_a_new_training_can_start(panel: TrainingPanel, end: str) -> None:
    panel.start()
    panel.show_report(REPORT)
    if end == "finished":
        panel.show_finished(FINISHED)
        assert "98.5\u00a0%" in text(panel, "trainingStatus")
        assert progress(panel).value() == progress(panel).maximum()
    elif end == "stopped":
        panel.show_stopped()
    else:
        panel.show_failed("The loss is not a number.")
        assert text(panel, "trainingStatus") == "The loss is not a number."
    assert enabled(panel) == {"retrainButton"}


def test_a_download_is_shown_and_can_be_stopped(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_download(DownloadProgress(2_500_000, 10_000_000))
    assert progress(panel).value() == progress(panel).maximum() // 4
    assert "2.5 of 10.0 MB" in text(panel, "trainingStatus")
    assert enabled(panel) == {"stopButton"}


def test_no_text_is_clipped_at_its_usual_width(panel: TrainingPanel) -> None:
    panel.findChild(QAbstractButton, "settingsButton").click()
    panel.start()
    panel.show_report(replace(REPORT, samples=11_000_000, samples_total=44_000_000))
    for label in filter(QLabel.isVisible, panel.findChildren(QLabel)):
        needed = (
            label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        )
        assert label.height() >= needed, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()
