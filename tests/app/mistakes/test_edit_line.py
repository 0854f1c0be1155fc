from __future__ import annotations

import time
from itertools import cycle

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.mistakes.edit_line import INTERVAL, EditedImage, EditLine
from nn.preprocessing.pictures import drawing_of_image
from nn.reader import Reading
from nn.strokes import Drawing, Picture, Stroke

IMAGE = np.zeros((28, 28), np.uint8)
IMAGE[4:24, 13:15] = 200
DRAWING = drawing_of_image(IMAGE)


@pytest.fixture
def line(qtbot: QtBot) -> EditLine:
    line = EditLine()
    qtbot.addWidget(line)
    line.begin(EditedImage(3422, 6, 0, DRAWING))
    return line


def reading(digit: int) -> Reading:
    probabilities = np.full(10, 0.01, np.float32)
    probabilities[digit] = 0.91
    return Reading(IMAGE / np.float32(255), probabilities, 1.0, digit, "digit")


def with_rows(rows: int) -> Picture:
    """The picture with so many of its twenty rows erased."""
    ink = IMAGE.copy()
    ink[4 : 4 + rows] = 0
    assert DRAWING.picture is not None
    return Picture(ink, DRAWING.picture.left, DRAWING.picture.top, DRAWING.picture.width)


def test_an_untouched_image_asks_to_be_edited(line: EditLine) -> None:
    assert line.text() == "Test image 3422, a 6: read as 0. Edit it until it flips."
    assert not line.isHidden()


@pytest.mark.parametrize(
    ("drawing", "end"),
    [
        (Drawing(picture=with_rows(1)), "now read as 6, with 5\u00a0% of the ink erased."),
        (Drawing((Stroke([(0, 0), (1, 1)]),), DRAWING.picture), "with some ink added."),  # type: ignore[arg-type]
        (
            Drawing((Stroke([(0, 0)]),), with_rows(4)),  # type: ignore[arg-type]
            "with 20\u00a0% of the ink erased and some added.",
        ),
    ],
)
def test_a_flip_is_told_with_what_it_took(
    line: EditLine, qtbot: QtBot, drawing: Drawing, end: str
) -> None:
    line.set_drawing(drawing)
    line.show_reading(reading(6))
    qtbot.waitUntil(lambda: line.text().endswith(end))


def test_a_flip_back_asks_again(line: EditLine, qtbot: QtBot) -> None:
    line.set_drawing(Drawing(picture=with_rows(2)))
    line.show_reading(reading(8))
    qtbot.waitUntil(lambda: "now read as 8" in line.text())
    line.show_reading(reading(0))
    qtbot.waitUntil(lambda: line.text().endswith("Edit it until it flips."))


def test_the_line_goes_with_the_image_and_comes_back_with_undo(
    line: EditLine, qtbot: QtBot
) -> None:
    line.set_drawing(Drawing((Stroke([(0, 0), (1, 1)]),)))  # type: ignore[arg-type]
    qtbot.waitUntil(line.isHidden)
    line.set_drawing(DRAWING)
    qtbot.waitUntil(lambda: not line.isHidden())


def test_another_picture_is_not_taken_for_the_image(line: EditLine, qtbot: QtBot) -> None:
    line.set_drawing(Drawing(picture=Picture(np.full((60, 40), 9, np.uint8), 0, 0, 1)))
    qtbot.waitUntil(line.isHidden)


def test_a_hasty_hand_is_followed_some_times_a_second(line: EditLine, qtbot: QtBot) -> None:
    said = [line.text()]
    digits = cycle(range(10))

    def read() -> None:
        line.show_reading(reading(next(digits)))
        if line.text() != said[-1]:
            said.append(line.text())

    reading_on = QTimer(line, interval=2)
    reading_on.timeout.connect(read)
    begun = time.monotonic()
    reading_on.start()
    qtbot.waitUntil(lambda: len(said) == 4)
    # A timer may be early by a twentieth.
    assert 1000 * (time.monotonic() - begun) > 0.9 * 3 * INTERVAL
