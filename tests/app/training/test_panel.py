"""The training panel with real clicks, shown what a training would show it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
)
from pytestqt.qtbot import QtBot

from app.settings import home
from app.training.panel import TrainingPanel
from app.training.status import Control, State, TrainingFigures
from nn.data.download import DownloadProgress
from nn.model_file import Model
from nn.recipes import RECIPES
from nn.training.progress import Progress, TrainingDivergedError
from nn.training.settings import TrainingSettings
from tests.app.parts import click, part

NETWORK = RECIPES["mlp"].network(rng=np.random.default_rng(0))
PROGRESS = Progress(
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
    finished=False,
    network=NETWORK,
    best=None,
    best_accuracy=0.97,
)
FINISHED = Model(NETWORK, "mlp", {"validation_accuracy": 0.9846})


@pytest.fixture
def panel(qtbot: QtBot) -> TrainingPanel:
    panel = TrainingPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    return panel


def enabled(panel: TrainingPanel) -> set[str]:
    return {
        control.value for control in Control if part(panel, QPushButton, control.value).isEnabled()
    }


def set_field(qtbot: QtBot, panel: TrainingPanel, name: str, text: str) -> None:
    """Type a value into a field and finish with Return."""
    field = part(panel, QAbstractSpinBox, name)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def notice(panel: TrainingPanel) -> str:
    """What is said about settings that wait for a restart."""
    label = part(panel, QLabel, "restartNotice")
    return label.text() if label.isVisible() else ""


def click_settings(panel: TrainingPanel) -> None:
    """Open or close the section with the settings."""
    part(panel, QAbstractButton, "settingsButton").click()


def text(panel: TrainingPanel, name: str) -> str:
    label = part(panel, QLabel, name)
    return label.text()


def progress(panel: TrainingPanel) -> QProgressBar:
    return part(panel, QProgressBar, "trainingProgress")


def test_at_first_it_says_what_to_do(panel: TrainingPanel) -> None:
    assert "Press Retrain" in text(panel, "trainingStatus")
    assert enabled(panel) == {"retrainButton", "stepButton", "resetButton"}


def test_every_recipe_is_offered_with_what_to_expect(panel: TrainingPanel) -> None:
    selector = part(panel, QComboBox, "recipeSelector")
    assert [selector.itemText(i) for i in range(selector.count())] == [
        recipe.title for recipe in RECIPES.values()
    ]
    for index, recipe in enumerate(RECIPES.values()):
        selector.setCurrentIndex(index)
        shown = " ".join(label.text() for label in panel.findChildren(QLabel))
        assert recipe.summary in shown
        assert recipe.expected_accuracy is not None
        assert f"{100 * recipe.expected_accuracy:.1f}\u00a0%" in shown
        assert panel.recipe_name == recipe.name


def test_retrain_asks_for_the_chosen_recipe(qtbot: QtBot, panel: TrainingPanel) -> None:
    selector = part(panel, QComboBox, "recipeSelector")
    selector.setCurrentIndex(selector.findData("classic"))
    with qtbot.waitSignal(panel.retrain_requested) as asked:
        click(panel, "retrainButton")
    assert asked.args == [TrainingSettings.of(RECIPES["classic"])]


def test_two_quick_clicks_ask_once(panel: TrainingPanel) -> None:
    asked: list[TrainingSettings] = []
    panel.retrain_requested.connect(asked.append)
    for _ in range(2):
        QTest.mouseClick(part(panel, QPushButton, "retrainButton"), Qt.MouseButton.LeftButton)
    assert [settings.recipe for settings in asked] == ["mlp"]
    assert enabled(panel) == {"stopButton"}
    assert progress(panel).maximum() == 0


def test_progress_is_shown_in_figures(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    assert enabled(panel) == {"pauseButton", "stopButton", "resetButton"}
    assert progress(panel).value() == progress(panel).maximum() // 4
    assert text(panel, "samplesLabel") == "110,000 of 440,000"
    assert text(panel, "speedLabel").startswith("88,000")
    assert text(panel, "timeLeftLabel") == "4 s"
    assert text(panel, "epochLabel") == "2.0 of 8"
    assert text(panel, "learningRateLabel") == "0.0025"


def captions(panel: TrainingPanel) -> list[str]:
    figures = part(panel, TrainingFigures)
    return [label.text() for label in figures.findChildren(QLabel) if not label.objectName()]


def test_after_the_end_it_says_how_long_it_took_and_what_came_of_it(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    panel.show_progress(
        replace(PROGRESS, finished=True, seconds=5.0, seconds_left=0.0, learning_rate=0.0)
    )
    panel.show_finished(FINISHED)
    assert captions(panel)[-2:] == ["Duration", "Validation accuracy"]
    assert text(panel, "timeLeftLabel") == "5 s"
    assert text(panel, "learningRateLabel") == "97.0\u00a0%"
    panel.start()
    assert captions(panel)[-2:] == ["Time left", "Learning rate"]
    assert text(panel, "timeLeftLabel") == "–"


def test_a_stopped_training_has_no_time_left_either(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    panel.show_stopped()
    assert captions(panel)[-2:] == ["Duration", "Validation accuracy"]
    assert text(panel, "timeLeftLabel") == "1 s"


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Space])
def test_one_step_keeps_the_focus_and_scrolls_nothing(qtbot: QtBot, key: Qt.Key | None) -> None:
    panel, area = TrainingPanel(), QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(panel)
    area.resize(360, 400)
    with qtbot.waitActive(area):
        area.show()
        area.activateWindow()
    click_settings(panel)
    step = part(panel, QPushButton, "stepButton")
    area.ensureWidgetVisible(step)
    QApplication.processEvents()
    seen_at = step.mapTo(area, QPoint())
    step.setFocus()
    if key is None:
        QTest.mouseClick(step, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(step, key)
    assert panel.state is State.STARTING
    assert not step.isEnabled()
    QApplication.processEvents()
    assert step.mapTo(area, QPoint()) == seen_at
    # Neither does a second press of the key press anything else.
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert panel.state is State.STARTING
    panel.show_progress(PROGRESS)
    assert panel.state is State.PAUSED
    assert QApplication.focusWidget() is step
    assert step.mapTo(area, QPoint()) == seen_at


def test_the_focus_that_has_gone_elsewhere_is_left_there(
    qtbot: QtBot, panel: TrainingPanel
) -> None:
    with qtbot.waitActive(panel):
        panel.activateWindow()
    part(panel, QPushButton, "retrainButton").setFocus()
    click(panel, "retrainButton")
    panel.show_progress(PROGRESS)
    stop = part(panel, QPushButton, "stopButton")
    stop.setFocus()
    panel.show_finished(FINISHED)
    panel.show_stopped()
    assert QApplication.focusWidget() is not part(panel, QPushButton, "retrainButton")


def test_pause_and_resume_take_turns(qtbot: QtBot, panel: TrainingPanel) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    with qtbot.waitSignal(panel.pause_requested):
        click(panel, "pauseButton")
    assert part(panel, QPushButton, "pauseButton").text() == "Resume"
    # The progress that was under way when Pause was pressed does not undo it.
    panel.show_progress(replace(PROGRESS, epoch=2.1))
    assert part(panel, QPushButton, "pauseButton").text() == "Resume"
    with qtbot.waitSignal(panel.resume_requested):
        click(panel, "pauseButton")
    assert part(panel, QPushButton, "pauseButton").text() == "Pause"


def test_stop_can_be_pressed_before_the_first_progress(qtbot: QtBot, panel: TrainingPanel) -> None:
    click(panel, "retrainButton")
    with qtbot.waitSignal(panel.controls.stop_pressed):
        click(panel, "stopButton")


@pytest.mark.parametrize("end", ["finished", "stopped", "failed"])
def test_after_every_end_a_new_training_can_start(panel: TrainingPanel, end: str) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    if end == "finished":
        panel.show_finished(FINISHED)
        assert "98.5\u00a0%" in text(panel, "trainingStatus")
        assert progress(panel).value() == progress(panel).maximum()
    elif end == "stopped":
        panel.show_stopped()
    else:
        panel.show_failed("The loss is not a number.")
        assert text(panel, "trainingStatus") == "The loss is not a number."
    assert enabled(panel) == {"retrainButton", "stepButton", "resetButton"}


def test_a_download_is_shown_and_can_be_stopped(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_download(DownloadProgress(2_500_000, 10_000_000))
    assert progress(panel).value() == progress(panel).maximum() // 4
    assert "2.5 of 10.0 MB" in text(panel, "trainingStatus")
    assert enabled(panel) == {"stopButton"}


def test_drawing_the_built_in_digits_is_shown(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_preparing(0.4)
    assert text(panel, "trainingStatus") == "Drawing the training digits: 40\u00a0%"
    assert progress(panel).value() == 0.4 * progress(panel).maximum()
    assert enabled(panel) == {"stopButton"}


def test_a_step_from_a_fresh_start_pauses_at_once(qtbot: QtBot, panel: TrainingPanel) -> None:
    with qtbot.waitSignal(panel.step_requested) as asked:
        click(panel, "stepButton")
    assert asked.args == [TrainingSettings.of(RECIPES["mlp"])]
    assert enabled(panel) == {"stopButton"}
    panel.show_started(asked.args[0])
    panel.show_progress(replace(PROGRESS, samples=0, epoch=0.0, seconds_left=float("inf")))
    assert panel.state is State.PAUSED
    panel.show_progress(replace(PROGRESS, samples=128))
    assert panel.state is State.PAUSED
    assert "128" in text(panel, "trainingStatus")
    with qtbot.waitSignal(panel.step_requested):
        click(panel, "stepButton")
    with qtbot.waitSignal(panel.resume_requested):
        click(panel, "pauseButton")
    panel.show_progress(replace(PROGRESS, samples=256))
    assert panel.state is State.RUNNING
    assert "stepButton" not in enabled(panel)


def test_the_next_training_after_a_step_runs_by_itself(qtbot: QtBot, panel: TrainingPanel) -> None:
    click(panel, "stepButton")
    panel.show_progress(PROGRESS)
    panel.show_stopped()
    click(panel, "retrainButton")
    panel.show_progress(PROGRESS)
    assert panel.state is State.RUNNING


@pytest.mark.parametrize("running", [False, True])
def test_reset_leaves_an_untrained_network_that_can_be_run_or_left(
    qtbot: QtBot, panel: TrainingPanel, running: bool
) -> None:
    if running:
        panel.start()
        panel.show_progress(PROGRESS)
    with qtbot.waitSignal(panel.reset_requested) as asked:
        click(panel, "resetButton")
    assert asked.args == [TrainingSettings.of(RECIPES["mlp"])]
    assert panel.state is State.UNTRAINED
    assert "learned nothing yet" in text(panel, "trainingStatus")
    assert part(panel, QPushButton, "retrainButton").text() == "Run"
    assert text(panel, "samplesLabel") == "–"
    assert progress(panel).value() == 0
    with qtbot.waitSignal(panel.controls.stop_pressed):
        click(panel, "stopButton")
    panel.show_stopped()
    assert "from before answers again" in text(panel, "trainingStatus")
    assert part(panel, QPushButton, "retrainButton").text() == "Retrain"


def test_another_network_in_use_ends_the_untrained_state(panel: TrainingPanel) -> None:
    part(panel, QPushButton, "resetButton").click()
    panel.leave_untrained()
    assert panel.state is State.IDLE
    panel.start()
    panel.leave_untrained()
    assert panel.state is State.STARTING


def test_the_settings_are_what_is_trained(qtbot: QtBot, panel: TrainingPanel) -> None:
    click_settings(panel)
    set_field(qtbot, panel, "learningRate", "0.01")
    set_field(qtbot, panel, "batchSize", "64")
    set_field(qtbot, panel, "seed", "5")
    with qtbot.waitSignal(panel.retrain_requested) as asked:
        click(panel, "retrainButton")
    assert asked.args == [TrainingSettings("mlp", 0.01, 64, 8, 0.0, 5)]


def test_the_settings_are_closed_at_first_and_stay_as_they_were_left(
    qtbot: QtBot, panel: TrainingPanel
) -> None:
    field = part(panel, QAbstractSpinBox, "learningRate")
    assert not field.isVisible()
    click_settings(panel)
    assert field.isVisible()
    again = TrainingPanel()
    qtbot.addWidget(again)
    again.show()
    assert part(again, QAbstractSpinBox, "learningRate").isVisible()


def test_the_learning_rate_applies_at_once(qtbot: QtBot, panel: TrainingPanel) -> None:
    click_settings(panel)
    panel.start()
    panel.show_progress(PROGRESS)
    with qtbot.waitSignal(panel.learning_rate_changed) as changed:
        set_field(qtbot, panel, "learningRate", "0.05")
    assert changed.args == [0.05]
    assert notice(panel) == ""
    panel.show_stopped()
    with qtbot.assertNotEmitted(panel.learning_rate_changed):
        set_field(qtbot, panel, "learningRate", "0.01")


def test_what_waits_for_a_restart_says_so_and_offers_one(
    qtbot: QtBot, panel: TrainingPanel
) -> None:
    click_settings(panel)
    panel.start()
    panel.show_progress(PROGRESS)
    set_field(qtbot, panel, "batchSize", "64")
    assert notice(panel) == "Takes effect at a restart: the batch size."
    set_field(qtbot, panel, "seed", "1")
    assert notice(panel) == "Takes effect at a restart: the batch size, the seed."
    with qtbot.waitSignal(panel.retrain_requested) as asked:
        click(panel, "restartButton")
    assert asked.args[0].batch_size == 64
    assert notice(panel) == ""
    assert panel.state is State.STARTING


def test_settings_that_are_taken_back_wait_for_nothing(qtbot: QtBot, panel: TrainingPanel) -> None:
    click_settings(panel)
    panel.start()
    panel.show_progress(PROGRESS)
    set_field(qtbot, panel, "epochs", "20")
    assert "epochs" in notice(panel)
    set_field(qtbot, panel, "epochs", "8")
    assert notice(panel) == ""
    set_field(qtbot, panel, "augmentation", "50")
    panel.show_finished(FINISHED)
    assert notice(panel) == ""


def test_another_recipe_waits_for_a_restart_and_so_does_its_rate(
    qtbot: QtBot, panel: TrainingPanel
) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    selector = part(panel, QComboBox, "recipeSelector")
    with qtbot.assertNotEmitted(panel.learning_rate_changed):
        selector.setCurrentIndex(selector.findData("best"))
        click_settings(panel)
        set_field(qtbot, panel, "learningRate", "0.5")
    assert notice(panel) == "Takes effect at a restart: the recipe."


def diverged(*, epoch: float, learning_rate: float) -> TrainingDivergedError:
    return TrainingDivergedError(
        samples=500, epoch=epoch, learning_rate=learning_rate, loss=float("inf")
    )


def test_divergence_is_explained(panel: TrainingPanel) -> None:
    panel.start()
    panel.show_progress(PROGRESS)
    panel.show_diverged(diverged(epoch=2.25, learning_rate=1000.0))
    told = text(panel, "trainingStatus")
    assert "epoch 2.25" in told
    assert "learning rate of 1000" in told
    assert "Try 0.003" in told
    assert "from before answers" in told
    assert panel.state is State.IDLE
    panel.start()
    panel.show_diverged(diverged(epoch=0.5, learning_rate=0.002))
    assert "Try 0.0002" in text(panel, "trainingStatus")


def test_a_training_that_learned_nothing_says_so(qtbot: QtBot, panel: TrainingPanel) -> None:
    click_settings(panel)
    panel.start()
    panel.show_progress(PROGRESS)
    set_field(qtbot, panel, "learningRate", "50")
    panel.show_finished(Model(NETWORK, "mlp", {"validation_accuracy": 0.1}))
    told = text(panel, "trainingStatus")
    assert "10.0\u00a0%" in told
    assert "learning rate of 50" in told


@pytest.mark.parametrize("width", [300, 700, 1000])
def test_a_wide_panel_uses_its_width(panel: TrainingPanel, width: int) -> None:
    panel.resize(width, 900)
    QApplication.processEvents()
    assert panel.width() == width
    record = panel.record
    beside = record.x() > width / 3
    assert beside is (width >= 600)
    assert record.geometry().right() <= width


def test_tab_goes_through_the_panel_from_top_to_bottom(qtbot: QtBot, panel: TrainingPanel) -> None:
    click_settings(panel)
    curves = panel.record.curves
    with qtbot.waitSignal(curves.ready):
        curves.begin()
    panel.activateWindow()
    first = part(panel, QComboBox, "recipeSelector")
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    visited: list[str] = []
    while (focused := panel.focusWidget()).objectName() not in visited:
        visited.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    wanted = (
        "recipeSelector settingsButton learningRate batchSize epochs augmentation seed "
        "retrainButton stepButton resetButton"
    )
    assert [name for name in visited if name in wanted.split()] == wanted.split()


def test_no_text_is_clipped_at_its_usual_width(panel: TrainingPanel) -> None:
    click_settings(panel)
    panel.start()
    panel.show_progress(replace(PROGRESS, samples=11_000_000, samples_total=44_000_000))
    panel.strip.setGeometry(0, 0, 900, panel.strip.sizeHint().height())
    QApplication.processEvents()
    for label in filter(QLabel.isVisible, panel.findChildren(QLabel)):
        needed = (
            label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        )
        assert label.height() >= needed, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width(), label.text()


OWN = replace(RECIPES["mlp"], name="Mine", title="Mine", epochs=2, learning_rate=0.01)


def opened(qtbot: QtBot) -> TrainingPanel:
    """A panel as the next start has it."""
    panel = TrainingPanel()
    qtbot.addWidget(panel)
    qtbot.waitUntil(lambda: panel.book.is_loaded)
    return panel


def test_recipe_and_values_are_there_at_the_next_start(qtbot: QtBot, panel: TrainingPanel) -> None:
    panel.choose_recipe("cnn")
    part(panel, QAbstractSpinBox, "epochs").stepUp()
    left = panel.settings
    assert left.epochs == RECIPES["cnn"].epochs + 1
    assert opened(qtbot).settings == left


def test_an_own_recipe_is_there_at_the_next_start(qtbot: QtBot, panel: TrainingPanel) -> None:
    panel.book.save(OWN)
    panel.choose_recipe("Mine")
    part(panel, QAbstractSpinBox, "seed").stepUp()
    panel.book.finish()
    again = opened(qtbot)
    assert again.settings == TrainingSettings.of(OWN, seed=1)
    assert again.recipe_name == "Mine"


def test_a_recipe_that_has_gone_leaves_the_first_choice(qtbot: QtBot, panel: TrainingPanel) -> None:
    panel.book.save(OWN)
    panel.choose_recipe("Mine")
    panel.book.finish()
    for path in (home() / "recipes").iterdir():
        path.unlink()
    again = opened(qtbot)
    assert again.settings == TrainingSettings.of(RECIPES["mlp"])
    again.choose_recipe("cnn")
    assert opened(qtbot).recipe_name == "cnn"


def test_own_recipes_stand_behind_the_built_in_ones_and_can_be_trained(
    qtbot: QtBot, panel: TrainingPanel
) -> None:
    panel.book.save(OWN)
    selector = part(panel, QComboBox, "recipeSelector")
    assert selector.itemText(selector.count() - 1) == "Mine"
    with qtbot.waitSignal(panel.retrain_requested) as asked:
        panel.train_recipe("Mine")
    assert asked.args == [TrainingSettings.of(OWN)]


def test_a_recipe_that_is_changed_or_deleted_changes_what_is_set(panel: TrainingPanel) -> None:
    panel.book.save(OWN)
    panel.choose_recipe("Mine")
    panel.book.save(replace(OWN, epochs=5))
    assert panel.settings.epochs == 5
    panel.book.delete("Mine")
    assert panel.settings == TrainingSettings.of(RECIPES["mlp"])


def test_what_is_known_of_mnist_is_not_promised_for_other_digits(panel: TrainingPanel) -> None:
    def shown() -> str:
        return " ".join(label.text() for label in panel.findChildren(QLabel))

    assert "MNIST's test images" in shown()
    panel.set_built_in_data(True)
    assert "MNIST's test images" not in shown()
    assert "98.1" not in shown()
    panel.set_built_in_data(False)
    assert "98.1" in shown()
