"""Cases given to worker processes, and what came of them counted.

A worker that crashes, or gives no answer in time, is replaced, and the case that it had named is
the failure. Workers are replaced after some thousand cases all the same: what is measured above
an idle process has to begin with one.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

import psutil

from tests.fuzz.worker import LONGEST

ROOT = Path(__file__).resolve().parents[2]

_LONGEST_WAIT = 60.0
"""Seconds by the clock: a machine may be busy, but what waits for a pipe uses no processor."""

_TOO_MUCH = 6000 * 2**20
"""Bytes of memory at which a worker is ended before it takes the machine along."""

_START = 180.0
"""Seconds for a worker to import everything and to make its samples."""


@dataclass
class Tally:
    """What came of the cases of one format. ``failures`` are (seed, sentence)."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str]] = field(default_factory=list)
    seconds: float = 0.0
    most_memory: float = 0.0
    longest: float = 0.0

    @property
    def tried(self) -> int:
        return sum(self.counts.values())

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.failures += other.failures
        self.seconds += other.seconds
        self.most_memory = max(self.most_memory, other.most_memory)
        self.longest = max(self.longest, other.longest)

    def kinds(self) -> dict[str, list[int]]:
        """The seeds of the failures by kind, numbers apart."""
        found: dict[str, list[int]] = {}
        for seed, sentence in self.failures:
            kind = "".join("#" if letter.isdigit() else letter for letter in sentence[:150])
            found.setdefault(kind.replace("##", "#").replace("##", "#"), []).append(seed)
        return found


class Worker:
    """One worker process, started when it is needed; a context manager."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = Path()
        self._received = b""

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """End the process; the next case starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process, self._received = None, b""
            shutil.rmtree(self._folder, ignore_errors=True)

    def run(self, name: str, first: int, count: int) -> Tally:
        """Try so many seeds of a format from ``first`` on."""
        tally, begun, next_seed = Tally(), time.monotonic(), first
        while next_seed < first + count:
            next_seed = self._run(name, next_seed, first + count, tally)
        tally.seconds = time.monotonic() - begun
        return tally

    def _run(self, name: str, first: int, end: int, tally: Tally) -> int:
        """Try seeds until the worker ends; the first seed that was not tried."""
        process = self._started()
        assert process.stdin is not None
        process.stdin.write(f"{name} {first} {end - first}\n".encode())
        process.stdin.flush()
        seed: int | None = None
        while True:
            line, problem = self._line(process, is_case=seed is not None)
            if line == "ended":
                return end
            if line.startswith("{"):
                assert seed is not None
                _note(tally, seed, json.loads(line))
            elif line:
                seed = int(line)
                continue
            else:
                self.end()
                if seed is None:
                    raise RuntimeError(f"{name}: no case begun: {problem}")
                tally.counts["failed"] += 1
                tally.failures.append((seed, problem))
                return seed + 1

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._folder = Path(tempfile.mkdtemp(prefix="digits-fuzz-", dir=_quick_folder()))
            home = {"DIGITS_HOME": str(self._folder), "TMPDIR": str(self._folder)}
            # A thread for each core would wait for the others.
            threads = {"OPENBLAS_NUM_THREADS": "1", "KERAS_HOME": str(self._folder / "keras")}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.worker", str(self._folder)],
                cwd=ROOT,
                env={**os.environ, **home, **threads},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        return self._process

    def _line(self, process: subprocess.Popen[bytes], *, is_case: bool) -> tuple[str, str]:
        """The next line, or an empty one and why there is none."""
        assert process.stdout is not None
        watched, begun = psutil.Process(process.pid), time.monotonic()
        used = _processor_seconds(watched)
        while b"\n" not in self._received:
            if select.select([process.stdout], [], [], 0.1)[0]:
                received = os.read(process.stdout.fileno(), 65_536)
                if not received:
                    return "", f"crash: {_last_place(process)}"
                self._received += received
                continue
            waited, worked = time.monotonic() - begun, _processor_seconds(watched) - used
            if _memory(watched) > _TOO_MUCH:
                return "", f"memory: more than {_TOO_MUCH // 2**20} MB"
            if waited > (_LONGEST_WAIT if is_case else _START) or (
                is_case and worked > 3 * LONGEST
            ):
                process.send_signal(signal.SIGABRT)
                return "", f"hang: {_last_place(process)}"
        line, _, self._received = self._received.partition(b"\n")
        return line.decode(), ""


def _note(tally: Tally, seed: int, told: dict[str, object]) -> None:
    faults = told["faults"]
    assert isinstance(faults, list)
    tally.counts["failed" if faults else str(told["outcome"])] += 1
    tally.failures += [(seed, str(fault)) for fault in faults]
    tally.most_memory = max(tally.most_memory, float(str(told["memory"])))
    tally.longest = max(tally.longest, float(str(told["seconds"])))


def _quick_folder() -> str | None:
    """Memory instead of a disk, where there is such a folder: a library forces each change out."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def _processor_seconds(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _last_place(process: subprocess.Popen[bytes]) -> str:
    """Where the process was when it ended, by its fault handler."""
    _, said = process.communicate()
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    places = [line for line in lines if line.startswith("File") and "tests" not in line]
    return "; ".join([*places[:2]] or lines[-2:])
