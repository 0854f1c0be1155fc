"""How fast training is beside PyTorch, Keras on JAX and scikit-learn: ``make bench-peers``.

Every side is a process that waits with its data in memory (:mod:`tests.benchmarks.worker`). In
each round every side is asked for one run, one side after another, so whatever else the machine
does meets all of them alike. What counts is the ratio of our median to that of the fastest peer.
Prints a table and writes it to ``build/bench-peers.json``.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.benchmarks.tasks import TASKS, THREADS, Task

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "build" / "bench-peers.json"

PACKAGES = ("numpy", "scipy", "torch", "keras", "jax", "scikit-learn")

PAUSE = 0.3
"""Seconds between two runs, in which the threads of the one before stop looking for work."""


class Side:
    """A waiting process that does one task over and over; a context manager."""

    def __init__(self, name: str, task: Task) -> None:
        self.name = name
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.worker", name, task.name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Side:
        self._expect_line()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self) -> float:
        """The seconds of one run."""
        time.sleep(PAUSE)
        assert self._process.stdin is not None
        print(file=self._process.stdin, flush=True)
        return float(self._expect_line())

    def _expect_line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended with code {self._process.wait()}; its message is above.")
        return line


def measure(task: Task, rounds: int) -> dict[str, list[float]]:
    """Seconds for the task's unit, of each side in each round; a round to warm up not counted."""
    with ExitStack() as stack:
        sides = [stack.enter_context(Side(name, task)) for name in task.sides]
        for side in sides:
            side.run()
        seconds: dict[str, list[float]] = {side.name: [] for side in sides}
        for _ in range(rounds):
            for side in sides:
                seconds[side.name].append(side.run() / task.units)
    return seconds


def judge(task: Task, seconds: dict[str, list[float]]) -> dict[str, Any]:
    """The medians, our ratio to the fastest peer, and whether that is within the bar."""
    medians = {side: statistics.median(values) for side, values in seconds.items()}
    fastest = min(task.sides[1:], key=lambda side: medians[side])
    ratio = medians["ours"] / medians[fastest]
    return {
        "task": task.name,
        "unit": task.unit,
        "seconds": seconds,
        "medians": medians,
        "fastest_peer": fastest,
        "ratio": ratio,
        "bar": task.bar,
        "within_bar": ratio <= task.bar,
    }


def row(result: dict[str, Any]) -> str:
    """One line of the table."""
    cells = [f"{result['task'] + ' per ' + result['unit']:36}"]
    for side in TASKS[0].sides:
        median = result["medians"].get(side)
        cells.append(f"{'–' if median is None else f'{median * 1000:.1f}':>14}")
    verdict = "" if result["within_bar"] else "  over the bar"
    return "".join([*cells, f"{result['ratio']:8.2f}{result['bar']:6.1f}", verdict])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure training against other libraries.")
    parser.add_argument("--rounds", type=int, default=7, help="runs of every side (default: 7)")
    parser.add_argument("--only", default="", help="only tasks whose name contains this")
    options = parser.parse_args(arguments)
    print(f"Median milliseconds of {options.rounds} interleaved runs, {THREADS} threads, float32.")
    print(f"{'':36}" + "".join(f"{side:>14}" for side in TASKS[0].sides) + "   ratio   bar")
    results = []
    for task in (task for task in TASKS if options.only in task.name):
        results.append(judge(task, measure(task, options.rounds)))
        print(row(results[-1]), flush=True)
    machine = {
        "processor": platform.processor() or platform.machine(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }
    content = json.dumps({"machine": machine, "threads": THREADS, "results": results}, indent=1)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(content, "utf-8")
    print(f"Written to {RESULTS.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
