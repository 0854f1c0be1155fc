"""The window in Chinese: nothing that a user sees or hears is left in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QDockWidget,
    QFileDialog,
    QLabel,
    QMessageBox,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.explain.scheduler import ExplanationScheduler
from app.main_window import MainWindow
from app.settings import Language
from app.text.language import speak
from app.text.translate import translated
from app.ui.panel import LatePanel, Panel
from nn.data.datasets import DataError, load_mnist
from nn.data.files import write_arrays
from nn.data.stroke_files import load_strokes
from nn.messages import N_
from nn.model_file import ModelFileError, load_model
from nn.preprocessing.photos.photo import ImageError, load_image, photo_picture
from tests.app.hand import DIGITS, draw
from tests.app.parts import bars_of, canvas_of, part
from tests.app.waiting import bring_to_front

_NAMES = (
    "MNIST Keras ONNX PNG SVG JPEG WebP BMP GIF TIFF IDX NumPy Qt ReLU softmax sigmoid dropout "
    "English MB npz keras onnx ubyte gz h5 png jpg jpeg webp bmp gif tif tiff svg mnist "
    "Dense Flatten Conv MaxPool Dropout BatchNorm LeakyReLU Sigmoid Tanh tanh He Glorot SGD Adam "
    "train recipe FILE Ctrl Shift Alt Del Delete Esc Tab Home Backspace Return Enter"
)
NAMES = set(_NAMES.split())
"""What has the same name in Chinese: products, formats, layers, functions, optimisers, commands and
keys."""


@pytest.fixture
def in_chinese(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    speak(Language.CHINESE)
    yield
    speak(Language.ENGLISH)
    QLocale.setDefault(before)


@pytest.fixture
def window(qtbot: QtBot, in_chinese: None, shipped: Path) -> Iterator[MainWindow]:
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def english_in(text: str) -> list[str]:
    """The words of a text that have no reason to be there."""
    words = re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]+>|&\w+;|/\S+", " ", text))
    return [word for word in words if word not in NAMES]


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (
        widget.toolTip(),
        widget.accessibleName(),
        widget.accessibleDescription(),
        widget.whatsThis(),
        widget.statusTip(),
    )
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    if isinstance(widget, QDockWidget):
        yield widget.windowTitle()


def all_texts(window: QWidget) -> Iterator[str]:
    for widget in (window, *window.findChildren(QWidget)):
        yield from texts_of(widget)
    for action in window.findChildren(QAction):
        yield from (action.text(), action.toolTip())


def test_nothing_in_the_window_is_left_in_english(qtbot: QtBot, window: MainWindow) -> None:
    draw(canvas_of(window), DIGITS[7])
    qtbot.waitUntil(lambda: "7" in bars_of(window).accessibleDescription())
    inside = part(window, LatePanel, "insideDock")
    inside.make_now()
    with qtbot.waitSignal(part(window, ExplanationScheduler).answered):
        bring_to_front(qtbot, inside)
    for dock in window.findChildren(Panel):
        bring_to_front(qtbot, dock)
    left = {text: words for text in all_texts(window) if (words := english_in(text))}
    assert left == {}


def test_qt_s_own_dialogs_are_chinese(qtbot: QtBot, in_chinese: None) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    for button in (QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Yes):
        box.addButton(button)
    assert [button.text() for button in box.buttons()] == ["取消", "是(&Y)"]
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    buttons = part(dialog, QDialogButtonBox)
    assert {button.text() for button in buttons.buttons()} == {"打开(&O)", "取消"}
    assert [text for text in all_texts(dialog) if english_in(text)] == []
    files = part(dialog, QTreeView).model()
    qtbot.waitUntil(lambda: files.rowCount() > 0)
    assert files.index(0, 2).data() in ("文件夹", "驱动器")


PROVOCATIONS: dict[str, Callable[[Path], object]] = {
    "MNIST missing": lambda folder: load_mnist(None),
    "MNIST gone": lambda folder: load_mnist(folder / "gone.npz"),
    "MNIST empty": lambda folder: load_mnist(folder / "empty.npz"),
    "MNIST of another kind": lambda folder: load_mnist(folder / "photo.npz"),
    "IDX folder": lambda folder: load_mnist(folder),
    "IDX damaged": lambda folder: load_mnist(folder / "idx"),
    "MNIST of another shape": lambda folder: load_mnist(folder / "wide.npz"),
    "no picture": lambda folder: load_image(folder / "photo.npz"),
    "no ink": lambda folder: photo_picture(load_image(folder / "blank.png"), "blank.png"),
    "no model": lambda folder: load_model(folder / "photo.npz"),
    "an empty model": lambda folder: load_model(folder / "empty.npz"),
    "no strokes": lambda folder: load_strokes(folder / "photo.npz"),
}
"""What makes the library refuse something, done for real."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files that are of no use."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    (tmp_path / "empty.npz").touch()
    (tmp_path / "photo.npz").write_bytes(b"a photo")
    (tmp_path / "idx").mkdir()
    for role in ("train-images", "train-labels", "t10k-images", "t10k-labels"):
        dimensions = 3 if "images" in role else 1
        (tmp_path / "idx" / f"{role}-idx{dimensions}-ubyte").write_bytes(b"abcd")
    wide = {f"x_{part}": np.zeros((9, 28, 30), np.uint8) for part in ("train", "test")}
    labels = {f"y_{part}": np.zeros(9, np.uint8) for part in ("train", "test")}
    write_arrays(tmp_path / "wide.npz", wide | labels)
    Image.new("L", (200, 200), 255).save(tmp_path / "blank.png")
    return tmp_path


@pytest.mark.parametrize("kind", PROVOCATIONS)
def test_what_the_library_says_is_chinese_too(kind: str, in_chinese: None, folder: Path) -> None:
    with pytest.raises((DataError, ImageError, ModelFileError)) as refused:
        PROVOCATIONS[kind](folder)
    said = translated(refused.value)
    # Names of arrays, files and variables, and what the system itself says.
    names = "DIGITS train test points stroke sample label source blank uint idx images gzip"
    system = "No such file or directory"
    assert set(english_in(said)) <= {*names.split(" "), *system.split(" ")}, said
    assert re.search("[一-鿿]", said)


def test_english_stays_as_the_library_says_it(qapp: QApplication) -> None:
    error = DataError(N_("nn", "{0}: there is no such file"), "somewhere")
    assert translated(error) == "somewhere: there is no such file"
