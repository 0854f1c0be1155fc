"""The library's file: drawings stay, changes can be undone, failures are typed errors."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from app.library.file import LibraryError, Trouble, library_errors, open_library, set_aside
from app.library.store import Contents, LibraryStore, NewDrawing
from nn.strokes import MOST_POINTS, MOST_STROKES, Drawing, Stroke, drawing_from_points
from nn.training.own_digits import HELD_OUT_EVERY
from tests.app.drawings import drawing

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[LibraryStore]:
    with LibraryStore(path) as store:
        yield store


def keep(store: LibraryStore, *labels: int, seed: int = 0) -> list[int]:
    """Keep a drawing for each label; their ids."""
    return [store.keep(drawing(seed + i), label).ids[0] for i, label in enumerate(labels)]


def labels(store: LibraryStore) -> dict[int, int]:
    contents = store.contents()
    return dict(zip(contents.ids.tolist(), contents.labels.tolist(), strict=True))


def test_what_was_kept_is_there_after_another_start(path: Path) -> None:
    with LibraryStore(path) as store:
        ids = keep(store, 7, 3)
    with LibraryStore(path) as store:
        found = store.drawings(ids)
    assert [one.drawing for one in found] == [drawing(0), drawing(1)]
    assert [one.label for one in found] == [7, 3]
    assert found[0].kept_at <= found[1].kept_at


def test_contents_are_the_newest_first_with_a_count_for_each_digit(store: LibraryStore) -> None:
    ids = keep(store, 2, 9, 2)
    contents = store.contents()
    assert contents.ids.tolist() == ids[::-1]
    assert contents.labels.tolist() == [2, 9, 2]
    assert contents.counts == (0, 0, 2, 0, 0, 0, 0, 0, 0, 1)
    assert Contents().counts == (0,) * 10


def test_drawings_can_be_relabelled_and_deleted(store: LibraryStore) -> None:
    first, second, third = keep(store, 1, 1, 7)
    assert store.relabel([first, third], 7).ids == (first,)
    assert labels(store) == {first: 7, second: 1, third: 7}
    store.delete([second])
    assert labels(store) == {first: 7, third: 7}


def test_every_change_can_be_undone_the_latest_first(store: LibraryStore) -> None:
    ids = keep(store, 1, 2, 3)
    before = [store.drawings(ids)]
    store.relabel(ids[:2], 8)
    before.append(store.drawings(ids))
    store.delete(ids[1:])
    store.keep(drawing(9), 9)
    assert store.undo() is not None
    assert labels(store) == {ids[0]: 8}
    change = store.undo()
    assert change is not None
    assert (change.kind, change.ids) == ("deleted", tuple(ids[1:]))
    assert store.drawings(ids) == before[1]
    store.undo()
    assert store.drawings(ids) == before[0]
    for _ in ids:
        store.undo()
    assert len(store.contents()) == 0
    assert store.undo() is None


def test_an_id_is_never_given_twice(store: LibraryStore) -> None:
    (first,) = keep(store, 5)
    store.delete([first])
    (second,) = keep(store, 5)
    assert second > first
    store.undo()
    store.undo()
    assert labels(store) == {first: 5}


def test_more_drawings_than_a_statement_has_values_for(store: LibraryStore) -> None:
    change = store.add([NewDrawing(drawing(i), i % 10, "") for i in range(1200)])
    assert len(store.drawings(change.ids)) == 1200
    store.delete(change.ids)
    assert len(store.contents()) == 0
    store.undo()
    assert len(store.contents()) == 1200


def test_what_is_there_already_is_not_added_again(store: LibraryStore) -> None:
    keep(store, 4)
    new = [NewDrawing(drawing(i), 4, "elsewhere") for i in (0, 1, 1)]
    change = store.add(new)
    assert [one.drawing for one in store.drawings(change.ids)] == [drawing(1)]
    assert store.add([NewDrawing(drawing(0), 5, "")]).ids


def test_every_fourth_of_a_label_is_held_out_for_good(store: LibraryStore) -> None:
    ids = keep(store, *[3] * 9, *[5] * 3)
    held_out = {one.id for one in store.drawings(ids) if one.held_out}
    assert held_out == {ids[HELD_OUT_EVERY - 1], ids[2 * HELD_OUT_EVERY - 1]}
    store.delete([ids[0]])
    store.relabel(ids[1:3], 8)
    assert {one.id for one in store.drawings(ids) if one.held_out} == held_out


def test_what_was_learned_from_never_becomes_a_test(store: LibraryStore) -> None:
    ids = keep(store, *[3] * 4, *[5] * 3)
    learned = {one.id for one in store.drawings(ids) if not one.held_out}
    # A fourth 5 arrives under another name: it may be held out only if it was before.
    store.relabel([ids[0]], 5)
    assert {one.id for one in store.drawings(ids) if not one.held_out} == learned
    store.relabel([ids[3]], 9)
    (moved,) = store.drawings([ids[3]])
    assert not moved.held_out


def test_a_label_with_too_few_drawings_holds_nothing_out(store: LibraryStore) -> None:
    ids = keep(store, *[3] * 4)
    store.delete(ids[:2])
    store.release_held_out()
    assert not any(one.held_out for one in store.drawings(ids))


def test_only_drawings_with_strokes_are_kept(store: LibraryStore) -> None:
    with pytest.raises(ValueError):
        store.keep(drawing(0, strokes=0), 1)
    with pytest.raises(LibraryError):
        store.keep(drawing(0), 10)
    assert len(store.contents()) == 0


def test_a_change_is_forced_to_the_disk_before_it_counts(path: Path) -> None:
    for _ in range(2):
        with closing(open_library(path)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            # 3 is EXTRA: the log is flushed at the end of every transaction.
            assert connection.execute("PRAGMA synchronous").fetchone() == (3,)


# What goes wrong.


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    with LibraryStore(path) as store:
        ids = keep(store, 1, 2)
        with pytest.raises(LibraryError) as refused:
            store.add([NewDrawing(drawing(100 + i, strokes=20), 3, "") for i in range(50)])
        assert refused.value.trouble is Trouble.FULL
        assert list(labels(store)) == ids[::-1]
        keep(store, 3, seed=50)
        assert len(store.contents()) == 3


_KEEP_UNTIL_REFUSED = """
import resource, sys
from pathlib import Path
from app.library.file import LibraryError
from app.library.store import LibraryStore
from tests.app.drawings import drawing
with LibraryStore(Path(sys.argv[1])) as store:
    store.keep(drawing(0), 0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    for seed in range(1, 1000):
        try:
            store.keep(drawing(seed), seed % 10)
        except LibraryError as error:
            print(seed, error.trouble.name)
            break
    assert len(store.contents()) == seed
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of a file")
def test_a_file_that_cannot_grow_keeps_what_was_confirmed(path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _KEEP_UNTIL_REFUSED, str(path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    confirmed, trouble = ended.stdout.split()
    assert trouble in (Trouble.FULL.name, Trouble.FAILING.name)
    with LibraryStore(path) as store:
        assert len(store.contents()) == int(confirmed)
        keep(store, 3, seed=5000)


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("where a folder should be")
    with pytest.raises(LibraryError) as refused:
        LibraryStore(tmp_path / "file" / "library.sqlite")
    assert refused.value.trouble is Trouble.UNWRITABLE


@pytest.mark.parametrize(
    ("number", "trouble", "told"),
    [
        (errno.EROFS, Trouble.UNWRITABLE, "Read-only file system"),
        (errno.EACCES, Trouble.UNWRITABLE, "Permission denied"),
        (errno.ENOSPC, Trouble.FULL, "free some space"),
        (errno.EDQUOT, Trouble.FULL, "free some space"),
    ],
)
def test_why_a_library_cannot_be_written_is_said_in_the_systems_words(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int, trouble: Trouble, told: str
) -> None:
    def refuse(**_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("app.library.file.tempfile.TemporaryFile", refuse)
    with pytest.raises(LibraryError) as refused, library_errors(path):
        sqlite3.connect(path.parent / "no folder" / "library.sqlite")
    assert refused.value.trouble is trouble
    assert told in str(refused.value)
    assert ("space" in str(refused.value)) is (trouble is Trouble.FULL)


def test_a_drawing_that_is_too_large_is_refused_before_it_is_kept(store: LibraryStore) -> None:
    for large in (
        drawing(0, strokes=MOST_STROKES + 1),
        drawing_from_points([[(0, 0)] * (MOST_POINTS + 1)]),
    ):
        with pytest.raises(LibraryError) as refused:
            store.keep(large, 1)
        assert refused.value.trouble is Trouble.TOO_LARGE
    assert len(store.contents()) == 0


def test_the_largest_drawing_can_be_kept_and_read(store: LibraryStore) -> None:
    many = Stroke(
        np.zeros((MOST_POINTS - MOST_STROKES + 1, 2)),
        0.05,
        np.ones(MOST_POINTS - MOST_STROKES + 1),
        np.zeros(MOST_POINTS - MOST_STROKES + 1),
    )
    dots = drawing_from_points([[(0, 0)]] * (MOST_STROKES - 1)).strokes
    (identity,) = store.keep(Drawing((*dots, many)), 1).ids
    assert store.drawings([identity])[0].drawing == Drawing((*dots, many))


@pytest.mark.parametrize("moment", [-1e10, 1e300])
def test_a_clock_that_is_wrong_spoils_no_drawing(
    path: Path, monkeypatch: pytest.MonkeyPatch, moment: float
) -> None:
    monkeypatch.setattr("app.library.store.time.time", lambda: moment)
    with LibraryStore(path) as store:
        keep(store, 1)
    with LibraryStore(path) as store:
        assert len(list(store.all_drawings())) == 1


def test_a_read_only_library_can_be_read_and_says_so_when_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def opened(path: Path) -> sqlite3.Connection:
        connection = open_library(path)
        connection.execute("PRAGMA query_only = ON")
        return connection

    with LibraryStore(path) as store:
        keep(store, 6)
    monkeypatch.setattr("app.library.store.open_library", opened)
    with LibraryStore(path) as store:
        assert len(store.contents()) == 1
        with pytest.raises(LibraryError) as refused:
            store.keep(drawing(1), 1)
        assert refused.value.trouble is Trouble.UNWRITABLE
        assert len(store.contents()) == 1


def test_another_program_that_holds_the_file_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.library.file._BUSY_SECONDS", 0.05)
    with LibraryStore(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError) as refused:
            store.keep(drawing(1), 1)
        assert refused.value.trouble is Trouble.BUSY
        other.execute("ROLLBACK")
        other.close()
        keep(store, 1)


def test_two_windows_share_a_library(path: Path) -> None:
    with LibraryStore(path) as one, LibraryStore(path) as other:
        keep(one, 1)
        keep(other, 2)
        assert one.contents().counts == other.contents().counts
        assert len(one.contents()) == 2


@pytest.mark.parametrize(
    "content", [b"no database at all" * 100, b"SQLite format 3\0" + b"x" * 5000]
)
def test_a_file_that_is_no_library_is_told_and_set_aside_whole(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LibraryError) as refused:
        LibraryStore(path)
    assert refused.value.trouble is Trouble.DAMAGED
    aside = set_aside(path)
    assert aside.read_bytes() == content
    with LibraryStore(path) as store:
        keep(store, 1)


def test_pages_that_were_overwritten_are_noticed(path: Path) -> None:
    with LibraryStore(path) as store:
        store.add([NewDrawing(drawing(i), i % 10, "") for i in range(200)])
    content = bytearray(path.read_bytes())
    content[8192:40960] = b"\xa5" * (40960 - 8192)
    path.write_bytes(content)
    with pytest.raises(LibraryError) as refused:
        LibraryStore(path)
    assert refused.value.trouble is Trouble.DAMAGED


def test_the_database_of_another_program_is_not_touched(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LibraryError) as refused:
        LibraryStore(path)
    assert refused.value.trouble is Trouble.DAMAGED
    assert path.read_bytes() == before


def test_the_library_of_a_newer_program_is_left_alone(path: Path) -> None:
    with LibraryStore(path) as store:
        keep(store, 1)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError) as refused:
        LibraryStore(path)
    assert refused.value.trouble is Trouble.NEWER


def test_what_belongs_to_a_damaged_file_is_set_aside_with_it(path: Path) -> None:
    path.write_bytes(b"damaged")
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"the latest changes")
    aside = set_aside(path)
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"the latest changes"
    assert not log.exists()
