"""Where the panels stand: the reading beside the canvas, the others behind tabs of one place.

    narrow   canvas | reading
                    | training, inside, mistakes, …
    wide     canvas | reading | training, inside, mistakes, …

A panel that was moved stays where it was put, at the next start too. Only when the window becomes
much wider or narrower are panels placed anew.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QTabWidget

from app.ui.panel import Panel
from app.ui.tabs import DockTabs
from app.ui.theme import UNIT


class PanelLayout(QObject):
    """Places one window's panels: ``reading`` is always seen, ``others`` share a place."""

    def __init__(self, window: QMainWindow, reading: Panel, others: list[Panel]) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._others = others
        self._arranged: tuple[Qt.Orientation, int] | None = None
        DockTabs(window)
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for panel in (reading, *others):
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)

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
            for panel in (self._reading, *self._others)
        }

    def restore(self, state: dict[str, dict[str, Any]]) -> None:
        """Take up a state, as far as the screens that there are allow; or the usual places."""
        self.arrange()
        for panel in self._others:
            if (known := state.get(panel.objectName())) is not None:
                self._restore_panel(panel, known)
        docked = [panel for panel in (self._reading, *self._others) if not panel.isFloating()]
        widths = [
            min(max(int(state[panel.objectName()]["place"][2]), 1), self._window.width())
            for panel in docked
            if panel.objectName() in state
        ]
        if len(widths) == len(docked):
            self._window.resizeDocks(docked, widths, Qt.Orientation.Horizontal)

    def _restore_panel(self, panel: Panel, known: dict[str, Any]) -> None:
        place = QRect(*map(int, known["place"]))
        screen = QGuiApplication.screenAt(place.center())
        if known["floating"] and screen is not None:
            panel.setFloating(True)
            # A window's memory grows with its size, and a file may name any.
            panel.setGeometry(place.intersected(screen.availableGeometry()))
        panel.setVisible(known["open"])
        if known["front"]:
            panel.raise_()

    def arrange(self) -> None:
        """Place the panels anew when the window has become much wider or narrower."""
        arrangement = _arrangement(self._window.width())
        if arrangement == self._arranged or any(panel.isFloating() for panel in self._others):
            return
        self._arranged = arrangement
        way, width = arrangement
        first, *rest = self._others
        front = next((panel for panel in self._others if panel.is_seen), first)
        self._window.splitDockWidget(self._reading, first, way)
        for panel in rest:
            self._window.tabifyDockWidget(first, panel)
        front.raise_()
        self._window.resizeDocks([self._reading, first], [width] * 2, Qt.Orientation.Horizontal)


def _arrangement(width: int) -> tuple[Qt.Orientation, int]:
    """How reading and panels stand to each other and how wide they are, for a window's width.

    In a narrow window they stand one above the other: side by side they would leave no canvas.
    """
    if width < 135 * UNIT:
        return Qt.Orientation.Vertical, 40 * UNIT
    return Qt.Orientation.Horizontal, (40 if width < 225 * UNIT else 56) * UNIT
