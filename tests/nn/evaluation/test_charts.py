import numpy as np

from nn.arrays import Array
from nn.evaluation.charts import Chart, draw_chart


def _coloured(picture: Array, *, blue: bool) -> Array:
    """Where the curve (blue) or its dots (orange) are."""
    red_minus_blue = picture[..., 0].astype(int) - picture[..., 2]
    return (-red_minus_blue if blue else red_minus_blue) > 100


def _draw(**changed: object) -> Array:
    chart = Chart("Title", "x", 1, 1, [(0, 0), (1, 1)])
    chart = Chart(**(vars(chart) | changed))
    return np.asarray(draw_chart(chart, width=300, height=200))


def test_the_curve_rises_from_the_lower_left_to_the_upper_right() -> None:
    picture = _draw()
    assert picture.shape == (200, 300, 3)
    rows, columns = np.nonzero(_coloured(picture, blue=True))
    assert np.corrcoef(rows, columns)[0, 1] < -0.99
    assert np.ptp(columns) > 200
    assert np.ptp(rows) > 100


def test_dots_lie_on_the_curve_and_nothing_outside_the_field_is_drawn() -> None:
    on_curve = _draw(dots=[(0.5, 0.5), (3, 0.5)])
    rows, columns = np.nonzero(_coloured(on_curve, blue=False))
    assert np.ptp(rows) < 12
    assert np.ptp(columns) < 12
    assert not _coloured(_draw(points=[(2, 2), (3, 3)]), blue=True).any()


def test_the_diagonal_is_there_to_compare_with() -> None:
    assert (_draw(points=[], diagonal=True) != _draw(points=[])).any()
