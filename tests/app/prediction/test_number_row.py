from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.main_window import MainWindow
from app.prediction.number_row import NumberRow
from app.prediction.recognizer import Recognizer
from nn.reader import Reader, Reading
from nn.strokes import Drawing, Stroke, drawing_from_points
from tests.app.parts import bars_of, canvas_of, part

SEVEN = [(0.1, 0.3), (0.2, 0.3), (0.3, 0.3), (0.24, 0.5), (0.18, 0.7)]
ONE = [(0.6, 0.3), (0.6, 0.5), (0.6, 0.7)]
SEVENTY_ONE = drawing_from_points([SEVEN, ONE])


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(None)
    qtbot.addWidget(window)
    window.show()
    return window


def buttons(window: MainWindow) -> list[QToolButton]:
    row = part(window, NumberRow)
    return [b for b in row.findChildren(QToolButton) if b.isVisible()]


def best_bar(window: MainWindow) -> int:
    return int(np.argmax(bars_of(window).property("probabilities")))


def draw(window: MainWindow, drawing: Drawing, qtbot: QtBot) -> None:
    recognizer = part(window, Recognizer)
    with qtbot.waitSignal(recognizer.read):
        canvas_of(window).set_drawing(drawing)


def test_a_number_is_shown_with_its_digits(window: MainWindow, qtbot: QtBot) -> None:
    draw(window, SEVENTY_ONE, qtbot)
    assert [button.text() for button in buttons(window)] == ["7", "1"]
    assert best_bar(window) == 1, "the bars belong to the digit drawn last"


def test_a_click_chooses_the_digit_of_the_bars(window: MainWindow, qtbot: QtBot) -> None:
    draw(window, SEVENTY_ONE, qtbot)
    QTest.mouseClick(buttons(window)[0], Qt.MouseButton.LeftButton)
    assert best_bar(window) == 7
    assert [button.isChecked() for button in buttons(window)] == [True, False]


def test_a_single_digit_shows_no_row(window: MainWindow, qtbot: QtBot) -> None:
    draw(window, SEVENTY_ONE, qtbot)
    draw(window, drawing_from_points([SEVEN]), qtbot)
    assert buttons(window) == []
    assert best_bar(window) == 7


def test_the_canvas_marks_the_digits(window: MainWindow, qtbot: QtBot) -> None:
    canvas = part(window, Canvas)
    draw(window, drawing_from_points([SEVEN]), qtbot)
    below = canvas.rect().adjusted(0, int(0.72 * canvas.height()), 0, 0)
    empty = canvas.grab(below).toImage()
    draw(window, SEVENTY_ONE, qtbot)
    assert canvas.grab(below).toImage() != empty


def test_a_label_is_given_to_the_digit_that_is_looked_at(window: MainWindow, qtbot: QtBot) -> None:
    draw(window, SEVENTY_ONE, qtbot)
    recognizer = part(window, Recognizer)
    assert recognizer.digit_of(canvas_of(window).drawing).strokes == SEVENTY_ONE.strokes[1:]
    other = drawing_from_points([ONE])
    assert recognizer.digit_of(other) is other


def test_keys_choose_the_digit_beside(window: MainWindow, qtbot: QtBot) -> None:
    draw(window, SEVENTY_ONE, qtbot)
    row = part(window, NumberRow)
    assert not row.after.isEnabled(), "the last digit is chosen"
    row.before.trigger()
    assert best_bar(window) == 7
    assert not row.before.isEnabled()
    row.after.trigger()
    assert best_bar(window) == 1
    draw(window, drawing_from_points([SEVEN]), qtbot)
    assert not row.before.isEnabled()
    assert not row.after.isEnabled()


def test_a_digit_that_is_unchanged_is_not_read_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(window, SEVENTY_ONE, qtbot)
    read: list[int] = []
    read_drawings = Reader.read_drawings

    def count(reader: Reader, drawings: Sequence[Drawing]) -> list[Reading]:
        read.append(len(drawings))
        return read_drawings(reader, drawings)

    monkeypatch.setattr(Reader, "read_drawings", count)
    more = Drawing((*SEVENTY_ONE.strokes, Stroke(np.add(ONE, [0.2, 0.0]))))
    draw(window, more, qtbot)
    assert [button.text() for button in buttons(window)] == ["7", "1", "1"]
    assert sum(read) == 1
