"""Damaged libraries: made, opened as a window does, and compared with what was whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.library.drawing_bytes import drawing_to_bytes, fingerprint
from app.library.file import LibraryError, Trouble
from app.library.library import Library
from app.library.rescue import Rescued, rescue
from app.library.store import Contents, KeptDrawing, LibraryStore
from tests.app.drawings import drawing

ROOT = Path(__file__).resolve().parents[3]

COUNT = 30
"""Drawings in each library here; those of seed 0, 1, … have the ids 1, 2, …"""

PAGE = 4096
"""Bytes; SQLite's own size of a page."""


def opened(qtbot: QtBot, folder: Path) -> tuple[Contents, list[Rescued], list[str]]:
    """What a window finds that opens the library and looks at all drawings, and what it says."""
    library = Library(folder=folder)
    told: list[Rescued] = []
    failures: list[str] = []
    library.was_set_aside.connect(told.append)
    library.failed.connect(lambda failure: failures.append(str(failure.error)))
    with qtbot.waitSignals([library.contents_changed, library.loaded]):
        library.open()
        library.load(range(1, COUNT + 1))
    contents = library.contents
    library.close()
    return contents, told, failures


def found(path: Path) -> list[KeptDrawing]:
    """The drawings of a library after what a window does for it."""
    for _ in range(2):
        try:
            with LibraryStore(path) as store:
                return list(store.all_drawings())
        except LibraryError as error:
            assert error.trouble is Trouble.DAMAGED  # noqa: PT017 - it may also be none
            rescue(path)
    with LibraryStore(path) as store:
        return list(store.all_drawings())


def points(kept: Iterable[KeptDrawing]) -> set[bytes]:
    """Of each drawing what identifies it."""
    return {fingerprint(drawing_to_bytes(one.drawing)) for one in kept}


def change(path: Path, *statements: str) -> None:
    """What somebody else has done to the file, unhindered by its tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            other.execute(statement)
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def rescue_of(path: Path) -> Rescued:
    """The rescue of a library that cannot be opened for damage."""
    with pytest.raises(LibraryError) as refused:
        LibraryStore(path)
    assert refused.value.trouble is Trouble.DAMAGED
    return rescue(path)


def undamaged(whole: bytes, pages: set[int]) -> set[bytes]:
    """What identifies the drawings that are not in these pages; each lies in one page."""
    kept = [drawing_to_bytes(drawing(seed)) for seed in range(COUNT)]
    return {fingerprint(one) for one in kept if whole.find(one) // PAGE not in pages}
