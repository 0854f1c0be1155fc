from __future__ import annotations

import numpy as np
import pytest

from nn.strokes import Drawing, Stroke, drawing_from_points


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
