"""The library's file: how it is opened, made and checked, and its errors.

Whatever the file holds that this program did not write is damage: other tables, a value of another
type, a drawing whose points do not give its fingerprint. SQLite refuses rows that are too large
before it takes memory for them. :mod:`app.library.rescue` saves what can be read of a damaged file.

A transaction is on the disk when it ends, also if the program crashes or the power fails later:
SQLite's write-ahead log ("WAL") with ``synchronous`` at ``EXTRA``. That costs one small write and
one flush, some milliseconds.
"""

from __future__ import annotations

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.library.drawing_bytes import MOST_BYTES, fingerprint
from nn.data import files
from nn.data.digit_data import CLASSES
from nn.data.files import open_regular
from nn.messages import N_, DigitsError, Message

if TYPE_CHECKING:
    from sqlite3 import Connection


FILE_NAME = "library.sqlite"

VERSION = 1
"""Of the tables; raised when a change makes older programs misread them."""

_APPLICATION = 0x44494754
"""Marks the file as ours ("DIGT") for SQLite and for the command ``file``."""

_BUSY_SECONDS = 5.0
"""How long to wait for another window that writes to the same library."""

# AUTOINCREMENT: an id is never given twice, so a deleted drawing can have its old id again.
TABLES = (
    """CREATE TABLE drawings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label INTEGER NOT NULL CHECK (label BETWEEN 0 AND 9),
    held_out INTEGER NOT NULL CHECK (held_out IN (0, 1)),
    kept_at REAL NOT NULL,
    source TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    strokes BLOB NOT NULL
)""",
    "CREATE INDEX drawings_by_label ON drawings (label, held_out)",
    "CREATE INDEX drawings_by_fingerprint ON drawings (fingerprint, label)",
)
"""The statements that make them, which SQLite keeps to the letter."""

COLUMNS = "id, label, held_out, kept_at, source, fingerprint, strokes"

INSERT = f"INSERT INTO drawings ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"

Row = tuple[Any, ...]
"""The values of :data:`COLUMNS`."""

LAST_MOMENT = 1e11
"""The latest time of a drawing, in seconds since 1970: the year 5138."""

MOST_BYTES_OF_ROW = MOST_BYTES + 100_000
"""The largest drawing, and some for the rest."""

_COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside the file, under its name with these at the end."""


def open_library(path: Path) -> Connection:
    """The library in ``path``, made where there is none.

    Raises LibraryError; after DAMAGED, :func:`app.library.rescue.rescue` makes room for a new one.
    """
    with library_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _expect_files(path)
        connection = connected(path)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def connected(path: Path) -> Connection:
    """SQLite's connection to a file, in which no value takes more memory than it should."""
    import sqlite3

    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES_OF_ROW)
    return connection


def set_aside(path: Path) -> Path:
    """Rename a damaged library and its log; returns the new path.

    Raises LibraryError where it cannot be renamed.
    """
    with library_errors(path):
        aside = files.set_aside(path)
        # The log holds the latest changes, and SQLite finds it by the name of its file.
        for suffix in _COMPANIONS:
            companion = path.with_name(path.name + suffix)
            if os.path.lexists(companion):
                companion.rename(aside.with_name(aside.name + suffix))
    return aside


def _expect_files(path: Path) -> None:
    """Raise LibraryError where SQLite would wait, or would find no words for what is there."""
    for place in (path, *(path.with_name(path.name + suffix) for suffix in _COMPANIONS)):
        if os.path.lexists(place) and not place.is_file():
            raise LibraryError(Trouble.DAMAGED, f"{place.name} is no file")
        if place.exists() and not os.access(place, os.R_OK):
            raise LibraryError(Trouble.DAMAGED, f"{place.name} may not be read")
        if place.is_symlink() and place.exists() and not _can_be_read(place):
            raise LibraryError(Trouble.DAMAGED, f"{place.name} leads to what is no library")


def _can_be_read(place: Path) -> bool:
    """Whether there is a file behind a link. What the system shows as one, as /proc/self/mem, fails
    as a broken disk does, and would be taken for one at every start."""
    try:
        with open_regular(place) as file:
            file.read(1)
    except OSError:
        return False
    return True


