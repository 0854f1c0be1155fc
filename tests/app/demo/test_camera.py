from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image, ImageSequence
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.demo.camera import RATE, Camera, Frame, shortened


def frames(count: int, seconds: float) -> list[Frame]:
    return [
        Frame(5.0 + seconds * number / (count - 1), QImage(1, 1, QImage.Format.Format_RGB888))
        for number in range(count)
    ]


def test_a_time_lapse_lasts_as_long_as_it_should_and_ends_with_the_end() -> None:
    taken = frames(300, 30.0)
    kept = shortened(taken, 2.0)
    assert kept[0].time == taken[0].time
    assert kept[-1].time - kept[0].time == pytest.approx(2.0)
    assert (kept[0].image, kept[-1].image) == (taken[0].image, taken[-1].image)


def test_a_time_lapse_shows_more_of_the_beginning() -> None:
    taken = frames(300, 30.0)
    numbers = [
        taken.index(next(one for one in taken if one.image is frame.image))
        for frame in shortened(taken, 2.0)
    ]
    assert numbers == sorted(numbers)
    assert numbers[len(numbers) // 2] < 120


@pytest.fixture
def label(qtbot: QtBot) -> QLabel:
    label = QLabel("0")
    qtbot.addWidget(label)
    label.resize(80, 40)
    label.show()
    return label


def test_a_film_shows_what_happens_as_fast_as_it_happens(label: QLabel, tmp_path: Path) -> None:
    camera = Camera(label)
    begin = time.monotonic()
    for number in range(5):
        label.setText(str(number))
        camera.roll(2 / RATE)
    taken = time.monotonic() - begin
    path = tmp_path / "made" / "film.webp"
    camera.write(path)
    with Image.open(path) as film:
        assert film.size == (80, 40)
        lengths = []
        for picture in ImageSequence.Iterator(film):
            picture.load()
            lengths.append(picture.info["duration"])
    assert len(lengths) >= 5
    # The last picture stays for two seconds more.
    assert sum(lengths) / 1000 - 2 == pytest.approx(taken, abs=0.35)


def test_the_film_goes_on_right_behind_a_time_lapse(label: QLabel) -> None:
    camera = Camera(label)
    camera.roll(1 / RATE)
    with camera.in_time_lapse(0.1):
        camera.roll(8 / RATE)
    before = len(camera.frames)
    camera.roll(3 / RATE)
    times = [frame.time for frame in camera.frames]
    assert len(camera.frames) > before
    assert times == sorted(times)
    assert max(after - one for one, after in pairwise(times)) < 4 / RATE


def test_the_pointer_is_painted_where_it_is(label: QLabel) -> None:
    label.setText("")
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    camera = Camera(label)
    camera.roll(1.5 / RATE)
    camera.pointer = QPointF(20, 10)
    camera.roll(1.5 / RATE)
    without, with_it = camera.frames[0].image, camera.frames[-1].image
    assert with_it.pixelColor(22, 16).lightness() < 60
    assert without.pixelColor(22, 16).lightness() > 60
    assert with_it.pixelColor(60, 30) == without.pixelColor(60, 30)
