"""Where the panels stand: on demand, to the right, behind tabs of one place.

    canvas | network | bars | training, inside, mistakes, …
    ------------------------------------------------------- the strip

At the first start none is open: what the program is for can be seen without any. A panel that was
opened or moved is so at the next start too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow, QTabWidget

from app.ui.panel import Panel
from app.ui.tabs import DockTabs
from app.ui.theme import UNIT

_WIDTH = 44 * UNIT
"""Of the panels' place at first, logical pixels."""

_WIDE = 64 * UNIT
"""The same in a window that has plenty of room."""

_PLENTY = 200 * UNIT
"""Width of such a window, logical pixels."""


class PanelLayout(QObject):
    """Places one window's panels. ``actions`` go to each of them: Ctrl+1 to the first."""

    def __init__(self, window: QMainWindow, panels: Sequence[Panel]) -> None:
        super().__init__(window)
        self._window = window
        self._panels = list(panels)
        DockTabs(window)
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for panel in self._panels:
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
        for panel in self._panels[1:]:
            window.tabifyDockWidget(self._panels[0], panel)
        # Not before: of panels that are hidden when they become tabs, none comes to the front.
        for panel in self._panels:
            panel.hide()
        self.actions = [self._action(number) for number in range(len(self._panels))]
        self._has_width = False

    def _action(self, number: int) -> QAction:
        panel = self._panels[number]
        action = QAction(panel.windowTitle(), self)
        action.setData(number)
        if number < 9:
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
        action.triggered.connect(self._go)
        return action

    @Slot()
    def _go(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.go_to(self._panels[action.data()])

    def go_to(self, panel: Panel) -> None:
        """Open the panel, bring it to the front, and give it the keyboard."""
        panel.show()
        panel.raise_()
        if not self._has_width and not panel.isFloating():
            self._has_width = True
            width = _WIDE if self._window.width() >= _PLENTY else _WIDTH
            self._window.resizeDocks([panel], [width], Qt.Orientation.Horizontal)
        panel.take_keyboard()

    @property
    def panels(self) -> tuple[Panel, ...]:
        """All that it places."""
        return tuple(self._panels)

    @property
    def state(self) -> dict[str, dict[str, Any]]:
        """Where the panels are and which are open, for :meth:`restore`: plain values, by name."""
        return {
            panel.objectName(): {
                "open": not panel.isHidden(),
                "floating": panel.isFloating(),
                "front": panel.is_seen,
                "place": [panel.x(), panel.y(), panel.width(), panel.height()],
            }
            for panel in self._panels
        }

    def restore(self, state: dict[str, dict[str, Any]]) -> None:
        """Take up a state, as far as the screens that there are allow; or the usual places."""
        known = [panel for panel in self._panels if panel.objectName() in state]
        for panel in known:
            self._restore_panel(panel, state[panel.objectName()])
        for panel in known:
            if state[panel.objectName()]["front"]:
                # Once the window is shown: before, a tab does not come to the front.
                QTimer.singleShot(0, panel.raise_)
        docked = [panel for panel in known if not panel.isHidden() and not panel.isFloating()]
        if docked:
            self._has_width = True
            widest = self._window.width() // 2
            widths = [
                min(max(int(state[panel.objectName()]["place"][2]), 1), widest) for panel in docked
            ]
            self._window.resizeDocks(docked, widths, Qt.Orientation.Horizontal)

    def _restore_panel(self, panel: Panel, known: dict[str, Any]) -> None:
        place = QRect(*map(int, known["place"]))
        screen = QGuiApplication.screenAt(place.center())
        if known["floating"] and screen is not None:
            panel.setFloating(True)
            # A window's memory grows with its size, and a file may name any.
            panel.setGeometry(place.intersected(screen.availableGeometry()))
        panel.setVisible(known["open"])
