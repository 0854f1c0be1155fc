from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import psutil
import pytest
from PIL import Image
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.files.drawings import DrawingFiles, probability_lines
from app.files.export import drawing_image, drawing_svg
from app.ui import file_dialogs
from nn.arrays import Array
from nn.layers import Dense, Flatten
from nn.model_file import Model
from nn.network import Network
from nn.preprocessing.pictures import drawing_of_image
from nn.preprocessing.pipeline import network_input, quantise
from nn.reader import Reader
from nn.strokes import Drawing, Stroke
from tests.app.hand import DIGITS, draw

COPY, ACTION = Qt.DropAction.CopyAction, Qt.DropAction.CopyAction
LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SEVEN = Drawing((Stroke(np.array(DIGITS[7][0]), 0.08),))


class Window(QMainWindow):
    """A canvas with all that goes in and out, and what was said about it."""

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas(self)
        self.setCentralWidget(self.canvas)
        self.files = DrawingFiles(self.canvas, self)
        self.problems: list[str] = []
        self.done: list[str] = []
        self.working: list[str] = []
        self.files.problem.connect(self.problems.append)
        self.files.done.connect(self.done.append)
        self.files.working.connect(self.working.append)
        for actions in (
            self.files.open_actions,
            self.files.save_actions,
            self.files.copy_actions,
        ):
            self.addActions(actions)


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Window]:
    window = Window()
    qtbot.addWidget(window)
    window.resize(400, 400)
    window.show()
    qtbot.waitExposed(window)
    QGuiApplication.clipboard().clear()
    yield window
    window.files.shutdown()


def answer(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[Sequence[str]]:
    """Let every file dialog be answered with this path; returns the filters that they offer."""
    asked: list[Sequence[str]] = []

    def opened(parent: QWidget, title: str, filters: Sequence[str], purpose: str) -> Path | None:
        asked.append(filters)
        return path

    def saved(
        parent: QWidget, title: str, filters: Sequence[str], name: str, purpose: str
    ) -> Path | None:
        asked.append(filters)
        return path

    monkeypatch.setattr(file_dialogs, "open_file", opened)
    monkeypatch.setattr(file_dialogs, "save_file", saved)
    return asked


def press(window: Window, keys: str) -> None:
    QTest.keySequence(window.canvas, keys)


def photo(path: Path) -> Path:
    """A picture file as a camera would make it: a dark seven on light paper."""
    drawing_image(SEVEN, 300).save(str(path))
    return path


def grey(image: QImage) -> Array:
    """(height, width) grey 0…255."""
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width()].astype(int)


def likeness(a: Array, b: Array) -> float:
    return float((a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()))


def drop(window: Window, data: QMimeData) -> None:
    drag(window, QDragEnterEvent, data)
    drag(window, QDropEvent, data)


def wait_for_picture(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: window.canvas.drawing.picture is not None)


def wait_for_processes(qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(processes()) == count)


def processes() -> list[psutil.Process]:
    """Those that read pictures; a helper of Python's own may be beside them."""
    found = []
    for process in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            if any("spawn_main" in argument for argument in process.cmdline()):
                found.append(process)
    return found


def is_seven(drawing: Drawing) -> bool:
    return likeness(network_input(drawing), network_input(SEVEN)) > 0.9


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def pixels(image: QImage) -> QMimeData:
    data = QMimeData()
    data.setImageData(image)
    return data


def drag(window: Window, kind: Callable[..., QDropEvent], data: QMimeData) -> bool:
    """Let something be dragged over the middle of the canvas; returns whether it may be dropped."""
    place = QPoint(200, 200) if kind is not QDropEvent else QPointF(200, 200)
    event = kind(place, COPY, data, LEFT, NO_KEY)
    event.setAccepted(False)
    QApplication.sendEvent(window.canvas, event)
    return event.isAccepted()


