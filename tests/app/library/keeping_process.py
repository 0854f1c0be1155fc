"""A process that keeps drawings until it is killed, again and again, for a test that kills it.

Run with the path of a library. For each line that it reads it forks a child that keeps drawings
as fast as it can. It writes, one a line: the child's process id, the id and the seed of each
drawing that the library has confirmed, and "ended" after the child's end. Only one process has
to import everything, so a hundred children take a few seconds.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from app.library.store import LibraryStore
from tests.app.drawings import drawing


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))
            keep_on(Path(sys.argv[1]), seed=int(line))
        os.waitpid(child, 0)
        say("ended")


def keep_on(path: Path, *, seed: int) -> None:
    """Keep drawings without end, and say the number of each when ``keep`` has returned."""
    store = LibraryStore(path)
    for number in count(seed):
        change = store.keep(drawing(number), number % 10)
        say(f"{change.ids[0]} {number}")


def say(text: str) -> None:
    # A write of so few bytes is atomic.
    os.write(sys.stdout.fileno(), f"{text}\n".encode())


if __name__ == "__main__":
    main()
