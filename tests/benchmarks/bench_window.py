"""The program's real window, with a stopwatch at its bars."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, QPointF, QSize, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QWidget

from app.application import name_application
from app.jobs.job import Job
from app.main_window import MainWindow
from app.network_picture.picture import NetworkPicture
from app.prediction.probability_bars import ProbabilityBars
from app.training.retraining import Retraining
from app.training.run import Outcome, Run

SIZE = QSize(1280, 720)
"""Of the window, logical pixels."""

PATIENCE = 120.0
"""Seconds after which something that should have happened will not happen any more."""

Part = TypeVar("Part", bound=QObject)


class MeasurementError(Exception):
    """The program did not do what was to be measured."""


@dataclass
class BenchWindow:
    """A shown main window. ``on_bars_painted`` is called after every painting of its bars.

    ``frames`` are milliseconds from the beginning of each frame of the network's picture, when its
    numbers are computed, to the end of its painting.
    """

    window: MainWindow
    on_bars_painted: list[Callable[[], None]] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)

    def part(self, kind: type[Part], name: str = "") -> Part:
        """The child of that kind, by its object name if it needs one."""
        found = self.window.findChild(kind, name) if name else self.window.findChild(kind)
        if found is None:
            raise MeasurementError(f"the window has no {kind.__name__} {name}")
        return found

    @property
    def retraining(self) -> Retraining:
        return self.part(Retraining)

    @property
    def job(self) -> Job:
        """The training under way."""
        return self.retraining.findChildren(Job)[-1]

    @property
    def canvas(self) -> QWidget:
        return self.part(QWidget, "canvas")

    def press(self, name: str) -> None:
        """Press the button with that object name."""
        self.part(QAbstractButton, name).click()

    def retrain(self, recipe: str) -> None:
        """Choose the recipe and press Retrain."""
        selector = self.part(QComboBox, "recipeSelector")
        selector.setCurrentIndex(selector.findData(recipe))
        self.press("retrainButton")

    def keep_training(self, recipe: str) -> None:
        """Train, and anew whenever it is finished; returns when it has begun to learn."""
        history = self.retraining.history
        history.updated.connect(self._train_again)
        self.retrain(recipe)
        wait_for(lambda: history.current in history.runs)

    def stop_training(self) -> None:
        """Press Stop and wait until the process is gone."""
        self.retraining.history.updated.disconnect(self._train_again)
        self.press("stopButton")
        wait_for(lambda: self.retraining.process_id is None)

    def _train_again(self, run: Run) -> None:
        if run.outcome is Outcome.FINISHED:
            # Once the panel has been told as well.
            QTimer.singleShot(0, partial(self.press, "retrainButton"))

    def on_canvas(self, x: float, y: float) -> QPointF:
        """A place on the canvas, from (0, 0) at the top left to (1, 1)."""
        return QPointF(x * self.canvas.width(), y * self.canvas.height())


@contextmanager
def bench_window(home: Path, data: Path) -> Iterator[BenchWindow]:
    """The window with an empty home folder, training on ``data``; closed in the end."""
    os.environ["DIGITS_HOME"] = str(home)
    application = QApplication.instance() or QApplication(["Digits"])
    name_application()
    painters: list[Callable[[], None]] = []
    frames: list[float] = []
    with watched_bars(painters), watched_frames(frames):
        window = MainWindow(data)
        # Wide enough for the network's picture.
        window.resize(SIZE)
        window.show()
        wait(0.5)
        try:
            yield BenchWindow(window, painters, frames)
        finally:
            window.close()
            window.deleteLater()
            application.processEvents()


@contextmanager
def watched_bars(painters: list[Callable[[], None]]) -> Iterator[None]:
    """While it lasts, each painting of any bars is followed by a call of all ``painters``."""
    original = ProbabilityBars.paintEvent

    def paint_and_tell(bars: ProbabilityBars, event: QPaintEvent) -> None:
        original(bars, event)
        for tell in painters:
            tell()

    ProbabilityBars.paintEvent = paint_and_tell  # type: ignore[assignment]
    try:
        yield
    finally:
        ProbabilityBars.paintEvent = original  # type: ignore[method-assign]


@contextmanager
def watched_frames(frames: list[float]) -> Iterator[None]:
    """While it lasts, the times of all frames of any network's picture that is made meanwhile."""
    compute, paint = NetworkPicture._refresh, NetworkPicture.paintEvent
    begun: dict[NetworkPicture, float] = {}

    def begin(picture: NetworkPicture) -> None:
        begun.setdefault(picture, time.perf_counter())
        compute(picture)

    def end(picture: NetworkPicture, event: QPaintEvent) -> None:
        paint(picture, event)
        if picture in begun:
            frames.append(1000 * (time.perf_counter() - begun.pop(picture)))

    NetworkPicture._refresh = begin  # type: ignore[assignment]
    NetworkPicture.paintEvent = end  # type: ignore[assignment]
    try:
        yield
    finally:
        NetworkPicture._refresh = compute  # type: ignore[method-assign]
        NetworkPicture.paintEvent = paint  # type: ignore[method-assign]


def wait(seconds: float) -> None:
    """Let the window live for so long."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait_for(condition: Callable[[], bool], *, patience: float = PATIENCE) -> None:
    """Let the window live until the condition holds; raises MeasurementError if it never does."""
    loop = QEventLoop()
    end = time.perf_counter() + patience

    def look() -> None:
        if condition() or time.perf_counter() > end:
            loop.quit()

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if not condition():
        raise MeasurementError(f"waited {patience:.0f} s in vain")
