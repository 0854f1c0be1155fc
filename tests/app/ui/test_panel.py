from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QTabBar
from pytestqt.qtbot import QtBot

from app.ui.panel import Panel
from tests.app.parts import part

RIGHT = Qt.DockWidgetArea.RightDockWidgetArea


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window with two panels behind the tabs of one place, the first one in front."""
    window = QMainWindow()
    qtbot.addWidget(window)
    panels = [Panel(title, QLabel(title), window, name=title) for title in ("first", "second")]
    for panel in panels:
        panel.findChildren(QLabel)[-1].setObjectName("content")
    for panel in panels:
        window.addDockWidget(RIGHT, panel)
    window.tabifyDockWidget(*panels)
    panels[0].raise_()
    window.show()
    qtbot.waitExposed(window)
    return window


def seen(window: QMainWindow) -> list[str]:
    """The titles of the panels whose content can be seen."""
    panels = sorted(window.findChildren(Panel), key=lambda panel: panel.windowTitle())
    return [panel.windowTitle() for panel in panels if panel.is_seen]


def test_what_is_behind_a_tab_is_hidden_until_the_tab_is_chosen(
    window: QMainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: seen(window) == ["first"])
    (tabs,) = [bar for bar in window.findChildren(QTabBar) if bar.isVisible()]
    tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: seen(window) == ["second"])


def test_a_panel_that_is_closed_and_opened_shows_its_content(
    window: QMainWindow, qtbot: QtBot
) -> None:
    first = part(window, Panel, "first")
    first.close()
    qtbot.waitUntil(lambda: seen(window) == ["second"])
    first.show()
    first.raise_()
    qtbot.waitUntil(lambda: seen(window) == ["first"])


def test_panels_side_by_side_are_both_seen(window: QMainWindow, qtbot: QtBot) -> None:
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, part(window, Panel, "second"))
    qtbot.waitUntil(lambda: seen(window) == ["first", "second"])


def test_it_grows_with_what_its_content_needs(window: QMainWindow, qtbot: QtBot) -> None:
    first = part(window, Panel, "first")
    label = part(first, QLabel, "content")
    label.setMinimumWidth(first.width() + 200)
    qtbot.waitUntil(lambda: first.width() >= label.minimumWidth())
