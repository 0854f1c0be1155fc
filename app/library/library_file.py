"""The library's file: made, opened, checked, and set aside when it is damaged.

A write-ahead log is forced to the disk at the end of each transaction, so a drawing is kept once
its transaction has ended, whatever happens to the program or the power after that (SQLite's
"WAL" with ``synchronous`` at ``EXTRA``). One small write and one flush: some milliseconds.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.library.library_errors import LibraryError, Trouble, library_errors

if TYPE_CHECKING:
    from sqlite3 import Connection

FILE_NAME = "library.sqlite"

VERSION = 1
"""Of the tables; raised when a change makes older programs misread them."""

_APPLICATION = 0x44494754
"""Marks the file as ours ("DIGT") for SQLite and for the command ``file``."""

_BUSY_SECONDS = 5.0
"""How long to wait for another window that writes to the same library."""

# AUTOINCREMENT: an id is never given twice, so a deletion that is undone finds its place free.
_TABLES = """
CREATE TABLE drawings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    label INTEGER NOT NULL CHECK (label BETWEEN 0 AND 9),
    held_out INTEGER NOT NULL CHECK (held_out IN (0, 1)),
    kept_at REAL NOT NULL,
    source TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    strokes BLOB NOT NULL
);
CREATE INDEX drawings_by_label ON drawings (label, held_out);
CREATE INDEX drawings_by_fingerprint ON drawings (fingerprint, label);
"""


def open_library(path: Path) -> Connection:
    """The library in ``path``, made where there is none.

    Raises LibraryError; with DAMAGED, :func:`set_aside` and another try will do.
    """
    import sqlite3

    with library_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def set_aside(path: Path) -> Path:
    """Rename a damaged library, with all that belongs to it; returns its new name.

    Raises LibraryError where it cannot be renamed.
    """
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    with library_errors():
        path.replace(aside)
        # The log holds the latest changes, and is of use only beside its own file.
        for suffix in ("-wal", "-shm", "-journal"):
            companion = path.with_name(path.name + suffix)
            if companion.exists():
                companion.replace(aside.with_name(aside.name + suffix))
    return aside


def _prepare(connection: Connection) -> None:
    version = _pragma(connection, "user_version")
    is_ours = _pragma(connection, "application_id") == _APPLICATION
    if not is_ours and connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise LibraryError(Trouble.DAMAGED, "it is a database of another program")
    if version > VERSION:
        raise LibraryError(Trouble.NEWER, f"version {version}, known is {VERSION}")
    connection.execute("PRAGMA synchronous = EXTRA")
    if not is_ours:
        # Asked for once: the file remembers it.
        connection.execute("PRAGMA journal_mode = WAL")
        _make_tables(connection)
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LibraryError(Trouble.DAMAGED, str(found).splitlines()[0])


def _make_tables(connection: Connection) -> None:
    # All or nothing, and another window that starts at the same moment waits.
    connection.execute("BEGIN EXCLUSIVE")
    try:
        if not _pragma(connection, "user_version"):
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
