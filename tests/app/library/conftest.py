from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection

import pytest

from app.library.file import open_library

_PAGES = 16


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is opened now has no room beyond 64 kB: some drawings, but no large ones."""

    def opened(path: Path) -> Connection:
        connection = open_library(path)
        connection.execute(f"PRAGMA max_page_count = {_PAGES}")
        return connection

    monkeypatch.setattr("app.library.store.open_library", opened)
