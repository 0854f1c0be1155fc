"""Sides as they are asked: waiting processes, one run of each in every round."""

from __future__ import annotations

import base64
import os
import pickle
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.tasks import Task

ROOT = Path(__file__).resolve().parents[3]

PAUSE = 0.3
"""Seconds between two runs, in which the threads of the one before stop looking for work."""

HELD_BACK_BY = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""Variables that hold NumPy to a slower kernel than the processor has: no side sees them."""


class Side:
    """A waiting process that does one task over and over; a context manager.

    Once entered, ``how`` says what it runs.
    """

    def __init__(self, name: str, task: Task) -> None:
        self.name = name
        self.how = ""
        self.most_memory = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.worker", name],
            cwd=ROOT,
            env={name: value for name, value in os.environ.items() if name not in HELD_BACK_BY},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(base64.b64encode(pickle.dumps(task)).decode())

    def __enter__(self) -> Side:
        self.how = self._expect_line().strip()
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self) -> float:
        """The seconds of one run."""
        time.sleep(PAUSE)
        self._say("")
        seconds, memory = self._expect_line().split()
        self.most_memory = int(memory)
        return float(seconds)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        print(line, file=self._process.stdin, flush=True)

    def _expect_line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            sys.exit(f"{self.name} ended with code {self._process.wait()}; its message is above.")
        return line


@dataclass(frozen=True)
class Measured:
    """Of each side: ``seconds`` for the task's unit in each round, ``how`` it ran, and the most
    ``memory`` that its process has had, in bytes."""

    seconds: dict[str, list[float]]
    how: dict[str, str]
    memory: dict[str, int]

    @property
    def medians(self) -> dict[str, float]:
        return {side: statistics.median(values) for side, values in self.seconds.items()}


def measure(task: Task, rounds: int) -> Measured:
    """All sides in turn, ``rounds`` times, after a round to warm up that is not counted."""
    with ExitStack() as stack:
        sides = [stack.enter_context(Side(name, task)) for name in task.sides]
        for side in sides:
            side.run()
        seconds: dict[str, list[float]] = {side.name: [] for side in sides}
        for _ in range(rounds):
            for side in sides:
                seconds[side.name].append(side.run() / task.units)
        return Measured(
            seconds,
            {side.name: side.how for side in sides},
            {side.name: side.most_memory for side in sides},
        )
