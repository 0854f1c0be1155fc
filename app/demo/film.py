"""The film that the README opens with: a 7 is drawn and read, and the network learns it anew."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QWidget

from app.demo.camera import RATE, Camera
from app.demo.digits import DIGITS, Points, reported
from app.demo.hand import SETTLED, DemonstrationError, Hand, pause

SIZE = QSize(960, 600)
"""Of the film, pixels."""

_RECIPE = "classic"
"""It learns slowly enough for the bars to be seen on their way."""

_LOADING = 0.3
"""Seconds from the click to the first step, at the most."""

_TRAINING = 5.0
"""Seconds that the training takes in the film."""

_LEFT = Qt.MouseButton.LeftButton


def play(hand: Hand, camera: Camera) -> None:
    """Draw, press Retrain, and wait for the end, as slowly as one can follow."""
    hand.window.resize(SIZE)
    selector = hand.part(QComboBox, "recipeSelector")
    selector.setCurrentIndex(selector.findData(_RECIPE))
    pause(2 * SETTLED)
    camera.pointer = QPointF(0.6 * SIZE.width(), 0.6 * SIZE.height())
    camera.roll(0.3)
    for stroke in DIGITS[7]:
        _draw_slowly(hand, camera, stroke)
    camera.roll(1.3)
    retrain, stop = (hand.part(QWidget, name) for name in ("retrainButton", "stopButton"))
    _glide(camera, _in_window(hand, retrain, retrain.rect().center()), 0.6)
    camera.roll(0.3)
    camera.is_pressed = True
    camera.roll(0.15)
    camera.is_pressed = False
    hand.press("retrainButton")
    with camera.in_time_lapse(_LOADING):
        _wait(hand, camera, stop, is_enabled=True)
    with camera.in_time_lapse(_TRAINING):
        _wait(hand, camera, stop, is_enabled=False)
    camera.roll(0.2)


def _draw_slowly(hand: Hand, camera: Camera, stroke: Points) -> None:
    side = hand.canvas.width()
    places = [QPoint(round(x * side), round(y * side)) for x, y in reported(stroke)]
    _glide(camera, _in_window(hand, hand.canvas, places[0]), 0.6)
    QTest.mousePress(hand.canvas, _LEFT, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(hand.canvas, place)
        camera.pointer = _in_window(hand, hand.canvas, place)
        camera.roll(0.025)
    QTest.mouseRelease(hand.canvas, _LEFT, pos=places[-1])


def _glide(camera: Camera, end: QPointF, seconds: float) -> None:
    """Move the pointer there, slowly at the beginning and at the end."""
    start = camera.pointer or end
    steps = max(1, round(seconds * RATE))
    for step in range(1, steps + 1):
        share = step / steps
        camera.pointer = start + (end - start) * (share * share * (3 - 2 * share))
        camera.roll(seconds / steps)


def _in_window(hand: Hand, widget: QWidget, place: QPoint) -> QPointF:
    return QPointF(widget.mapTo(hand.window, place))


def _wait(hand: Hand, camera: Camera, button: QWidget, *, is_enabled: bool) -> None:
    """Film until the button can be pressed, or cannot any more."""
    for _ in range(60 * RATE):
        if button.isEnabled() == is_enabled:
            return
        camera.roll(1 / RATE)
    raise DemonstrationError("The training that is filmed does not end.")
