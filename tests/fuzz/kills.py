"""Kills at random moments of every kind of write: ``python -m tests.fuzz.kills --count 500``.

    a child writes and confirms → SIGKILL → what was confirmed is there and whole, no litter is left

Kinds of write: models, runs, settings, the library's drawings, exported files.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import numpy as np

from nn.messages import DigitsError
from tests.fuzz.running import ROOT
from tests.fuzz.writers import KINDS, litter

_APART = 100_000
"""Between the numbers of one child and of the next."""

_MOST_WRITES = 6
"""A child has confirmed fewer than so many when it is killed, give or take what it does then."""


class Writers:
    """The process of :mod:`tests.fuzz.writers`; a context manager."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.writers", str(folder)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Writers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def confirmed_before_kill(self, kind: str, seed: int, rng: np.random.Generator) -> list[int]:
        """Kill a child at a random moment of one of its writes; the numbers that it confirmed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{kind} {seed}\n")
        self._process.stdin.flush()
        lines = iter(self._process.stdout.readline, "")
        child = int(next(lines))
        times = [time.perf_counter()]
        confirmed = []
        for _ in range(rng.integers(1, _MOST_WRITES)):
            confirmed.append(int(next(lines)))
            times.append(time.perf_counter())
        # Within the next write: there is nothing that could be waited for.
        time.sleep(rng.uniform(0, 1.5) * (times[-1] - times[-2]))
        os.kill(child, signal.SIGKILL)
        for line in lines:
            if line.strip() == "ended":
                return confirmed
            confirmed.append(int(line))
        raise RuntimeError("the process that writes has ended by itself")


def kill(
    count: int, seed: int, kinds: Sequence[str] = tuple(KINDS)
) -> tuple[Counter[str], Counter[str], list[str]]:
    """Kill so often; the kills and the leftovers found by kind of write, and what was wrong."""
    rng = np.random.default_rng(seed)
    kills: Counter[str] = Counter()
    leftovers: Counter[str] = Counter()
    problems = []
    with tempfile.TemporaryDirectory() as name, Writers(Path(name)) as writers:
        folder = Path(name)
        for attempt in range(count):
            kind = kinds[attempt % len(kinds)]
            confirmed = writers.confirmed_before_kill(kind, _APART * attempt, rng)
            kills[kind] += 1
            leftovers[kind] += len(list(folder.rglob("*.tmp")))
            problems += [f"{kind} {attempt}: {found}" for found in _wrong(kind, folder, confirmed)]
    return kills, leftovers, problems


def _wrong(kind: str, folder: Path, confirmed: list[int]) -> list[str]:
    found = [f"litter: {name}" for name in litter(folder)]
    try:
        KINDS[kind][1](folder, confirmed)
    except (AssertionError, DigitsError, OSError, ValueError, KeyError) as error:
        found.append(f"{type(error).__name__}: {error}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill and print what came of it; 1 where anything was lost or left."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.kills", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="kills (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the moments (%(default)s)")
    options = parser.parse_args(arguments)
    kills, leftovers, problems = kill(options.count, options.seed)
    for kind in kills:
        print(f"{kind:10}{kills[kind]:5} kills, {leftovers[kind]} of them left a temporary file")
    print(
        f"{kills.total()} kills: {len(problems)} times something confirmed was lost or litter left"
    )
    print(*problems, sep="\n", end="\n" if problems else "")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
