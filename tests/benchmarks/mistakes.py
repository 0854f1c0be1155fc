"""How the window answers while the confusion matrix is being computed.

The panel is given one network after the other, so that its process reads test images all the
time, but for the half second in which the panel lets each new network settle.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Slot

from app.mistakes.finder import FoundMistakes, MistakesFinder
from app.mistakes.panel import MistakesPanel
from app.prediction.recognizer import Recognizer
from nn.reader import Reader
from tests.benchmarks.bench_window import BenchWindow, MeasurementError, wait_for
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.responsiveness import DIGITS, Hand, Metronome

LATENESS_SECONDS = 10.0


class Examiner(QObject):
    """Hands the panel another network as soon as it knows the last one's mistakes."""

    def __init__(self, bench: BenchWindow) -> None:
        super().__init__()
        self._panel = bench.part(MistakesPanel)
        self._finder = bench.part(MistakesFinder)
        self._recognizer = bench.part(Recognizer)
        self._handed_over = 0
        self.seconds: list[float] = []
        self._begun = 0.0

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Meanwhile there is always a matrix under way."""
        self._finder.found.connect(self._look)
        self._hand_over()
        wait_for(lambda: self._finder.is_running)
        try:
            yield
        finally:
            self._finder.found.disconnect(self._look)

    @Slot(object)
    def _look(self, found: FoundMistakes) -> None:
        if found.is_complete:
            self.seconds.append(time.perf_counter() - self._begun)
            self._hand_over()

    def _hand_over(self) -> None:
        """A network that reads like the window's own, but has other weights."""
        reader = self._recognizer.reader
        if reader is None:
            raise MeasurementError("the window has no network")
        self._handed_over += 1
        self._begun = time.perf_counter()
        parameters = reader.network.parameters.copy()
        parameters[0] += 1e-6 * self._handed_over
        network = reader.network.with_parameters(parameters)
        self._panel.set_model(Reader(network, reader.calibration), "")


def measure_mistakes(bench: BenchWindow) -> Iterator[Figure]:
    """Pointer to bars, and the event loop's lateness, while test images are read."""
    examiner = Examiner(bench)
    with examiner.at_work():
        latencies = Hand(bench).latencies(DIGITS)
        lateness = Metronome().listen(LATENESS_SECONDS)
        wait_for(lambda: bool(examiner.seconds))
    yield Figure(
        "pointer event to repainted bars, matrix under way, p99",
        percentile(latencies, 0.99),
        "ms",
        16,
    )
    yield Figure("event-loop lateness, matrix under way, p99", percentile(lateness, 0.99), "ms", 8)
    yield Figure("event-loop lateness, matrix under way, max over 10 s", max(lateness), "ms")
    yield Figure("test images read and shown, settling included", min(examiner.seconds), "s")
