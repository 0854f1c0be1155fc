"""What is not a digit: reproducible, labelled so, and free of anything that could be one."""

from __future__ import annotations

import numpy as np
import pytest

from nn.preprocessing.pipeline import network_inputs
from nn.synthesis.marks import MARKS
from nn.synthesis.nondigits import nondigit_paths, synthesise_nondigit_images, synthesise_nondigits
from nn.synthesis.scribbles import KINDS, POINTS
from nn.synthesis.styles import NOT_A_DIGIT, STYLES


def test_same_seed_gives_the_same_marks() -> None:
    first, labels = synthesise_nondigit_images(600, rng=np.random.default_rng(3))
    second, _ = synthesise_nondigit_images(600, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(first, second)
    assert first.shape == (600, 28, 28)
    assert (labels == NOT_A_DIGIT).all()
    assert len(labels) == 600


def test_strokes_and_pictures_of_a_seed_are_the_same_marks() -> None:
    batch = next(nondigit_paths(300, rng=np.random.default_rng(1)))
    along_the_canvas_path = network_inputs(batch.drawings(), batch.pen_width)
    # Pens are drawn in other company, which may turn the last bit of a float.
    np.testing.assert_allclose(along_the_canvas_path, batch.images() / 255, atol=0.51 / 255)


def test_synthesise_returns_what_nondigit_paths_holds() -> None:
    stroke_set = synthesise_nondigits(200, rng=np.random.default_rng(1))
    batch = next(nondigit_paths(200, rng=np.random.default_rng(1)))
    assert stroke_set.drawings == batch.drawings()


def test_every_drawing_leaves_ink() -> None:
    images, _ = synthesise_nondigit_images(1000, rng=np.random.default_rng(0))
    assert images.max(axis=(1, 2)).min() > 100


def test_all_kinds_occur() -> None:
    names = {n for b in nondigit_paths(3000, rng=np.random.default_rng(0)) for n in b.names}
    assert set(KINDS) <= names
    assert {mark.name for mark in MARKS} <= names
    assert any(name.isdigit() and len(name) == 2 for name in names)


def test_no_mark_is_a_lone_line_or_a_closed_ring() -> None:
    for mark in MARKS:
        assert mark.digit == NOT_A_DIGIT
        if len(mark.strokes) == 1:
            points = np.array(mark.strokes[0].points)
            assert _is_neither_bar_nor_ring(points, mark.strokes[0].corners), mark.name


def test_no_letter_is_one_that_could_be_a_digit() -> None:
    names = {mark.name.split()[0] for mark in MARKS if len(mark.name.split()[0]) == 1}
    assert names.isdisjoint("OoDQCcUuIiJjlZzYySsGbBqgd0123456789")


def test_names_differ_from_each_other_and_from_styles() -> None:
    names = [mark.name for mark in MARKS] + list(KINDS)
    assert len(names) == len(set(names))
    assert set(MARKS).isdisjoint(STYLES)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_scribbles_have_the_layout_of_pen_paths(name: str) -> None:
    kind, weight = KINDS[name]
    path, stroke = kind(20, np.random.default_rng(0))
    assert path.shape == stroke.shape == (20, POINTS)
    assert np.isfinite(path).all()
    assert (stroke >= -1).all()
    assert (stroke[:, 0] == 0).all()
    assert weight > 0


def test_a_lone_dot_is_one_point() -> None:
    path, stroke = KINDS["dot"][0](5, np.random.default_rng(0))
    assert ((stroke >= 0).sum(axis=1) == 1).all()
    assert (path == 0).all()


def test_scribbles_turn_more_than_any_digit() -> None:
    """An eight, the digit that turns most, turns by about two full circles."""
    for name in ("tangle", "zigzag", "spiral", "coil", "blot"):
        path, _ = KINDS[name][0](200, np.random.default_rng(0))
        heading = np.unwrap(np.angle(np.diff(path, axis=1)), axis=1)
        turned = np.abs(np.diff(heading, axis=1)).sum(axis=1) / (2 * np.pi)
        assert turned.min() > 2.2, name


def _is_neither_bar_nor_ring(points: np.ndarray, corners: frozenset[int]) -> bool:
    chord = np.hypot(*(points[-1] - points[0]))
    length = np.hypot(*np.diff(points, axis=0).T).sum()
    is_bar = chord > 0.95 * length
    middle = (points.max(axis=0) + points.min(axis=0)) / 2
    distance = np.hypot(*((points - middle) / np.ptp(points, axis=0)).T)
    is_ring = not corners and chord < 0.1 * length and distance.min() > 0.8 * distance.max()
    return not is_bar and not is_ring
