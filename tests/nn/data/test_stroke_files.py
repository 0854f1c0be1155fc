from pathlib import Path

import numpy as np
import pytest

from nn.arrays import Array
from nn.data.digit_data import DataError
from nn.data.stroke_files import StrokeSet, is_stroke_file, load_strokes, save_strokes
from nn.strokes import Drawing, drawing_from_points

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
    ],
)
def test_what_does_not_fit_is_refused(
    tmp_path: Path, changed: dict[str, Array], message: str
) -> None:
    path = _write(tmp_path, **changed)
    with pytest.raises(DataError, match=message):
        load_strokes(path)


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