def _prepare(connection: Connection) -> None:
    # One transaction: another window may make the tables between two looks, and what has tables
    # and no mark would be another program's.
    connection.execute("BEGIN")
    try:
        version = _pragma(connection, "user_version")
        is_ours = _pragma(connection, "application_id") == _APPLICATION
        has_tables = connection.execute("SELECT 1 FROM sqlite_master").fetchone() is not None
    finally:
        # After some errors SQLite has ended it itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if has_tables and not is_ours:
        raise LibraryError(Trouble.DAMAGED, "it is a database of another program")
    if version > VERSION:
        raise LibraryError(Trouble.NEWER, f"version {version}, known is {VERSION}")
    connection.execute("PRAGMA synchronous = EXTRA")
    if not is_ours:
        _choose_wal(connection)
        _make_tables(connection)
    if _pragma(connection, "user_version") != VERSION or tables(connection) != set(TABLES):
        raise LibraryError(Trouble.DAMAGED, "its tables are others")


def _choose_wal(connection: Connection) -> None:
    """Have the file keep a write-ahead log from now on.

    Where another window does the same at this moment, SQLite does not wait but fails at once.
    """
    import sqlite3

    end = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if _trouble(error) is not Trouble.BUSY or time.monotonic() > end:
                raise
        time.sleep(0.005)


def tables(connection: Connection) -> set[str]:
    """The statements that have made the tables, indices and whatever else there is."""
    rows = connection.execute("SELECT sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_*'")
    return {str(sql) for (sql,) in rows}


def expect_sound(connection: Connection) -> None:
    """Read all of the library; raises LibraryError where anything in it is damaged."""
    with library_errors():
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise LibraryError(Trouble.DAMAGED, str(found).splitlines()[0])
        if connection.execute(_TABLE_WITHOUT_INDEX).fetchone():
            raise LibraryError(Trouble.DAMAGED, "an index is of other drawings")
        for row in connection.execute(f"SELECT {COLUMNS} FROM drawings NOT INDEXED"):
            expect_sound_row(row)


_TABLE_WITHOUT_INDEX = """
SELECT 1 FROM (
    SELECT id, label, held_out FROM drawings NOT INDEXED EXCEPT
    SELECT id, label, held_out FROM drawings INDEXED BY drawings_by_label
) UNION ALL SELECT 1 WHERE
    (SELECT count(*) FROM drawings NOT INDEXED) <>
    (SELECT count(*) FROM drawings INDEXED BY drawings_by_label)
LIMIT 1
"""
"""A row where the index, which the contents are read from, does not have just what the table has;
SQLite's own check of it takes a hundred times as long."""


def expect_sound_row(row: Row) -> None:
    """Raise LibraryError where a row is not as this program writes it."""
    identity, label, held_out, kept_at, source, mark, strokes = row
    is_sound = (
        isinstance(label, int)
        and 0 <= label < CLASSES
        and held_out in (0, 1)
        and isinstance(kept_at, float)
        and 0 <= kept_at <= LAST_MOMENT
        and isinstance(source, str)
        and isinstance(strokes, bytes)
    )
    try:
        is_sound = is_sound and fingerprint(strokes) == mark
    except ValueError as error:
        raise LibraryError(Trouble.DAMAGED, f"drawing {identity}: {error}") from error
    if not is_sound:
        raise LibraryError(Trouble.DAMAGED, f"drawing {identity} was written by something else")


def _make_tables(connection: Connection) -> None:
    # Exclusive: another window that starts at the same moment waits.
    connection.execute("BEGIN EXCLUSIVE")
    try:
        if not _pragma(connection, "user_version"):
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


