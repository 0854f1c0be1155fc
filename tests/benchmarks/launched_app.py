"""The program started as ``main.py`` starts it, with something happening once its window is there.

For processes of their own: ``python -m tests.benchmarks.launched_app start`` draws a line and
prints the monotonic time at which the bars had been painted with its reading; ``… train DATA
RECIPE SECONDS`` trains for so long; ``… rest SECONDS`` leaves the window alone for so long and
prints the seconds of processor time and the turns of the event loop that it took meanwhile. Each
then closes the window.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import app.application

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.training.retraining import Underway
    from tests.benchmarks.bench_window import BenchWindow

SETTLED = 5.0
"""Seconds after which a window has done what it does at first."""


def run_and(begin: Callable[[BenchWindow], None], data: Path | None = None) -> int:
    """Run the program, and call ``begin`` as soon as its window is shown."""
    with ExitStack() as stack:

        class Session(app.application.Session):
            """The program's session, that begins by itself."""

            def open(self, underway: Underway | None = None) -> MainWindow:
                # Imported here, as the program imports its window: when all else is there.
                from PySide6.QtCore import QTimer

                from tests.benchmarks.bench_window import BenchWindow, watched_bars

                painters: list[Callable[[], None]] = []
                stack.enter_context(watched_bars(painters))
                window = super().open(underway)
                bench = BenchWindow(window, painters)
                QTimer.singleShot(0, functools.partial(begin, bench))
                return window

        app.application.Session = Session  # type: ignore[misc]
        return app.application.run(data)


def draw_and_tell(bench: BenchWindow) -> None:
    """Draw a line; print the time when it has been read and close."""
    from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer
    from PySide6.QtGui import QMouseEvent

    from app.drawing.canvas import Canvas
    from app.prediction.probability_bars import ProbabilityBars

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
    from PySide6.QtCore import QTimer

    bench.retrain(recipe)
    bench.job.ended.connect(bench.window.close)
    QTimer.singleShot(round(1000 * seconds), bench.window.close)


def rest_and_tell(seconds: float, bench: BenchWindow) -> None:
    """Leave the window alone; print what that took and close."""
    from PySide6.QtCore import QAbstractEventDispatcher

    from tests.benchmarks.bench_window import wait

    turns: list[None] = []
    wait(SETTLED)
    QAbstractEventDispatcher.instance().awake.connect(functools.partial(turns.append, None))
    begun = time.process_time()
    wait(seconds)
    print(time.process_time() - begun, len(turns), flush=True)
    bench.window.close()


if __name__ == "__main__":
    task, *options = sys.argv[1:]
    if task == "start":
        sys.exit(run_and(draw_and_tell))
    if task == "rest":
        sys.exit(run_and(functools.partial(rest_and_tell, float(options[0]))))
    data, recipe, seconds = options
    sys.exit(run_and(functools.partial(train_and_close, recipe, float(seconds)), Path(data)))
