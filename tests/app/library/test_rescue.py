"""A damaged library: each drawing that can still be read comes back, and it is told once."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.library.drawing_bytes import drawing_to_bytes, fingerprint
from app.library.feedback import LibraryTexts
from app.library.file import FILE_NAME, LibraryError, Trouble, open_library
from app.library.library import Library
from app.library.rescue import Rescued, rescue
from app.library.store import Contents, KeptDrawing, LibraryStore, NewDrawing
from tests.app.drawings import drawing
from tests.app.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[3]

COUNT = 30
"""Drawings in each library here; those of seed 0, 1, … have the ids 1, 2, …"""

PAGE = 4096
"""Bytes; SQLite's own size of a page."""


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


def opened(qtbot: QtBot, folder: Path) -> tuple[Contents, list[Rescued], list[str]]:
    """What a window finds that opens the library and looks at all drawings, and what it says."""
    library = Library(folder=folder)
    told: list[Rescued] = []
    failures: list[str] = []
    library.was_set_aside.connect(told.append)
    library.failed.connect(lambda failure: failures.append(str(failure.error)))
    with qtbot.waitSignals([library.contents_changed, library.loaded], timeout=PATIENCE):
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
    rescue_of(path)
    with LibraryStore(path) as store:
        store.keep(drawing(99), 9)


def rescue_of(path: Path) -> Rescued:
    """The rescue of a library that cannot be opened for damage."""
    with pytest.raises(LibraryError) as refused:
        LibraryStore(path)
    assert refused.value.trouble is Trouble.DAMAGED
    return rescue(path)


def test_an_index_of_other_drawings_is_noticed(path: Path, whole: bytes) -> None:
    content = bytearray(whole)
    # A label in the leaf of the index: a record of label, held_out and id, which ends with the id.
    first = 3 * PAGE
    place = first + int.from_bytes(content[first + 8 : first + 10], "big")
    content[place + 4] ^= 1
    path.write_bytes(content)
    assert {one.id for one in found(path)} == set(range(1, COUNT + 1))


@pytest.mark.parametrize("filling", [b"\xa5", b"\0"])
def test_a_lost_page_loses_the_drawings_on_it_alone(
    path: Path, whole: bytes, filling: bytes
) -> None:
    for page in range(len(whole) // PAGE):
        lost = slice(page * PAGE, (page + 1) * PAGE)
        path.write_bytes(whole[: lost.start] + filling * PAGE + whole[lost.stop :])
        assert points(found(path)) >= undamaged(whole, {page})


def undamaged(whole: bytes, pages: set[int]) -> set[bytes]:
    """What identifies the drawings that are not in these pages; each lies in one page."""
    kept = [drawing_to_bytes(drawing(seed)) for seed in range(COUNT)]
    return {fingerprint(one) for one in kept if whole.find(one) // PAGE not in pages}


def test_whatever_bits_are_flipped_all_drawings_elsewhere_come_back(
    path: Path, whole: bytes
) -> None:
    chance = random.Random(10)
    for _ in range(80):
        content, pages = bytearray(whole), set()
        for _ in range(chance.choice([1, 2, 20])):
            bit = chance.randrange(8 * len(whole))
            content[bit // 8] ^= 1 << bit % 8
            pages.add(bit // 8 // PAGE)
        path.write_bytes(content)
        back = points(found(path))
        assert back >= undamaged(whole, pages)
        assert back <= undamaged(whole, set())
        with LibraryStore(path) as store:
            store.keep(drawing(99), 9)


def test_whatever_is_cut_off_all_drawings_before_it_come_back(path: Path, whole: bytes) -> None:
    chance = random.Random(11)
    for _ in range(20):
        length = chance.randrange(1, len(whole))
        path.write_bytes(whole[:length])
        cut = set(range(length // PAGE, len(whole) // PAGE))
        assert points(found(path)) >= undamaged(whole, cut)


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


def test_a_drawing_over_many_pages_is_rescued(path: Path) -> None:
    large = drawing(5, strokes=300)
    with LibraryStore(path) as store:
        (identity,) = store.keep(large, 5).ids
    change(path, "DROP INDEX drawings_by_label")
    assert next(one for one in found(path) if one.id == identity).drawing == large


# What is no library at all.


def fifo(path: Path) -> None:
    os.mkfifo(path)


KINDS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": fifo,
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "link to itself": lambda path: path.symlink_to(path),
    "link to a folder": lambda path: path.symlink_to(path.parent),
    "text": lambda path: path.write_text("no library" * 1000),
    "zeros": lambda path: path.write_bytes(bytes(100_000)),
    "folder in the log's place": lambda path: Path(f"{path}-wal").mkdir(),
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_library_is_set_aside_and_told_once(
    tmp_path: Path, qtbot: QtBot, kind: str
) -> None:
    path = tmp_path / FILE_NAME
    if kind == "folder in the log's place":
        path.touch()
    KINDS[kind](path)
    contents, told, failures = opened(qtbot, tmp_path)
    assert (len(contents), failures) == (0, [])
    assert [one.aside.name for one in told] == [told[0].aside.name]
    assert os.path.lexists(told[0].aside)
    with LibraryStore(path) as store:
        store.keep(drawing(0), 1)
    assert opened(qtbot, tmp_path)[1:] == ([], [])


def test_a_file_that_may_not_be_read_is_set_aside(
    path: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as forbidden:
        forbidden.setattr("os.access", lambda place, _mode: place != path)
        forbidden.setattr("app.library.rescue._LARGEST", 0)
        with pytest.raises(LibraryError) as refused:
            LibraryStore(path)
        assert refused.value.trouble is Trouble.DAMAGED
        told = rescue(path)
    assert told.aside.read_bytes() == before
    assert opened(qtbot, tmp_path)[1:] == ([], [])


def test_two_damaged_libraries_of_the_same_second_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    asides = set()
    for content in (b"one" * 500, b"two" * 500):
        path.write_bytes(content)
        asides.add(rescue_of(path).aside)
        path.unlink(missing_ok=True)
    assert sorted(aside.read_bytes()[:3] for aside in asides) == [b"one", b"two"]


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


def test_a_row_that_would_fill_the_memory_is_refused_by_its_size(path: Path) -> None:
    change(
        path,
        "UPDATE drawings SET strokes = zeroblob(100000000) WHERE id = 3",
        "UPDATE drawings SET source = CAST(zeroblob(100000000) AS TEXT) WHERE id = 4",
    )
    used = subprocess.run(
        [sys.executable, "-c", _OPEN_AND_TELL_MEMORY, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    drawings, megabytes = map(int, used.split())
    assert drawings == COUNT - 2
    assert megabytes < 50


_OPEN_AND_TELL_MEMORY = """
import resource, sys
from pathlib import Path
from app.library.file import LibraryError
from app.library.rescue import rescue
from app.library.store import LibraryStore
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = most()
try:
    LibraryStore(Path(sys.argv[1]))
except LibraryError:
    print(rescue(Path(sys.argv[1])).drawings, most() - before)
"""


def test_the_sentence_tells_how_many_came_back(tmp_path: Path, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    told = LibraryTexts(widget).set_aside(Rescued(tmp_path / "aside.sqlite", 29, 1))
    assert told == (
        "The library of your drawings was damaged. Drawings rescued: 29; lost from it: 1. "
        "The damaged file is kept as aside.sqlite, in the same folder."
    )
