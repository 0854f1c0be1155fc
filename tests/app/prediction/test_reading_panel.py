from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from app.prediction.reading_panel import NetworkInputView


@pytest.fixture
def view(qtbot: QtBot) -> NetworkInputView:
    view = NetworkInputView()
    qtbot.addWidget(view)
    return view


@pytest.mark.parametrize("cell", [3, 4, 10])
def test_every_pixel_is_a_square_of_its_own_grey(view: NetworkInputView, cell: int) -> None:
    image = np.random.default_rng(0).random((28, 28)).astype(np.float32)
    view.set_cell(cell)
    view.show_image(image)
    shown = view.grab().toImage()
    step = shown.width() // 28
    # The outermost pixels share their place with the frame.
    for row, column in ((1, 1), (13, 7), (20, 26), (26, 2)):
        place = QPoint(column * step + step // 2, row * step + step // 2)
        assert shown.pixelColor(place).red() == round(float(image[row, column]) * 255)
    assert view.pixels.dtype == np.uint8


def test_it_says_how_much_ink_it_shows(view: NetworkInputView) -> None:
    empty = view.accessibleDescription()
    image = np.zeros((28, 28), np.float32)
    image[3:6, 4] = 1.0
    view.show_image(image)
    assert "3" in view.accessibleDescription()
    view.show_image(np.zeros((28, 28), np.float32))
    assert view.accessibleDescription() == empty
