"""What can be seen without any panel: drawing, network and answer, and the training strip.

Each chapter begins with whatever the one before has left, so that any can be left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QSlider, QSpinBox, QWidget

from app.demo.digits import DIGITS, SCRIBBLE, number
from app.demo.hand import SETTLED, DemonstrationError, Hand, pause
from app.demo.shot import EVERY_SIZE, FULL, SMALL, USUAL, Shot, main_shot
from app.network_picture.picture import NetworkPicture
from app.prediction.number_row import NumberRow
from app.settings import Appearance
from app.window.presenting import Presenting
from app.window.shortcuts import ShortcutsDialog

YEAR = (2, 0, 2, 6)
"""The number that is drawn."""

RECIPE = "mlp"
"""What is retrained."""

_LONG = 200
"""Epochs of a training that does not end while its pictures are taken."""


def reading(hand: Hand) -> Iterator[Shot]:
    """An empty sheet, each digit, what is none, and a number."""
    yield main_shot("empty")
    for digit in DIGITS:
        hand.draw_and_check(digit)
    yield main_shot("drawn")
    hand.draw(SCRIBBLE)
    yield main_shot("not-a-digit")
    hand.draw(number(YEAR))
    row = hand.part(NumberRow, "numberRow")
    if row.text != "".join(map(str, YEAR)):
        raise DemonstrationError(f"The number was read as {row.text or 'one digit'}.")
    yield main_shot("number")
    hand.draw_and_check(3)


def training(hand: Hand) -> Iterator[Shot]:
    """A training that is paused, gone on with and stopped; then one from start to end."""
    hand.draw(DIGITS[4])
    progress = hand.part(QProgressBar, "trainingProgress")
    selector = hand.part(QComboBox, "recipeSelector")
    stop = hand.part(QWidget, "stopButton")
    selector.setCurrentIndex(selector.findData(RECIPE))
    epochs = hand.part(QSpinBox, "epochs")
    usual = epochs.value()
    epochs.setValue(_LONG)
    hand.press("retrainButton")
    # While the data is loading, the bar has no maximum.
    hand.wait(lambda: progress.value() > 0.01 * progress.maximum() > 0, "training hangs")
    yield main_shot("training")
    hand.press("pauseButton")
    yield Shot("paused")
    hand.press("stopButton")
    hand.wait(lambda: not stop.isEnabled(), "training does not stop")
    yield Shot("stopped")
    epochs.setValue(usual)
    hand.press("retrainButton")
    hand.wait(stop.isEnabled, "training does not begin")
    hand.wait(lambda: not stop.isEnabled(), "training does not end")
    if progress.value() < progress.maximum():
        raise DemonstrationError("Training ended early.")
    yield main_shot("finished")


def picture(hand: Hand) -> Iterator[Shot]:
    """The network's picture: a unit's card, what breaks it, and where it folds away."""
    hand.close_panels()
    hand.draw(DIGITS[4])
    network = hand.part(NetworkPicture, "networkPicture")
    # From the likeliest output to a hidden unit beside it.
    network.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(network, Qt.Key.Key_Left)
    QTest.keyClick(network, Qt.Key.Key_Return)
    yield Shot("unit", (USUAL, FULL))
    QTest.keyClick(network, Qt.Key.Key_Escape)
    hand.canvas.setFocus()
    network.break_it.set_open(True)
    hand.part(QSlider, "pruned").setValue(80)
    result = hand.part(QLabel, "breakItResult")
    before = result.text()
    hand.wait(lambda: result.text() != before, "the broken network is never tested")
    yield Shot("broken", (USUAL, FULL))
    hand.press("heal")
    network.break_it.set_open(False)
    hand.window.resize(SMALL)
    pause(SETTLED)
    hand.press("showNetworkButton")
    yield Shot("network-alone", (SMALL,))
    hand.window.resize(SMALL)
    pause(SETTLED)
    hand.press("showNetworkButton")
    hand.window.resize(USUAL)


def presentation(hand: Hand) -> Iterator[Shot]:
    """The page for a projector, with one network and with several."""
    hand.close_panels()
    hand.draw(DIGITS[4])
    presenting = hand.window.findChild(Presenting)
    assert presenting is not None, "every window has one"
    presenting.action.trigger()
    page = presenting.page
    assert page is not None, "it is made by now"

    def wear(theme: Appearance) -> None:
        page.set_dark(theme is Appearance.DARK)

    pause(SETTLED)
    yield Shot("presentation", EVERY_SIZE, wear=wear)
    QTest.keyClick(page, Qt.Key.Key_N)
    QTest.keyClick(page, Qt.Key.Key_N)
    yield Shot("presentation-three", (USUAL, FULL), wear=wear)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    pause(SETTLED)


def keys(hand: Hand) -> Iterator[Shot]:
    """The list of keys."""
    dialog = ShortcutsDialog(hand.window)
    dialog.open()
    yield Shot("keys", widget=dialog)
    dialog.close()
