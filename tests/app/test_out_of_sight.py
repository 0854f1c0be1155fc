"""What the window does while nobody draws, or nobody sees it: nothing."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.prediction.recognizer import Recognizer
from app.training.retraining import Retraining
from app.ui.panel import LatePanel, Panel
from nn.reader import Reading
from tests.app.hand import DIGITS, draw
from tests.app.parts import canvas_of, click, part
from tests.app.waiting import bring_to_front

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 4.0


class Events(QObject):
    """Counts those of all objects by their type."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[QEvent.Type] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.counts[event.type()] += 1
        return False


def test_a_window_that_nobody_touches_sleeps() -> None:
    program = [sys.executable, "-m", "tests.benchmarks.launched_app", "rest", str(SECONDS)]
    result = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    processor_time, turns = map(float, result.stdout.split())
    assert processor_time < 0.005 * SECONDS
    assert turns < 5 * SECONDS


def test_a_minimised_window_in_training_reads_and_paints_nothing_until_it_is_back(
    qapp: QApplication, qtbot: QtBot, shipped: Path, many_digits_path: Path
) -> None:
    window = MainWindow(data_path=many_digits_path)
    qtbot.addWidget(window)
    window.show()
    draw(canvas_of(window), DIGITS[7])
    bring_to_front(qtbot, part(window, LatePanel, "insideDock"))
    bring_to_front(qtbot, part(window, Panel, "trainingDock"))
    retraining, recognizer = part(window, Retraining), part(window, Recognizer)
    with qtbot.waitSignal(retraining.progressed):
        click(window, "retrainButton")
    window.showMinimized()
    # What was begun before is still on its way.
    qtbot.wait(300)
    before, events = recognizer.reader, Events()
    readings: list[Reading] = []
    recognizer.read.connect(readings.append)
    qapp.installEventFilter(events)
    for _ in range(4):
        with qtbot.waitSignal(retraining.progressed):
            pass
    qapp.removeEventFilter(events)
    assert events.counts[QEvent.Type.Paint] == 0
    assert events.counts[QEvent.Type.Timer] < 4 * 5
    assert readings == []
    with qtbot.waitSignal(recognizer.read):
        window.showNormal()
    assert recognizer.reader is not before
    window.close()
