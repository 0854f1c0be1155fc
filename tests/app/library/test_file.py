"""What lies in the library's place and is none, or takes all memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pytestqt.qtbot import QtBot

from app.library.file import FILE_NAME, LibraryError, Trouble, open_library
from app.library.rescue import rescue
from app.library.store import LibraryStore
from tests.app.drawings import drawing
from tests.app.library.damage import (
    COUNT,
    ROOT,
    change,
    opened,
    rescue_of,
)


def fifo(path: Path) -> None:
    os.mkfifo(path)


KINDS: dict[str, Callable[[Path], object]] = {
    "folder": Path.mkdir,
    "pipe": fifo,
    "link to nothing": lambda path: path.symlink_to("nowhere"),
    "link to itself": lambda path: path.symlink_to(path),
    "link to a folder": lambda path: path.symlink_to(path.parent),
    "link to memory": lambda path: path.symlink_to("/proc/self/mem"),
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
from threading import Barrier
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


def test_a_window_that_makes_its_tables_meanwhile_is_no_other_program(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    for _ in range(20):
        start = Barrier(2)

        def opened_at_once(start: Barrier = start) -> None:
            start.wait()
            open_library(path).close()

        with ThreadPoolExecutor(2) as windows:
            for window in [windows.submit(opened_at_once) for _ in range(2)]:
                window.result()
        assert [one.name for one in tmp_path.iterdir()] == [FILE_NAME], "nothing was set aside"
        path.unlink()
