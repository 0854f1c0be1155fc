"""Drawings as *Quick, Draw!* keeps them are read as they were drawn, or refused with their line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nn.data.datasets import is_of_strokes, load_drawings
from nn.data.digit_data import DataError

SEVEN = {
    "word": "seven",
    "drawing": [[[0, 60, 20], [0, 0, 100], [0, 300, 900]], [[5, 50], [50, 50]]],
}
ONE = {"word": "1", "key_id": "5", "drawing": [[[9, 9], [0, 90]]]}
CAT = {"word": "cat", "drawing": [[[1], [1]]]}


def written(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(map(json.dumps, lines)) + "\n\n")
    return path


def test_digits_are_read_and_other_words_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path / "full.ndjson", SEVEN, CAT, ONE)
    assert is_of_strokes(path)
    found = load_drawings(path)
    assert found.labels.tolist() == [7, 1]
    assert found.sources.tolist() == ["full", "full"]
    first, bar = found.drawings[0].strokes
    np.testing.assert_array_equal(first.points, [[0, 0], [60, 0], [20, 100]])
    np.testing.assert_array_equal(first.seconds, [0, 0.3, 0.9])
    assert len(bar.seconds) == 0


@pytest.mark.parametrize(
    "line",
    [
        [],
        {"word": "seven"},
        {"drawing": []},
        {"word": "seven", "drawing": 7},
        {"word": "seven", "drawing": [[[0, 1], [0]]]},
        {"word": "seven", "drawing": [[[0, 1]]]},
        {"word": "seven", "drawing": [[[0, 1e300], [0, 1]]]},
        {"word": "seven", "drawing": [[["a"], [0]]]},
        {"word": "seven", "drawing": [[[0, 1], [0, 1], [5]]]},
        {"word": "seven", "drawing": [[[0], [0]]] * 1001},
        {"word": "seven", "drawing": [{"x": 1}]},
        {"word": "seven", "drawing": [[]]},
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: object) -> None:
    with pytest.raises(DataError, match="line 2"):
        load_drawings(written(tmp_path / "x.ndjson", ONE, line))


def test_empty_lines_count(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_text(f"\n{json.dumps(ONE)}\n\n[]\n")
    with pytest.raises(DataError, match="line 4"):
        load_drawings(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b'{"word": "cat"}'])
def test_what_holds_no_digit_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(content)
    with pytest.raises(DataError):
        load_drawings(path)


def test_a_line_without_end_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "x.ndjson"
    path.write_bytes(b" " * 2_000_000)
    with pytest.raises(DataError, match="at most 1000000 bytes"):
        load_drawings(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nothing readable"):
        load_drawings(tmp_path / "x.ndjson")
