from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.prediction.reading_panel import NetworkInputView, ReadingPanel, VerdictView
from nn.reader import Reading, Verdict
from tests.app.parts import part


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


def reading(score: float, digit: int | None, verdict: Verdict) -> Reading:
    digits = np.array([0.0] * 4 + [0.98] + [0.004] * 5, np.float32)
    image = np.ones((28, 28), np.float32)
    return Reading(image, digits, score, digit, verdict, knows_non_digits=True)


def verdict(qtbot: QtBot, read: Reading) -> tuple[str, str]:
    view = VerdictView()
    qtbot.addWidget(view)
    view.show_reading(read)
    return view.sign.text(), view.sentence.text()


def test_the_verdict_never_contradicts_the_bars(qtbot: QtBot) -> None:
    sign, sentence = verdict(qtbot, reading(0.1, None, "not a digit"))
    assert (sign, sentence) == ("?", "This does not look like a digit.")
    # Withheld for a little doubt: the longest bar is that of the 4.
    sign, sentence = verdict(qtbot, reading(0.9, None, "not a digit"))
    assert (sign, sentence) == ("?", "Not sure: 4, or not a digit")
    assert verdict(qtbot, reading(0.999, 4, "digit"))[0] == "4"


def test_the_sentence_and_the_bar_name_one_number(qtbot: QtBot) -> None:
    panel = ReadingPanel()
    qtbot.addWidget(panel)
    read = reading(0.97, 4, "digit")
    panel.show_reading(read)
    assert panel.bars.text(4) in panel.verdict.sentence.text()
    assert panel.bars.winner == 4


def test_beside_a_narrow_description_the_button_is_a_sign(qtbot: QtBot) -> None:
    panel = ReadingPanel()
    qtbot.addWidget(panel)
    panel.add_button(QAction("&Network", panel))
    panel.show_network("Shipped network: Best, 99.64 % right in validation")
    panel.show()
    button = part(panel, QToolButton, "showNetworkButton")
    panel.resize(400, 600)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    panel.resize(220, 600)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert button.accessibleName() == button.toolTip() == "Network"
    label = part(panel, QLabel, "whichNetwork")
    lines = label.heightForWidth(label.width()) / label.fontMetrics().lineSpacing()
    assert lines < 4
