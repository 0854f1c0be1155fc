from __future__ import annotations

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.drawing_bytes import drawing_from_bytes, drawing_to_bytes, fingerprint
from nn.preprocessing.pictures import drawing_of_image
from nn.strokes import Drawing, Stroke, drawing_from_points
from tests.app.drawings import drawing


@given(seed=st.integers(0, 10_000), strokes=st.integers(0, 5))
def test_a_drawing_comes_back_bit_for_bit(seed: int, strokes: int) -> None:
    kept = drawing(seed, strokes=strokes)
    assert drawing_from_bytes(drawing_to_bytes(kept)) == kept


def test_what_the_device_does_not_know_stays_unknown() -> None:
    kept = Drawing((Stroke(np.array([[0.25, 0.5]])), *drawing(1).strokes))
    found = drawing_from_bytes(drawing_to_bytes(kept))
    assert found == kept
    assert len(found.strokes[0].pressure) == len(found.strokes[0].seconds) == 0


def test_a_picture_is_refused_rather_than_lost() -> None:
    with pytest.raises(ValueError, match="picture"):
        drawing_to_bytes(drawing_of_image(np.full((28, 28), 200, np.uint8)))


@given(seed=st.integers(0, 1000), data=st.data())
def test_damaged_bytes_are_told_from_a_drawing(seed: int, data: st.DataObject) -> None:
    content = drawing_to_bytes(drawing(seed))
    cut = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(ValueError):
        drawing_from_bytes(content[:cut])
    with pytest.raises(ValueError):
        drawing_from_bytes(content + b"\0")


def mark(drawing: Drawing) -> bytes:
    return fingerprint(drawing_to_bytes(drawing))


def test_the_fingerprint_is_of_the_points_alone() -> None:
    first = drawing(3)
    bare = Drawing(tuple(Stroke(stroke.points) for stroke in first.strokes))
    assert mark(first) == mark(bare)
    assert mark(first) != mark(drawing(4))
    one, two = [[0, 0], [1, 0]], [[2, 0], [3, 0]]
    joined = drawing_from_points([[*one, *two]])
    assert mark(joined) != mark(drawing_from_points([one, two]))


def test_what_does_not_lie_on_the_sheet_is_refused_both_ways() -> None:
    far = Stroke(np.array([[0.5, 1e7]]))
    with pytest.raises(ValueError, match="sheet"):
        drawing_to_bytes(Drawing((far,)))
    content = struct.pack("<I", 1) + struct.pack("<dIB", 0.05, 1, 0)
    with pytest.raises(ValueError, match="sheet"):
        drawing_from_bytes(content + far.points.tobytes())


@pytest.mark.parametrize(
    "content",
    [
        struct.pack("<I", 2**32 - 1),
        struct.pack("<IdIB", 1, 0.05, 2**32 - 1, 0),
        struct.pack("<IdIB", 1, 0.05, 0, 0),
        struct.pack("<IdIBff", 1, np.nan, 1, 0, 0, 0),
        struct.pack("<IdIBff", 1, 0.05, 1, 0, np.nan, 0),
        struct.pack("<IdIBff", 1, 0.05, 1, 4, 0, 0),
        struct.pack("<IdIBfff", 1, 0.05, 1, 1, 0, 0, np.inf),
        struct.pack("<IdIBffd", 1, 0.05, 1, 2, 0, 0, 1e300),
    ],
)
def test_bytes_that_make_no_sense_are_no_drawing(content: bytes) -> None:
    with pytest.raises(ValueError):
        drawing_from_bytes(content)
