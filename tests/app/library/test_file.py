from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.file import drawing_from_bytes, drawing_to_bytes, fingerprint
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


def test_the_fingerprint_is_of_the_points_alone() -> None:
    first = drawing(3)
    bare = Drawing(tuple(Stroke(stroke.points) for stroke in first.strokes))
    assert fingerprint(first) == fingerprint(bare)
    assert fingerprint(first) != fingerprint(drawing(4))
    one, two = [[0, 0], [1, 0]], [[2, 0], [3, 0]]
    joined = drawing_from_points([[*one, *two]])
    assert fingerprint(joined) != fingerprint(drawing_from_points([one, two]))
