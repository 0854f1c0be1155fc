"""A damaged library: each drawing that can still be read comes back, and it is told once."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.library.drawing_bytes import drawing_to_bytes, fingerprint
from app.library.feedback import LibraryTexts
from app.library.file import FILE_NAME, LibraryError, Trouble, open_library
from app.library.rescue import Rescued, rescue
from app.library.store import LibraryStore, NewDrawing
from tests.app.drawings import drawing
from tests.app.library.damage import (
    COUNT,
    PAGE,
    change,
    found,
    opened,
    points,
    rescue_of,
)

LOOSE = "UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = 'drawings'"
STRICT = """UPDATE sqlite_master SET sql = replace(replace(replace(replace(sql,
    'label INTEGER', 'label INTEGER NOT NULL'), 'kept_at REAL', 'kept_at REAL NOT NULL'),
    'source TEXT', 'source TEXT NOT NULL'), 'BLOB', 'BLOB NOT NULL') WHERE name = 'drawings'"""


@pytest.mark.parametrize(
    "value",
    [
        "strokes = x'ff'",
        "strokes = x''",
        "strokes = 'a text where bytes belong'",
        "strokes = 3.5",
        "strokes = zeroblob(1000000)",
        "strokes = substr(strokes, 1, length(strokes) - 1)",
        "strokes = (SELECT strokes FROM drawings WHERE id = 8)",
        "strokes = CAST(x'01000000000000000000f87f01000000000000000000000000' AS BLOB)",
        "label = 17",
        "label = -1",
        "label = 'x'",
        "label = 1e300",
        "held_out = 5",
        "kept_at = 'yesterday'",
        "kept_at = 1e300",
        "kept_at = -9e999",
        "source = x'00'",
        "source = CAST(x'ffff' AS TEXT)",
        "source = CAST(zeroblob(1000000) AS TEXT)",
        "fingerprint = 'a text'",
        "fingerprint = x'00'",
    ],
)
def test_a_damaged_row_loses_that_row_alone_and_is_told_once(
    path: Path, tmp_path: Path, qtbot: QtBot, value: str
) -> None:
    change(path, f"UPDATE drawings SET {value} WHERE id = 7")
    before = path.read_bytes()
    contents, told, failures = opened(qtbot, tmp_path)
    assert contents.ids.tolist() == [id for id in range(COUNT, 0, -1) if id != 7]  # noqa: A001
    assert failures == []
    assert [(one.drawings, one.lost) for one in told] == [(COUNT - 1, 1)]
    assert told[0].aside.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == [told[0].aside.name, FILE_NAME]
    again, told, failures = opened(qtbot, tmp_path)
    assert again.ids.tolist() == contents.ids.tolist()
    assert (told, failures) == ([], [])


@pytest.mark.parametrize("column", ["label", "kept_at", "source", "fingerprint", "strokes"])
def test_a_row_without_a_value_loses_that_row_alone(path: Path, column: str) -> None:
    change(
        path,
        "PRAGMA writable_schema = ON",
        LOOSE,
        "PRAGMA writable_schema = RESET",
        f"UPDATE drawings SET {column} = NULL WHERE id = 7",
        "PRAGMA writable_schema = ON",
        STRICT,
    )
    assert {one.id for one in found(path)} == {*range(1, COUNT + 1)} - {7}


@pytest.mark.parametrize(
    "statements",
    [
        ["DROP INDEX drawings_by_label"],
        ["DROP INDEX drawings_by_fingerprint"],
        ["CREATE TABLE songs (title TEXT)"],
        ["CREATE TRIGGER less AFTER INSERT ON drawings BEGIN DELETE FROM drawings; END"],
        ["PRAGMA user_version = 0"],
        ["PRAGMA user_version = -1"],
        ["PRAGMA application_id = 1"],
        ["ALTER TABLE drawings RENAME TO paintings"],
        [
            "ALTER TABLE drawings RENAME TO paintings",
            "CREATE VIEW drawings AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id FROM n)"
            " SELECT id, 1 AS label, 0 AS held_out FROM n",
        ],
    ],
)
def test_other_tables_lose_nothing(path: Path, statements: list[str]) -> None:
    change(path, *statements)
    told = rescue_of(path)
    assert (told.drawings, told.lost) == (COUNT, 0)
    with LibraryStore(path) as store:
        assert store.contents().ids.tolist() == list(range(COUNT, 0, -1))
        store.keep(drawing(99), 9)


def test_a_library_without_its_table_is_mended(path: Path) -> None:
    change(path, "DROP TABLE drawings")
    rescued = rescue_of(path)
    # With its table SQLite gave up the drawings' pages: what is left is kept for those who know.
    assert rescued.drawings == 0
    assert rescued.aside.exists()
    assert not path.exists()
    with LibraryStore(path) as store:
        store.keep(drawing(99), 9)
    (kept,) = found(path)
    assert kept.label == 9
    assert points([kept]) == {fingerprint(drawing_to_bytes(drawing(99)))}


def test_an_index_of_other_drawings_is_noticed(path: Path, whole: bytes) -> None:
    content = bytearray(whole)
    # A label in the leaf of the index: a record of label, held_out and id, which ends with the id.
    first = 3 * PAGE
    place = first + int.from_bytes(content[first + 8 : first + 10], "big")
    content[place + 4] ^= 1
    path.write_bytes(content)
    assert {one.id for one in found(path)} == set(range(1, COUNT + 1))


def test_what_is_only_in_the_log_is_rescued_too(tmp_path: Path) -> None:
    path, damaged = tmp_path / FILE_NAME, tmp_path / "damaged" / FILE_NAME
    damaged.parent.mkdir()
    with LibraryStore(path) as store:
        for seed in range(COUNT):
            store.keep(drawing(seed), seed % 10)
        # As a killed program leaves them.
        for ending in ("", "-wal"):
            shutil.copyfile(f"{path}{ending}", f"{damaged}{ending}")
    assert Path(f"{damaged}-wal").stat().st_size > 0
    change_without_checkpoint(damaged, "UPDATE drawings SET strokes = x'ff' WHERE id = 7")
    told = rescue_of(damaged)
    assert (told.drawings, told.lost) == (COUNT - 1, 1)
    assert {one.id for one in found(damaged)} == {*range(1, COUNT + 1)} - {7}


def change_without_checkpoint(path: Path, statement: str) -> None:
    """Change the library in its log, which stays behind as after a kill."""
    kill = f"""
