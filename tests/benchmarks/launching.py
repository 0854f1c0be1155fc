"""What is measured on the program from outside: how soon it is there, and how much it takes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from tests.benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[2]
STARTS = 5
MEMORY_RECIPES = ("mlp", "cnn")
MEMORY_SECONDS = 15.0
"""How long each recipe is watched: its memory has grown to its full size within a second."""

REST_SECONDS = 20.0
"""How long a window is left alone."""

SAMPLE = 0.05
"""Seconds between two looks at the memory."""


def measure_start(home: Path, *, bar: float = 0.4) -> Iterator[Figure]:
    """Process start to a window that recognises; one start before does not count: as at the first
    one after an installation, Python compiles the program."""
    _start(home)
    seconds = statistics.median(_start(home) for _ in range(STARTS))
    yield Figure(f"start to a window that recognises, median of {STARTS}", seconds, "s", bar)


def measure_rest(home: Path) -> Iterator[Figure]:
    """What an open window takes that nobody touches, after a start."""
    output, _ = _launch(home, "rest", str(REST_SECONDS)).communicate()
    seconds, turns = map(float, output.split())
    share = 100 * seconds / REST_SECONDS
    yield Figure("processor time of a window that nobody touches", share, "% of a core", 0.5)
    yield Figure("the same: turns of its event loop", turns / REST_SECONDS, "a second", 5)


def measure_memory(home: Path, data: Path) -> Iterator[Figure]:
    """The largest sum of what window, training and helpers hold at one moment."""
    peak = max(_peak_memory(home, data, recipe) for recipe in MEMORY_RECIPES)
    yield Figure("peak memory of all processes while training", peak / 1e6, "MB", 400)


def _launch(home: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.launched_app", *options],
        cwd=ROOT,
        env=_environment(home),
        stdout=subprocess.PIPE,
        text=True,
    )


def _environment(home: Path) -> dict[str, str]:
    """Ours, with a folder for compiled modules: where Python may keep none, as on build machines,
    each start would compile the whole program again, which no user's does."""
    environment = {**os.environ, "DIGITS_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**environment, "PYTHONPYCACHEPREFIX": str(home / "compiled")}


def _start(home: Path) -> float:
    start = time.monotonic()
    output, _ = _launch(home, "start").communicate()
    return float(output) - start


def _peak_memory(home: Path, data: Path, recipe: str) -> float:
    program = _launch(home, "train", str(data), recipe, str(MEMORY_SECONDS))
    peak = 0.0
    while program.poll() is None:
        peak = max(peak, _memory(psutil.Process(program.pid)))
        time.sleep(SAMPLE)
    program.communicate()
    return peak


def _memory(program: psutil.Process) -> float:
    """Bytes held by a process and all that it started.

    On Linux pages shared by several are counted once, by proportional set size.
    """
    total = 0.0
    try:
        for process in (program, *program.children(recursive=True)):
            memory = process.memory_full_info()
            total += getattr(memory, "pss", memory.uss)
    except psutil.NoSuchProcess:
        # One ended while it was looked at; the next look sees who is left.
        return 0.0
    return total
