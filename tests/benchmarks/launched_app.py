"""The program started as ``main.py`` starts it, with something happening once its window is there.

For processes of their own: ``python -m tests.benchmarks.launched_app start`` draws a line and
prints the monotonic time at which the bars had been painted with its reading; ``… train DATA
RECIPE SECONDS`` trains for so long. Either way the window then closes.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QShowEvent

import app.main_window
from app.application import run
from app.drawing.canvas import Canvas
from app.prediction.probability_bars import ProbabilityBars
from tests.benchmarks.bench_window import BenchWindow, watched_bars


def run_and(begin: Callable[[BenchWindow], None], data: Path | None = None) -> int:
    """Run the program, and call ``begin`` as soon as its window is shown."""
    painters: list[Callable[[], None]] = []

    class Window(app.main_window.MainWindow):
        """The main window, that begins by itself."""

        def showEvent(self, event: QShowEvent) -> None:
            super().showEvent(event)
            bench = BenchWindow(self, painters)
            QTimer.singleShot(0, functools.partial(begin, bench))

    app.main_window.MainWindow = Window  # type: ignore[misc]
    with watched_bars(painters):
        return run(data)


def draw_and_tell(bench: BenchWindow) -> None:
    """Draw a line; print the time when it has been read and close."""
    bars = bench.part(ProbabilityBars)

    def tell() -> None:
        if bars.property("probabilities"):
            print(time.monotonic(), flush=True)
            bench.on_bars_painted.clear()
            # The next start would find the line on the canvas, and draw another one beside it.
            bench.part(Canvas).clear()
            QTimer.singleShot(0, bench.window.close)

    bench.on_bars_painted.append(tell)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, height, buttons in (
        (QEvent.Type.MouseButtonPress, 0.2, left),
        (QEvent.Type.MouseMove, 0.8, left),
        (QEvent.Type.MouseButtonRelease, 0.8, none),
    ):
        place = bench.on_canvas(0.5, height)
        button = none if kind is QEvent.Type.MouseMove else left
        event = QMouseEvent(
            kind,
            place,
            QPointF(bench.canvas.mapToGlobal(place)),
            button,
            buttons,
            Qt.KeyboardModifier.NoModifier,
        )
        QCoreApplication.postEvent(bench.canvas, event)


def train_and_close(recipe: str, seconds: float, bench: BenchWindow) -> None:
    """Train for so long, or to the end, and close."""
    bench.retrain(recipe)
    bench.job.ended.connect(bench.window.close)
    QTimer.singleShot(round(1000 * seconds), bench.window.close)


if __name__ == "__main__":
    task, *options = sys.argv[1:]
    if task == "start":
        sys.exit(run_and(draw_and_tell))
    data, recipe, seconds = options
    sys.exit(run_and(functools.partial(train_and_close, recipe, float(seconds)), Path(data)))
