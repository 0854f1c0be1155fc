import tracemalloc

import numpy as np
import pytest

from nn.arrays import Array
from nn.preprocessing.photos.laying_out import laid_out


def _bars(*lefts: int) -> Array:
    mask = np.zeros((200, 600), bool)
    for left in lefts:
        mask[50:150, left : left + 4] = True
    return mask


def _pen(ink: Array) -> float:
    """The mean width of the bars, as a share of their height."""
    rows = ink.any(axis=1)
    bars = (np.diff(ink.any(axis=0).astype(int)) == 1).sum()
    return float((ink[rows] > 127).sum() / rows.sum() / bars / rows.sum())


def test_several_digits_get_a_pen_that_is_usual_for_one() -> None:
    mask = _bars(50, 200, 350, 500)
    contrast = mask.astype(np.float32)
    together = laid_out(contrast, mask, digit_size=100).ink
    alone = laid_out(contrast, _bars(50)).ink
    assert _pen(together) == pytest.approx(_pen(alone), rel=0.3)
    assert together.shape[0] > alone.shape[0]


def test_a_picture_covers_the_sheet() -> None:
    mask = _bars(50, 200)
    for size in (0, 100):
        picture = laid_out(mask.astype(np.float32), mask, digit_size=size)
        assert (picture.left, picture.top, picture.width) == (0, 0, 1)


def test_specks_that_are_taken_for_digits_take_little_memory() -> None:
    mask = np.zeros((60, 60), bool)
    mask[::6, ::6] = True
    tracemalloc.start()
    laid_out(mask.astype(np.float32), mask, digit_size=1)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200 * 2**20
