"""The figures of the whole workbench, with all panels open: ``make bench-workbench``.

The real window in a home folder of its own, with ten thousand kept drawings, posted mouse events
and real trainings; what is measured is what ``make bench`` measures on the window as it is at
first, and the library. Prints one line a figure, with its bar, and writes them to
``build/bench-workbench.json``.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.data import mnist_path
from tests.benchmarks.figures import Figure, report

if TYPE_CHECKING:
    from tests.benchmarks.bench_window import BenchWindow

PARTS = ("start", "idle", "matrix", "training", "library")

START_BAR = 1.2
"""Seconds."""

BAR = 16
"""Milliseconds from a pointer event to the bars, at most."""


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the window with all panels open.")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts to measure")
    parser.add_argument("--data", type=Path, default=mnist_path(), help="MNIST to train on")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
    if hasattr(os, "getloadavg"):
        print(f"load before: {os.getloadavg()[0]:.1f}; where others work, milliseconds grow")
    print("With all panels open, in two rows:")
    with tempfile.TemporaryDirectory() as home:
        report(list(_measure(Path(home), options.data, options.only)), "bench-workbench.json")


def _measure(home: Path, data: Path, parts: Sequence[str]) -> Iterator[Figure]:
    from tests.benchmarks import library, mistakes, responsiveness
    from tests.benchmarks.open_panels import workbench

    library.fill(home)
    if "start" in parts:
        yield from _measure_start(home, data)
    in_window: dict[str, Callable[[BenchWindow], Iterator[Figure]]] = {
        "idle": partial(responsiveness.measure_idle, bar=BAR),
        "matrix": mistakes.measure_mistakes,
        "training": partial(responsiveness.measure_in_training, bar=BAR),
    }
    for name, measure in in_window.items():
        if name in parts:
            with workbench(home, data) as bench:
                yield from measure(bench)
    if "library" in parts:
        yield from _measure_library(home / "library")


def _measure_start(home: Path, data: Path) -> Iterator[Figure]:
    """Process start to a window that recognises, when it was left with all panels open."""
    from tests.benchmarks import launching
    from tests.benchmarks.open_panels import workbench

    # Closing this one writes down what is open.
    with workbench(home, data):
        pass
    yield from launching.measure_start(home, bar=START_BAR)


def _measure_library(folder: Path) -> Iterator[Figure]:
    """The library's panel by itself, for which every frame is measured."""
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks import library

    application = QApplication.instance() or QApplication(["Digits"])
    folder.mkdir()
    yield from library.measure_library(folder)
    application.processEvents()


if __name__ == "__main__":
    main()
