"""Coming by MNIST: the download, the question and its answers, with nothing really downloaded."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import app.data.source
from app.data.source import DataSource
from app.settings import Settings
from app.ui import file_dialogs
from nn.data.datasets import DataError
from nn.data.download import DownloadProgress, download_mnist
from nn.data.layouts.reading import read_digits
from nn.data.layouts.writing import write_digits
from nn.evaluation.orientation import Orientation
from tests.app.parts import part

Download = Generator[DownloadProgress, None, Path]
WHY = "No file was chosen and Keras has no MNIST cached."


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def source(window: QWidget) -> Iterator[DataSource]:
    source = DataSource(Settings(), window)
    yield source
    source.shutdown()


# These stand for the download in its process.


def download_at_once() -> Download:
    yield DownloadProgress(1, 2)
    return Path("cached.npz")


def download_without_end() -> Download:
    def fetch(target: Path) -> None:
        target.write_bytes(b"half")
        threading.Event().wait()

    return (yield from download_mnist(fetch=fetch))


def download_nothing() -> Download:
    yield DownloadProgress(0)
    raise DataError("MNIST could not be downloaded: no connection.")


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Download]], None]:
    """Puts another work in the place of the download."""

    def replace_download(download: Callable[[], Download]) -> None:
        monkeypatch.setattr(app.data.source, "download_mnist", download)

    return replace_download


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Let the next file dialogs answer with this path."""
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: path)


def question(window: QWidget) -> QMessageBox:
    box = part(window, QMessageBox, "dataQuestion")
    assert box.isVisible()
    return box


def answer(qtbot: QtBot, window: QWidget, name: str) -> None:
    button = part(question(window), QPushButton, name)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_at_first_the_usual_places_are_searched(source: DataSource) -> None:
    assert source.path is None
    assert not source.is_built_in


def test_the_command_line_comes_before_the_settings(window: QWidget) -> None:
    settings = Settings()
    settings.data_path = Path("settings.npz")
    assert DataSource(settings, window).path == Path("settings.npz")
    data_path = Path("argument.npz")
    assert DataSource(settings, window, data_path=data_path).path == data_path


def test_a_download_reports_and_is_trained_on(
    qtbot: QtBot,
    source: DataSource,
    downloads: Callable[[Callable[[], Download]], None],
) -> None:
    downloads(download_at_once)
    with qtbot.waitSignals([source.downloading, source.ready], order="strict"):
        source.download(WHY)
    assert source.path == Path("cached.npz")
    assert not source.is_downloading
    assert Settings().data_path is None


