"""The curves of compared runs, with the real plots."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QGraphicsView, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.comparison.curves import ComparedCurves
from app.comparison.plots import ComparedPlots
from app.training.run import Outcome, Run
from app.ui.theme import COMPARED, chart_colour, palette
from tests.app.parts import part
from tests.app.training.reports import reports, settings

ROOT = Path(__file__).resolve().parents[3]


def run(count: int = 60, recipe: str = "mlp", *, hour: int = 0) -> Run:
    chosen = settings(recipe)
    begun = datetime(2026, 1, 31, 12, tzinfo=UTC) + timedelta(hours=hour)
    run = Run(chosen, begun, chosen.learning_rate, Outcome.FINISHED)
    for report in reports(count, chosen):
        run.curves.record(report)
        run.epoch = report.epoch
    return run


@pytest.fixture
def curves(qtbot: QtBot) -> ComparedCurves:
    curves = ComparedCurves()
    qtbot.addWidget(curves)
    curves.setPalette(palette(dark=False))
    curves.resize(420, 460)
    curves.show()
    qtbot.waitExposed(curves)
    return curves


def plots(qtbot: QtBot, curves: ComparedCurves) -> ComparedPlots:
    qtbot.waitUntil(lambda: curves.plots is not None)
    QApplication.processEvents()
    assert curves.plots is not None
    return curves.plots


def count_pixels(plot: QWidget, colour: QColor) -> int:
    view = part(plot, QGraphicsView).viewport()
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)
    wanted = np.array([colour.blue(), colour.green(), colour.red()])
    return int((np.abs(pixels[..., :3].astype(int) - wanted).max(axis=2) <= 24).sum())


def text(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_without_runs_a_sentence_stands_there_and_nothing_is_imported() -> None:
    program = (
        "import sys, app.comparison.panel; from PySide6.QtWidgets import QApplication;"
        "app = QApplication([]); from app.comparison.curves import ComparedCurves;"
        "ComparedCurves().show_runs([None, None]); print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "pyqtgraph" not in {name.partition(".")[0] for name in result.stdout.split()}


def test_each_run_has_the_colour_of_its_column(qtbot: QtBot, curves: ComparedCurves) -> None:
    assert "Choose runs" in text(curves)
    curves.show_runs([None, run(60), run(20, hour=1), None])
    shown = plots(qtbot, curves)
    assert "Choose runs" not in text(curves)
    pixels = [
        count_pixels(shown.accuracy, chart_colour(which, curves.palette())) for which in COMPARED
    ]
    assert pixels[0] < 20
    assert pixels[2] > 50
    assert pixels[3] < 20
    assert shown.accuracy.accessibleDescription() == "B: 99.4\u00a0%, C: 99.4\u00a0%"


def test_a_run_that_goes_on_is_followed(qtbot: QtBot, curves: ComparedCurves) -> None:
    learning = run(10)
    learning.outcome = Outcome.RUNNING
    curves.show_runs([learning])
    shown = plots(qtbot, curves)
    learning.curves.accuracy.append(8.0, 0.5)
    curves.update_run(learning)
    qtbot.waitUntil(lambda: "50\u00a0%" in shown.accuracy.accessibleDescription())


def test_a_column_that_chooses_another_run_loses_the_old_curve(
    qtbot: QtBot, curves: ComparedCurves
) -> None:
    curves.show_runs([run(60)])
    shown = plots(qtbot, curves)
    colour = chart_colour(COMPARED[0], curves.palette())
    assert count_pixels(shown.accuracy, colour) > 50
    curves.show_runs([None, run(60)])
    assert count_pixels(shown.accuracy, colour) < 20


def test_losses_that_cannot_be_compared_are_told(qtbot: QtBot, curves: ComparedCurves) -> None:
    curves.show_runs([run(recipe="mlp"), run(recipe="cnn")])
    plots(qtbot, curves)
    assert "different losses" not in text(curves)
    curves.show_runs([run(recipe="mlp"), run(recipe="classic")])
    assert "different losses" in text(curves)


def test_pointing_reads_all_curves_at_one_epoch(qtbot: QtBot, curves: ComparedCurves) -> None:
    first, second = run(9), run(9)
    second.curves.accuracy.append(9.0, 0.25)
    curves.show_runs([first, second])
    shown = plots(qtbot, curves)
    shown.loss.pointed.emit(9.0)
    assert shown.accuracy.accessibleDescription() == "A: 99.4\u00a0%, B: 25\u00a0%"
    shown.loss.pointed.emit(0.0)
    assert shown.accuracy.accessibleDescription() == "A: 10\u00a0%, B: 10\u00a0%"
