from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.microscope.error_curve import WINDOW, ErrorCurve, running_mean


@pytest.fixture
def curve(qtbot: QtBot) -> ErrorCurve:
    curve = ErrorCurve()
    qtbot.addWidget(curve)
    curve.resize(400, 100)
    return curve


def picture(curve: ErrorCurve, errors: tuple[float, ...]) -> QImage:
    curve.show_errors(errors, len(errors))
    return curve.grab().toImage()


def test_the_running_mean_is_of_the_last_values_only() -> None:
    values = np.arange(10.0)
    np.testing.assert_allclose(running_mean(values, 3), [0, 0.5, 1, 2, 3, 4, 5, 6, 7, 8])
    np.testing.assert_allclose(running_mean(values, 100), [n / 2 for n in range(10)])


def test_it_says_how_many_and_how_large(curve: ErrorCurve) -> None:
    assert "No sample" in curve.caption
    errors = (9.0,) * 10 + (0.5,) * WINDOW
    curve.show_errors(errors, 1060)
    assert curve.mean == 0.5
    for part in ("1,060", str(WINDOW), "0.5"):
        assert part in curve.caption
    assert curve.accessibleDescription() == curve.caption


def test_each_sample_changes_the_picture(curve: ErrorCurve) -> None:
    pictures = [picture(curve, (1.5, 1.0, 0.4)[:count]) for count in range(4)]
    for index, one in enumerate(pictures):
        assert one not in pictures[index + 1 :]


def test_errors_of_nothing_and_very_many_are_painted(curve: ErrorCurve) -> None:
    assert not picture(curve, (0.0, 0.0)).isNull()
    assert not picture(curve, tuple(np.random.default_rng(0).random(5000))).isNull()
