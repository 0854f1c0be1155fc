"""What the window's tests share: an open window with a small network, and small data sets."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.main_window import MainWindow
from app.platform.clipboard import release_clipboard
from app.platform.garbage import GarbageCollector
from app.platform.pen_proximity import PenApplication
from app.ui.theme import palette
from nn.data.files import write_arrays
from nn.layers import Dense, Flatten, ReLU
from nn.model_file import Model, save_model
from nn.network import Network
from nn.preprocessing.pipeline import normalise_pixels
from nn.reader import Reader
from nn.synthesis.digits import synthesise_images
from tests.app.waiting import PATIENCE


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Waits as long as a busy machine may need: no test depends on how fast it is."""
    for wait in ("waitActive", "waitExposed", "waitSignal", "waitSignals", "waitUntil"):
        setattr(qtbot, wait, partial(getattr(qtbot, wait), timeout=PATIENCE))
    return qtbot


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    """The application of the program is told when a pen comes near."""
    return PenApplication


@pytest.fixture(scope="session")
def garbage_collector(qapp: QApplication) -> GarbageCollector:
    """As in the program: a widget must not be destroyed by the thread that happens to allocate."""
    return GarbageCollector(qapp)


@pytest.fixture(autouse=True)
def garbage_collected(garbage_collector: GarbageCollector) -> Iterator[None]:
    gc.disable()
    yield
    garbage_collector.collect_due()


@pytest.fixture(scope="session", autouse=True)
def clipboard_released(qapp: QApplication) -> Iterator[None]:
    """As at the program's end."""
    yield
    release_clipboard()


@pytest.fixture(autouse=True)
def no_trace_left_in_the_application(qapp: QApplication) -> Iterator[None]:
    """The cursor of the next test must not be above a window of this one, nor its theme be worn."""
    yield
    for widget in qapp.topLevelWidgets():
        widget.hide()
    qapp.styleHints().setColorScheme(Qt.ColorScheme.Unknown)
    qapp.setPalette(palette(dark=False))


@pytest.fixture(scope="session")
def digits_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data set in the layout of MNIST's file, of digits that the program draws itself."""
    rng = np.random.default_rng(0)
    images, labels = synthesise_images(1200, rng=rng)
    path = tmp_path_factory.mktemp("digits") / "digits.npz"
    write_arrays(
        path,
        {
            "x_train": images[:1000],
            "y_train": labels[:1000],
            "x_test": images[1000:],
            "y_test": labels[1000:],
        },
    )
    return path


@pytest.fixture(scope="session")
def many_digits_path(digits_path: Path) -> Path:
    """The same again and again: a training that is not over before it can be disturbed."""
    with np.load(digits_path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    for name in ("x_train", "y_train"):
        arrays[name] = np.concatenate([arrays[name]] * 60)
    path = digits_path.with_name("many.npz")
    write_arrays(path, arrays)
    return path


@pytest.fixture(scope="session")
def small_model() -> Model:
    """A network that reads clean digits, trained in a second on synthesised ones."""
    rng = np.random.default_rng(0)
    images, labels = synthesise_images(4000, rng=rng)
    network = Network((Flatten(), Dense(64), ReLU(), Dense(10))).initialised(rng=rng)
    parameters = network.parameters
    workspace = network.workspace(rng=rng)
    velocity = np.zeros_like(parameters)
    for _ in range(600):
        batch = rng.integers(0, len(images), 64)
        network.loss_and_gradient(normalise_pixels(images[batch]), labels[batch], workspace)
        velocity *= 0.9
        velocity -= 0.1 * workspace.gradient
        parameters += velocity
    return Model(network.copy(), "mlp", {"validation_accuracy": 0.9})


@pytest.fixture
def reader(small_model: Model) -> Reader:
    """Reads with the small network."""
    return Reader(small_model.network)


@pytest.fixture
def shipped(small_model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that counts as the shipped network in this test."""
    path = tmp_path / "shipped.npz"
    save_model(path, small_model)
    monkeypatch.setattr("app.prediction.model_store.shipped_model_path", lambda: path)
    return path


@pytest.fixture
def window(qtbot: QtBot, shipped: Path) -> Iterator[MainWindow]:
    """The open window, 1280×720."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    """An open canvas of 400×400."""
    canvas = Canvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 400)
    canvas.show()
    qtbot.waitExposed(canvas)
    return canvas
