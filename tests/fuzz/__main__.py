"""Damaged and absurd files of every format: ``python -m tests.fuzz --count 10000``.

    format, seed → a file → a worker process reads it through the program's own door → counted

A case has passed where the file is read or refused in words, with no other exception, crash,
warning or output, in less than 5 s and 512 MB, and without any program, pickle or connection.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.fuzz.formats import FORMATS
from tests.fuzz.running import ROOT, Tally, Worker

KEPT = ROOT / "build" / "fuzz"
"""Where the files are kept with which a case has failed."""

_AT_ONCE = 500
"""Cases of one format in a row; then the worker turns to the next."""

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
    tallies = {name: Tally() for name in names}
    end = time.monotonic() + (options.seconds or 0)
    ranges = [
        (name, options.seed + first, min(_AT_ONCE, options.count - first))
        for first in range(0, options.count, _AT_ONCE)
        for name in names
    ]
    if options.seconds:
        ranges = [
            (name, options.seed + first, _AT_ONCE)
            for first in range(0, 10**9 // len(names), _AT_ONCE)
            for name in names
        ][:100_000]

    def work(mine: list[tuple[str, int, int]]) -> None:
        for name, first, count in mine:
            if options.seconds and time.monotonic() > end:
                break
            with Worker() as worker:
                tally = worker.run(name, first, count)
            tallies[name].add(tally)
            print(f"{name} {first}…{first + count - 1}: {len(tally.failures)} failures", flush=True)
            for seed, _ in tally.failures:
                _keep(name, seed)

    with ThreadPoolExecutor(options.workers) as pool:
        list(pool.map(work, [ranges[first :: options.workers] for first in range(options.workers)]))
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
