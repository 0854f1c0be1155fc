"""How promptly the window answers: pointer to bars, and the event loop itself.

A hand draws digit after digit with mouse events that are posted to the canvas, 125 of them a
second as a mouse sends them. Each event's latency is the time from its posting to the end of the
first painting of the bars that shows a reading made after it.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QMouseEvent

from app.drawing.canvas import Canvas
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.recognizer import Recognizer
from tests.benchmarks.bench_window import BenchWindow, wait, wait_for
from tests.benchmarks.figures import Figure, percentile

DIGITS = 25
"""Digits drawn for one figure, a little more than half a second each."""

EVENT_INTERVAL = 8
"""Milliseconds between two mouse events."""

FRAME = 16.7
"""Milliseconds that a frame may take: 60 are shown in a second."""

TICK = 5
"""Milliseconds between two ticks of the timer whose lateness is measured."""

LATENESS_SECONDS = 30.0

RECIPE = "cnn"
"""What is trained meanwhile: of the recipes for a click, the one that works the machine most."""


class Hand(QObject):
    """Draws threes, and measures how long each movement takes to move the bars.

    A movement is posted, then drawn by the canvas, then read by the network, then painted.
    """

    def __init__(self, bench: BenchWindow) -> None:
        super().__init__()
        self._bench = bench
        self._canvas = bench.part(Canvas)
        self._bars = bench.part(ProbabilityBars)
        self._path: Iterator[QPointF] = iter(())
        self._last = QPointF()
        self._drawn_digits = 0
        self._posted: list[float] = []
        self._drawn: list[float] = []
        self._read: list[float] = []
        self._latencies: list[float] = []
        self._shown: list[float] = []
        self._timer = QTimer(self, interval=EVENT_INTERVAL, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._move)
        self._canvas.changed.connect(self._was_drawn)
        bench.part(Recognizer).read.connect(self._was_read)
        bench.on_bars_painted.append(self._was_painted)

    def latencies(self, digits: int) -> list[float]:
        """Milliseconds from movement to painted bars, of every movement of so many digits."""
        self._latencies.clear()
        for _ in range(digits):
            self.draw()
            self._bench.press("clearButton")
            wait(0.05)
        return self._latencies

    def draw(self) -> None:
        """Draw one digit and leave it on the canvas."""
        for waiting in (self._posted, self._drawn, self._read):
            waiting.clear()
        shift = 0.02 * math.sin(self._drawn_digits)
        self._drawn_digits += 1
        self._path = (self._bench.on_canvas(x + shift, y) for x, y in three())
        self._post(QEvent.Type.MouseButtonPress, next(self._path))
        self._timer.start()
        wait_for(lambda: not self._timer.isActive())
        wait(0.1)

    @Slot()
    def _move(self) -> None:
        point = next(self._path, None)
        if point is None:
            self._timer.stop()
            self._post(QEvent.Type.MouseButtonRelease, self._last)
        else:
            self._posted.append(time.perf_counter())
            self._post(QEvent.Type.MouseMove, point)

    def _post(self, kind: QEvent.Type, point: QPointF) -> None:
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        event = QMouseEvent(
            kind,
            point,
            self._canvas.mapToGlobal(point),
            none if kind is QEvent.Type.MouseMove else left,
            none if kind is QEvent.Type.MouseButtonRelease else left,
            Qt.KeyboardModifier.NoModifier,
        )
        self._last = point
        QCoreApplication.postEvent(self._canvas, event)

    @Slot()
    def _was_drawn(self) -> None:
        self._drawn += self._posted
        self._posted.clear()

    @Slot()
    def _was_read(self) -> None:
        self._read += self._drawn
        self._drawn.clear()
        if self._bars.property("probabilities") == self._shown:
            # The reading is what the bars already show: there is nothing to paint.
            self._was_painted()

    def _was_painted(self) -> None:
        now = time.perf_counter()
        self._latencies += [1000 * (now - posted) for posted in self._read]
        self._read.clear()
        self._shown = self._bars.property("probabilities")


class Metronome(QObject):
    """A timer that notes how late each of its ticks is."""

    def __init__(self) -> None:
        super().__init__()
        self.lateness: list[float] = []
        self._last = 0.0
        self._timer = QTimer(self, interval=TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def listen(self, seconds: float) -> list[float]:
        """Lateness in milliseconds of every tick in so many seconds."""
        self._last = time.perf_counter()
        self._timer.start()
        wait(seconds)
        self._timer.stop()
        return self.lateness

    @Slot()
    def _tick(self) -> None:
        now = time.perf_counter()
        self.lateness.append(max(0.0, 1000 * (now - self._last) - TICK))
        self._last = now


def three(points: int = 60) -> Iterator[tuple[float, float]]:
    """A three as (x, y) from 0 to 1: two arcs, one below the other."""
    for index in range(points):
        place = 2 * index / (points - 1)
        turn = math.pi * ((place % 1 if place < 2 else 1) * 1.3 - 0.65)
        centre = 0.35 if place < 1 else 0.65
        yield 0.45 + 0.18 * math.cos(turn), centre + 0.15 * math.sin(turn)


def measure_idle(bench: BenchWindow, *, bar: float = 10) -> Iterator[Figure]:
    """Pointer to bars with nothing else going on."""
    latencies = Hand(bench).latencies(DIGITS)
    yield Figure(
        "pointer event to repainted bars, idle, p99", percentile(latencies, 0.99), "ms", bar
    )


def measure_in_training(bench: BenchWindow, *, bar: float = 12) -> Iterator[Figure]:
    """Pointer to bars, and the event loop's lateness, while the window trains."""
    bench.keep_training(RECIPE)
    hand = Hand(bench)
    latencies = hand.latencies(DIGITS)
    yield Figure(
        "pointer event to repainted bars, training, p99", percentile(latencies, 0.99), "ms", bar
    )
    # A drawing stays on the canvas, so that the bars follow every report.
    hand.draw()
    bench.frames.clear()
    lateness = Metronome().listen(LATENESS_SECONDS)
    bench.stop_training()
    in_time = sum(frame <= FRAME for frame in bench.frames) / max(len(bench.frames), 1)
    yield Figure(
        "frames of the network's picture in training, painted in time",
        in_time,
        "%",
        0.99,
        sense="at least",
    )
    yield Figure("event-loop lateness in training, p99", percentile(lateness, 0.99), "ms", 8)
    yield Figure("event-loop lateness in training, max over 30 s", max(lateness), "ms", 50)
