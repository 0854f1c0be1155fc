from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.library.file import LibraryError
from app.library.store import LibraryStore
from app.library.stroke_files import export_drawings, import_drawings, on_sheet
from app.settings import DEFAULT_PEN_WIDTH
from nn.data.digit_data import DataError
from nn.data.layouts.reading import read_digits
from nn.data.stroke_files import StrokeSet, load_strokes, save_strokes
from nn.preprocessing.pipeline import network_inputs, quantise
from nn.strokes import FARTHEST, Drawing, drawing_from_points
from nn.synthesis.digits import synthesise
from tests.app.drawings import drawing


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LibraryStore]:
    with LibraryStore(tmp_path / "library.sqlite") as store:
        yield store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "digits.npz"


def test_what_is_exported_comes_back_and_is_not_there_twice(
    store: LibraryStore, path: Path, tmp_path: Path
) -> None:
    ids = [store.keep(drawing(seed), seed).ids[0] for seed in range(5)]
    assert export_drawings(store, path=path, ids=ids) == 5
    again = import_drawings(store, path=path)
    assert (again.change.ids, again.known, again.empty) == ((), 5, 0)
    with LibraryStore(tmp_path / "other.sqlite") as other:
        added = import_drawings(other, path=path)
        found = other.drawings(added.change.ids)
    assert [one.label for one in found] == list(range(5))
    for one, mine in zip(found, range(5), strict=True):
        for stroke, original in zip(one.drawing.strokes, drawing(mine).strokes, strict=True):
            np.testing.assert_array_equal(stroke.points, original.points)
            assert stroke.width == DEFAULT_PEN_WIDTH
    assert all(one.source.startswith("drawn 20") for one in found)


def test_where_a_drawing_comes_from_survives_the_way_through_the_library(
    store: LibraryStore, path: Path
) -> None:
    strokes = synthesise(4, rng=np.random.default_rng(0))
    save_strokes(path, strokes)
    ids = import_drawings(store, path=path).change.ids
    export_drawings(store, path=path, ids=ids)
    assert load_strokes(path).sources.tolist() == strokes.sources.tolist()


@pytest.mark.parametrize("name", ["my.csv", "my.idx", "my.pictures"])
def test_pictures_of_the_drawings_are_written_for_other_programs(
    store: LibraryStore, tmp_path: Path, name: str
) -> None:
    digits = synthesise(36, rng=np.random.default_rng(1))
    save_strokes(tmp_path / "36.npz", digits)
    ids = import_drawings(store, path=tmp_path / "36.npz").change.ids
    assert export_drawings(store, path=tmp_path / name, ids=ids) == 36
    train, test = read_digits(tmp_path / name)
    assert sorted([*train.labels, *test.labels]) == sorted(digits.labels)
    if name == "my.idx":
        held_out = [one for one in store.drawings(ids) if one.held_out]
        assert 0 < len(held_out) == len(test)
        np.testing.assert_array_equal(
            test.images, quantise(network_inputs([one.drawing for one in held_out]))
        )


def test_an_ending_that_asks_for_no_layout_is_refused(store: LibraryStore, tmp_path: Path) -> None:
    ids = store.keep(drawing(0), 1).ids
    with pytest.raises(DataError, match="ends in"):
        export_drawings(store, path=tmp_path / "my.txt", ids=ids)


def test_only_what_was_asked_for_is_exported(store: LibraryStore, path: Path) -> None:
    ids = [store.keep(drawing(seed), seed).ids[0] for seed in range(5)]
    export_drawings(store, path=path, ids=ids[1:3])
    assert load_strokes(path).labels.tolist() == [1, 2]


@pytest.mark.parametrize("scale", [100.0, 0.001])
def test_drawings_in_another_unit_are_fitted_onto_the_sheet(scale: float) -> None:
    points = scale * np.array([[-3.0, 0.0], [3.0, 12.0]])
    left, top, right, bottom = on_sheet(drawing_from_points([points])).bounds()
    assert (left + right) / 2 == pytest.approx(0.5)
    assert (top + bottom) / 2 == pytest.approx(0.5)
    assert bottom - top == pytest.approx(0.6)
    assert right - left == pytest.approx(0.3)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [1e-45, 1e-40, 1e-30, 1e-3, 1e3, FARTHEST])
def test_drawings_of_any_size_are_fitted_without_a_warning(
    store: LibraryStore, path: Path, tmp_path: Path, scale: float
) -> None:
    drawn = drawing_from_points([scale * np.array([[-1.0, 0.0], [1.0, 1.0]])])
    save_strokes(path, StrokeSet((drawn,), np.array([1]), np.array([""])))
    (kept,) = store.drawings(import_drawings(store, path=path).change.ids)
    left, top, right, bottom = kept.drawing.bounds()
    assert (right - left, bottom - top) == (pytest.approx(0.6), pytest.approx(0.3, abs=0.3))
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((0.5, 0.5))


def test_a_source_that_is_no_text_adds_nothing(store: LibraryStore, path: Path) -> None:
    points, offsets = np.zeros((2, 2), np.float32), np.array([0, 1, 2])
    np.savez(
        path,
        points=points,
        stroke=offsets,
        sample=offsets,
        label=np.array([1, 2]),
        source=np.array(["x", "\udcff"]),
    )
    with pytest.raises(DataError, match="source texts"):
        import_drawings(store, path=path)
    assert len(store.contents()) == 0


def test_drawings_on_the_sheet_stay_where_they_are() -> None:
    lower_corner = drawing_from_points([[[0.7, 0.7], [0.9, 0.95]]])
    np.testing.assert_array_equal(
        on_sheet(lower_corner).strokes[0].points, lower_corner.strokes[0].points
    )
    dot = drawing_from_points([[[0.2, 0.3]]])
    np.testing.assert_array_equal(on_sheet(dot).strokes[0].points, dot.strokes[0].points)
    far_dot = drawing_from_points([[[20, 30]]])
    np.testing.assert_array_equal(on_sheet(far_dot).strokes[0].points, [[0.5, 0.5]])


def test_drawings_without_strokes_are_left_out(store: LibraryStore, path: Path) -> None:
    drawings = (drawing(0), Drawing(), drawing(1))
    save_strokes(path, StrokeSet(drawings, np.array([1, 2, 3]), np.array(["", "", ""])))
    imported = import_drawings(store, path=path)
    assert (len(imported.change.ids), imported.empty) == (2, 1)


def test_a_file_that_is_no_stroke_file_adds_nothing(store: LibraryStore, path: Path) -> None:
    path.write_text("not one")
    with pytest.raises(DataError, match=r"digits\.npz"):
        import_drawings(store, path=path)
    save_strokes(path, StrokeSet((), np.empty(0, np.uint8), np.empty(0, str)))
    with pytest.raises(DataError, match="without any"):
        import_drawings(store, path=path)
    assert len(store.contents()) == 0


@pytest.mark.usefixtures("small_disk")
def test_an_import_into_a_full_disk_adds_nothing(path: Path, tmp_path: Path) -> None:
    save_strokes(path, synthesise(200, rng=np.random.default_rng(0)))
    with LibraryStore(tmp_path / "small.sqlite") as store:
        with pytest.raises(LibraryError):
            import_drawings(store, path=path)
        assert len(store.contents()) == 0
