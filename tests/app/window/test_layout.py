"""Where window and panels stand comes from a file, which may say anything within its bounds."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.settings import Settings
from app.ui.panel import Panel
from tests.app.parts import part

PLACES = [
    [-49_000, -49_000, 99_000, 99_000],
    [0, 0, 100_000, 100_000],
    [0, 0, 0, 0],
    [10, 10, -100_000, -100_000],
    [-100_000, 5, 5, 5],
    [0.5, 1e-9, 99_999.5, 1],
]
NAMES = ("trainingDock", "insideDock", "mistakesDock", "libraryDock")


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize("floating", [True, False])
@pytest.mark.parametrize("place", PLACES, ids=range(len(PLACES)))
def test_any_layout_gives_a_window_and_panels_no_larger_than_the_screen(
    qtbot: QtBot, shipped: object, place: list[Any], floating: bool
) -> None:
    settings = Settings()
    panel = {"open": True, "floating": floating, "front": True, "place": place}
    settings.panels = {name: dict(panel) for name in NAMES}
    settings.window_place = (*map(int, place),)  # type: ignore[assignment]
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    most = QGuiApplication.primaryScreen().availableSize().expandedTo(window.minimumSize())
    for widget in (window, *(part(window, Panel, name) for name in NAMES)):
        assert widget.size().boundedTo(most) == widget.size()
    window.close()


def test_the_panel_in_front_is_in_front_again(qtbot: QtBot, shipped: object) -> None:
    settings = Settings()
    settings.panels = {
        name: {"open": True, "floating": False, "front": is_front, "place": [0, 0, 352, 600]}
        for name, is_front in (("insideDock", False), ("learnDock", True))
    }
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    inside, learn = (part(window, Panel, name) for name in ("insideDock", "learnDock"))
    qtbot.waitUntil(lambda: learn.is_seen and not inside.is_seen)
    window.close()
