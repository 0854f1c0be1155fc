"""How fast training is beside PyTorch, Keras on JAX and scikit-learn: ``make bench-peers``.

Every side is a process that waits with its data in memory (:mod:`tests.benchmarks.sides.waiting`).
In each round every side is asked for one run, one side after another, so whatever else the machine
does meets all of them alike. What counts is the ratio of our time to that of the fastest peer in
the same round: the median of these, and how far its middle half is spread. Where that is far, the
machine was too busy, and there is no result. Prints a table and writes it to
``build/bench-peers.json``.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from nn.cli.options import whole_number
from tests.benchmarks.sides.waiting import ROOT, Measured, measure
from tests.benchmarks.tasks import ALL_SIDES, TASKS, THREADS, Task

RESULTS = ROOT / "build" / "bench-peers.json"

PACKAGES = ("numpy", "scipy", "torch", "keras", "jax", "scikit-learn")

MOST_SPREAD = 0.15
"""How far apart the quarters of the ratios may be, as a share of their median, for a result."""


def judge(task: Task, measured: Measured) -> dict[str, Any]:
    """The medians, our ratio to the fastest peer, its spread, and whether it is within the bar."""
    medians = measured.medians
    fastest = min(task.sides[1:], key=lambda side: medians[side])
    pairs = zip(measured.seconds["ours"], measured.seconds[fastest], strict=True)
    ratios = [ours / peer for ours, peer in pairs]
    first, ratio, third = statistics.quantiles(ratios, n=4)
    return {
        "task": task.name,
        "unit": task.unit,
        "seconds": measured.seconds,
        "how": measured.how,
        "medians": medians,
        "fastest_peer": fastest,
        "ratio": ratio,
        "quartiles": [first, third],
        "bar": task.bar,
        "is_result": (third - first) <= MOST_SPREAD * ratio,
        "within_bar": task.bar is None or ratio <= task.bar,
    }


def rows(result: dict[str, Any]) -> str:
    """The lines of the table about one task."""
    cells = [f"{result['task'] + ' per ' + result['unit']:36}"]
    for side in ALL_SIDES:
        median = result["medians"].get(side)
        cells.append(f"{'–' if median is None else f'{median * 1000:.1f}':>14}")
    first, third = result["quartiles"]
    verdict = "" if result["within_bar"] else "  over the bar"
    if not result["is_result"]:
        verdict = "  no result: the machine was too busy"
    cells.append(f"{result['ratio']:8.2f}  {first:.2f}…{third:.2f}{result['bar']:7.2f}{verdict}")
    how = "; ".join(f"{side}: {way}" for side, way in result["how"].items())
    return f"{''.join(cells)}\n    {how}"


def processor() -> str:
    """What the system calls it."""
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure training against other libraries.")
    # Of fewer there are no quarters.
    rounds = whole_number(2, 1000)
    parser.add_argument("--rounds", type=rounds, default=9, help="runs of every side (default: 9)")
    parser.add_argument("--only", default="", help="only tasks whose name contains this")
    options = parser.parse_args(arguments)
    when = datetime.now(UTC).date().isoformat()
    print(f"{when}, {processor()}, {THREADS} threads, float32.")
    print(f"Median milliseconds of {options.rounds} interleaved runs; ours over the fastest peer.")
    print(f"{'':36}" + "".join(f"{side:>14}" for side in ALL_SIDES) + "   ratio  quarters     bar")
    results = []
    for task in (task for task in TASKS if options.only in task.name):
        results.append(judge(task, measure(task, options.rounds)))
        print(rows(results[-1]), flush=True)
    machine = {
        "date": when,
        "processor": processor(),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }
    content = json.dumps({"machine": machine, "threads": THREADS, "results": results}, indent=1)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(content, "utf-8")
    print(f"Written to {RESULTS.relative_to(ROOT)}.")


if __name__ == "__main__":
    main()
