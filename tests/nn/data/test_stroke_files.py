import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nn.arrays import Array
from nn.data.digit_data import DataError
from nn.data.stroke_files import (
    MOST_DRAWINGS,
    StrokeSet,
    is_stroke_file,
    load_strokes,
    save_strokes,
)
from nn.preprocessing.pipeline import network_inputs
from nn.strokes import (
    FARTHEST,
    MOST_POINTS,
    MOST_STROKES,
    Drawing,
    Timeline,
    drawing_from_points,
)

SEVEN = drawing_from_points([[(0, 0), (5, 0), (2, 9)], [(1, 4), (5, 4)]])
ONE = drawing_from_points([[(3, 0), (3, 8)]])
DOT = drawing_from_points([[(2, 2)]])


def _write(folder: Path, **changed: Array) -> Path:
    arrays = {
        "points": np.arange(12, dtype=np.float32).reshape(6, 2),
        "stroke": np.array([0, 2, 3, 6], np.int32),
        "sample": np.array([0, 1, 3], np.int32),
        "label": np.array([4, 7], np.uint8),
        "source": np.array(["a", "b"]),
    }
    path = folder / "strokes.npz"
    np.savez(path, **(arrays | changed))  # type: ignore[arg-type]
    return path


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "strokes.npz"
    drawings = (SEVEN, ONE, Drawing(), DOT)
    saved = StrokeSet(drawings, np.array([7, 1, 0, 3], np.uint8), np.array(["x", "yy", "", "x"]))
    save_strokes(path, saved)
    loaded = load_strokes(path)
    assert loaded.drawings == drawings
    assert loaded.labels.tolist() == [7, 1, 0, 3]
    assert loaded.sources.tolist() == ["x", "yy", "", "x"]


def test_an_empty_set_survives(tmp_path: Path) -> None:
    path = tmp_path / "strokes.npz"
    save_strokes(path, StrokeSet((), np.empty(0, np.uint8), np.empty(0, str)))
    assert len(load_strokes(path)) == 0


def test_the_offsets_cut_points_into_strokes_and_strokes_into_samples(tmp_path: Path) -> None:
    four, seven = load_strokes(_write(tmp_path)).drawings
    assert four == drawing_from_points([[(0, 1), (2, 3)]])
    assert seven == drawing_from_points([[(4, 5)], [(6, 7), (8, 9), (10, 11)]])


def test_a_stroke_without_points_is_left_out(tmp_path: Path) -> None:
    path = _write(tmp_path, stroke=np.array([0, 2, 2, 6], np.int32))
    assert [len(drawing.strokes) for drawing in load_strokes(path).drawings] == [1, 1]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"points": np.zeros((6, 3), np.float32)}, r"shape \(P, 2\); found shape \(6, 3\)"),
        ({"points": np.array([["a", "b"]])}, "found .* type <U1"),
        ({"points": np.full((6, 2), np.nan, np.float32)}, "finite points"),
        ({"points": np.full((6, 2), -np.inf)}, "finite points"),
        ({"points": np.full((6, 2), 1e300)}, "from -1000000000 to 1000000000; found 1e"),
        ({"stroke": np.array([0, 3, 2, 6])}, "stroke offsets that ascend"),
        ({"stroke": np.array([0, 2, 3, 5])}, "ascend from 0 to 6; found 0 to 5"),
        ({"stroke": np.array([1, 2, 3, 6])}, "ascend from 0 to 6; found 1 to 6"),
        ({"stroke": np.array(3)}, "stroke offsets of one dimension"),
        ({"stroke": np.array([0.0, 2, 3, 6])}, "found .* float64"),
        ({"sample": np.array([0, 1, 4])}, "ascend from 0 to 3; found 0 to 4"),
        ({"sample": np.array([0, 3])}, "3 sample offsets for 2 labels; found 2"),
        ({"label": np.array([4, 10])}, "labels from 0 to 9; found 4 to 10"),
        ({"label": np.array([0.5, 1])}, "labels .*float64"),
        ({"source": np.array(["a"])}, r"one source text a label; found shape \(1,\)"),
        ({"source": np.array([1, 2])}, "found .* int64"),
        ({"source": np.array([None, None])}, "Python objects"),
        ({"source": np.array(["a", "\udcff"])}, "source texts"),
        ({"source": np.array(["a", "b\0c"])}, "source texts"),
        ({"source": np.array(["a", "b" * 1001])}, "source texts"),
        ({"source": np.array([1, 2**31 - 1], np.uint32).view("<U1")}, "source texts"),
    ],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, changed: dict[str, Array], message: str
) -> None:
    path = _write(tmp_path, **changed)
    with pytest.raises(DataError, match=message):
        load_strokes(path)


