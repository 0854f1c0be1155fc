"""What a pupil does in each of the program's lessons, and nothing that the lesson does not ask for.

    walk(pupil) goes through one lesson that is open, and awaits a task before the next thing

Where a lesson has a button, it is clicked; where the text leaves something to the pupil's own hand,
so it is done: drawing, choosing a cell or a bar, entering values, building a network.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTabBar, QWidget

from app.builder.cards import LayerCard
from app.demo.digits import DIGITS
from app.mistakes.images import MistakeImages
from app.mistakes.matrix import ConfusionView
from app.prediction.bars import BarButton
from app.ui.panel import Panel
from nn.explain.one_step import Stop
from tests.app.lessons.pupil import Pupil

Walk = Callable[[Pupil], None]

_HIDDEN = 0
"""The place of the hidden units' layer among those that can be edited in the recipe of eight."""


def data(pupil: Pupil) -> None:
    pupil.follow("do:draw?digit=7")
    pupil.draw(DIGITS[3])
    pupil.finish(1)
    pupil.follow("do:open?panel=inside")
    pupil.finish(2)
    pupil.click_on(next(bar for bar in pupil.bars.findChildren(BarButton) if bar.digit == 3))
    pupil.finish(3)


def three_layers(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=classic")
    pupil.finish(1)
    pupil.follow("do:draw?digit=3")
    pupil.follow("do:break?pruned=0.5")
    pupil.finish(2)
    pupil.follow("do:heal")


def one_step(pupil: Pupil) -> None:
    pupil.follow("do:draw?digit=3")
    pupil.follow("do:open?panel=microscope")
    pupil.go_to("microscope")
    pupil.choose("microscopeLabel", "3", role=Qt.ItemDataRole.DisplayRole)
    pupil.finish(1)
    for _ in range(len(Stop) - 1):
        pupil.press("microscopeNext")
    pupil.finish(2)
    pupil.press("microscopeLearn10")
    pupil.follow("do:step")
    pupil.finish(3)
    pupil.press("stopButton")


def training(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=classic&learning_rate=0.0001")
    pupil.finish(1)
    pupil.follow("do:train?recipe=classic&learning_rate=0.02")
    pupil.finish(2)
    # As by the lesson's button, but by hand.
    pupil.go_to("training")
    if not pupil.part(QWidget, "learningRate").isVisible():
        pupil.press("settingsButton")
    pupil.type_into("learningRate", "0.3")
    pupil.press("retrainButton")
    pupil.go_to("learn")
    pupil.finish(3)


def testing(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=classic")
    pupil.finish_training()
    pupil.follow("do:open?panel=mistakes")
    pupil.finish(1)
    images = pupil.part(MistakeImages, "mistakeImages")
    pupil.wait(lambda: bool(images.indices), "no mistakes are found")
    matrix = pupil.part(ConfusionView, "confusionMatrix")
    pupil.click(matrix.place_rect((4, 9)).center().toPoint(), matrix)
    pupil.finish(2)
    # The lesson's button does the same; here it is Retrain's turn.
    pupil.choose("recipeSelector", "mlp")
    pupil.press("retrainButton")
    pupil.finish(3)


def two_divisors(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=classic")
    pupil.finish(1)
    pupil.follow("do:train?recipe=recipes/divisor_25.toml")
    pupil.finish(2)
    pupil.follow("do:train?recipe=recipes/divisor_25.toml&learning_rate=0.3")
    pupil.finish(3)


def vanishing_gradients(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=recipes/five_sigmoids.toml")
    pupil.finish(1)
    pupil.follow("do:train?recipe=recipes/five_relus.toml")
    pupil.finish(2)
    pupil.follow("do:open?panel=compare")
    compare = pupil.part(Panel, "compareDock")
    pupil.wait(lambda: compare.is_seen, "Compare does not open")


def batches(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=mlp&batch_size=16&epochs=1")
    pupil.finish(1)
    pupil.follow("do:train?recipe=mlp&batch_size=1024&epochs=1")
    pupil.finish(2)
    pupil.follow("do:train?recipe=recipes/eight_units.toml")
    pupil.finish_training()
    pupil.follow("do:open?panel=build")
    pupil.go_to("build")
    build_of_twenty_units(pupil)
    pupil.press("trainRecipeButton")
    pupil.finish(3)


def build_of_twenty_units(pupil: Pupil) -> None:
    """Begin with the recipe of eight hidden units, and give it as many as the task allows."""
    recipe = pupil.part(QComboBox, "recipeSelector").currentData()
    pupil.choose_in_menu("startFromButton", str(recipe))
    cards = pupil.go_to("build").findChildren(LayerCard)
    pupil.click_on(next(card for card in cards if card.content.place == _HIDDEN))
    pupil.type_into("units", "20")


def overfitting(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=recipes/thousand_images.toml")
    pupil.finish(1)
    pupil.follow("do:train?recipe=recipes/thousand_dropout.toml")
    pupil.finish(2)
    pupil.follow("do:train?recipe=recipes/thousand_images.toml&augmentation=1")
    pupil.finish(3)


def convolution(pupil: Pupil) -> None:
    pupil.follow("do:train?recipe=cnn&epochs=1")
    pupil.finish(1)
    pupil.follow("do:draw?digit=4")
    pupil.follow("do:open?panel=inside")
    pupil.finish(2)
    tabs = pupil.part(QTabBar, "insideTabs")
    pupil.click(tabs.tabRect(1).center(), tabs)


def your_hand(pupil: Pupil) -> None:
    pupil.follow("do:draw?digit=7&place=corner&size=0.3")
    pupil.follow("do:centring?state=off")
    pupil.finish(1)
    pupil.follow("do:centring?state=on")
    pupil.finish(2)


WALKS: tuple[Walk, ...] = (
    data,
    three_layers,
    one_step,
    training,
    testing,
    two_divisors,
    vanishing_gradients,
    batches,
    overfitting,
    convolution,
    your_hand,
)
"""One for each lesson, in their order."""