import os, sqlite3
sqlite3.connect({str(path)!r}, isolation_level=None).execute({statement!r})
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", kill], check=True)


def test_what_is_only_in_the_log_of_a_file_without_a_beginning_is_rescued_too(
    tmp_path: Path,
) -> None:
    path, damaged = tmp_path / FILE_NAME, tmp_path / "damaged" / FILE_NAME
    damaged.parent.mkdir()
    with LibraryStore(path) as store:
        store.add([NewDrawing(drawing(seed), seed % 10, "") for seed in range(20)])
    with LibraryStore(path) as store:
        store.delete([20])
        for seed in range(20, COUNT):
            store.keep(drawing(seed), seed % 10)
        damaged.write_bytes(b"\xa5" * PAGE + path.read_bytes()[PAGE:])
        shutil.copyfile(f"{path}-wal", f"{damaged}-wal")
    log = Path(f"{damaged}-wal").read_bytes()
    told = rescue(damaged)
    assert (told.drawings, told.lost) == (COUNT - 1, 0)
    assert Path(f"{told.aside}-wal").read_bytes() == log
    assert not Path(f"{damaged}-wal").exists()
    assert points(found(damaged)) == points(found(path))


def test_deleted_drawings_stay_deleted(path: Path) -> None:
    with LibraryStore(path) as store:
        store.delete(list(range(1, 26)))
    change(path, "UPDATE drawings SET strokes = x'ff' WHERE id = 27")
    assert {one.id for one in found(path)} == {26, 28, 29, 30}


def test_a_rescue_without_room_leaves_the_library_where_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(path, "UPDATE drawings SET strokes = x'ff' WHERE id = 7")

    def opened_small(path: Path) -> sqlite3.Connection:
        connection = open_library(path)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    with monkeypatch.context() as full:
        full.setattr("app.library.rescue.open_library", opened_small)
        with pytest.raises(LibraryError) as refused:
            rescue_of(path)
    assert refused.value.trouble is Trouble.FULL
    assert [file.name for file in path.parent.iterdir()] == [FILE_NAME]
    assert len(found(path)) == COUNT - 1


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_library_behind_a_link_is_used_and_never_written_over(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "home" / FILE_NAME
    link.parent.mkdir()
    link.symlink_to(path)
    assert len(found(link)) == COUNT
    assert link.is_symlink()
    change(path, "DROP INDEX drawings_by_label")
    before = path.read_bytes()
    told = rescue_of(link)
    assert told.drawings == COUNT
    assert told.aside.is_symlink()
    assert path.read_bytes() == before
    assert len(found(link)) == COUNT


def test_the_sentence_tells_how_many_came_back(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    told = LibraryTexts(widget).set_aside(Rescued(tmp_path / "aside.sqlite", 29, 1))
    assert told == (
        "The library of your drawings was damaged. Drawings rescued: 29; lost from it: 1. "
        "The damaged file is kept as aside.sqlite, in the same folder."
    )
