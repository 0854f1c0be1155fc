from __future__ import annotations

import numpy as np
import pytest

from nn.strokes import Drawing, Picture, Stroke, drawing_from_points


def test_a_stroke_cannot_be_changed() -> None:
    stroke = Stroke(np.zeros((2, 2)))
    with pytest.raises(ValueError, match="read-only"):
        stroke.points[0, 0] = 1


@pytest.mark.parametrize("points", [np.zeros((0, 2)), np.zeros((3, 3)), np.zeros(4)])
def test_points_of_another_shape_are_refused(points: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"shape \(P, 2\)"):
        Stroke(points)


def test_points_at_infinity_are_refused() -> None:
    with pytest.raises(ValueError, match="finite"):
        Stroke(np.array([[0.0, np.inf]]))


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
