from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

import pytest

from app.library.file import FILE_NAME, open_library
from app.library.store import LibraryStore, NewDrawing
from tests.app.drawings import drawing
from tests.app.library.damage import COUNT

_PAGES = 16


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is opened now has no room beyond 64 kB: some drawings, but no large ones."""

    def opened(path: Path) -> Connection:
        connection = open_library(path)
        connection.execute(f"PRAGMA max_page_count = {_PAGES}")
        return connection

    monkeypatch.setattr("app.library.store.open_library", opened)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a sound library."""
    path = tmp_path_factory.mktemp("whole") / FILE_NAME
    with LibraryStore(path) as store:
        store.add([NewDrawing(drawing(seed), seed % 10, "here") for seed in range(COUNT)])
    return path.read_bytes()


@pytest.fixture
def path(tmp_path: Path, whole: bytes) -> Path:
    path = tmp_path / FILE_NAME
    path.write_bytes(whole)
    return path
