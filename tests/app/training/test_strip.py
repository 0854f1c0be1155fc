"""The strip: what it says while a network learns, and that it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.training.panel import TrainingPanel
from app.training.run import Outcome, Run
from app.training.strip import SmallCurve, TrainingStrip
from app.ui.zoom import Zoom
from tests.app.parts import click, part
from tests.app.training.reports import reports, settings
from tests.app.training.test_panel import FINISHED, PROGRESS


@pytest.fixture
def panel(qtbot: QtBot) -> TrainingPanel:
    panel = TrainingPanel()
    qtbot.addWidget(panel)
    return panel


@pytest.fixture
def strip(qtbot: QtBot, panel: TrainingPanel) -> TrainingStrip:
    strip = panel.strip
    strip.setParent(None)
    qtbot.addWidget(strip)
    strip.resize(900, strip.sizeHint().height())
    strip.show()
    return strip


def figures(strip: TrainingStrip) -> str:
    return part(strip, QLabel, "stripFigures").text()


def test_it_says_how_far_how_long_yet_and_how_good(
    panel: TrainingPanel, strip: TrainingStrip
) -> None:
    strip.resize(1280, strip.height())
    panel.start()
    panel.show_progress(PROGRESS)
    assert figures(strip) == "Epoch 2.0 of 8 · 4 s left · 97.0\u00a0% right"
    panel.show_progress(replace(PROGRESS, epoch=8.0, seconds_left=0.0, finished=True))
    panel.show_finished(FINISHED)
    assert "left" not in figures(strip)
    panel.start()
    assert figures(strip) == ""


@pytest.mark.parametrize("width", [900, 1280, 3840])
def test_nothing_in_it_is_cut_off(panel: TrainingPanel, strip: TrainingStrip, width: int) -> None:
    strip.resize(width, strip.height())
    panel.start()
    panel.show_progress(PROGRESS)
    for widget in filter(QWidget.isVisible, strip.findChildren(QWidget)):
        place = QRect(widget.mapTo(strip, QPoint(0, 0)), widget.size())
        assert strip.rect().contains(place), widget.objectName()
    for label in strip.findChildren(QLabel):
        if not label.wordWrap():
            assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width()
        needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
        assert label.height() >= needed, label.text()
    for button in strip.findChildren(QAbstractButton):
        assert button.width() >= button.sizeHint().width(), button.text()


def test_a_stopped_training_has_no_time_left(panel: TrainingPanel, strip: TrainingStrip) -> None:
    strip.resize(1280, strip.height())
    panel.start()
    panel.show_progress(PROGRESS)
    panel.show_stopped()
    assert figures(strip) == "Epoch 2.0 of 8 · 97.0\u00a0% right"


def test_its_button_asks_for_everything(qtbot: QtBot, strip: TrainingStrip) -> None:
    with qtbot.waitSignal(strip.details_requested):
        click(strip, "trainingDetails")


def test_the_curve_shows_the_newest_run_and_moves_with_it(
    qtbot: QtBot, strip: TrainingStrip
) -> None:
    curve = part(strip, SmallCurve, "smallCurve")
    before = curve.grab().toImage()
    run = Run(settings(), datetime.now(UTC), 0.003)
    *earlier, last = reports(5)
    for progress in earlier:
        run.curves.record(progress)
    curve.show_run(run)
    drawn = curve.grab().toImage()
    assert drawn != before
    assert "right" in curve.accessibleDescription()
    run.curves.record(last)
    run.epoch = last.epoch
    run.outcome = Outcome.FINISHED
    curve.update_run(run)
    qtbot.waitUntil(lambda: curve.grab().toImage() != drawn)
    curve.remove_run(run)
    assert curve.accessibleDescription() == "No training yet"
    assert curve.grab().toImage() == before


@pytest.mark.parametrize(("percent", "width"), [(125, 900), (150, 900), (200, 1280), (250, 1280)])
def test_its_sentence_is_whole_in_large_type(window: MainWindow, percent: int, width: int) -> None:
    zoom = part(window, Zoom)
    zoom.set_percent(percent)
    window.resize(width, 720)
    try:
        # What asks for another layout has it with the next events.
        QApplication.processEvents()
        status = part(window, QLabel, "trainingStatus")
        assert status.text() == "Press Retrain to see the network learn."
        assert status.height() >= status.heightForWidth(status.width())
    finally:
        zoom.set_percent(100)
