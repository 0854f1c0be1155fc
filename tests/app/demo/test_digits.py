from __future__ import annotations

import pytest

from app.demo.digits import DIGITS, reported
from nn.checkpoint import load_model, shipped_model_path
from nn.reader import Calibration, Reader
from nn.strokes import drawing_from_points


@pytest.mark.parametrize("digit", DIGITS)
def test_the_shipped_network_reads_what_the_demo_draws(digit: int) -> None:
    model = load_model(shipped_model_path())
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    drawing = drawing_from_points([reported(stroke) for stroke in DIGITS[digit]])
    assert reader.read(drawing).digit == digit


def test_strokes_are_reported_as_densely_as_a_mouse_does() -> None:
    points = reported([(0.0, 0.0), (0.3, 0.4)])
    assert len(points) == 26
    assert (points[0], points[-1]) == ((0.0, 0.0), pytest.approx((0.3, 0.4)))
