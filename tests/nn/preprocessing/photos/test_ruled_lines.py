import numpy as np
import pytest

from nn.arrays import Array
from nn.preprocessing.photos.ruled_lines import without_ruled_lines

SHAPE = (200, 300)


def _without(contrast: Array) -> Array:
    return without_ruled_lines(contrast > 0.3, contrast > 0.05, contrast)


def _lines(contrast: Array, *, strength: float, slope: float = 0.0, width: int = 2) -> Array:
    """The same with a line every 40 rows."""
    ruled = contrast.copy()
    columns = np.arange(SHAPE[1])
    for start in range(15, SHAPE[0] - 10, 40):
        for row in range(width):
            rows = np.clip((start + row + slope * columns).astype(int), 0, SHAPE[0] - 1)
            ruled[rows, columns] = np.maximum(ruled[rows, columns], strength)
    return ruled


def _strokes() -> Array:
    contrast = np.zeros(SHAPE)
    contrast[30:170, 140:148] = 0.9
    contrast[60:68, 100:200] = 0.9
    return contrast


@pytest.mark.parametrize("strength", [0.4, 0.9])
@pytest.mark.parametrize("slope", [0.0, 0.04, -0.04])
def test_lines_go_and_strokes_stay(strength: float, slope: float) -> None:
    strokes = _strokes()
    kept = _without(_lines(strokes, strength=strength, slope=slope))
    assert kept[strokes > 0].mean() > 0.97
    assert (kept & (strokes == 0)).sum() < 40  # what is left where a line meets a stroke


def test_pieces_of_a_pale_line_go_too() -> None:
    contrast = _lines(_strokes(), strength=0.24)
    contrast[:, 200:][contrast[:, 200:] == 0.24] = 0.32  # here the line passes for ink
    assert not (_without(contrast)[:, 210:]).any()


def test_squared_paper_loses_both_directions() -> None:
    contrast = np.zeros(SHAPE)
    contrast[::30], contrast[:, ::30] = 0.5, 0.5
    assert not _without(contrast).any()


def test_a_long_bar_of_a_digit_is_no_line() -> None:
    contrast = np.zeros(SHAPE)
    contrast[20:26, 40:260] = 0.9  # the top of a seven as wide as most of the picture
    contrast[20:180, 250:256] = 0.9
    np.testing.assert_array_equal(_without(contrast), contrast > 0.3)


def test_small_pictures_are_left_alone() -> None:
    contrast = np.zeros((28, 28))
    contrast[5] = 1
    np.testing.assert_array_equal(_without(contrast), contrast > 0.3)
