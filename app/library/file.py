"""The library's file: how it is opened and made, its errors, and a drawing as bytes in it.

A transaction is on the disk when it ends, also if the program crashes or the power fails later:
SQLite's write-ahead log ("WAL") with ``synchronous`` at ``EXTRA``. That costs one small write and
one flush, some milliseconds.

A drawing keeps every number as the pen gave it. Little-endian, one stroke after another::

    uint32   strokes
    for each stroke
        float64  width      uint32  points P      uint8  1: has pressure, 2: has seconds
        float32  points (P, 2)
        float32  pressure (P,), if there is any
        float64  seconds (P,), if there are any
"""

from __future__ import annotations

import hashlib
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nn.messages import N_, DigitsError
from nn.strokes import Drawing, Stroke

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

    Raises LibraryError; after DAMAGED, :func:`set_aside` makes room for a new one.
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
    """Rename a damaged library and its log; returns the new path.

    Raises LibraryError where it cannot be renamed.
    """
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    aside = path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    with library_errors():
        path.replace(aside)
        # The log holds the latest changes, and SQLite finds it by the name of its file.
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
        # Stored in the file.
        connection.execute("PRAGMA journal_mode = WAL")
        _make_tables(connection)
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise LibraryError(Trouble.DAMAGED, str(found).splitlines()[0])


def _make_tables(connection: Connection) -> None:
    # Exclusive: another window that starts at the same moment waits.
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
    FAILING = auto()
    """The disk reports errors, or SQLite reports anything else."""


class LibraryError(DigitsError):
    """The library did not do what it was asked to, and its file is as it was before."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(_TEXTS[trouble], detail)
        self.trouble = trouble


_TEXTS = {
    Trouble.FULL: N_("nn", "The disk is full: free some space and try again."),
    Trouble.UNWRITABLE: N_(
        "nn",
        "The library of your drawings cannot be written ({0}): check the permissions of the "
        "program's folder.",
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
}
"""By SQLite's primary result codes; the extended ones begin with the same two words."""


@contextmanager
def library_errors() -> Iterator[None]:
    """Turn errors of SQLite and of the system into a :class:`LibraryError`."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        # Errors of Python's module, such as a closed connection, have no code.
        code = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        raise LibraryError(_TROUBLES.get(code, Trouble.FAILING), str(error)) from error
    except OSError as error:
        raise LibraryError(Trouble.UNWRITABLE, error.strerror or str(error)) from error


_COUNT = struct.Struct("<I")
_HEAD = struct.Struct("<dIB")
_PRESSURE, _SECONDS = 1, 2


def drawing_to_bytes(drawing: Drawing) -> bytes:
    """The strokes; raises ValueError for a drawing with a picture, which would be lost."""
    if drawing.picture is not None:
        raise ValueError("only strokes can be kept, found a picture")
    parts = [_COUNT.pack(len(drawing.strokes))]
    for stroke in drawing.strokes:
        has_pressure, has_seconds = len(stroke.pressure) > 0, len(stroke.seconds) > 0
        flags = _PRESSURE * has_pressure + _SECONDS * has_seconds
        parts += [
            _HEAD.pack(stroke.width, len(stroke.points), flags),
            stroke.points.astype("<f4").tobytes(),
            stroke.pressure.astype("<f4").tobytes(),
            stroke.seconds.astype("<f8").tobytes(),
        ]
    return b"".join(parts)


def drawing_from_bytes(content: bytes) -> Drawing:
    """The drawing of :func:`drawing_to_bytes`; raises ValueError for anything else."""
    try:
        (count,) = _COUNT.unpack_from(content)
        strokes, place = [], _COUNT.size
        for _ in range(count):
            stroke, place = _stroke(content, place)
            strokes.append(stroke)
    except struct.error as error:
        raise ValueError(f"not the bytes of a drawing: {error}") from error
    if place != len(content):
        raise ValueError(f"a drawing of {place} bytes in {len(content)}")
    return Drawing(tuple(strokes))


def fingerprint(drawing: Drawing) -> bytes:
    """16 bytes that two drawings share if, and only if, their strokes have the same points.

    Width, pressure and time do not count: a stroke file does not hold them.
    """
    digest = hashlib.blake2b(digest_size=16)
    for stroke in drawing.strokes:
        digest.update(_COUNT.pack(len(stroke.points)))
        digest.update(stroke.points.astype("<f4").tobytes())
    return digest.digest()


def _stroke(content: bytes, place: int) -> tuple[Stroke, int]:
    """The stroke that begins at ``place``, and where it ends."""
    width, count, flags = _HEAD.unpack_from(content, place)
    place += _HEAD.size
    arrays = []
    for kind, length in (
        ("<f4", 2 * count),
        ("<f4", count if flags & _PRESSURE else 0),
        ("<f8", count if flags & _SECONDS else 0),
    ):
        # NumPy raises ValueError where the bytes end too early.
        array = np.frombuffer(content, kind, length, place) if length else np.empty(0, kind)
        arrays.append(array)
        place += array.nbytes
    points, pressure, seconds = arrays
    return Stroke(points.reshape(-1, 2), width, pressure, seconds), place
