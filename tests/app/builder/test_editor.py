"""The panel "Build" with real clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.builder.cards import LayerCard
from app.builder.draft import NEW_LAYERS, Draft
from app.builder.editor import RecipeEditor
from app.training.recipe_book import RecipeBook
from app.ui import file_dialogs
from nn.layers import Conv2D, Dense, MaxPool2D, Tanh
from nn.recipe_files import load_recipe, save_recipe
from nn.recipes import BEST, CLASSIC, CNN, MLP, RECIPES
from tests.app.parts import click, part


@pytest.fixture
def book(qtbot: QtBot, tmp_path: Path) -> RecipeBook:
    book = RecipeBook(tmp_path / "recipes")
    qtbot.waitUntil(lambda: book.is_loaded)
    return book


@pytest.fixture
def editor(qtbot: QtBot, book: RecipeBook) -> Iterator[RecipeEditor]:
    editor = RecipeEditor(book)
    qtbot.addWidget(editor)
    editor.resize(360, 900)
    editor.show()
    qtbot.waitExposed(editor)
    yield editor
    editor.shutdown()


def cards(editor: RecipeEditor) -> list[LayerCard]:
    return [card for card in editor.findChildren(LayerCard) if card.isVisible()]


def titles(editor: RecipeEditor) -> list[str]:
    return [card.content.title for card in cards(editor)]


def choose(editor: RecipeEditor, place: int) -> LayerCard:
    (card,) = (card for card in cards(editor) if card.content.place == place)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    return card


def add(editor: RecipeEditor, kind: str) -> None:
    menu = part(editor, QPushButton, "addLayerButton").menu()
    next(action for action in menu.actions() if action.data() == kind).trigger()


def enter(editor: QWidget, name: str, text: str) -> None:
    (box,) = (box for box in editor.findChildren(QAbstractSpinBox, name) if box.isVisible())
    box.selectAll()
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Qt.Key.Key_Return)


def select(editor: QWidget, name: str, value: str) -> None:
    boxes = [box for box in editor.findChildren(QComboBox, name) if box.isVisible()]
    boxes[0].setCurrentIndex(boxes[0].findData(value))


def rename(editor: RecipeEditor, name: str) -> None:
    field = part(editor, QLineEdit, "name")
    field.selectAll()
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)


def shown(editor: RecipeEditor) -> str:
    return " ".join(label.text() for label in editor.findChildren(QLabel) if label.isVisible())


def enabled(editor: RecipeEditor, name: str) -> bool:
    return part(editor, QPushButton, name).isEnabled()


def test_it_begins_like_a_built_in_recipe_under_a_name_of_its_own(editor: RecipeEditor) -> None:
    assert titles(editor) == ["Image", "Flatten", "Dense", "ReLU", "Output"]
    assert part(editor, QLineEdit, "name").text() == "My Dense"
    assert editor.draft.recipe == Draft.of(MLP, "My Dense").recipe
    assert "203,530 parameters" in shown(editor)
    shapes = [card.content.shape for card in cards(editor)]
    assert shapes == ["1 × 28 × 28", "784", "256", "256", "10"]
    assert cards(editor)[2].content.parameters == "200,960 parameters"


@pytest.mark.parametrize("name", RECIPES)
def test_any_recipe_can_be_begun_with(editor: RecipeEditor, name: str) -> None:
    menu = part(editor, QPushButton, "startFromButton").menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.data() == name).trigger()
    assert editor.draft.recipe.layers == RECIPES[name].layers
    assert editor.draft.problems == []
    assert enabled(editor, "saveRecipeButton")


def test_layers_are_added_behind_the_chosen_one_moved_and_removed(editor: RecipeEditor) -> None:
    choose(editor, -1)
    add(editor, "Conv2D")
    add(editor, "ReLU")
    add(editor, "MaxPool2D")
    expected = ["Image", "Conv2D", "ReLU", "MaxPool2D", "Flatten", "Dense", "ReLU", "Output"]
    assert titles(editor) == expected
    assert cards(editor)[3].content.shape == "16 × 14 × 14"
    click(editor, "layerUpButton")
    assert titles(editor)[1:4] == ["Conv2D", "MaxPool2D", "ReLU"]
    click(editor, "layerDownButton")
    assert titles(editor) == expected
    click(editor, "removeLayerButton")
    assert titles(editor) == [*expected[:3], *expected[4:]]
    assert editor.draft.problems == []


def test_the_fields_change_the_chosen_layer(editor: RecipeEditor) -> None:
    choose(editor, 0)
    enter(editor, "units", "32")
    select(editor, "initial", "uniform")
    part(editor, QCheckBox, "bias").click()
    assert editor.draft.layers[0] == Dense(32, bias=False, initial="uniform")
    choose(editor, 1)
    select(editor, "function", "Tanh")
    assert editor.draft.layers[1] == Tanh()
    select(editor, "function", "LeakyReLU")
    enter(editor, "slope", "0.3")
    assert str(editor.draft.layers[1]) == "LeakyReLU(slope=0.3)"
    choose(editor, 2)
    part(editor, QCheckBox, "bias").click()
    assert editor.draft.output == Dense(10, bias=False, initial="glorot")


def test_a_convolution_and_a_dropout_have_their_fields(editor: RecipeEditor) -> None:
    choose(editor, -1)
    add(editor, "Conv2D")
    for name, text in (("filters", "8"), ("kernel", "5"), ("stride", "2"), ("padding", "2")):
        enter(editor, name, text)
    assert editor.draft.layers[0] == Conv2D(8, 5, 2, 2)
    add(editor, "Dropout")
    enter(editor, "rate", "50")
    assert str(editor.draft.layers[1]) == "Dropout(rate=0.5)"
    add(editor, "MaxPool2D")
    enter(editor, "size", "3")
    assert MaxPool2D(3) in editor.draft.layers


def test_the_fields_of_the_training_change_the_recipe(editor: RecipeEditor) -> None:
    for name, text in (
        ("learning_rate", "0.05"),
        ("weight_decay", "0.01"),
        ("epochs", "3"),
        ("batch_size", "64"),
        ("training_images", "5000"),
        ("pixel_divisor", "25"),
    ):
        enter(editor, name, text)
    select(editor, "optimizer", "momentum")
    enter(editor, "momentum", "0.8")
    select(editor, "schedule", "cosine")
    select(editor, "output", "sigmoid")
    made = editor.draft.recipe
    assert (made.learning_rate, made.epochs, made.batch_size) == (0.05, 3, 64)
    assert (made.training_images, made.pixel_divisor, made.output) == (5000, 25.0, "sigmoid")
    optimizer = made.optimizer
    assert (optimizer.method, optimizer.momentum, optimizer.weight_decay) == ("momentum", 0.8, 0.01)
    assert editor.draft.problems == []
    enter(editor, "training_images", "0")
    assert editor.draft.recipe.training_images is None


def test_all_weights_can_begin_alike(editor: RecipeEditor) -> None:
    choose(editor, -1)
    select(editor, "initial", "uniform")
    assert editor.draft.initial == "uniform"


def test_what_does_not_fit_is_said_at_its_place_and_cannot_leave(
    qtbot: QtBot, editor: RecipeEditor
) -> None:
    choose(editor, -1)
    add(editor, "MaxPool2D")
    card = choose(editor, 0)
    before = card.height()
    enter(editor, "size", "28")
    click(editor, "layerDownButton")
    (wrong,) = (card for card in cards(editor) if card.content.problem)
    assert wrong.content.title == "MaxPool2D"
    assert "needs an image" in wrong.content.problem
    assert wrong.content.problem in wrong.accessibleName()
    qtbot.waitUntil(lambda: wrong.height() > before)
    buttons = ("trainRecipeButton", "saveRecipeButton", "copyRecipeButton", "exportRecipeButton")
    assert not any(enabled(editor, name) for name in buttons)
    with qtbot.assertNotEmitted(editor.saved), qtbot.assertNotEmitted(editor.train_requested):
        for name in buttons:
            QTest.mouseClick(part(editor, QPushButton, name), Qt.MouseButton.LeftButton)
    click(editor, "layerUpButton")
    assert not any(card.content.problem for card in cards(editor))
    assert enabled(editor, "saveRecipeButton")


def test_a_value_that_does_not_fit_is_said_below_its_field(editor: RecipeEditor) -> None:
    enter(editor, "training_images", "50")
    assert "50 training images do not fill a batch of 128" in shown(editor)
    assert not enabled(editor, "saveRecipeButton")
    enter(editor, "batch_size", "50")
    assert "do not fill" not in shown(editor)


def test_the_articles_rule_is_a_choice_that_says_what_it_needs(editor: RecipeEditor) -> None:
    editor.edit_recipe("classic")
    assert editor.draft.recipe.layers == CLASSIC.layers
    (box,) = (box for box in editor.findChildren(QSpinBox, "batch_size") if box.isVisible())
    assert not box.isEnabled()
    choose(editor, 1)
    add(editor, "Dense")
    assert "one hidden layer of sigmoids" in shown(editor)
    select(editor, "optimizer", "sgd")
    assert editor.draft.problems == []
    assert box.isEnabled()


def test_what_has_no_field_is_named_and_can_be_left_out(editor: RecipeEditor) -> None:
    editor.edit_recipe("best")
    assert editor.draft.recipe.augmentation == BEST.augmentation
    assert "varied images, synthesised digits" in shown(editor)
    click(editor, "leaveOutButton")
    assert not editor.draft.has_extras
    assert editor.draft.problems == []
    assert not part(editor, QPushButton, "leaveOutButton").isVisible()


def test_saving_puts_it_into_the_book(qtbot: QtBot, editor: RecipeEditor, book: RecipeBook) -> None:
    rename(editor, "Two of 20")
    choose(editor, 0)
    enter(editor, "units", "20")
    with qtbot.waitSignal(editor.saved) as saved:
        click(editor, "saveRecipeButton")
    assert saved.args == ["Two of 20"]
    assert book.recipe("Two of 20") == editor.draft.recipe
    assert not enabled(editor, "saveRecipeButton")
    enter(editor, "units", "30")
    click(editor, "saveRecipeButton")
    assert book.own_names == ("Two of 20",)
    assert book.recipe("Two of 20").layers[1] == Dense(30)


def test_a_copy_leaves_the_first_one_as_it_was(editor: RecipeEditor, book: RecipeBook) -> None:
    click(editor, "saveRecipeButton")
    first = book.recipe("My Dense")
    enter(editor, "epochs", "2")
    click(editor, "copyRecipeButton")
    assert book.own_names == ("My Dense", "My Dense 2")
    assert book.recipe("My Dense") == first
    assert book.recipe("My Dense 2").epochs == 2
    assert editor.draft.saved_as == "My Dense 2"


def test_a_name_that_is_taken_cannot_be_used(editor: RecipeEditor, book: RecipeBook) -> None:
    for name in ("mlp", "Dense"):
        rename(editor, name)
        assert "There is a recipe of this name already" in shown(editor)
        assert not enabled(editor, "saveRecipeButton")
    rename(editor, "Mine")
    click(editor, "saveRecipeButton")
    editor.edit_recipe("cnn")
    rename(editor, "mine")
    assert not enabled(editor, "saveRecipeButton")
    assert book.own_names == ("Mine",)
    rename(editor, " ")
    assert "needs a name" in shown(editor)


def test_train_saves_and_asks_for_the_training(
    qtbot: QtBot, editor: RecipeEditor, book: RecipeBook
) -> None:
    with qtbot.waitSignal(editor.train_requested) as asked:
        click(editor, "trainRecipeButton")
    assert asked.args == ["My Dense"]
    assert book.is_own("My Dense")
    with qtbot.assertNotEmitted(editor.saved), qtbot.waitSignal(editor.train_requested):
        click(editor, "trainRecipeButton")


def test_deleted_it_can_be_saved_again(editor: RecipeEditor, book: RecipeBook) -> None:
    assert not enabled(editor, "deleteRecipeButton")
    click(editor, "saveRecipeButton")
    click(editor, "deleteRecipeButton")
    assert book.own_names == ()
    assert not enabled(editor, "deleteRecipeButton")
    click(editor, "saveRecipeButton")
    assert book.own_names == ("My Dense",)


def test_edits_are_undone_by_key_and_button(editor: RecipeEditor) -> None:
    choose(editor, -1)
    begun = editor.draft
    add(editor, "Conv2D")
    edited = editor.draft
    card = choose(editor, 0)
    QTest.keyClick(card, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.draft == begun
    part(editor, QWidget, "redoEditButton").click()  # type: ignore[attr-defined]
    assert editor.draft == edited


def test_the_keyboard_goes_through_the_layers_and_edits_them(
    qtbot: QtBot, editor: RecipeEditor
) -> None:
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    card = choose(editor, -1)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Down)
    focused = QApplication.focusWidget()
    assert isinstance(focused, LayerCard)
    # Flatten came by itself and is passed over.
    assert focused.content.place == 0
    assert "Every unit adds up" in shown(editor)
    QTest.keyClick(focused, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert titles(editor)[1:4] == ["Flatten", "ReLU", "Dense"]
    focused = QApplication.focusWidget()
    assert isinstance(focused, LayerCard)
    assert focused.content.title == "Dense"
    QTest.keyClick(focused, Qt.Key.Key_Delete)
    assert titles(editor) == ["Image", "Flatten", "ReLU", "Output"]
    output = choose(editor, 1)
    QTest.keyClick(output, Qt.Key.Key_Delete)
    assert titles(editor)[-1] == "Output"


def test_a_file_is_opened_and_written(
    qtbot: QtBot, editor: RecipeEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "theirs.toml"
    save_recipe(replace(CNN, batch_size=64), path)
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: path)
    click(editor, "openRecipeButton")
    qtbot.waitUntil(lambda: editor.draft.recipe.name == "cnn 2")
    assert editor.draft.recipe.batch_size == 64
    written = tmp_path / "ours.toml"
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: written)
    with qtbot.waitSignal(editor.notice) as told:
        click(editor, "exportRecipeButton")
    assert told.args is not None
    assert str(written) in told.args[0]
    assert load_recipe(written) == editor.draft.recipe


def test_a_file_that_is_no_recipe_is_told_and_changes_nothing(
    qtbot: QtBot, editor: RecipeEditor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text("name = 'x'")
    before = editor.draft
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: path)
    with qtbot.waitSignal(editor.problem) as told:
        click(editor, "openRecipeButton")
    assert told.args is not None
    assert "training: This is missing" in told.args[0]
    assert editor.draft == before
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: path / "in" / "no-folder.toml")
    with qtbot.waitSignal(editor.problem) as told:
        click(editor, "exportRecipeButton")
    assert told.args is not None
    assert "could not be saved" in told.args[0]


def test_own_recipes_are_edited_in_their_place(editor: RecipeEditor, book: RecipeBook) -> None:
    book.save(replace(MLP, name="Mine", title="Mine"))
    editor.edit_recipe("Mine")
    assert part(editor, QLineEdit, "name").text() == "Mine"
    enter(editor, "epochs", "2")
    click(editor, "saveRecipeButton")
    assert book.own_names == ("Mine",)
    assert book.recipe("Mine").epochs == 2


def test_nothing_is_measured_while_it_is_hidden(
    qtbot: QtBot, book: RecipeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("app.builder.timing.EpochTimer.ask", lambda _, draft: asked.append(draft))
    editor = RecipeEditor(book)
    qtbot.addWidget(editor)
    editor.edit_draft(editor.draft.inserted(0, NEW_LAYERS["Conv2D"])[0])
    assert asked == []
    editor.show()
    qtbot.waitExposed(editor)
    assert asked == [editor.draft]


def test_wide_the_fields_stand_beside_the_layers(qtbot: QtBot, editor: RecipeEditor) -> None:
    def left_of_fields() -> int:
        return part(editor, QLabel, "draftSize").mapTo(editor, editor.pos() * 0).x()

    assert left_of_fields() < 100
    editor.resize(900, 700)
    qtbot.waitUntil(lambda: left_of_fields() > 400)


def test_narrow_the_values_of_a_layer_stand_right_behind_it(
    qtbot: QtBot, editor: RecipeEditor
) -> None:
    card = choose(editor, 0)

    def is_below() -> bool:
        add_button = part(editor, QPushButton, "addLayerButton")
        top = add_button.mapTo(editor, add_button.rect().topLeft()).y()
        below = card.mapTo(editor, card.rect().bottomLeft()).y()
        return 0 < top - below < 20

    qtbot.waitUntil(is_below)
    editor.resize(900, 900)
    qtbot.waitUntil(lambda: not is_below())
    editor.resize(360, 900)
    qtbot.waitUntil(is_below)


def test_tab_reaches_every_control(qtbot: QtBot, editor: RecipeEditor) -> None:
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    add(editor, "Conv2D")
    select(editor, "optimizer", "momentum")
    part(editor, QLineEdit, "name").setFocus()
    reached: set[QWidget] = set()
    while QApplication.focusWidget() not in reached:
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    kinds = (QAbstractSpinBox, QComboBox, QPushButton, QCheckBox, QLineEdit)
    for kind in kinds:
        for control in editor.findChildren(kind):
            is_inner = isinstance(control.parentWidget(), QAbstractSpinBox)
            if control.isVisible() and control.isEnabled() and not is_inner:
                assert control in reached, control.objectName()
                assert control.accessibleName() or control.property("text")
    assert any(isinstance(one, LayerCard) for one in reached)
