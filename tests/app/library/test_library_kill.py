"""Kill the process that keeps drawings a hundred times: no confirmed drawing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from app.library.store import LibraryStore
from tests.app.drawings import drawing

KILLS = 100

MOST_DRAWINGS = 12
"""A child has confirmed fewer than so many when it is killed, give or take what it does then."""

ROOT = Path(__file__).resolve().parents[3]


class Keeper:
    """The process of :mod:`tests.app.library.keeping_process`."""

    def __init__(self, path: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.app.library.keeping_process", str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kept_before_kill(self, seed: int, count: int, moment: float) -> dict[int, int]:
        """Kill a child after ``count`` confirmed drawings and ``moment`` times as long as the last
        of them took, or the start of the child.

        Its drawings have the seeds from ``seed`` on. Returns the confirmed ids and their seeds.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{seed}\n")
        self._process.stdin.flush()
        lines = iter(self._process.stdout.readline, "")
        times = [time.perf_counter()]
        child = int(next(lines))
        said = []
        times.append(time.perf_counter())
        for _ in range(count):
            said.append(next(lines))
            times.append(time.perf_counter())
        # At any moment of a transaction: there is nothing that could be waited for.
        time.sleep(moment * (times[-1] - times[-2]))
        os.kill(child, signal.SIGKILL)
        for line in lines:
            if line.strip() == "ended":
                return dict(map(int, words.split()) for words in said)  # type: ignore[misc]
            said.append(line)
        raise AssertionError("the keeping process has ended by itself")

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    keeper = Keeper(tmp_path / "library.sqlite")
    yield keeper
    keeper.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs to fork")
def test_nothing_that_was_confirmed_is_lost(keeper: Keeper, tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    confirmed: dict[int, int] = {}
    for attempt in range(KILLS):
        count, moment = int(rng.integers(MOST_DRAWINGS)), float(rng.uniform(0, 2))
        confirmed |= keeper.kept_before_kill(1000 * attempt, count, moment)
        with LibraryStore(tmp_path / "library.sqlite") as store:
            kept = set(store.contents().ids.tolist())
            assert kept >= confirmed.keys()
            # Of each child one more may be committed and not yet confirmed.
            assert len(kept) <= len(confirmed) + attempt + 1
    assert len(confirmed) >= KILLS
    with closing(sqlite3.connect(tmp_path / "library.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with LibraryStore(tmp_path / "library.sqlite") as store:
        for one in store.drawings(list(confirmed)):
            assert one.drawing == drawing(confirmed[one.id])
            assert one.label == confirmed[one.id] % 10