def _of(strokes: int, points: int, *, drawings: int = 1) -> dict[str, Array]:
    """Drawings of equal strokes with this many points each."""
    count = strokes * drawings
    return {
        "points": np.zeros((points * count, 2), np.float32),
        "stroke": np.arange(0, points * count + 1, points),
        "sample": np.arange(0, count + 1, strokes),
        "label": np.zeros(drawings, np.uint8),
        "source": np.full(drawings, ""),
    }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (_of(MOST_STROKES + 1, 1), r"one of 1001 strokes or 1001 points"),
        (_of(1, MOST_POINTS + 1), r"one of 1 strokes or 20001 points"),
        (_of(1, 1, drawings=MOST_DRAWINGS + 1), r"at most 60000 drawings .* found 60001"),
        (_of(5, 1, drawings=MOST_DRAWINGS), r"250000 strokes; found 60000 and 300000"),
    ],
)
def test_what_is_too_much_is_refused_by_its_counts(
    tmp_path: Path, content: dict[str, Array], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path, **content)
    monkeypatch.setattr("nn.data.stroke_files._drawings", None)
    with pytest.raises(DataError, match=message):
        load_strokes(path)


def test_what_takes_too_much_memory_is_refused_by_its_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path, points=np.zeros((2 * 2**20, 2), np.int8))
    monkeypatch.setattr("nn.data.stroke_files._MOST_BYTES", 3 * 2**20)
    with pytest.raises(DataError, match="arrays of 4 MB, more than the 3 MB"):
        load_strokes(path)


def test_what_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "strokes.npz"
    too_many = drawing_from_points([[(0, 0)]] * (MOST_STROKES + 1))
    with pytest.raises(DataError, match="1001 strokes"):
        save_strokes(path, StrokeSet((too_many,), np.zeros(1, np.uint8), np.array([""])))
    assert not path.exists()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [0.0, 1e-45, 1e-40, 1e-30, 1.0, FARTHEST])
def test_every_size_in_the_range_is_read_and_becomes_pixels(tmp_path: Path, scale: float) -> None:
    path = _write(tmp_path, points=scale * np.array([[0, 0], [1, 1], [0, 1]] * 2, float))
    images = network_inputs(load_strokes(path).drawings)
    assert np.isfinite(images).all()
    assert (images.max(axis=(1, 2)) > 0.9).all()


@settings(max_examples=200, deadline=None)
@given(
    points=st.lists(
        st.tuples(*[st.floats(-FARTHEST, FARTHEST, width=32, allow_subnormal=True)] * 2),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_lies_in_the_range_becomes_pixels_without_a_warning(
    points: list[tuple[float, float]],
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = drawing_from_points([points])
        assert network_inputs([drawing]).max() > 0.5
        assert np.isfinite(Timeline(drawing).duration)


def test_another_file_is_refused_with_the_arrays_that_are_expected(tmp_path: Path) -> None:
    path = tmp_path / "mnist.npz"
    np.savez(path, x_train=np.zeros(3))
    with pytest.raises(DataError, match="points, stroke, sample, label, source; found no array"):
        load_strokes(path)


def test_a_stroke_file_is_told_from_others(tmp_path: Path) -> None:
    assert is_stroke_file(_write(tmp_path))
    other = tmp_path / "other.npz"
    np.savez(other, x_train=np.zeros(3))
    assert not is_stroke_file(other)
    other.write_bytes(b"nonsense")
    assert not is_stroke_file(other)
    assert not is_stroke_file(tmp_path)
    assert not is_stroke_file(tmp_path / "nowhere")


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="differ in length"):
        StrokeSet((ONE,), np.array([1, 2], np.uint8), np.array(["a"]))
