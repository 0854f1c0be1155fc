"""A user's folder that an earlier version has written: everything in it can still be opened.

``earlier_home`` was written by the program as it was at commit 74ef690: settings that differ from
the defaults, an own network, two runs, and a library of three drawings.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QListWidget
from pytestqt.qtbot import QtBot

from app.library.library import Library
from app.main_window import MainWindow
from app.settings import Appearance, Language, Settings
from app.training.retraining import Retraining
from app.training.run import Outcome
from app.ui.message_bar import MessageBar
from app.ui.panel import LatePanel
from tests.app.parts import part

EARLIER = Path(__file__).parent / "earlier_home"


@pytest.fixture
def window(qtbot: QtBot, shipped: Path, digits_home: Path) -> Iterator[MainWindow]:
    shutil.copytree(EARLIER, digits_home, dirs_exist_ok=True)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_the_settings_are_those_of_before(window: MainWindow) -> None:
    settings = Settings()
    assert settings.pen_width == 0.08
    assert settings.appearance is Appearance.DARK
    assert settings.language is Language.CHINESE
    assert settings.data_path == Path("/nowhere/mnist.npz")
    assert settings.training_settings_open
    assert settings.inside_section == "answer"


def test_nothing_is_said_to_be_wrong(qtbot: QtBot, window: MainWindow, digits_home: Path) -> None:
    runs = part(window, QListWidget, "runsList")
    qtbot.waitUntil(lambda: runs.count() == 2)
    assert not part(window, MessageBar).isVisible()
    assert not list(digits_home.rglob("*damaged*"))


def test_the_own_network_answers(window: MainWindow) -> None:
    told = part(window, QLabel, "whichNetwork").text()
    assert told == "Your network: Dense, 87.50\u00a0% right in validation"


def test_the_runs_are_listed_and_can_be_used(qtbot: QtBot, window: MainWindow) -> None:
    runs = part(window, QListWidget, "runsList")
    qtbot.waitUntil(lambda: runs.count() == 2)
    assert [runs.item(row).text() for row in range(2)] == [
        "Dense · stopped · 99.4\u00a0% · 10 s",
        "Dense · 97.0\u00a0% · 10 s",
    ]
    assert "rate 0.01 → 0.02" in runs.item(0).toolTip()
    history = part(window, Retraining).history
    finished, stopped = history.runs
    assert (finished.outcome, stopped.outcome) == (Outcome.FINISHED, Outcome.STOPPED)
    assert finished.settings.seed == 5
    assert len(finished.curves.loss) == 8
    model = history.model(finished)
    assert model is not None
    assert np.isfinite(model.network.parameters).all()


def test_the_drawings_are_in_the_library(qtbot: QtBot, window: MainWindow) -> None:
    part(window, LatePanel, "libraryDock").make_now()
    library = part(window, Library)
    library.open()
    qtbot.waitUntil(lambda: len(library.contents) == 3)
    assert [count for count in library.contents.counts if count] == [1, 1, 1]
