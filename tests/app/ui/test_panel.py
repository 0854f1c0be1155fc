from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QTabBar
from pytestqt.qtbot import QtBot

from app.ui.panel import LatePanel, Panel
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


@pytest.fixture
def late(qtbot: QtBot, window: QMainWindow) -> LatePanel:
    """A third panel behind the same tabs, whose content is not made yet."""
    late = LatePanel("late", "this", lambda _module: QLineEdit("made"), window, name="late")
    window.addDockWidget(RIGHT, late)
    window.tabifyDockWidget(part(window, Panel, "first"), late)
    return late


def test_a_late_panel_is_made_when_it_is_first_seen(
    qtbot: QtBot, window: QMainWindow, late: LatePanel
) -> None:
    assert not late.is_made
    with qtbot.waitSignal(late.made):
        late.raise_()
    assert late.is_seen
    assert part(late, QLineEdit).isVisible()


def test_a_late_panel_takes_the_keyboard_when_there_is_something_to_take_it(
    qtbot: QtBot, window: QMainWindow, late: LatePanel
) -> None:
    window.activateWindow()
    late.raise_()
    late.take_keyboard()
    qtbot.waitUntil(lambda: late.is_made and part(late, QLineEdit).hasFocus())


def test_what_is_made_behind_a_tab_stays_hidden(
    qtbot: QtBot, window: QMainWindow, late: LatePanel
) -> None:
    part(window, Panel, "first").raise_()
    qtbot.waitUntil(lambda: seen(window) == ["first"])
    late.make_now()
    assert late.is_made
    assert not part(late, QLineEdit).isVisible()
    late.raise_()
    qtbot.waitUntil(part(late, QLineEdit).isVisible)


def test_it_grows_with_what_its_content_needs(window: QMainWindow, qtbot: QtBot) -> None:
    first = part(window, Panel, "first")
    label = part(first, QLabel, "content")
    label.setMinimumWidth(first.width() + 200)
    qtbot.waitUntil(lambda: first.width() >= label.minimumWidth())