class Trouble(Enum):
    """Why the library could not do what it was asked to: what a user can act on differently."""

    FULL = auto()
    """The disk has no room left."""
    UNWRITABLE = auto()
    """The file or its folder may not be written, or cannot be made."""
    NO_FOLDER = auto()
    """The program has no home folder."""
    BUSY = auto()
    """Another program holds the file."""
    DAMAGED = auto()
    """The file is no library, or not a whole one."""
    NEWER = auto()
    """A newer version of the program made the file."""
    TOO_LARGE = auto()
    """A drawing has more strokes or points than the library keeps."""
    FAILING = auto()
    """The disk reports errors, or SQLite reports anything else."""


class LibraryError(DigitsError):
    """The library did not do what it was asked to, and its file is as it was before."""

    def __init__(self, trouble: Trouble, detail: str | Message) -> None:
        super().__init__(_TEXTS[trouble], detail)
        self.trouble = trouble


_TEXTS = {
    Trouble.FULL: N_("nn", "The disk is full: free some space and try again."),
    Trouble.UNWRITABLE: N_(
        "nn",
        "The library of your drawings cannot be written ({0}): make the program's folder "
        "writable, or set DIGITS_HOME to another one.",
    ),
    Trouble.NO_FOLDER: N_("nn", "There is no folder for the library of your drawings: {0}."),
    Trouble.BUSY: N_(
        "nn", "Another program is using the library of your drawings: close it and try again."
    ),
    Trouble.DAMAGED: N_("nn", "The library of your drawings is damaged ({0})."),
    Trouble.NEWER: N_(
        "nn",
        "The library of your drawings was made by a newer version of this program: update it.",
    ),
    Trouble.TOO_LARGE: N_(
        "nn", "The drawing is too large for the library: it has {0}. Draw it with fewer strokes."
    ),
    Trouble.FAILING: N_("nn", "The library of your drawings cannot be used ({0}): check the disk."),
}

_TROUBLES = {
    "SQLITE_FULL": Trouble.FULL,
    "SQLITE_READONLY": Trouble.UNWRITABLE,
    "SQLITE_CANTOPEN": Trouble.UNWRITABLE,
    "SQLITE_PERM": Trouble.UNWRITABLE,
    "SQLITE_AUTH": Trouble.UNWRITABLE,
    "SQLITE_BUSY": Trouble.BUSY,
    "SQLITE_LOCKED": Trouble.BUSY,
    "SQLITE_CORRUPT": Trouble.DAMAGED,
    "SQLITE_NOTADB": Trouble.DAMAGED,
    "SQLITE_ERROR": Trouble.DAMAGED,
    "SQLITE_FORMAT": Trouble.DAMAGED,
    "SQLITE_MISMATCH": Trouble.DAMAGED,
    "SQLITE_TOOBIG": Trouble.DAMAGED,
}
"""By SQLite's primary result codes; the extended ones begin with the same two words."""


@contextmanager
def library_errors(path: Path | None = None) -> Iterator[None]:
    """Turn errors of SQLite and of the system into a :class:`LibraryError`.

    With the ``path`` of the library, it tells in the system's words why it cannot be written.
    """
    import sqlite3

    try:
        try:
            yield
        except sqlite3.Error as error:
            trouble = _trouble(error)
            if path and trouble is Trouble.UNWRITABLE:
                _expect_writable(path)
            raise LibraryError(trouble, str(error)) from error
    except UnicodeDecodeError as error:
        # A message of SQLite's names what it found in the file.
        raise LibraryError(Trouble.DAMAGED, "a text in it is none") from error
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        trouble = Trouble.FULL if is_full else Trouble.UNWRITABLE
        raise LibraryError(trouble, error.strerror or str(error)) from error


def _trouble(error: Exception) -> Trouble:
    import sqlite3

    # Python's module itself finds a text that is none. Its other errors have no code either,
    # such as that a connection is closed.
    without_code = "SQLITE_FORMAT" if isinstance(error, sqlite3.OperationalError) else ""
    code = getattr(error, "sqlite_errorname", without_code)
    return _TROUBLES.get("_".join(code.split("_")[:2]), Trouble.FAILING)


def _expect_writable(path: Path) -> None:
    """Raise the system's OSError where it does not let the library be written."""
    tempfile.TemporaryFile(dir=path.parent).close()
    with suppress(FileNotFoundError):
        path.open("r+b").close()
