"""The curves with the real plots: what is drawn, what the pointer and the keys do with it."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsView,
    QLabel,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.training.curves import TrainingCurves, ranges
from app.training.plot_view import PlotView
from app.training.run import Outcome, Run
from app.ui.theme import Chart, chart_colour, palette
from tests.app.parts import part
from tests.app.training.reports import reports, settings

ROOT = Path(__file__).resolve().parents[3]


def run(count: int = 60, *, hour: int = 0, epochs: int = 8, outcome: Outcome) -> Run:
    chosen = settings(epochs=epochs)
    begun = datetime(2026, 1, 31, 12, tzinfo=UTC) + timedelta(hours=hour)
    run = Run(chosen, begun, chosen.learning_rate, outcome)
    for report in reports(count, chosen):
        run.curves.record(report)
        run.epoch = report.epoch
    return run


@pytest.fixture
def curves(qtbot: QtBot) -> TrainingCurves:
    return shown_curves(qtbot)


def shown_curves(qtbot: QtBot) -> TrainingCurves:
    curves = TrainingCurves()
    qtbot.addWidget(curves)
    curves.setPalette(palette(dark=False))
    curves.resize(420, 460)
    curves.show()
    qtbot.waitExposed(curves)
    return curves


def add(qtbot: QtBot, curves: TrainingCurves, run: Run) -> tuple[PlotView, PlotView]:
    """Show a run and wait for the plots."""
    if curves.plots is None:
        with qtbot.waitSignal(curves.ready):
            curves.add(run)
    else:
        curves.add(run)
    assert curves.plots is not None
    QApplication.processEvents()
    return curves.plots.loss, curves.plots.accuracy


def readout(plot: PlotView) -> str:
    return " ".join(label.text() for label in plot.findChildren(QLabel))


def count_pixels(widget: QWidget, colour: QColor) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    wanted = np.array([colour.blue(), colour.green(), colour.red()])
    # A thin line is smoothed: hardly a pixel has all of its colour.
    return int((np.abs(pixels[..., :3].astype(int) - wanted).max(axis=2) <= 24).sum())


def middle(plot: PlotView) -> QPoint:
    """A place in the middle of the plot's own part of the widget."""
    part = viewport(plot)
    return QPoint(part.width() // 2 + 20, part.height() // 2)


def viewport(plot: PlotView) -> QWidget:
    return part(plot, QGraphicsView).viewport()


def crosshair(plot: PlotView) -> float:
    """The epoch at which the crosshair stands, as a screen reader says it."""
    found = re.match(r"Epoch ([\d.]+) ", plot.accessibleDescription())
    assert found is not None
    return float(found[1])


def turn_wheel(plot: PlotView, notches: int) -> None:
    """With the Ctrl key held."""
    place = QPointF(middle(plot))
    event = QWheelEvent(
        place,
        QPointF(viewport(plot).mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport(plot), event)


def drag(qtbot: QtBot, plot: PlotView, by: int) -> None:
    start = middle(plot)
    QTest.mousePress(viewport(plot), Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(viewport(plot), start + QPoint(step * by // 5, 0))
    QTest.mouseRelease(viewport(plot), Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def test_before_any_training_a_sentence_stands_there(curves: TrainingCurves) -> None:
    assert curves.plots is None
    assert "curves of loss and accuracy" in part(curves, QLabel).text()


def test_a_start_imports_no_plots_and_nothing_that_only_closed_panels_need() -> None:
    program = "import sys, app.main_window; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "app.training.curves" in result.stdout.split()
    late = {"pyqtgraph", "scipy", "PIL", "sqlite3", "multiprocessing"}
    closed = ("builder", "comparison", "explain", "fine_tuning", "lessons", "microscope")
    late |= {f"app.{panel}" for panel in closed}
    assert not late & set(result.stdout.split())


def test_a_run_under_way_is_in_colour_and_has_room_for_all_its_epochs(
    qtbot: QtBot, curves: TrainingCurves
) -> None:
    under_way = run(30, outcome=Outcome.RUNNING)
    loss, accuracy = add(qtbot, curves, under_way)
    for plot, chart in (
        (loss, Chart.TRAINING_LOSS),
        (loss, Chart.VALIDATION_LOSS),
        (accuracy, Chart.ACCURACY),
    ):
        assert count_pixels(plot, chart_colour(chart, curves.palette())) > 50, chart
    (left, right), _ = loss.view
    assert left == 0
    assert right == pytest.approx(8, rel=0.05)
    assert accuracy.view[0] == loss.view[0]
    assert "training 0.0155" in readout(loss)
    assert "99.4" in readout(accuracy)


def test_earlier_runs_are_grey_and_a_chosen_one_is_strong(
    qtbot: QtBot, curves: TrainingCurves
) -> None:
    earlier = run(outcome=Outcome.FINISHED)
    _, accuracy = add(qtbot, curves, earlier)
    green = chart_colour(Chart.ACCURACY, curves.palette())
    grey = chart_colour(Chart.EARLIER, curves.palette())
    ink = curves.palette().windowText().color()
    in_colour = count_pixels(viewport(accuracy), green)
    assert in_colour > 50
    add(qtbot, curves, run(1, hour=1, outcome=Outcome.RUNNING))
    stepped_back = count_pixels(viewport(accuracy), grey)
    assert count_pixels(viewport(accuracy), green) < in_colour / 5
    curves.choose(earlier)
    chosen = count_pixels(viewport(accuracy), ink)
    curves.choose(None)
    assert chosen > count_pixels(viewport(accuracy), ink) + 50
    curves.remove(earlier)
    assert count_pixels(viewport(accuracy), grey) < stepped_back - 50


def test_without_runs_the_sentence_is_back(qtbot: QtBot, curves: TrainingCurves) -> None:
    only = run(outcome=Outcome.FINISHED)
    loss, _ = add(qtbot, curves, only)
    hint = part(curves, QLabel)
    assert not hint.isVisible()
    assert loss.isVisible()
    curves.remove(only)
    assert hint.isVisible()
    assert not loss.isVisible()
    assert "training 0" not in readout(loss)


def test_curves_follow_a_training_but_not_faster_than_the_eye(
    qtbot: QtBot, curves: TrainingCurves, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way = run(5, outcome=Outcome.RUNNING)
    loss, _ = add(qtbot, curves, under_way)
    drawn: list[object] = []
    monkeypatch.setattr(curves.plots, "draw", drawn.append)
    rest = iter(list(reports(2000, under_way.settings))[100:])

    def report() -> None:
        under_way.curves.record(next(rest))
        curves.update_run(under_way)

    reporting = QTimer(curves, interval=2)
    reporting.timeout.connect(report)
    begun = time.monotonic()
    reporting.start()
    qtbot.waitUntil(lambda: len(drawn) == 4)
    assert time.monotonic() - begun > 0.3
    reporting.stop()
    monkeypatch.undo()
    under_way.curves.loss.append(8.0, 0.125)
    curves.update_run(under_way)
    qtbot.waitUntil(lambda: "training 0.125" in readout(loss))


def test_hidden_curves_do_nothing_until_they_are_seen(qtbot: QtBot, curves: TrainingCurves) -> None:
    under_way = run(5, outcome=Outcome.RUNNING)
    loss, _ = add(qtbot, curves, under_way)
    curves.hide()
    seen = shown_curves(qtbot)
    seen_loss, _ = add(qtbot, seen, under_way)
    under_way.curves.loss.append(8.0, 0.125)
    for either in (curves, seen):
        either.update_run(under_way)
    qtbot.waitUntil(lambda: "training 0.125" in readout(seen_loss))
    assert "training 0.125" not in readout(loss)
    curves.show()
    assert "training 0.125" in readout(loss)


def test_the_pointer_reads_both_plots_at_one_epoch(qtbot: QtBot, curves: TrainingCurves) -> None:
    under_way = run(81, outcome=Outcome.FINISHED)
    loss, accuracy = add(qtbot, curves, under_way)
    latest = readout(loss)
    QTest.mouseMove(viewport(accuracy), middle(accuracy))
    qtbot.waitUntil(lambda: "Epoch" in readout(loss))
    assert readout(loss) != latest
    epoch = crosshair(accuracy)
    assert crosshair(loss) == epoch
    expected = under_way.curves.accuracy.value_at(epoch)
    assert expected is not None
    assert f"{100 * expected[1]:.1f}" in readout(accuracy)
    QApplication.sendEvent(viewport(accuracy), QEvent(QEvent.Type.Leave))
    assert readout(loss) == latest


def test_wheel_and_drag_choose_a_view_and_a_double_click_gives_it_back(
    qtbot: QtBot, curves: TrainingCurves, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(outcome=Outcome.FINISHED)
    loss, accuracy = add(qtbot, curves, done)
    # Else the library skips moves that follow each other as fast as here.
    options = import_module("pyqtgraph").CONFIG_OPTIONS
    monkeypatch.setitem(options, "mouseRateLimit", 0)
    whole = loss.view
    turn_wheel(loss, 3)
    zoomed = loss.view
    assert zoomed[0][1] - zoomed[0][0] < 0.9 * (whole[0][1] - whole[0][0])
    assert accuracy.view[0] == pytest.approx(zoomed[0])
    drag(qtbot, loss, 60)
    assert loss.view[0][0] < zoomed[0][0]
    # New points leave the user's view alone.
    chosen = loss.view
    QApplication.sendEvent(viewport(loss), QEvent(QEvent.Type.Leave))
    done.curves.loss.append(8.0, 0.125)
    curves.update_run(done)
    qtbot.waitUntil(lambda: "training 0.125" in readout(loss))
    assert loss.view == chosen
    QTest.mouseDClick(viewport(loss), Qt.MouseButton.LeftButton, pos=middle(loss))
    for seen, original in zip(loss.view, whole, strict=True):
        assert seen == pytest.approx(original)


def test_the_wheel_alone_scrolls_the_panel_and_leaves_the_view(qtbot: QtBot) -> None:
    curves = TrainingCurves()
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(curves)
    curves.setMinimumHeight(1000)
    area.resize(400, 500)
    area.show()
    loss, _ = add(qtbot, curves, run(outcome=Outcome.FINISHED))
    whole, bar = loss.view, area.verticalScrollBar()
    assert bar.value() == 0
    # As the window system sends it: only such an event goes on to the widgets around.
    place = QPointF(viewport(loss).mapTo(area, middle(loss)))
    QTest.wheelEvent(area.windowHandle(), place, QPoint(0, -240))
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert loss.view == whole


def test_a_button_shows_everything_again(qtbot: QtBot, curves: TrainingCurves) -> None:
    loss, accuracy = add(qtbot, curves, run(outcome=Outcome.FINISHED))
    whole, button = loss.view, part(loss, QToolButton)
    assert not button.isVisible()
    room = viewport(loss).size()
    turn_wheel(accuracy, 3)
    assert button.isVisible()
    assert viewport(loss).size() == room
    assert loss.view != whole
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.isVisible()
    for seen, original in zip(loss.view, whole, strict=True):
        assert seen == pytest.approx(original)
    turn_wheel(loss, 3)
    curves.begin()
    assert not button.isVisible()


def test_the_keyboard_zooms_moves_reads_and_resets(qtbot: QtBot, curves: TrainingCurves) -> None:
    loss, _ = add(qtbot, curves, run(outcome=Outcome.FINISHED))
    whole = loss.view
    loss.setFocus()
    QTest.keyClick(loss, Qt.Key.Key_Plus)
    zoomed = loss.view
    assert zoomed[0][1] - zoomed[0][0] < whole[0][1] - whole[0][0]
    QTest.keyClick(loss, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert loss.view[0][0] < zoomed[0][0]
    QTest.keyClick(loss, Qt.Key.Key_Right)
    first = crosshair(loss)
    QTest.keyClick(loss, Qt.Key.Key_Right)
    assert crosshair(loss) > first
    QTest.keyClick(loss, Qt.Key.Key_Minus)
    QTest.keyClick(loss, Qt.Key.Key_Home)
    assert loss.view[0] == pytest.approx(whole[0])


def test_a_change_of_theme_reaches_the_curves(qtbot: QtBot, curves: TrainingCurves) -> None:
    loss, _ = add(qtbot, curves, run(outcome=Outcome.FINISHED))
    light = chart_colour(Chart.TRAINING_LOSS, curves.palette())
    assert count_pixels(loss, light) > 50
    curves.setPalette(palette(dark=True))
    dark = chart_colour(Chart.TRAINING_LOSS, curves.palette())
    assert dark != light
    assert count_pixels(loss, dark) > 50
    assert count_pixels(loss, light) == 0


def test_where_a_training_fell_apart_there_is_a_mark(qtbot: QtBot, curves: TrainingCurves) -> None:
    wild = run(2, outcome=Outcome.RUNNING)
    loss, _ = add(qtbot, curves, wild)
    red = curves.palette().color(curves.palette().ColorRole.BrightText)
    assert count_pixels(viewport(loss), red) == 0
    wild.curves.loss.append(wild.epoch, 40_000.0)
    wild.outcome = Outcome.DIVERGED
    curves.update_run(wild)
    qtbot.waitUntil(lambda: loss.view[1][1] > 40_000)
    assert count_pixels(viewport(loss), red) > 10


def test_a_divergence_before_the_first_report_is_marked_as_well(
    qtbot: QtBot, curves: TrainingCurves
) -> None:
    wild = run(1, outcome=Outcome.DIVERGED)
    loss, accuracy = add(qtbot, curves, wild)
    red = curves.palette().color(curves.palette().ColorRole.BrightText)
    assert count_pixels(viewport(loss), red) > 5
    assert count_pixels(viewport(accuracy), red) > 5


def test_the_first_rush_does_not_flatten_the_rest() -> None:
    done = run(0, outcome=Outcome.FINISHED)
    for step in range(100):
        rush = step < 4
        done.curves.loss.append(step / 20, 2.3 if rush else 0.18)
        done.curves.accuracy.append(step / 20, 0.1 if rush else 0.97)
    seen = ranges([done], leading=done, chosen=None)
    assert seen.losses == (0.0, 0.2)
    assert seen.accuracies == (0.9, 0.99)
    wild = replace(done, outcome=Outcome.DIVERGED)
    assert ranges([wild], leading=wild, chosen=None).losses[1] > 2.3


@pytest.mark.parametrize(
    ("accuracies", "seen"),
    [
        ([0.78, 0.8, 0.81], (0.5, 0.99)),
        ([0.97, 0.98, 0.9917], (0.9, 0.995)),
        ([0.1, 0.1, 0.1], (0.0, 0.99)),
        ([0.999, 1.0, 1.0], (0.9, 1.0)),
    ],
)
def test_good_and_poor_accuracies_are_both_in_view(
    accuracies: list[float], seen: tuple[float, float]
) -> None:
    done = run(0, outcome=Outcome.FINISHED)
    for epoch, accuracy in enumerate(accuracies):
        done.curves.accuracy.append(epoch, accuracy)
    assert ranges([done], leading=done, chosen=None).accuracies == seen


def test_a_tenth_of_the_errors_is_a_step_upwards_wherever_it_is(
    qtbot: QtBot, curves: TrainingCurves
) -> None:
    done = run(0, outcome=Outcome.FINISHED)
    for epoch, value in enumerate([0.1, 0.9, 0.99, 0.999]):
        done.curves.accuracy.append(epoch, value)
    _, accuracy = add(qtbot, curves, done)
    assert accuracy.view[1][0] <= 0.0
    assert accuracy.view[1][1] > 0.999
    numbers = accuracy.axis_numbers()
    assert {"0\u00a0%", "90\u00a0%", "99\u00a0%", "99.9\u00a0%"} <= set(numbers)


def test_the_axes_stand_still_while_a_curve_grows() -> None:
    under_way = run(0, outcome=Outcome.RUNNING)
    seen = set()
    for step in range(200):
        under_way.curves.loss.append(step / 40, 1.0 + 0.001 * step)
        seen.add(ranges([under_way], leading=under_way, chosen=None))
    assert len(seen) <= 3


def test_ranges_are_ranges_even_of_nothing() -> None:
    for seen in (
        ranges([], leading=None, chosen=None),
        ranges([run(0, outcome=Outcome.RUNNING)], leading=None, chosen=None),
        ranges([run(1, outcome=Outcome.STOPPED)], leading=None, chosen=None),
    ):
        for low, high in (seen.epochs, seen.losses, seen.accuracies):
            assert low < high
            assert math.isfinite(high - low)


def test_a_run_beside_another_does_not_take_the_lead(qtbot: QtBot, curves: TrainingCurves) -> None:
    leading = run(30, outcome=Outcome.RUNNING)
    _, accuracy = add(qtbot, curves, leading)
    green = chart_colour(Chart.ACCURACY, curves.palette())
    in_colour = count_pixels(viewport(accuracy), green)
    side = run(30, hour=1, outcome=Outcome.RUNNING)
    side.is_beside = True
    add(qtbot, curves, side)
    assert count_pixels(viewport(accuracy), green) > in_colour / 2
    curves.choose(None)
    curves.remove(side)
    curves.remove(leading)
    # Alone, it is what there is to see.
    add(qtbot, curves, side)
    assert count_pixels(viewport(accuracy), green) > in_colour / 2
