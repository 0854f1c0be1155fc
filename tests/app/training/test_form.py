from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.training.form import LearningRateBox, TrainingForm
from nn.recipes import RECIPES
from nn.training.settings import TrainingSettings
from tests.app.parts import part


@pytest.fixture
def form(qtbot: QtBot) -> TrainingForm:
    form = TrainingForm("mlp")
    qtbot.addWidget(form)
    form.show()
    qtbot.waitExposed(form)
    return form


def field(form: TrainingForm, name: str) -> QAbstractSpinBox:
    return part(form, QAbstractSpinBox, name)


def enter(qtbot: QtBot, form: TrainingForm, name: str, text: str) -> None:
    box = field(form, name)
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize("name", RECIPES)
def test_the_fields_begin_with_the_recipes_values(form: TrainingForm, name: str) -> None:
    form.set_recipe(name)
    assert form.settings == TrainingSettings.of(RECIPES[name])
    assert form.settings.applied() == RECIPES[name]
    assert form.is_of_recipe


def test_what_is_typed_is_what_is_trained(qtbot: QtBot, form: TrainingForm) -> None:
    told: list[TrainingSettings] = []
    form.changed.connect(told.append)
    for name, text in (
        ("learningRate", "0.01"),
        ("batchSize", "64"),
        ("epochs", "3"),
        ("augmentation", "50"),
        ("seed", "7"),
    ):
        enter(qtbot, form, name, text)
    assert told[-1] == form.settings == TrainingSettings("mlp", 0.01, 64, 3, 0.5, 7)
    assert len(told) == 5
    assert not form.is_of_recipe


def test_only_a_change_of_the_rate_is_told_as_one(qtbot: QtBot, form: TrainingForm) -> None:
    with qtbot.assertNotEmitted(form.learning_rate_edited):
        enter(qtbot, form, "epochs", "3")
        form.set_recipe("cnn")
    with qtbot.waitSignal(form.learning_rate_edited) as edited:
        enter(qtbot, form, "learningRate", "0.02")
    assert edited.args == [0.02]


def test_there_is_a_way_back_to_the_recipe(qtbot: QtBot, form: TrainingForm) -> None:
    back = part(form, QPushButton, "recipeValuesButton")
    assert not back.isEnabled()
    enter(qtbot, form, "learningRate", "0.5")
    enter(qtbot, form, "seed", "3")
    assert back.isEnabled()
    with qtbot.waitSignal(form.learning_rate_edited) as edited:
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert edited.args == [0.003]
    assert form.settings == TrainingSettings.of(RECIPES["mlp"])
    assert not back.isEnabled()


def test_another_recipe_brings_its_values_and_leaves_the_seed(
    qtbot: QtBot, form: TrainingForm
) -> None:
    enter(qtbot, form, "epochs", "3")
    enter(qtbot, form, "seed", "11")
    form.set_recipe("best")
    assert form.settings == replace(TrainingSettings.of(RECIPES["best"]), seed=11)
    assert field(form, "augmentation").text() == "100\u00a0%"


def test_the_articles_recipe_has_no_batches_and_says_so(form: TrainingForm) -> None:
    form.set_recipe("classic")
    for name in ("batchSize", "augmentation"):
        assert not field(form, name).isEnabled()
        assert "one image at a time" in field(form, name).toolTip()
    form.set_recipe("mlp")
    assert field(form, "batchSize").isEnabled()
    assert field(form, "augmentation").text() == "Off"


@pytest.mark.parametrize(
    ("name", "text"), [("batchSize", "0"), ("epochs", "0"), ("learningRate", "-1")]
)
def test_nothing_impossible_can_be_entered(
    qtbot: QtBot, form: TrainingForm, name: str, text: str
) -> None:
    enter(qtbot, form, name, text)
    # Were the settings impossible, they could not even be made.
    assert form.settings.recipe == "mlp"
    form.set_recipe("best")
    enter(qtbot, form, "batchSize", "1")
    assert form.settings.batch_size == 3


def test_the_wheel_passes_over_a_field_that_is_not_chosen(qtbot: QtBot, form: TrainingForm) -> None:
    epochs = field(form, "epochs")
    field(form, "seed").setFocus()
    turn(form, epochs)
    assert form.settings.epochs == 8
    epochs.setFocus()
    qtbot.waitUntil(epochs.hasFocus)
    turn(form, epochs)
    assert form.settings.epochs == 9


def turn(form: TrainingForm, box: QAbstractSpinBox) -> None:
    """One notch of the wheel over a field."""
    middle = QPointF(box.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(middle)),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, event)


@pytest.fixture
def box(qtbot: QtBot) -> LearningRateBox:
    box = LearningRateBox()
    qtbot.addWidget(box)
    box.setValue(0.003)
    box.show()
    return box


def enter_rate(qtbot: QtBot, box: LearningRateBox, text: str) -> None:
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("text", "value"), [("0.01", 0.01), ("1e-4", 1e-4), ("1000", 1000.0), ("0.0000012", 1.2e-6)]
)
def test_rates_are_typed_in_the_usual_ways(
    qtbot: QtBot, box: LearningRateBox, text: str, value: float
) -> None:
    with qtbot.waitSignal(box.valueChanged) as changed:
        enter_rate(qtbot, box, text)
    assert changed.args == [value]


@pytest.mark.parametrize("text", ["0", "-0.1", "2000", "1e-9", "much", "", "1e"])
def test_what_is_no_rate_cannot_be_entered(qtbot: QtBot, box: LearningRateBox, text: str) -> None:
    with qtbot.assertNotEmitted(box.valueChanged):
        enter_rate(qtbot, box, text)
    assert box.value() == 0.003
    assert box.text() == "0.003"


def test_nothing_is_told_before_the_value_is_complete(qtbot: QtBot, box: LearningRateBox) -> None:
    box.selectAll()
    with qtbot.assertNotEmitted(box.valueChanged):
        QTest.keyClicks(box, "0.05")
    assert box.value() == 0.003
    with qtbot.waitSignal(box.valueChanged):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == 0.05


def test_the_arrows_go_through_round_rates(qtbot: QtBot, box: LearningRateBox) -> None:
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(box, key)
        seen.append(box.value())
    assert seen == pytest.approx([0.005, 0.01, 0.02, 0.01, 0.005])
    box.setValue(1000)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 1000


def test_a_comma_is_read_where_it_is_written(qtbot: QtBot, box: LearningRateBox) -> None:
    box.setLocale(QLocale(QLocale.Language.German))
    enter_rate(qtbot, box, "0,02")
    assert box.value() == 0.02
    assert box.text() == "0,02"


def test_values_that_are_remembered_take_the_place_of_the_recipes(form: TrainingForm) -> None:
    values: dict[str, Any] = {
        "learning_rate": 0.5,
        "batch_size": 64,
        "epochs": 2,
        "augmentation": 0.5,
        "seed": 9,
    }
    form.set_recipe("cnn", values)
    assert form.settings == replace(TrainingSettings.of(RECIPES["cnn"]), **values)
    # A batch of the shipped network has three kinds of images.
    form.set_recipe("best", {**values, "batch_size": 1})
    assert form.settings.batch_size == RECIPES["best"].batch_size


def test_a_recipe_of_ones_own_goes_into_the_settings(form: TrainingForm) -> None:
    own = replace(RECIPES["mlp"], name="Mine", title="Mine", batch_size=32)
    form.set_recipe(own)
    assert form.settings.applied() == own
    assert form.is_of_recipe
