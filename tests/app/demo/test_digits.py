from __future__ import annotations

import pytest

from app.demo.digits import DIGITS, number, reported
from nn.model_file import load_model, shipped_model_path
from nn.numbers.reading import read_number
from nn.reader import Calibration, Reader
from nn.strokes import drawing_from_points


@pytest.mark.parametrize("digit", DIGITS)
def test_the_shipped_network_reads_what_the_demo_draws(digit: int) -> None:
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    drawing = drawing_from_points([reported(stroke) for stroke in DIGITS[digit]])
    assert reader.read(drawing).digit == digit


@pytest.mark.parametrize("digits", [(4, 2), (2, 0, 2, 6), (1, 3, 7, 8, 4)])
def test_it_reads_the_numbers_too(digits: tuple[int, ...]) -> None:
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    drawing = drawing_from_points([reported(stroke) for stroke in number(digits)])
    assert read_number(reader, drawing).text == "".join(map(str, digits))


def test_strokes_are_reported_as_densely_as_a_mouse_does() -> None:
    points = reported([(0.0, 0.0), (0.3, 0.4)])
    assert len(points) == 26
    assert (points[0], points[-1]) == ((0.0, 0.0), pytest.approx((0.3, 0.4)))
