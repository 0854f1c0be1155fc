"""Rescue: of a damaged library each drawing that can still be read comes into a new one.

damaged file → pages → rows that their fingerprints prove sound → a new library
             → kept aside, whole                                → takes its place
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from app.library.drawing_bytes import drawing_from_bytes
from app.library.file import (
    INSERT,
    MOST_BYTES_OF_ROW,
    LibraryError,
    Row,
    expect_sound_row,
    library_errors,
    open_library,
    set_aside,
)
from app.library.pages import Pages, Values
from nn.data.files import atomic_write, open_regular

_LARGEST = 2 * 2**30
"""Bytes of a file that is read; ten thousand drawings have eight million."""

_IN_INDEX = 3
"""Values of an entry in either index."""


@dataclass(frozen=True)
class Rescued:
    """Where the damaged file is now, how many of its ``drawings`` are in the new library, and how
    many others are known to have been in it."""

    aside: Path
    drawings: int = 0
    lost: int = 0


def rescue(path: Path) -> Rescued:
    """Set the damaged library in ``path`` aside; what can be read of it makes a new one.

    Raises LibraryError where that cannot be written; then the damaged file is where it was.
    """
    with (
        library_errors(path),
        tempfile.TemporaryDirectory(prefix="digits-", ignore_cleanup_errors=True) as folder,
    ):
        new = Path(folder) / "new.sqlite"
        drawings, lost = _read_into(new, path)
        if not drawings:
            return Rescued(set_aside(path), 0, lost)
        with new.open("rb") as content, atomic_write(path) as file:
            shutil.copyfileobj(content, file)
            file.flush()
            os.fsync(file.fileno())
            # As late as can be: a kill leaves the damaged file or the new one in its place.
            aside = set_aside(path)
        return Rescued(aside, drawings, lost)


def _read_into(new: Path, path: Path) -> tuple[int, int]:
    """Make a library of the sound rows of another; how many they are, and how many are lost."""
    with closing(open_library(new)) as library, _pages(path) as pages:
        if pages is None:
            return 0, 0
        known = {entry[-1] for entry in pages.entries() if len(entry) == _IN_INDEX}
        # Where the list of free pages is damaged, the index knows better what was deleted.
        free = (row for row in pages.rows(free=True) if row[0] in known)
        saved = _keep(library, chain(pages.rows(), free))
    return len(saved), len(known - saved)


@contextmanager
def _pages(path: Path) -> Iterator[Pages | None]:
    """The pages of the file and its log; None where it cannot be read."""
    # SQLite keeps the log beside the file that a link leads to.
    real = os.path.realpath(path)
    with ExitStack() as stack:
        file, log = None, None
        with suppress(OSError):
            opened = stack.enter_context(open_regular(Path(real)))
            # What the system shows as a file may fail at the first byte.
            opened.peek(1)
            file = opened
            log = stack.enter_context(open_regular(Path(f"{real}-wal")))
        is_read = file is not None and os.fstat(file.fileno()).st_size <= _LARGEST
        yield Pages(file, log, most_bytes=MOST_BYTES_OF_ROW) if file and is_read else None


def _keep(library: sqlite3.Connection, found: Iterable[tuple[int, Values]]) -> set[int]:
    """Write the sound rows of those that were found; returns their ids."""
    saved: set[int] = set()
    doubles: list[Row] = []
    library.execute("BEGIN")
    for identity, values in found:
        # Whatever is wrong with a row, it is that row's fault alone.
        with suppress(LibraryError, ValueError):
            row = _row(identity, values)
            expect_sound_row(row)
            drawing_from_bytes(row[-1])
            if identity in saved:
                doubles.append(row)
            else:
                library.execute(INSERT, row)
                saved.add(identity)
    # One of two with the same id was damaged in its id alone, or is an earlier state of the other.
    for _, *values in doubles:
        same = "SELECT 1 FROM drawings WHERE fingerprint = ? AND label = ?"
        if not library.execute(same, (values[4], values[0])).fetchone():
            saved.add(int(library.execute(INSERT, (None, *values)).lastrowid or 0))
    library.execute("COMMIT")
    return saved


def _row(identity: int, values: Values) -> Row:
    """The row as SQLite gives it; raises ValueError for one of another table."""
    _, label, held_out, kept_at, *rest = values
    # What is real and whole SQLite writes as an integer.
    return identity, label, held_out, float(kept_at) if isinstance(kept_at, int) else kept_at, *rest
