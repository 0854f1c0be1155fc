from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.training.record import EpochSlider
from app.training.run import Checkpoint, Run, Snapshots
from app.ui.panel import Panel
from nn.reader import Reading
from tests.app.parts import part
from tests.app.training.reports import reports, settings


@pytest.fixture
def run(tmp_path: Path) -> Run:
    chosen = settings()
    run = Run(chosen, datetime.now(UTC), chosen.learning_rate)
    run.snapshots = Snapshots(tmp_path)
    for report in reports(9, chosen):
        run.snapshots.add(report)
    return run


@pytest.fixture
def slider(qtbot: QtBot) -> EpochSlider:
    slider = EpochSlider()
    qtbot.addWidget(slider)
    slider.resize(320, 120)
    slider.show()
    qtbot.waitExposed(slider)
    return slider


def handle(slider: EpochSlider) -> QSlider:
    return part(slider, QSlider, "epochSlider")


def send_mouse(widget: QWidget, kind: QEvent.Type, place: QPoint) -> None:
    """An event of the left button for this very widget, wherever the cursor is."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    event = QMouseEvent(
        kind,
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        none if kind is QEvent.Type.MouseMove else left,
        none if kind is QEvent.Type.MouseButtonRelease else left,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def sentence(slider: EpochSlider) -> str:
    return part(slider, QLabel, "epochSentence").text()


def now(slider: EpochSlider) -> QPushButton:
    return part(slider, QPushButton, "backToNowButton")


def reading(digit: int | None) -> Reading:
    if digit is None:
        return Reading(np.zeros((28, 28), np.float32), np.empty(0, np.float32), 0, None, "empty")
    probabilities = np.full(10, 0.04, np.float32)
    probabilities[digit] = 0.64
    return Reading(np.ones((28, 28), np.float32), probabilities, 1.0, digit, "digit")


def test_an_epoch_may_see_no_digit(qtbot: QtBot, slider: EpochSlider, run: Run) -> None:
    slider.show_run(run)
    QTest.keyClick(handle(slider), Qt.Key.Key_Home)
    digits = np.full(10, 0.1, np.float32)
    image = np.ones((28, 28), np.float32)
    slider.show_reading(Reading(image, digits, 0.25, None, "not a digit", knows_non_digits=True))
    assert sentence(slider).endswith("not a digit, 75\u00a0% sure.")


def test_before_any_training_it_says_what_it_will_do(slider: EpochSlider) -> None:
    assert "Train, and slide" in sentence(slider)
    assert not handle(slider).isEnabled()
    assert not now(slider).isEnabled()


def test_the_keyboard_goes_back_in_time(qtbot: QtBot, slider: EpochSlider, run: Run) -> None:
    slider.show_run(run)
    assert handle(slider).value() == handle(slider).maximum() == 9
    looked: list[tuple[Run, Checkpoint]] = []
    slider.looked_back.connect(lambda run, then: looked.append((run, then)))
    QTest.keyClick(handle(slider), Qt.Key.Key_Left)
    QTest.keyClick(handle(slider), Qt.Key.Key_Left)
    QTest.keyClick(handle(slider), Qt.Key.Key_Home)
    assert run.snapshots is not None
    checkpoints = run.snapshots.checkpoints
    assert [checkpoint for _, checkpoint in looked] == [
        checkpoints[8],
        checkpoints[7],
        checkpoints[0],
    ]
    assert looked[0][0] is run


def test_the_mouse_goes_back_in_time(qtbot: QtBot, slider: EpochSlider, run: Run) -> None:
    slider.show_run(run)
    track = handle(slider)
    option = QStyleOptionSlider()
    track.initStyleOption(option)
    grip = (
        track.style()
        .subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, track
        )
        .center()
    )
    middle = QPoint(track.width() // 2, grip.y())
    with qtbot.waitSignal(slider.looked_back):
        send_mouse(track, QEvent.Type.MouseButtonPress, grip)
        send_mouse(track, QEvent.Type.MouseMove, middle)
    assert slider.checkpoint is not None
    assert 0 < slider.checkpoint.epoch < 8
    send_mouse(track, QEvent.Type.MouseButtonRelease, middle)
    # It stays, so that other drawings can be shown to the network of that epoch.
    assert slider.checkpoint is not None


def test_a_sentence_says_how_the_drawing_would_have_been_read(
    slider: EpochSlider, run: Run
) -> None:
    slider.show_run(run)
    slider.show_reading(reading(3))
    assert "Slide to the left" in sentence(slider)
    handle(slider).setValue(2)
    slider.show_reading(reading(3))
    assert sentence(slider) == "Epoch 2.0: read as 3, 64\u00a0% sure."
    slider.show_reading(reading(None))
    assert "draw something" in sentence(slider)


@pytest.mark.parametrize("way", ["button", "end", "key", "hidden", "another run"])
def test_there_are_ways_back_to_now(qtbot: QtBot, slider: EpochSlider, run: Run, way: str) -> None:
    slider.show_run(run)
    handle(slider).setValue(2)
    assert now(slider).isEnabled()
    with qtbot.waitSignal(slider.returned):
        match way:
            case "button":
                QTest.mouseClick(now(slider), Qt.MouseButton.LeftButton)
            case "end":
                handle(slider).setValue(handle(slider).maximum())
            case "key":
                QTest.keyClick(handle(slider), Qt.Key.Key_End)
            case "hidden":
                slider.hide()
            case _:
                slider.show_run(None)
    assert slider.checkpoint is None
    assert not now(slider).isEnabled()


def test_behind_a_tab_the_checkpoint_stays_and_in_a_closed_panel_it_does_not(
    qtbot: QtBot, run: Run
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    slider = EpochSlider()
    training, inside = (
        Panel(name, content, window, name=name)
        for name, content in (("training", slider), ("inside", QLabel("inside")))
    )
    for panel in (training, inside):
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
    window.tabifyDockWidget(training, inside)
    training.raise_()
    window.show()
    qtbot.waitUntil(slider.isVisible)
    slider.show_run(run)
    handle(slider).setValue(2)
    with qtbot.assertNotEmitted(slider.returned):
        inside.raise_()
        qtbot.waitUntil(lambda: not slider.isVisible())
    training.raise_()
    qtbot.waitUntil(slider.isVisible)
    with qtbot.waitSignal(slider.returned):
        training.close()


def test_a_training_that_goes_on_does_not_move_the_checkpoint(
    qtbot: QtBot, slider: EpochSlider, run: Run
) -> None:
    slider.show_run(run)
    handle(slider).setValue(4)
    epoch = slider.checkpoint.epoch if slider.checkpoint else None
    assert run.snapshots is not None
    with qtbot.assertNotEmitted(slider.looked_back), qtbot.assertNotEmitted(slider.returned):
        for report in reports(200):
            run.snapshots.add(report)
            slider.update_run(run)
    assert slider.checkpoint is not None
    assert slider.checkpoint.epoch == epoch
    assert handle(slider).maximum() == len(run.snapshots.checkpoints)


def test_at_now_it_stays_at_now_while_the_training_goes_on(slider: EpochSlider, run: Run) -> None:
    slider.show_run(run)
    assert run.snapshots is not None
    for report in reports(30):
        run.snapshots.add(report)
        slider.update_run(run)
    assert slider.checkpoint is None
    assert handle(slider).value() == handle(slider).maximum() == len(run.snapshots.checkpoints)


def test_a_run_of_an_earlier_start_says_why_it_has_no_epochs(slider: EpochSlider, run: Run) -> None:
    run.snapshots = None
    slider.show_run(run)
    assert not handle(slider).isEnabled()
    assert "only while the program stays open" in sentence(slider)
