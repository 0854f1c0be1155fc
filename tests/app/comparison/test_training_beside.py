from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.comparison.training_beside import TrainingBeside
from app.data.source import DataSource
from app.settings import Settings
from app.training.history import RunHistory
from app.training.recipe_book import RecipeBook
from app.training.side_training import SideTraining
from app.training.store import RunStore
from nn.recipes import RECIPES
from tests.app.parts import click, part


@pytest.fixture
def training(qtbot: QtBot, many_digits_path: Path, tmp_path: Path) -> Iterator[SideTraining]:
    window = QWidget()
    qtbot.addWidget(window)
    history = RunHistory(RunStore(tmp_path / "runs", window), window)
    source = DataSource(Settings(), window, data_path=many_digits_path)
    training = SideTraining(history, source, window)
    yield training
    training.shutdown()
    history.close()


def shown(qtbot: QtBot, training: SideTraining, book: RecipeBook | None) -> TrainingBeside:
    beside = TrainingBeside(training, book)
    qtbot.addWidget(beside)
    beside.show()
    return beside


def recipes(beside: TrainingBeside) -> QComboBox:
    return part(beside, QComboBox, "besideRecipe")


def test_a_recipe_brings_its_learning_rate(qtbot: QtBot, training: SideTraining) -> None:
    beside = shown(qtbot, training, None)
    assert beside.settings.recipe == "mlp"
    recipes(beside).setCurrentIndex(recipes(beside).findData("classic"))
    assert beside.settings.learning_rate == RECIPES["classic"].learning_rate
    part(beside, QDoubleSpinBox, "besideLearningRate").setValue(0.5)
    assert (beside.settings.recipe, beside.settings.learning_rate) == ("classic", 0.5)
    assert beside.settings.epochs == RECIPES["classic"].epochs


def test_own_recipes_can_be_trained_beside(
    qtbot: QtBot, training: SideTraining, tmp_path: Path
) -> None:
    book = RecipeBook(tmp_path / "recipes")
    qtbot.waitUntil(lambda: book.is_loaded)
    beside = shown(qtbot, training, book)
    own = replace(RECIPES["mlp"], name="Mine", title="Mine", summary="", learning_rate=0.125)
    book.save(own)
    recipes(beside).setCurrentIndex(recipes(beside).findData("Mine"))
    assert beside.settings.own == own
    assert beside.settings.learning_rate == 0.125
    # One that is gone leaves its place to the usual one, with that one's rate.
    book.delete("Mine")
    assert beside.settings.recipe == "mlp"
    assert beside.settings.learning_rate == RECIPES["mlp"].learning_rate
    book.finish()


def test_the_button_stops_what_it_has_started(qtbot: QtBot, training: SideTraining) -> None:
    beside = shown(qtbot, training, None)
    button = part(beside, QPushButton, "trainBesideButton")
    status = part(beside, QLabel, "besideStatus")
    assert button.text() == "Train Beside"
    click(beside, "trainBesideButton")
    assert training.is_running
    assert button.text() == "Stop"
    assert not recipes(beside).isEnabled()
    assert "Loading" in status.text()
    click(beside, "trainBesideButton")
    qtbot.waitUntil(lambda: not training.is_running)
    assert button.text() == "Train Beside"
    assert recipes(beside).isEnabled()
    assert status.text() == "Stopped."
