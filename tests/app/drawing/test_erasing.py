from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.drawing.erasing import erase
from nn.arrays import Array
from nn.strokes import Stroke

HORIZONTAL = Stroke(
    np.array([[0.0, 0.5], [1.0, 0.5]]), 0.02, np.array([0.2, 1.0]), np.array([0.0, 2.0])
)


def at(x: float, y: float) -> Array:
    return np.array([x, y])


def test_a_pass_across_a_stroke_cuts_it_in_two() -> None:
    left, right = erase((HORIZONTAL,), at(0.5, 0.3), at(0.5, 0.7), radius=0.1)
    # The disc of 0.1 and half the pen's width: no ink is left under the disc.
    assert left.points[0].tolist() == [0.0, 0.5]
    assert np.allclose(left.points[-1], [0.39, 0.5], atol=0.01)
    assert left.points[-1, 0] <= 0.39
    assert np.allclose(right.points[0], [0.61, 0.5], atol=0.01)
    assert right.points[0, 0] >= 0.61
    assert right.points[-1].tolist() == [1.0, 0.5]


def test_pressure_and_time_are_interpolated_at_the_cut() -> None:
    left, right = erase((HORIZONTAL,), at(0.5, 0.5), at(0.5, 0.5), radius=0.1)
    for part in (left, right):
        assert np.allclose(part.seconds, 2 * part.points[:, 0], atol=1e-5)
        assert np.allclose(part.pressure, 0.2 + 0.8 * part.points[:, 0], atol=1e-5)
        assert part.width == HORIZONTAL.width


def test_what_is_out_of_reach_stays_the_same_object() -> None:
    strokes = (HORIZONTAL, Stroke(np.array([[0.1, 0.1]]), 0.02))
    assert erase(strokes, at(0.5, 0.9), at(0.9, 0.9), radius=0.1) is strokes
    assert erase(strokes, at(0.1, 0.0), at(0.1, 0.2), radius=0.05)[0] is HORIZONTAL


def test_a_fast_pass_leaves_nothing_between_its_two_positions() -> None:
    dots = tuple(Stroke(np.array([[x, 0.5]]), 0.02) for x in np.linspace(0.1, 0.9, 9))
    assert erase(dots, at(0.0, 0.5), at(1.0, 0.5), radius=0.02) == ()


def test_an_end_is_shortened_and_a_covered_stroke_goes() -> None:
    (shorter,) = erase((HORIZONTAL,), at(1.0, 0.5), at(1.0, 0.5), radius=0.1)
    assert shorter.points[0].tolist() == [0.0, 0.5]
    assert shorter.points[-1, 0] <= 0.89
    assert erase((HORIZONTAL,), at(0.0, 0.5), at(1.0, 0.5), radius=0.1) == ()


coordinates = st.floats(0, 1, width=32)
places = st.tuples(coordinates, coordinates)


@given(st.lists(places, min_size=1, max_size=12), places, places)
def test_no_ink_is_left_under_the_eraser_and_erasing_again_changes_nothing(
    points: list[tuple[float, float]], start: tuple[float, float], end: tuple[float, float]
) -> None:
    strokes = (Stroke(np.array(points), 0.02),)
    kept = erase(strokes, at(*start), at(*end), radius=0.1)
    for stroke in kept:
        for place in (at(*start), at(*end)):
            assert np.linalg.norm(stroke.points - place, axis=1).min() > 0.109
    assert erase(kept, at(*start), at(*end), radius=0.1) is kept
