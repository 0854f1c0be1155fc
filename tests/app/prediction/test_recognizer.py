from __future__ import annotations

import time
from itertools import count

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from app.prediction.recognizer import FRAME, Recognizer
from nn.layers import Dense, Flatten
from nn.network import Network
from nn.reader import Reader, Reading
from nn.strokes import Drawing, drawing_from_points
from tests.app.waiting import frame_passes


def network(answer: int) -> Network:
    """A network that always answers the same digit."""
    result = Network((Flatten(), Dense(10)))
    result.split(result.parameters)[1][1][answer] = 9.0
    return result


def drawing(extent: float) -> Drawing:
    return drawing_from_points([[(0, 0), (extent, 1)]])


@pytest.fixture
def readings(qtbot: QtBot) -> tuple[Recognizer, list[Reading]]:
    recognizer = Recognizer()
    result: list[Reading] = []
    recognizer.read.connect(result.append)
    return recognizer, result


def test_many_changes_in_a_frame_are_one_reading_of_the_last(
    readings: tuple[Recognizer, list[Reading]], qtbot: QtBot
) -> None:
    recognizer, read = readings
    recognizer.set_network(network(3))
    for extent in np.linspace(0, 0.7, 50):
        recognizer.set_drawing(drawing(extent))
    qtbot.waitUntil(lambda: len(read) > 0)
    frame_passes(qtbot)
    (only,) = read
    assert only.digit == 3
    np.testing.assert_array_equal(only.image, Reader(network(3)).read(drawing(0.7)).image)


def test_changes_in_a_row_are_read_at_most_once_a_frame_and_the_last_one_is(
    readings: tuple[Recognizer, list[Reading]], qtbot: QtBot
) -> None:
    recognizer, read = readings
    recognizer.set_network(network(3))
    extents = count(0, 0.01)
    changes = QTimer(recognizer, interval=1)
    changes.timeout.connect(lambda: recognizer.set_drawing(drawing(next(extents))))
    started = time.monotonic()
    changes.start()
    qtbot.waitUntil(lambda: len(read) >= 10)
    changes.stop()
    frames = 1000 * (time.monotonic() - started) / FRAME
    # A timer may be early by half a millisecond.
    assert len(read) <= 1.1 * frames + 1
    last = drawing(0.7)
    recognizer.set_drawing(last)
    frame_passes(qtbot)
    np.testing.assert_array_equal(read[-1].image, Reader(network(3)).read(last).image)


def test_another_network_reads_the_same_drawing_at_once(
    readings: tuple[Recognizer, list[Reading]], qtbot: QtBot
) -> None:
    recognizer, read = readings
    recognizer.set_network(network(3))
    recognizer.set_drawing(drawing(0.5))
    qtbot.waitUntil(lambda: bool(read) and read[-1].digit == 3)
    recognizer.set_network(network(8))
    qtbot.waitUntil(lambda: read[-1].digit == 8)


def test_an_empty_drawing_has_no_prediction(
    readings: tuple[Recognizer, list[Reading]], qtbot: QtBot
) -> None:
    recognizer, read = readings
    recognizer.set_network(network(3))
    recognizer.set_drawing(Drawing())
    qtbot.waitUntil(lambda: len(read) > 0)
    assert read[-1].verdict == "empty"
    assert read[-1].digit is None
    assert len(read[-1].probabilities) == 0


def test_without_a_network_nothing_is_read(
    readings: tuple[Recognizer, list[Reading]], qtbot: QtBot
) -> None:
    recognizer, read = readings
    recognizer.set_drawing(drawing(0.5))
    frame_passes(qtbot)
    assert not read
