from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.preprocessing.pictures import sheet_picture
from nn.strokes import (
    FARTHEST,
    LONGEST_REST,
    Drawing,
    Picture,
    Stroke,
    Timeline,
    drawing_from_points,
)


def test_a_stroke_cannot_be_changed() -> None:
    stroke = Stroke(np.zeros((2, 2)))
    with pytest.raises(ValueError, match="read-only"):
        stroke.points[0, 0] = 1


@pytest.mark.parametrize("points", [np.zeros((0, 2)), np.zeros((3, 3)), np.zeros(4)])
def test_points_of_another_shape_are_refused(points: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"shape \(P, 2\)"):
        Stroke(points)


@pytest.mark.parametrize("value", [np.inf, -np.inf, np.nan, 1e300, -2 * FARTHEST, 10**400])
def test_points_beyond_the_range_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        drawing_from_points([[[0.0, value]]])


@pytest.mark.parametrize("value", [FARTHEST, -FARTHEST, 1e-40, 1e-300, 5e-324, -0.0])
def test_points_within_the_range_are_taken(value: float) -> None:
    assert np.isfinite(drawing_from_points([[[0.0, value]]]).bounds()).all()


@pytest.mark.parametrize(
    "changed",
    [
        {"width": np.nan},
        {"width": -1.0},
        {"width": 1e300},
        {"pressure": np.array([np.nan, 1.0])},
        {"pressure": np.array([1e30, 1.0])},
        {"seconds": np.array([0.0, np.inf])},
        {"seconds": np.array([-1e308, 1e308])},
    ],
)
def test_numbers_beside_the_points_have_ranges_too(changed: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Stroke(np.zeros((2, 2)), **changed)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("scale", [1e-45, 1e-40, 1e-30, 1e-20, 1.0, 1e5, FARTHEST])
def test_an_even_hand_takes_as_long_for_any_size(scale: float) -> None:
    duration = Timeline(drawing_from_points([[[0, 0], [scale, 0]]])).duration
    assert duration == pytest.approx(0.6)


def test_pressure_needs_a_value_for_each_point() -> None:
    with pytest.raises(ValueError, match="pressure has 1 values for 2 points"):
        Stroke(np.zeros((2, 2)), pressure=np.ones(1))


def test_bounds_span_all_strokes() -> None:
    drawing = drawing_from_points([[[1, 5], [2, 3]], [[-4, 4]]])
    assert drawing.bounds() == (-4, 3, 2, 5)
    with pytest.raises(ValueError, match="empty"):
        Drawing().bounds()


def test_adding_a_stroke_leaves_the_drawing_as_it_was() -> None:
    drawing = Drawing()
    longer = drawing.with_stroke(Stroke(np.zeros((1, 2))))
    assert drawing.is_empty
    assert not longer.is_empty
    assert longer == drawing_from_points([[[0, 0]]])


def picture(*places: tuple[int, int], left: float = 0.0, top: float = 0.0) -> Picture:
    """2×4 pixels of the side 0.5, with ink at the given rows and columns."""
    ink = np.zeros((2, 4), np.uint8)
    for place in places:
        ink[place] = 255
    return Picture(ink, left, top, width=2.0)


def test_a_picture_cannot_be_changed_through_anything() -> None:
    ink = np.ones((2, 2), np.uint8)
    kept = Picture(ink, 0, 0, 1)
    ink[0, 0] = 200
    assert kept.ink[0, 0] == 1
    with pytest.raises(ValueError, match="read-only"):
        kept.ink[0, 0] = 1


@pytest.mark.parametrize("ink", [np.ones(4, np.uint8), np.ones((2, 2)), np.ones((0, 2), np.uint8)])
def test_ink_of_another_kind_is_refused(ink: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"ink of shape \(H, W\) and type uint8"):
        Picture(ink, 0, 0, 1)


@pytest.mark.parametrize("place", [(0, np.nan, 1), (np.inf, 0, 1), (0, 0, 0), (0, 0, -1)])
def test_a_picture_needs_a_place(place: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="finite place and a width above 0"):
        Picture(np.ones((2, 2), np.uint8), *place)


def test_a_pictures_height_follows_from_its_shape() -> None:
    assert picture((0, 0)).pixel == 0.5
    assert picture((0, 0)).height == 1.0


def test_bounds_of_a_picture_are_those_of_its_ink() -> None:
    assert picture((1, 1), (0, 2), left=10, top=20).bounds() == (10.5, 20, 11.5, 21)
    drawing = Drawing(drawing_from_points([[[11, 30]]]).strokes, picture((1, 1), left=10, top=20))
    assert drawing.bounds() == (10.5, 20.5, 11, 30)


def test_a_picture_without_ink_is_none() -> None:
    with pytest.raises(ValueError, match="blank"):
        picture().bounds()
    assert Drawing(picture=picture()).is_empty
    assert Drawing(picture=picture()) == Drawing()
    assert not Drawing(picture=picture((0, 0))).is_empty


def test_pictures_are_equal_by_what_they_show_and_where() -> None:
    assert Drawing(picture=picture((0, 1))) == Drawing(picture=picture((0, 1)))
    assert picture((0, 1)) != picture((1, 1))
    assert picture((0, 1)) != picture((0, 1), left=1)
    assert Drawing(picture=picture((0, 1))) != Drawing()


def test_a_stroke_more_keeps_the_picture() -> None:
    drawing = Drawing(picture=picture((0, 1)))
    assert drawing.with_stroke(Stroke(np.zeros((1, 2)))).picture is drawing.picture


LINE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 2.0]])


