from __future__ import annotations

import numpy as np
import pytest

from app.lessons.actions import DrawDigit
from app.lessons.examples import example_drawing
from nn.model_file import load_model, shipped_model_path
from nn.reader import Calibration, Reader


@pytest.fixture(scope="module")
def shipped_reader() -> Reader:
    model = load_model(shipped_model_path())
    return Reader(model.network, Calibration.from_metadata(model.metadata))


@pytest.mark.parametrize("digit", range(10))
def test_the_shipped_network_reads_every_example(digit: int, shipped_reader: Reader) -> None:
    for action in (DrawDigit(digit), DrawDigit(digit, "corner", 0.3)):
        reading = shipped_reader.read(example_drawing(action))
        assert reading.digit == digit
        assert reading.confidence > 0.95


@pytest.mark.parametrize("digit", range(10))
def test_an_example_lies_on_the_sheet_as_it_was_asked_for(digit: int) -> None:
    left, top, right, bottom = example_drawing(DrawDigit(digit, "middle", 0.5)).bounds()
    assert max(right - left, bottom - top) == pytest.approx(0.5, abs=1e-5)
    np.testing.assert_allclose(((left + right) / 2, (top + bottom) / 2), 0.5, atol=1e-5)
    left, top, right, bottom = example_drawing(DrawDigit(digit, "corner", 0.2)).bounds()
    assert left == pytest.approx(0.06, abs=1e-5)
    assert top == pytest.approx(0.06, abs=1e-5)
    assert max(right, bottom) == pytest.approx(0.26, abs=1e-5)


def test_the_largest_example_fits_on_the_sheet() -> None:
    for digit in range(10):
        left, top, right, bottom = example_drawing(DrawDigit(digit, "middle", 1)).bounds()
        assert min(left, top) >= -1e-5
        assert max(right, bottom) <= 1 + 1e-5


def test_a_seven_in_the_corner_is_no_seven_without_centring(shipped_reader: Reader) -> None:
    """What the last lesson shows."""
    seven = example_drawing(DrawDigit(7, "corner", 0.3))
    assert shipped_reader.with_centring(False).read(seven).digit != 7
