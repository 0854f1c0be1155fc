"""Pen, palm, fingers, mouse and keyboard at once, sent through Qt's platform layer."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.drawing import pointer
from app.drawing.canvas import Canvas
from app.library.library import Library
from app.main_window import MainWindow
from app.training.form import LearningRateBox
from app.ui.panel import LatePanel, Panel
from app.ui.widgets import Disclosure
from tests.app.parts import canvas_of, part
from tests.app.tablet import Tablet
from tests.app.waiting import bring_to_front

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def fingers(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def tablet(canvas: Canvas) -> Tablet:
    return Tablet(canvas)


def handle(widget: QWidget) -> QWindow:
    """The system's window that the widget lies in."""
    return widget.window().windowHandle()


def palm(canvas: Canvas, fingers: QPointingDevice) -> None:
    """A touch that wanders a little, from its begin to its end."""
    QTest.touchEvent(canvas, fingers).press(5, QPoint(300, 300)).commit()
    QTest.touchEvent(canvas, fingers).move(5, QPoint(340, 330)).commit()
    QTest.touchEvent(canvas, fingers).release(5, QPoint(340, 330)).commit()


def test_a_pen_draws_one_stroke(canvas: Canvas, tablet: Tablet) -> None:
    tablet.hover(0.1, 0.5)
    tablet.draw((0.2, 0.5), (0.5, 0.5), (0.8, 0.5))
    (stroke,) = canvas.drawing.strokes
    assert stroke.points[:, 0].tolist() == pytest.approx([0.2, 0.5, 0.8], abs=0.01)
    assert len(stroke.pressure) == 3


def test_a_palm_before_during_and_after_the_pen_is_no_ink(
    canvas: Canvas, tablet: Tablet, fingers: QPointingDevice
) -> None:
    QTest.touchEvent(canvas, fingers).press(0, QPoint(300, 300)).commit()
    QTest.touchEvent(canvas, fingers).move(0, QPoint(330, 310)).commit()
    tablet.touch(0.2, 0.5)
    QTest.touchEvent(canvas, fingers).move(0, QPoint(360, 320)).press(1, QPoint(380, 380)).commit()
    tablet.touch(0.5, 0.5)
    QTest.touchEvent(canvas, fingers).release(0, QPoint(360, 320)).stationary(1).commit()
    tablet.lift(0.5, 0.5)
    QTest.touchEvent(canvas, fingers).move(1, QPoint(390, 390)).commit()
    QTest.touchEvent(canvas, fingers).release(1, QPoint(390, 390)).commit()
    palm(canvas, fingers)
    (stroke,) = canvas.drawing.strokes
    assert stroke.points[:, 0].tolist() == pytest.approx([0.2, 0.5], abs=0.01)
    assert stroke.points[:, 1].tolist() == pytest.approx([0.5, 0.5], abs=0.01)
    canvas.undo()
    assert canvas.drawing.is_empty


