from __future__ import annotations

import numpy as np
import pytest

from app.network_picture.travel import dots_at


def test_the_signal_is_everywhere_at_the_same_x() -> None:
    lines = np.array([[0.0, 0, 100, 50], [20, 80, 60, 0], [100, 50, 200, 50]])
    dots, on = dots_at(lines, 0.2, 200)
    assert on.tolist() == [0, 1]
    assert dots.tolist() == [[40, 20], [40, 40]]


@pytest.mark.parametrize(("share", "expected"), [(0.0, [0]), (0.75, [2]), (1.0, [])])
def test_it_goes_from_the_image_to_the_bars(share: float, expected: list[int]) -> None:
    lines = np.array([[0.0, 0, 100, 50], [20, 80, 60, 0], [100, 50, 200, 50]])
    assert dots_at(lines, share, 200)[1].tolist() == expected
