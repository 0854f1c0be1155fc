from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.preprocessing.pictures import sheet_picture
from nn.strokes import Drawing, Stroke, drawing_from_points
from nn.timeline import LONGEST_REST, Timeline

LINE = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 2.0]])


def timed(*seconds: float) -> Stroke:
    """A stroke along the line, one point a time; its pressure grows with the point's number."""
    count = len(seconds)
    return Stroke(LINE[:count], 0.1, np.linspace(0.1, 0.5, count), np.array(seconds))


def test_the_last_stroke_is_there_as_far_as_the_pen_had_come() -> None:
    timeline = Timeline(Drawing((timed(10.0, 10.2, 10.6),)))
    assert timeline.duration == pytest.approx(0.6)
    (stroke,) = timeline.until(0.3).strokes
    np.testing.assert_allclose(stroke.points, [[0, 0], [1, 0], [1, 0.5]], atol=1e-6)
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
