"""What can go wrong with the library's file, as few kinds as a user can do different things about.

sqlite3.Error, OSError → LibraryError(trouble, detail) → a sentence
(:mod:`app.library.library_words`)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto


class Trouble(Enum):
    """Why the library could not do what it was asked to."""

    FULL = auto()
    """The disk has no room left."""
    UNWRITABLE = auto()
    """The file or its folder may not be written, or cannot be made."""
    BUSY = auto()
    """Another program holds the file."""
    DAMAGED = auto()
    """The file is no library, or not a whole one."""
    NEWER = auto()
    """A newer version of the program made the file."""
    FAILING = auto()
    """The disk itself reports errors, or something that nobody has foreseen."""


class LibraryError(Exception):
    """The library did not do what it was asked to, and its file is as it was before."""

    def __init__(self, trouble: Trouble, detail: str) -> None:
        super().__init__(f"{trouble.name.lower()}: {detail}")
        self.trouble = trouble
        self.detail = detail


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
"""By SQLite's primary result codes; the extended ones begin with the same words."""


@contextmanager
def library_errors() -> Iterator[None]:
    """Turn what SQLite and the system say into a :class:`LibraryError`."""
    import sqlite3

    try:
        yield
    except sqlite3.Error as error:
        # Python's own complaints, such as a closed connection, have no code.
        code = "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])
        raise LibraryError(_TROUBLES.get(code, Trouble.FAILING), str(error)) from error
    except OSError as error:
        raise LibraryError(Trouble.UNWRITABLE, error.strerror or str(error)) from error
