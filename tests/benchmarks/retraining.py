"""Retraining as a person meets it: how soon it is good, how soon it stops."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil

from app.training.training_report import TrainingReport
from tests.benchmarks.bench_window import BenchWindow, wait, wait_for
from tests.benchmarks.figures import Figure

GOOD = 0.975
"""Validation accuracy that counts as learned, on the whole validation part."""

STOPS = 8
"""Trainings that are stopped, each a little later in its life."""


def measure_stop(bench: BenchWindow) -> Iterator[Figure]:
    """The longest time from Stop to a process that is gone and a window that knows it."""
    worst = max(_stop_after(bench, 0.5 * attempt) for attempt in range(STOPS))
    yield Figure(f"Stop pressed to training ended, max of {STOPS}", worst, "ms", 200)


def measure_accuracy(bench: BenchWindow) -> Iterator[Figure]:
    """The time from Retrain to an accuracy that a person would call good."""
    good: list[TrainingReport] = []

    def look(report: TrainingReport) -> None:
        if report.validated and (report.validation_accuracy or 0) >= GOOD:
            good.append(report)

    bench.trainer.progressed.connect(look)
    start = time.perf_counter()
    bench.retrain("mlp")
    wait_for(lambda: bool(good) or not bench.trainer.is_running)
    seconds = time.perf_counter() - start if good else float("inf")
    bench.trainer.progressed.disconnect(look)
    wait_for(lambda: not bench.trainer.is_running)
    yield Figure(f"Retrain pressed to {GOOD:.1%} validation accuracy, mlp", seconds, "s", 10)


def _stop_after(bench: BenchWindow, seconds: float) -> float:
    """Milliseconds that it takes to stop a training of that age."""
    bench.retrain("cnn")
    wait(seconds)
    process_id = bench.trainer.process_id
    assert process_id is not None
    stopped: list[float] = []

    def note() -> None:
        stopped.append(time.perf_counter())

    bench.trainer.stopped.connect(note)
    start = time.perf_counter()
    bench.press("stopButton")
    wait_for(lambda: bool(stopped))
    bench.trainer.stopped.disconnect(note)
    assert not psutil.pid_exists(process_id)
    return 1000 * (stopped[0] - start)
