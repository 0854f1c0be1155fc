"""The drawing of the last start: whole, or none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.files.last_drawing import FILE_NAME, keep, recall
from nn.strokes import Drawing
from tests.app.drawings import drawing


def test_a_drawing_is_recalled_to_the_last_number(tmp_path: Path) -> None:
    keep(drawing(3), tmp_path)
    assert recall(tmp_path) == drawing(3)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_an_empty_sheet_leaves_nothing(tmp_path: Path) -> None:
    keep(drawing(3), tmp_path)
    keep(Drawing(), tmp_path)
    assert recall(tmp_path) is None
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", [0, 20, -1])
def test_one_wrong_bit_is_found(tmp_path: Path, place: int) -> None:
    keep(drawing(3), tmp_path)
    content = bytearray((tmp_path / FILE_NAME).read_bytes())
    content[place] ^= 1
    (tmp_path / FILE_NAME).write_bytes(content)
    assert recall(tmp_path) is None


def test_what_is_no_file_is_no_drawing(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    assert recall(tmp_path) is None
    keep(drawing(3), tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE_NAME)
    assert recall(tmp_path) is None