def test_a_cancelled_download_leaves_no_half_file(
    qtbot: QtBot,
    source: DataSource,
    downloads: Callable[[Callable[[], Download]], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    downloads(download_without_end)
    source.download(WHY)
    files = tmp_path / "datasets"
    qtbot.waitUntil(lambda: files.exists() and bool(list(files.iterdir())))
    with qtbot.waitSignal(source.cancelled), qtbot.assertNotEmitted(source.downloading):
        source.cancel()
        # The process has ended: whatever it had told would be here.
        QApplication.processEvents()
    assert not source.is_downloading
    assert list(files.iterdir()) == []
    with qtbot.assertNotEmitted(source.cancelled):
        source.cancel()


def test_a_failed_download_asks_what_to_do(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    downloads: Callable[[Callable[[], Download]], None],
) -> None:
    downloads(download_nothing)
    source.download(WHY)
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is not None)
    assert "no connection" in question(window).informativeText()


def test_the_built_in_digits_are_an_answer(
    qtbot: QtBot, window: QWidget, source: DataSource
) -> None:
    source.ask(WHY)
    assert question(window).informativeText() == WHY
    with qtbot.waitSignal(source.ready):
        answer(qtbot, window, "useBuiltIn")
    assert source.is_built_in


def test_the_built_in_digits_are_the_first_choice(
    qtbot: QtBot, window: QWidget, source: DataSource
) -> None:
    source.ask(WHY)
    box = question(window)
    buttons = sorted(box.findChildren(QPushButton), key=lambda button: button.x())
    assert buttons[0].objectName() == "useBuiltIn"
    assert box.defaultButton() is buttons[0]
    with qtbot.waitSignal(source.ready):
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert source.is_built_in


def test_a_chosen_file_is_remembered(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    digits_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    source.found.connect(told.append)
    choose(monkeypatch, digits_path)
    source.ask(WHY)
    with qtbot.waitSignal(source.ready):
        answer(qtbot, window, "chooseFile")
    assert source.path == digits_path
    assert Settings().data_path == digits_path
    assert told[-1].startswith(f"{digits_path.name}: ")
    assert " pictures, 10 digits, " in told[-1]


def test_a_file_that_cannot_be_used_asks_again(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "mnist.npz"
    path.write_text("no digits")
    choose(monkeypatch, path)
    source.ask(WHY)
    answer(qtbot, window, "chooseFile")
    qtbot.waitUntil(lambda: "of another kind" in question(window).informativeText())
    assert source.path is None
    with qtbot.waitSignal(source.problem, check_params_cb=lambda text: "another kind" in text):
        source.choose()
    assert source.path is None


@pytest.fixture
def on_its_side(digits_path: Path, tmp_path: Path) -> Path:
    """The same digits, dark on light and rows for columns."""
    path = tmp_path / "side.npz"
    meant = Orientation(inverted=True, transposed=True)
    write_digits(path, tuple(meant.turned(part) for part in read_digits(digits_path)))  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("name", ["turnUpright", "takeAsIs"])
def test_pictures_on_their_side_are_turned_where_the_user_says_so(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    digits_path: Path,
    on_its_side: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    choose(monkeypatch, on_its_side)
    source.choose()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "turnQuestion") is not None)
    box = part(window, QMessageBox, "turnQuestion")
    assert "dark on light and on their side" in box.text()
    with qtbot.waitSignal(source.path_changed):
        QTest.mouseClick(part(box, QPushButton, name), Qt.MouseButton.LeftButton)
    assert source.path is not None
    assert (source.path == on_its_side) == (name == "takeAsIs")
    wanted = on_its_side if name == "takeAsIs" else digits_path
    for found, expected in zip(read_digits(source.path), read_digits(wanted), strict=True):
        np.testing.assert_array_equal(found.images, expected.images)


def test_nothing_is_taken_where_the_user_thinks_better_of_turned_pictures(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    on_its_side: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(monkeypatch, on_its_side)
    source.ask(WHY)
    answer(qtbot, window, "chooseFile")
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "turnQuestion") is not None)
    with qtbot.waitSignal(source.unavailable):
        QTest.keyClick(part(window, QMessageBox, "turnQuestion"), Qt.Key.Key_Escape)
    assert source.path is None


def test_another_download_is_an_answer(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    downloads: Callable[[Callable[[], Download]], None],
) -> None:
    downloads(download_at_once)
    source.ask(WHY)
    with qtbot.waitSignal(source.ready):
        answer(qtbot, window, "downloadAgain")


@pytest.mark.parametrize("where", ["question", "frame", "file dialog"])
def test_giving_up_tells_why_there_is_no_training(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: None)
    source.ask(WHY)
    with qtbot.waitSignal(source.unavailable) as gave_up:
        if where == "question":
            QTest.keyClick(question(window), Qt.Key.Key_Escape)
        elif where == "frame":
            question(window).close()
        else:
            answer(qtbot, window, "chooseFile")
    assert gave_up.args == [WHY]


def test_a_file_chosen_for_something_else_starts_no_training(
    qtbot: QtBot, source: DataSource, monkeypatch: pytest.MonkeyPatch, digits_path: Path
) -> None:
    choose(monkeypatch, digits_path)
    with qtbot.assertNotEmitted(source.ready), qtbot.waitSignal(source.path_changed):
        source.choose()
    assert source.path == digits_path
    assert Settings().data_path == digits_path


def test_a_training_that_waits_for_a_file_goes_on_with_the_one_chosen_after_it(
    qtbot: QtBot,
    window: QWidget,
    source: DataSource,
    monkeypatch: pytest.MonkeyPatch,
    digits_path: Path,
    tmp_path: Path,
) -> None:
    source.ask(WHY)
    choose(monkeypatch, tmp_path / "first.npz")
    with qtbot.waitSignal(source.found):
        answer(qtbot, window, "chooseFile")
    choose(monkeypatch, digits_path)
    with qtbot.waitSignal(source.ready):
        source.choose()
    assert source.path == digits_path


def test_thinking_better_of_another_file_changes_nothing(
    qtbot: QtBot, source: DataSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_arguments: None)
    before = source.path
    with (
        qtbot.assertNotEmitted(source.path_changed),
        qtbot.assertNotEmitted(source.unavailable),
    ):
        source.choose()
    assert source.path == before
