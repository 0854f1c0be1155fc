"""Starts with a damaged program folder: ``python -m tests.fuzz.starts --count 500 --seed 1``.

    seed → a whole program folder → one to three damages → start → window? reads? → start again

Each start is the real program in a process of its own, without a screen. It has passed where the
window reads a drawn seven within three seconds, nothing is written to stderr, the exit code is 0,
and whatever was set aside is named in the window. The second start must find nothing to complain
about. ``--only SEED`` tries one seed and keeps its folder.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.fuzz.program_folder import Folder, damaged_folder, whole_folder

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 3.0
"""Seconds from the start of the process to bars that show a reading."""

PATIENCE = 120.0
BUSY = 2.0
"""So many times as long as a start with a whole folder may take one that is over these seconds."""

DIGIT = 7


@dataclass
class Start:
    """What came of a start; ``problems`` is empty where all is as it has to be."""

    seconds: float
    message: str = ""
    problems: list[str] = field(default_factory=list)


def start(folder: Folder, *, is_first: bool) -> Start:
    """Start the program once with this folder."""
    before = _set_aside_in(folder.path)
    begin = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-c", _OBEY_PERMISSIONS, "-m", "tests.fuzz.starts", "--probe"],
        cwd=ROOT,
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "DIGITS_HOME": str(folder.path),
            "PYTHONFAULTHANDLER": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        output, errors = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        # With the fault handler, this tells where it hangs.
        process.send_signal(signal.SIGABRT)
        _, errors = process.communicate()
        return Start(PATIENCE, problems=["hangs", errors])
    problems = [errors] if errors else []
    if process.returncode or not output:
        return Start(PATIENCE, problems=[*problems, f"exit code {process.returncode}"])
    told = json.loads(output.splitlines()[-1])
    result = Start(told["read"] - begin, told["message"], problems)
    if told["digit"] != DIGIT and "Shipped" in told["network"]:
        result.problems.append(f"reads {told['digit']} with {told['network']}")
    if not is_first and not folder.is_unusable and result.message:
        result.problems.append(f"said again: {result.message}")
    for name in _set_aside_in(folder.path) - before:
        if not is_first:
            result.problems.append(f"set aside again: {name}")
        elif _main_file(name) not in result.message and "runs" not in result.message:
            result.problems.append(f"does not tell of {name}: {result.message}")
    return result


def _main_file(name: str) -> str:
    """The file beside which SQLite keeps one of this name."""
    for companion in ("-wal", "-shm", "-journal"):
        name = name.removesuffix(companion)
    return name


def _set_aside_in(home: Path) -> set[str]:
    try:
        return {path.name for path in home.rglob("*-damaged-*")}
    except OSError:
        return set()


_OBEY_PERMISSIONS = """
import ctypes, os, sys
if sys.platform.startswith("linux") and os.geteuid() == 0:
    for capability in (1, 2):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
"""A superuser may not read and write everything either: DAC_OVERRIDE and DAC_READ_SEARCH are taken
from what the program may be given (PR_CAPBSET_DROP of Linux' prctl.h)."""


def _probe() -> int:
    """In a process of its own: start the program, draw, tell what is seen, and close."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLabel

    from app.drawing.canvas import Canvas
    from app.library.library import Library
    from app.prediction.probability_bars import ProbabilityBars
    from app.training.store import RunStore
    from app.ui.message_bar import MessageBar
    from app.ui.panel import LatePanel
    from tests.app.hand import DIGITS, draw
    from tests.benchmarks.bench_window import BenchWindow
    from tests.benchmarks.launched_app import run_and

    told: dict[str, Any] = {}
    waits = {"read", "runs", "library"}

    def done(what: str) -> None:
        if what in waits:
            waits.discard(what)
            QTimer.singleShot(0, finish)

    def finish() -> None:
        if not waits and "message" not in told:
            told["message"] = bench[0].part(MessageBar).text
            told["network"] = bench[0].part(QLabel, "whichNetwork").text()
            sys.stdout.write(json.dumps(told) + "\n")
            bench[0].window.close()

    def painted() -> None:
        bars = bench[0].part(ProbabilityBars)
        if bars.property("probabilities") and "read" not in told:
            told.update(read=time.monotonic(), digit=bars.winner)
            done("read")

    bench: list[BenchWindow] = []

    def begin(window: BenchWindow) -> None:
        bench.append(window)
        window.on_bars_painted.append(painted)
        window.part(RunStore).loaded.connect(lambda _: done("runs"))
        window.part(LatePanel, "libraryDock").make_now()
        library = window.part(Library)
        library.loaded.connect(lambda _: done("library"))
        library.failed.connect(lambda _: done("library"))
        library.load([])
        # What was on the canvas at the last end is there again.
        window.part(Canvas, "canvas").clear()
        draw(window.canvas, DIGITS[DIGIT])

    return run_and(begin)


def try_seed(seed: int, base: Path) -> tuple[Folder, Start, Start]:
    """Start twice with a damaged folder, made anew in ``base``."""
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir(parents=True)
    folder = damaged_folder(base, seed)
    first, second = start(folder, is_first=True), start(folder, is_first=False)
    for found in (first, second):
        # On a busy machine every start is slow: then it is compared with that of a whole folder.
        if found.seconds > LONGEST and found.seconds > BUSY * _usual_seconds(base):
            found.problems.append(f"takes {found.seconds:.1f} s")
    return folder, first, second


def _usual_seconds(base: Path) -> float:
    """How long a start with a whole folder takes now."""
    home = base / "whole"
    shutil.copytree(whole_folder(), home, dirs_exist_ok=True)
    return start(Folder(home, ()), is_first=True).seconds


def main(arguments: list[str]) -> int:
    """Try so many seeds and print what came of them; 1 where any failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.starts", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="damaged folders to start with")
    parser.add_argument("--seed", type=int, default=0, help="the first of as many seeds")
    parser.add_argument("--only", type=int, metavar="SEED", help="try one, and keep its folder")
    parser.add_argument("--probe", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.probe:
        return _probe()
    seeds = range(options.seed, options.seed + options.count)
    seeds = seeds if options.only is None else range(options.only, options.only + 1)
    base = Path(tempfile.mkdtemp(prefix="digits-starts-"))
    failed, clean, seconds = 0, 0, []
    for seed in seeds:
        folder, first, second = try_seed(seed, base / "folder")
        failed += bool(first.problems)
        clean += not second.problems
        seconds += [first.seconds, second.seconds]
        if first.problems or second.problems or options.only is not None:
            sys.stdout.write(
                f"seed {seed}: {', '.join(folder.damages)}\n  first: {first}\n  second: {second}\n"
            )
            sys.stdout.flush()
    sys.stdout.write(
        f"{len(seeds)} damaged folders: {len(seeds) - failed} windows opened and read in time, "
        f"{clean} second starts clean; starts took {np.median(seconds):.2f} s in the median, "
        f"{max(seconds):.2f} s at most, and {np.mean(np.array(seconds) <= LONGEST):.0%} were "
        f"within {LONGEST:.0f} s\n"
    )
    if options.only is None:
        shutil.rmtree(base, ignore_errors=True)
    shutil.rmtree(whole_folder(), ignore_errors=True)
    return int(failed > 0 or clean < len(seeds))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