def test_a_finger_draws_again_when_the_pen_has_been_gone_for_a_while(
    canvas: Canvas, tablet: Tablet, fingers: QPointingDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(canvas._pointer, "_clock", lambda: now[0])
    tablet.come()
    tablet.hover(0.5, 0.5)
    now[0] += 2
    palm(canvas, fingers)
    assert canvas.drawing.is_empty
    tablet.leave()
    now[0] += 0.4
    palm(canvas, fingers)
    assert canvas.drawing.is_empty
    now[0] += 0.2
    palm(canvas, fingers)
    assert len(canvas.drawing.strokes) == 1


def test_a_pen_whose_leaving_was_not_told_stops_no_finger_for_good(
    canvas: Canvas, tablet: Tablet, fingers: QPointingDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]
    monkeypatch.setattr(canvas._pointer, "_clock", lambda: now[0])
    tablet.come()
    now[0] += pointer.PEN_STILL + 0.1
    palm(canvas, fingers)
    assert len(canvas.drawing.strokes) == 1


def test_a_pinch_leaves_no_stroke(canvas: Canvas, fingers: QPointingDevice) -> None:
    QTest.touchEvent(canvas, fingers).press(0, QPoint(150, 150)).commit()
    QTest.touchEvent(canvas, fingers).move(0, QPoint(160, 160)).commit()
    QTest.touchEvent(canvas, fingers).move(0, QPoint(170, 170)).press(1, QPoint(250, 250)).commit()
    QTest.touchEvent(canvas, fingers).move(0, QPoint(100, 100)).move(1, QPoint(300, 300)).commit()
    QTest.touchEvent(canvas, fingers).release(0, QPoint(100, 100)).stationary(1).commit()
    QTest.touchEvent(canvas, fingers).release(1, QPoint(300, 300)).commit()
    assert canvas.drawing.is_empty
    assert not canvas.can_undo


@pytest.mark.parametrize("mouse_first", [True, False])
def test_a_mouse_press_that_comes_with_the_pens_makes_no_second_stroke(
    canvas: Canvas, tablet: Tablet, mouse_first: bool
) -> None:
    beside = QPoint(canvas.width() // 5, canvas.height() // 2)
    if mouse_first:
        QTest.mousePress(handle(canvas), LEFT, pos=beside)
    tablet.touch(0.2, 0.5)
    if not mouse_first:
        QTest.mousePress(handle(canvas), LEFT, pos=beside)
    tablet.touch(0.5, 0.5)
    QTest.mouseMove(handle(canvas), QPoint(canvas.width() // 2, canvas.height() // 2))
    tablet.touch(0.8, 0.5)
    tablet.lift(0.8, 0.5)
    QTest.mouseRelease(handle(canvas), LEFT, pos=beside)
    (stroke,) = canvas.drawing.strokes
    assert len(stroke.points) == 3


@pytest.mark.parametrize("nowhere", [math.nan, math.inf, -math.inf, 1e300])
def test_places_that_are_none_leave_the_pen_usable(
    canvas: Canvas, tablet: Tablet, nowhere: float
) -> None:
    tablet.hover(nowhere, nowhere)
    tablet.draw((nowhere, 0.5), (0.2, nowhere))
    tablet.draw((0.2, 0.5), (nowhere, nowhere), (0.8, 0.5))
    tablet.touch(0.2, 0.5)
    tablet.lift(nowhere, nowhere)
    canvas.clear()
    tablet.draw((0.2, 0.5), (0.8, 0.5))
    (stroke,) = canvas.drawing.strokes
    assert len(stroke.points) == 2


@pytest.fixture
def field(qtbot: QtBot, window: MainWindow) -> LearningRateBox:
    """The learning rate, after 0.01 was typed and before it is confirmed."""
    training = part(window, Panel, "trainingDock")
    bring_to_front(qtbot, training)
    for section in training.findChildren(Disclosure):
        section.set_open(True)
    field = part(window, LearningRateBox)
    qtbot.waitUntil(field.isVisible)
    type_rate(qtbot, field)
    return field


def type_rate(qtbot: QtBot, field: LearningRateBox) -> None:
    field.window().activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    field.selectAll()
    QTest.keyClicks(field, "0.01")


def press_key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Where the system sends it: to the window that is active."""
    QTest.keyClick(QApplication.focusWindow(), key, modifier)


def draw_with(device: str, canvas: Canvas) -> None:
    if device == "pen":
        Tablet(canvas).draw((0.3, 0.3), (0.6, 0.3), (0.5, 0.7))
        return
    places = [QPoint(120, 120), QPoint(220, 120), QPoint(180, 300)]
    if device == "finger":
        finger = QTest.createTouchDevice()
        # It takes them for places on the screen, whatever the widget.
        first, second, last = map(canvas.mapToGlobal, places)
        QTest.touchEvent(canvas, finger).press(0, first).commit()
        QTest.touchEvent(canvas, finger).move(0, second).commit()
        QTest.touchEvent(canvas, finger).release(0, last).commit()
    else:
        first, second, last = (canvas.mapTo(canvas.window(), place) for place in places)
        QTest.mousePress(handle(canvas), LEFT, pos=first)
        QTest.mouseMove(handle(canvas), second)
        QTest.mouseRelease(handle(canvas), LEFT, pos=last)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("device", ["pen", "finger", "mouse"])
@pytest.mark.parametrize("floats", [False, True])
def test_after_a_stroke_a_key_labels_the_drawing_and_no_field_takes_it(
    qtbot: QtBot, window: MainWindow, field: LearningRateBox, device: str, floats: bool
) -> None:
    if floats:
        part(window, Panel, "trainingDock").setFloating(True)
        type_rate(qtbot, field)
    part(window, LatePanel, "libraryDock").make_now()
    canvas, library = canvas_of(window), part(window, Library)
    draw_with(device, canvas)
    assert len(canvas.drawing.strokes) == 1
    assert QApplication.focusWidget() is canvas
    with qtbot.waitSignal(library.changed) as kept:
        press_key(Qt.Key.Key_7)
    assert kept.args is not None
    assert kept.args[0].change.label == 7
    assert field.value() == 0.01
    press_key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.drawing.is_empty
    assert field.value() == 0.01