def test_a_picture_is_opened_and_can_be_undone(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(room.canvas, DIGITS[1])
    drawn = room.canvas.drawing
    asked = answer(monkeypatch, photo(tmp_path / "seven.jpg"))
    press(room, "Ctrl+O")
    wait_for_picture(qtbot, room)
    assert "*.jpg" in asked[0][0]
    assert room.canvas.drawing.strokes == ()
    assert is_seven(room.canvas.drawing)
    room.canvas.undo()
    assert room.canvas.drawing is drawn


def test_opening_that_is_called_off_does_nothing(
    room: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, None)
    press(room, "Ctrl+O")
    assert room.canvas.drawing.is_empty
    assert room.problems == []


def test_a_large_photo_does_not_hold_up_the_window(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.open(photo(tmp_path / "a.png")).resize((3000, 3000)).save(tmp_path / "large.jpg")
    answer(monkeypatch, tmp_path / "large.jpg")
    press(room, "Ctrl+O")
    # The decoding has begun elsewhere; here it is drawn on meanwhile.
    assert room.canvas.drawing.is_empty
    draw(room.canvas, DIGITS[1])
    assert len(room.canvas.drawing.strokes) == 1
    wait_for_picture(qtbot, room)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("text.png", "another kind"), ("blank.png", "no ink"), ("nowhere.png", "nothing readable")],
)
def test_what_is_no_picture_of_a_digit_is_refused_in_one_sentence(
    room: Window, qtbot: QtBot, tmp_path: Path, name: str, expected: str
) -> None:
    (tmp_path / "text.png").write_text("seven")
    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    draw(room.canvas, DIGITS[1])
    drawn = room.canvas.drawing
    data = files(tmp_path / name)
    assert drag(room, QDragEnterEvent, data)
    drag(room, QDropEvent, data)
    qtbot.waitUntil(lambda: len(room.problems) == 1)
    assert expected in room.problems[0]
    assert name in room.problems[0]
    assert room.canvas.drawing is drawn


