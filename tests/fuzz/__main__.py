"""Damaged and absurd files of every format: ``python -m tests.fuzz --count 10000``.

    format, seed → a file → a worker process reads it through the program's own door → counted

A case has passed where the file is read or refused in words, with no other exception, crash,
warning or output, in less than 5 s and 512 MB, and without any program, pickle or connection.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from tests.fuzz.formats import FORMATS
from tests.fuzz.running import ROOT, Tally, Worker

KEPT = ROOT / "build" / "fuzz"
"""Where the files are kept with which a case has failed."""

_AT_ONCE = 500
"""Cases of one format in a row; then the worker turns to the next."""

_AT_LEAST = 1.0
"""Seconds that a row of cases is taken for while it is under way."""

_MOST_SHOWN = 5
"""Seeds that are printed for each kind of failure."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try cases and print what came of them; 1 where any failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=2000, help="cases a format (%(default)s)")
    parser.add_argument("--seconds", type=float, help="go on for so long instead")
    parser.add_argument("--format", choices=list(FORMATS), action="append", help="only this one")
    parser.add_argument("--seed", type=int, default=0, help="the first seed (%(default)s)")
    parser.add_argument("--case", type=int, metavar="SEED", help="try one case and keep its file")
    parser.add_argument("--workers", type=int, default=2, help="processes (%(default)s)")
    options = parser.parse_args(arguments)
    names = options.format or list(FORMATS)
    if options.case is not None:
        tallies = {name: _one(name, options.case) for name in names}
    else:
        tallies = _many(names, options)
    _print(tallies)
    return int(any(tally.failures for tally in tallies.values()))


def _one(name: str, seed: int) -> Tally:
    _keep(name, seed)
    with Worker() as worker:
        return worker.run(name, seed, 1)


def _many(names: list[str], options: argparse.Namespace) -> dict[str, Tally]:
    """Each format so many cases; or, for so many seconds, each as much time as the others."""
    tallies = {name: Tally() for name in names}
    next_seeds = dict.fromkeys(names, options.seed)
    spent = dict.fromkeys(names, 0.0)
    end = time.monotonic() + options.seconds if options.seconds else math.inf
    last = math.inf if options.seconds else options.seed + options.count
    lock = Lock()

    def take() -> tuple[str, int, int] | None:
        with lock:
            waiting = [name for name in names if next_seeds[name] < last]
            if not waiting or time.monotonic() > end:
                return None
            name = min(waiting, key=lambda name: (spent[name], names.index(name)))
            first = next_seeds[name]
            count = int(min(_AT_ONCE, last - first))
            next_seeds[name] += count
            # Not twice the same format by two workers that both find it the least tried.
            spent[name] += _AT_LEAST
            return name, first, count

    def work() -> None:
        while (task := take()) is not None:
            name, first, count = task
            with Worker() as worker:
                tally = worker.run(name, first, count)
            with lock:
                tallies[name].add(tally)
                spent[name] += tally.seconds - _AT_LEAST
            print(f"{name} {first}…{first + count - 1}: {len(tally.failures)} failures", flush=True)
            for seed, _ in tally.failures:
                _keep(name, seed)

    with ThreadPoolExecutor(options.workers) as pool:
        for done in [pool.submit(work) for _ in range(options.workers)]:
            done.result()
    return tallies


def _keep(name: str, seed: int) -> None:
    path, content = FORMATS[name].case(name, seed)
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / f"{name}-{seed}-{path.rpartition('/')[2]}").write_bytes(content)


def _print(tallies: dict[str, Tally]) -> None:
    print(f"{'format':10}{'tried':>9}{'read':>9}{'refused':>9}{'failed':>9}"
          f"{'cases/s':>9}{'most MB':>9}{'longest s':>11}")  # fmt: skip
    total = Tally()
    for name, tally in tallies.items():
        _print_row(name, tally)
        total.add(tally)
    _print_row("all", total)
    for name, tally in tallies.items():
        for kind, seeds in tally.kinds().items():
            shown = ", ".join(map(str, seeds[:_MOST_SHOWN]))
            print(f"{name}: {len(seeds)} × {kind}\n    seeds {shown}")
    if total.failures:
        print(f"The files are in {KEPT.relative_to(ROOT)}; try one again with --format and --case.")


def _print_row(name: str, tally: Tally) -> None:
    print(
        f"{name:10}{tally.tried:9}{tally.counts['read']:9}{tally.counts['refused']:9}"
        f"{tally.counts['failed']:9}{tally.tried / max(tally.seconds, 1e-9):9.0f}"
        f"{tally.most_memory:9.0f}{tally.longest:11.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