def timed(*seconds: float) -> Stroke:
    """A stroke along the line, one point a time; its pressure grows with the point's number."""
    count = len(seconds)
    return Stroke(LINE[:count], 0.1, np.linspace(0.1, 0.5, count), np.array(seconds))


def test_the_last_stroke_is_there_as_far_as_the_pen_had_come() -> None:
    timeline = Timeline(Drawing((timed(10.0, 10.2, 10.6),)))
    assert timeline.duration == pytest.approx(0.6)
    (stroke,) = timeline.until(0.3).strokes
    np.testing.assert_allclose(stroke.points, [[0, 0], [1, 0], [1, 0.5]], atol=1e-6)  # type: ignore[arg-type]
    np.testing.assert_allclose(stroke.pressure, [0.1, 0.3, 0.35])
    np.testing.assert_allclose(stroke.seconds, [10.0, 10.2, 10.3])
    assert stroke.width == 0.1


def test_at_the_end_it_is_the_drawing_and_complete_strokes_are_the_same_objects() -> None:
    drawing = Drawing((timed(0.0, 0.1), timed(0.2, 0.3, 0.4)))
    timeline = Timeline(drawing)
    assert timeline.until(timeline.duration) is drawing
    assert timeline.until(99) is drawing
    first, second = timeline.until(0.25).strokes
    assert first is drawing.strokes[0]
    assert len(second.points) == 2


def test_in_the_pause_between_two_strokes_there_is_the_first() -> None:
    drawing = Drawing((timed(0.0, 0.1), timed(0.5, 0.6)))
    assert Timeline(drawing).until(0.3) == Drawing(drawing.strokes[:1])


def test_long_rests_are_shortened() -> None:
    between = Timeline(Drawing((timed(0.0, 0.1), timed(30.1, 30.2))))
    assert between.duration == pytest.approx(0.1 + LONGEST_REST + 0.1)
    within = Timeline(Drawing((timed(0.0, 60.0, 60.1),)))
    assert within.duration == pytest.approx(LONGEST_REST + 0.1)


def test_strokes_that_were_timed_in_another_order_do_not_run_backwards() -> None:
    timeline = Timeline(Drawing((timed(5.0, 5.1), timed(0.0, 0.1))))
    assert timeline.duration == pytest.approx(0.2)
    assert len(timeline.until(0.15).strokes) == 2


def test_without_times_the_hand_moves_evenly() -> None:
    timeline = Timeline(drawing_from_points([[[0, 0], [1, 0], [1, 2]]]))
    (stroke,) = timeline.until(2 / 3 * timeline.duration).strokes
    np.testing.assert_allclose(stroke.points[-1], [1, 1], atol=1e-5)


def test_how_large_a_drawing_is_does_not_change_its_time() -> None:
    small = Timeline(drawing_from_points([LINE, LINE + 1]))
    large = Timeline(drawing_from_points([300 * LINE, 300 * (LINE + 1)]))
    assert small.duration == pytest.approx(large.duration)


def test_a_picture_is_there_from_the_beginning_and_takes_no_time() -> None:
    picture = sheet_picture(np.full((28, 28), 255, np.uint8))
    assert Timeline(Drawing(picture=picture)).duration == 0
    begun = Timeline(Drawing((timed(0.0, 0.4),), picture)).until(0.1)
    assert begun.picture is picture


def test_nothing_and_a_dot_take_no_time() -> None:
    dot = drawing_from_points([[[3, 3]]])
    assert Timeline(Drawing()).duration == 0
    assert Timeline(dot).until(0) is dot


@given(
    st.lists(st.lists(st.floats(0, 20), min_size=1, max_size=8), min_size=1, max_size=4),
    st.floats(0, 1),
)
def test_at_any_moment_there_is_a_beginning_of_the_drawing(
    times: list[list[float]], share: float
) -> None:
    random = np.random.default_rng(0)
    drawing = Drawing(
        tuple(Stroke(random.random((len(row), 2)), 0.1, seconds=np.array(row)) for row in times)
    )
    timeline = Timeline(drawing)
    part = timeline.until(share * timeline.duration)
    assert 1 <= len(part.strokes) <= len(drawing.strokes)
    for seen, whole in zip(part.strokes, drawing.strokes, strict=False):
        own = seen.points if seen is whole else seen.points[:-1]
        assert np.array_equal(own, whole.points[: len(own)])
    assert all(a is b for a, b in zip(part.strokes[:-1], drawing.strokes, strict=False))