def test_reading_can_be_given_up(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, stop = room.files.open_actions
    assert not stop.isEnabled()
    answer(monkeypatch, photo(tmp_path / "seven.png"))
    press(room, "Ctrl+O")
    assert stop.isEnabled()
    press(room, "Esc")
    assert not stop.isEnabled()
    assert room.working == [""]
    wait_for_processes(qtbot, 0)
    assert room.canvas.drawing.is_empty
    assert room.problems == []


def test_a_picture_that_takes_its_time_is_named_until_it_is_there(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, photo(tmp_path / "seven.png"))
    press(room, "Ctrl+O")
    (process,) = processes()
    process.suspend()
    qtbot.waitUntil(lambda: len(room.working) == 1)
    assert "seven.png" in room.working[0]
    assert "Esc" in room.working[0]
    process.resume()
    wait_for_picture(qtbot, room)
    assert room.working[1:] == [""]


def test_a_decoder_that_crashes_does_not_take_the_window_along(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, photo(tmp_path / "seven.png"))
    press(room, "Ctrl+O")
    (process,) = processes()
    process.kill()
    qtbot.waitUntil(lambda: len(room.problems) == 1)
    assert "seven.png" in room.problems[0]
    assert "process" in room.problems[0]
    press(room, "Ctrl+O")
    wait_for_picture(qtbot, room)


def test_of_two_pictures_the_second_is_shown(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("L", (300, 300), 255).save(tmp_path / "blank.png")
    answer(monkeypatch, tmp_path / "blank.png")
    press(room, "Ctrl+O")
    answer(monkeypatch, photo(tmp_path / "seven.png"))
    press(room, "Ctrl+O")
    wait_for_picture(qtbot, room)
    assert is_seven(room.canvas.drawing)
    assert room.problems == []


@pytest.mark.parametrize("way", ["drag", "dialog"])
def test_what_was_prepared_for_a_file_goes_when_none_is_chosen(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "drag":
        drag(room, QDragEnterEvent, files(tmp_path / "seven.png"))
        assert len(processes()) == 1
        QApplication.sendEvent(room.canvas, QDragLeaveEvent())
    else:
        answer(monkeypatch, None)
        press(room, "Ctrl+O")
    wait_for_processes(qtbot, 0)
    assert room.working == room.problems == []


@pytest.mark.skipif(sys.platform == "win32", reason="has no named pipes in folders")
def test_a_named_pipe_is_refused(room: Window, qtbot: QtBot, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.png")
    drop(room, files(tmp_path / "pipe.png"))
    qtbot.waitUntil(lambda: len(room.problems) == 1)
    assert "not a regular file" in room.problems[0]


def test_pixels_that_would_take_too_much_memory_are_refused(room: Window, qtbot: QtBot) -> None:
    drop(room, pixels(QImage(9000, 8000, QImage.Format.Format_Mono)))
    qtbot.waitUntil(lambda: len(room.problems) == 1)
    assert "too large (9000 × 8000 pixels)" in room.problems[0]


@pytest.mark.parametrize("name", ["RGB32", "RGB888", "ARGB32_Premultiplied", "Grayscale16"])
def test_pixels_in_any_of_qts_formats_are_read(room: Window, qtbot: QtBot, name: str) -> None:
    # A width whose rows are padded in memory.
    image = drawing_image(SEVEN, 301).convertToFormat(QImage.Format[f"Format_{name}"])
    drop(room, pixels(image))
    wait_for_picture(qtbot, room)
    assert is_seven(room.canvas.drawing)


def test_a_file_that_is_dropped_is_opened(room: Window, qtbot: QtBot, tmp_path: Path) -> None:
    data = files(photo(tmp_path / "seven.png"))
    bare = grey(room.canvas.grab().toImage())
    assert drag(room, QDragEnterEvent, data)
    assert drag(room, QDragMoveEvent, data)
    marked = grey(room.canvas.grab().toImage())
    assert np.mean(marked != bare) > 0.5
    assert drag(room, QDropEvent, data)
    assert np.array_equal(grey(room.canvas.grab().toImage()), bare)
    wait_for_picture(qtbot, room)
    assert is_seven(room.canvas.drawing)


def test_the_mark_goes_when_the_drag_leaves(room: Window, tmp_path: Path) -> None:
    bare = grey(room.canvas.grab().toImage())
    drag(room, QDragEnterEvent, files(tmp_path / "seven.png"))
    QApplication.sendEvent(room.canvas, QDragLeaveEvent())
    assert np.array_equal(grey(room.canvas.grab().toImage()), bare)


def test_pixels_that_are_dropped_are_opened(room: Window, qtbot: QtBot) -> None:
    data = pixels(drawing_image(SEVEN, 300))
    data.setUrls([QUrl("https://example.org/seven.png")])
    assert drag(room, QDragEnterEvent, data)
    drag(room, QDropEvent, data)
    wait_for_picture(qtbot, room)
    assert is_seven(room.canvas.drawing)


@pytest.mark.parametrize("kind", ["text", "network", "address"])
def test_what_cannot_be_a_picture_may_not_be_dropped(room: Window, kind: str) -> None:
    data = QMimeData()
    if kind == "text":
        data.setText("seven")
    elif kind == "network":
        data = files(Path("network.npz"))
    else:
        data.setUrls([QUrl("https://example.org/seven.png")])
    bare = grey(room.canvas.grab().toImage())
    assert not drag(room, QDragEnterEvent, data)
    assert not drag(room, QDropEvent, data)
    assert np.array_equal(grey(room.canvas.grab().toImage()), bare)
    assert room.problems == []


@pytest.mark.parametrize("kind", ["pixels", "file"])
def test_what_is_in_the_clipboard_is_pasted(
    room: Window, qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    path = photo(tmp_path / "seven.png")
    QGuiApplication.clipboard().setMimeData(
        files(path) if kind == "file" else pixels(QImage(str(path)))
    )
    press(room, "Ctrl+V")
    wait_for_picture(qtbot, room)
    assert is_seven(room.canvas.drawing)


def test_pasting_nothing_says_so(room: Window) -> None:
    press(room, "Ctrl+V")
    assert len(room.problems) == 1
    QGuiApplication.clipboard().setText("seven")
    press(room, "Ctrl+V")
    assert len(room.problems) == 2
    assert room.canvas.drawing.is_empty


def test_a_pasted_image_of_mnists_frame_is_read_bit_for_bit(room: Window, qtbot: QtBot) -> None:
    image = quantise(network_input(SEVEN))
    QGuiApplication.clipboard().setImage(
        QImage(image.data, 28, 28, 28, QImage.Format.Format_Grayscale8).copy()
    )
    press(room, "Ctrl+V")
    wait_for_picture(qtbot, room)
    assert room.canvas.drawing == drawing_of_image(image)


def test_a_copy_is_the_sheet_as_an_image_and_as_svg(room: Window, qtbot: QtBot) -> None:
    draw(room.canvas, DIGITS[7])
    press(room, "Ctrl+C")
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    copied = grey(QGuiApplication.clipboard().image())
    assert copied.shape == (1024, 1024)
    assert copied[256, 512] == 0  # the bar of the seven
    assert copied[900, 900] == 255
    assert ElementTree.fromstring(bytes(data.data("image/svg+xml").data())).tag.endswith("svg")
    # What is given away can be taken back.
    drawn = network_input(room.canvas.drawing)
    room.canvas.clear()
    press(room, "Ctrl+V")
    wait_for_picture(qtbot, room)
    assert likeness(network_input(room.canvas.drawing), drawn) > 0.9


def test_nothing_can_be_copied_or_saved_of_an_empty_sheet(room: Window) -> None:
    actions = [*room.files.save_actions, *room.files.copy_actions[:-1]]
    assert not any(action.isEnabled() for action in actions)
    draw(room.canvas, DIGITS[7])
    assert all(action.isEnabled() for action in room.files.save_actions)
    room.canvas.clear()
    assert not any(action.isEnabled() for action in actions)


def test_probabilities_are_copied_the_same_in_every_language(
    room: Window, small_model: Model
) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        reading = Reader(small_model.network).read(SEVEN)
        room.files.set_reading(reading)
        press(room, "Ctrl+Shift+C")
    finally:
        QLocale.setDefault(QLocale.system())
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [int(line.split("\t")[0]) for line in lines] == list(range(10))
    copied = [float(line.split("\t")[1]) for line in lines]
    np.testing.assert_allclose(copied, reading.probabilities, atol=1e-6)


def test_what_is_not_a_digit_is_copied_as_an_eleventh_line() -> None:
    network = Network((Flatten(), Dense(11))).initialised(rng=np.random.default_rng(0))
    reading = Reader(network).read(SEVEN)
    lines = [line.split("\t") for line in probability_lines(reading).splitlines()]
    assert lines[-1] == ["not a digit", f"{1 - reading.digit_score:.6f}"]
    assert sum(float(share) for _, share in lines) == pytest.approx(1, abs=1e-5)


def test_the_networks_input_is_copied_pixel_for_pixel(room: Window, small_model: Model) -> None:
    reading = Reader(small_model.network).read(SEVEN)
    room.files.set_reading(reading)
    (copy_input,) = [a for a in room.files.copy_actions if "Input" in a.text()]
    copy_input.trigger()
    copied = grey(QGuiApplication.clipboard().image())
    assert np.array_equal(copied, quantise(network_input(SEVEN)))


def test_without_a_reading_there_is_nothing_to_copy_of_it(room: Window, small_model: Model) -> None:
    room.files.set_reading(Reader(small_model.network).read(SEVEN))
    of_reading = room.files.copy_actions[1:3]
    assert all(action.isEnabled() for action in of_reading)
    room.files.set_reading(Reader(small_model.network).read(Drawing()))
    assert not any(action.isEnabled() for action in of_reading)


def test_the_drawing_is_saved_as_png(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(room.canvas, DIGITS[7])
    path = tmp_path / "seven.png"
    answer(monkeypatch, path)
    press(room, "Ctrl+S")
    qtbot.waitUntil(lambda: len(room.done) == 1)
    assert str(path) in room.done[0]
    assert np.array_equal(
        np.asarray(Image.open(path).convert("L")), grey(drawing_image(room.canvas.drawing))
    )
    assert [file.name for file in tmp_path.iterdir()] == ["seven.png"]


def test_a_folder_that_cannot_be_written_is_said_and_loses_nothing(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(room.canvas, DIGITS[7])
    drawn = room.canvas.drawing
    (tmp_path / "a file").write_text("no folder")
    answer(monkeypatch, tmp_path / "a file" / "seven.svg")
    press(room, "Ctrl+Shift+S")
    qtbot.waitUntil(lambda: len(room.problems) == 1)
    assert re.search(r"could not be saved in .*seven\.svg \(", room.problems[0])
    assert room.canvas.drawing is drawn
    assert room.done == []


def test_the_drawing_is_saved_as_svg(
    room: Window, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(room.canvas, DIGITS[7])
    path = tmp_path / "seven.svg"
    answer(monkeypatch, path)
    press(room, "Ctrl+Shift+S")
    qtbot.waitUntil(lambda: len(room.done) == 1)
    assert path.read_bytes() == drawing_svg(room.canvas.drawing)
