from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.ui.thumbnail import thumbnail
from nn.strokes import Drawing, Stroke, drawing_from_points


def ink(drawing: Drawing, side: int = 56, ratio: float = 1.0) -> np.ndarray:
    """How much of each device pixel is covered, (H, W) in 0…255."""
    image = thumbnail(drawing, side, ratio, QColor("black")).toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4)[..., 3].copy()


@pytest.mark.usefixtures("qtbot")
class TestThumbnail:
    def test_a_drawing_fills_the_middle_wherever_and_however_large_it_was(self) -> None:
        points = np.array([[0.0, 0.0], [0.5, 0.2], [0.1, 1.0]])
        pictures = [
            ink(Drawing((Stroke(scale * points + shift, width=0.05 * scale),)))
            for scale, shift in ((1.0, 0.0), (0.2, 0.7), (300.0, -50.0))
        ]
        for picture in pictures[1:]:
            assert np.abs(picture.astype(int) - pictures[0]).mean() < 4
        rows = np.flatnonzero(pictures[0].any(axis=1))
        assert 4 <= rows[0] <= 10
        assert 46 <= rows[-1] <= 52

    def test_a_tap_is_a_dot(self) -> None:
        picture = ink(drawing_from_points([[[0.3, 0.3]]]))
        rows, columns = np.nonzero(picture)
        assert len(rows) > 4
        assert abs(rows.mean() - 27.5) < 1
        assert abs(columns.mean() - 27.5) < 1

    def test_it_is_painted_in_device_pixels(self) -> None:
        drawing = drawing_from_points([[[0, 0], [1, 1]]])
        assert ink(drawing, ratio=2.0).shape == (112, 112)

    def test_an_empty_drawing_leaves_it_empty(self) -> None:
        assert not ink(Drawing()).any()

    def test_the_end_of_a_long_stroke_is_not_lost(self, qtbot: QtBot) -> None:
        angles = np.linspace(0, np.pi, 1000)
        arc = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        picture = ink(Drawing((Stroke(arc, width=0.1),)))
        assert picture[:, :12].any()
        assert picture[:, -12:].any()
