from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.platform.opening_mark import OpeningMark

GONE = 2**22 + 1
"""A number above those that Linux gives to processes."""


def test_a_mark_is_there_until_it_is_removed(tmp_path: Path) -> None:
    mark = OpeningMark(tmp_path)
    mark.set()
    assert [path.name for path in tmp_path.iterdir()] == [f"opening-{os.getpid()}"]
    mark.remove()
    mark.remove()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [GONE, os.getpid()], ids=["gone", "ours"])
def test_one_whose_process_is_gone_is_found_once(tmp_path: Path, number: int) -> None:
    (tmp_path / f"opening-{number}").touch()
    assert OpeningMark(tmp_path).find_left()
    assert not OpeningMark(tmp_path).find_left()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there it is told by the open file")
def test_one_of_a_program_that_opens_its_window_now_is_left_alone(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        mark = tmp_path / f"opening-{other.pid}"
        mark.touch()
        assert not OpeningMark(tmp_path).find_left()
        assert mark.exists()
        other.communicate(b"\n")
    assert OpeningMark(tmp_path).find_left()


def test_what_only_looks_like_a_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "opening-").touch()
    (tmp_path / "opening-soon").touch()
    (tmp_path / f"opening-{GONE}").mkdir()
    (tmp_path / f"opening-{'9' * 200}").touch()
    assert not OpeningMark(tmp_path).find_left()
    (tmp_path / f"opening-{os.getpid()}").mkdir()
    mark = OpeningMark(tmp_path)
    mark.set()
    mark.remove()


def test_a_folder_that_takes_no_file_has_no_marks(tmp_path: Path) -> None:
    mark = OpeningMark(tmp_path / "nowhere")
    assert not mark.find_left()
    mark.set()
    mark.remove()
