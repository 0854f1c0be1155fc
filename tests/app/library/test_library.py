"""The library as the window sees it, with its real thread and its real file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.library.feedback import LibraryTexts
from app.library.file import FILE_NAME, Trouble
from app.library.library import Done, Library
from app.library.rescue import Rescued
from app.library.store import LibraryStore
from nn.data.stroke_files import load_strokes
from tests.app.drawings import drawing
from tests.app.waiting import PATIENCE


@pytest.fixture
def library(qtbot: QtBot, tmp_path: Path) -> Iterator[Library]:
    library = Library(folder=tmp_path)
    yield library
    library.close()


def keep(qtbot: QtBot, library: Library, seed: int, label: int) -> int:
    with qtbot.waitSignal(library.changed) as changed:
        library.keep(drawing(seed), label)
    return int(changed.args[0].change.ids[0])


def failure(qtbot: QtBot, library: Library, request: Callable[[], None]) -> Trouble:
    """Why a request fails."""
    with qtbot.waitSignal(library.failed) as failed:
        request()
    trouble: Trouble = failed.args[0].error.trouble
    return trouble


def fill(folder: Path, count: int) -> None:
    with LibraryStore(folder / FILE_NAME) as store:
        for seed in range(count):
            store.keep(drawing(seed), seed % 10)


def test_nothing_is_confirmed_before_it_is_in_the_file(
    library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    seen: list[int] = []

    def look(done: Done) -> None:
        with LibraryStore(tmp_path / FILE_NAME) as other:
            seen.extend(one.id for one in other.drawings(done.change.ids))

    library.changed.connect(look)
    identity = keep(qtbot, library, 0, 7)
    assert seen == [identity]
    assert library.contents.counts[7] == 1


def test_it_opens_with_what_was_kept_before(library: Library, tmp_path: Path, qtbot: QtBot) -> None:
    fill(tmp_path, 12)
    with qtbot.waitSignal(library.contents_changed):
        library.open()
    assert len(library.contents) == 12
    ids = library.contents.ids[:3].tolist()
    with qtbot.waitSignal(library.loaded) as loaded:
        library.load(ids)
    assert [one.id for one in loaded.args[0]] == sorted(ids)


def test_undo_goes_back_change_by_change(library: Library, qtbot: QtBot) -> None:
    identity = keep(qtbot, library, 0, 7)
    with qtbot.waitSignal(library.changed):
        library.relabel([identity], 1)
    with qtbot.waitSignal(library.changed) as undone:
        library.undo()
    assert undone.args[0].was_undone
    assert library.contents.labels.tolist() == [7]
    with qtbot.waitSignal(library.changed):
        library.undo()
    assert len(library.contents) == 0
    assert library.undoable is None


def test_what_was_asked_for_is_on_the_disk_when_it_is_closed(
    library: Library, tmp_path: Path
) -> None:
    for seed in range(40):
        library.keep(drawing(seed), seed % 10)
    library.close()
    with LibraryStore(tmp_path / FILE_NAME) as store:
        assert len(store.contents()) == 40
    library.keep(drawing(99), 9)


def test_closing_gives_up_a_library_that_takes_long_to_open(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def check_for_ever(connection: sqlite3.Connection) -> None:
        begun.set()
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i)"
        try:
            connection.execute(f"{endless} FROM n").fetchone()
        finally:
            ended.set()

    monkeypatch.setattr("app.library.store.expect_sound", check_for_ever)
    failures: list[object] = []
    library.failed.connect(failures.append)
    library.open()
    assert begun.wait(PATIENCE / 1000)
    library.close()
    assert ended.wait(PATIENCE / 1000)
    qtbot.wait(10)
    assert failures == []


def test_closing_waits_for_a_change_behind_other_work(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def check_slowly(_connection: sqlite3.Connection) -> None:
        go_on.wait(PATIENCE / 1000)

    monkeypatch.setattr("app.library.store.expect_sound", check_slowly)
    library.open()
    library.keep(drawing(0), 7)
    threading.Timer(0.1, go_on.set).start()
    library.close()
    with LibraryStore(tmp_path / FILE_NAME) as store:
        assert store.contents().labels.tolist() == [7]


def test_a_damaged_file_is_set_aside_and_the_drawing_is_kept_in_a_new_one(
    library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a library" * 500)
    with qtbot.waitSignal(library.was_set_aside) as told:
        keep(qtbot, library, 0, 7)
    (aside,) = tmp_path.glob("library-damaged-*.sqlite")
    assert told.args == [Rescued(aside)]
    assert aside.read_bytes() == b"not a library" * 500
    assert library.contents.labels.tolist() == [7]


def test_a_file_that_is_damaged_meanwhile_is_noticed_too(
    library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    fill(tmp_path, 5)
    with qtbot.waitSignal(library.contents_changed):
        library.open()
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as other, other:
        other.execute("UPDATE drawings SET strokes = x'ff'")
    with qtbot.waitSignal(library.was_set_aside):
        library.load(library.contents.ids.tolist())
    qtbot.waitUntil(lambda: len(library.contents) == 0)
    assert list(tmp_path.glob("library-damaged-*.sqlite"))


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_is_told_and_the_next_drawing_may_fit(library: Library, qtbot: QtBot) -> None:
    keep(qtbot, library, 0, 7)
    assert failure(qtbot, library, lambda: library.keep(drawing(1, strokes=300), 3)) is Trouble.FULL
    assert library.contents.counts[3] == 0
    keep(qtbot, library, 2, 4)
    assert len(library.contents) == 2


def test_a_folder_that_cannot_be_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "file").write_text("where a folder should be")
    library = Library(folder=tmp_path / "file")
    trouble = failure(qtbot, library, lambda: library.keep(drawing(0), 1))
    assert trouble is Trouble.UNWRITABLE
    library.close()


def test_a_home_that_cannot_be_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "file").write_text("where a folder should be")
    monkeypatch.setenv("DIGITS_HOME", str(tmp_path / "file" / "home"))
    library = Library()
    assert failure(qtbot, library, library.open) is Trouble.NO_FOLDER
    library.close()


def test_files_go_out_and_in(library: Library, tmp_path: Path, qtbot: QtBot) -> None:
    ids = [keep(qtbot, library, seed, 5) for seed in range(3)]
    path = tmp_path / "mine.npz"
    with qtbot.waitSignal(library.exported) as exported:
        library.export_file(path, ids[:2])
    assert exported.args == [path, 2]
    assert len(load_strokes(path)) == 2
    with qtbot.waitSignal(library.imported) as imported:
        library.import_file(path)
    assert imported.args[0].known == 2


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda library, path: library.import_file(path / "none.npz"), "none.npz"),
        (lambda library, path: library.export_file(path / "file" / "a.npz", []), "a.npz"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(
    library: Library, tmp_path: Path, qtbot: QtBot, ask: Any, said: str
) -> None:
    (tmp_path / "file").write_text("no folder")
    with qtbot.waitSignal(library.failed) as failed:
        ask(library, tmp_path)
    assert said in LibraryTexts(QWidget()).failure(failed.args[0])


def test_a_mistake_of_ours_is_raised_where_the_program_reports_it(
    library: Library, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undo(_store: LibraryStore) -> None:
        raise KeyError("missing")

    with monkeypatch.context() as broken, qtbot.captureExceptions() as raised:
        broken.setattr(LibraryStore, "undo", undo)
        library.undo()
        qtbot.waitUntil(lambda: len(raised) > 0)
    assert raised[0][0] is KeyError
    keep(qtbot, library, 0, 1)
