"""Retraining as a person meets it: how soon it is good, how soon it stops."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil

from app.jobs.job import Ending
from nn.training.progress import Progress
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
    good: list[Progress] = []

    def look(report: object) -> None:
        if (
            isinstance(report, Progress)
            and report.validated
            and (report.validation_accuracy or 0) >= GOOD
        ):
            good.append(report)

    start = time.perf_counter()
    bench.retrain("mlp")
    bench.job.progressed.connect(look)
    wait_for(lambda: bool(good) or not bench.retraining.is_running)
    seconds = time.perf_counter() - start if good else float("inf")
    wait_for(lambda: not bench.retraining.is_running)
    yield Figure(f"Retrain pressed to {GOOD:.1%} validation accuracy, mlp", seconds, "s", 10)


def _stop_after(bench: BenchWindow, seconds: float) -> float:
    """Milliseconds that it takes to stop a training of that age."""
    bench.retrain("cnn")
    wait(seconds)
    process_id = bench.retraining.process_id
    assert process_id is not None
    stopped: list[float] = []

    def note(_ending: Ending) -> None:
        stopped.append(time.perf_counter())

    bench.job.ended.connect(note)
    start = time.perf_counter()
    bench.press("stopButton")
    wait_for(lambda: bool(stopped))
    assert not psutil.pid_exists(process_id)
    return 1000 * (stopped[0] - start)
