"""Where the panels stand: the reading beside the canvas, the others behind tabs of one place.

    narrow   canvas | reading
                    | training, inside, mistakes, …
    wide     canvas | reading | training, inside, mistakes, …

Whoever moves a panel finds it where it was put, at the next start too. Only when the window
becomes much wider or narrower are panels placed anew.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QTabWidget

from app.ui.panel import Panel
from app.ui.theme import UNIT

_STATE_VERSION = 2
"""Of what ``state`` gives: another set of panels cannot be restored from an older one."""


class PanelLayout(QObject):
    """Places one window's panels: ``reading`` is always seen, ``others`` share a place."""

    def __init__(self, window: QMainWindow, reading: Panel, others: list[Panel]) -> None:
        super().__init__(window)
        self._window = window
        self._reading = reading
        self._others = others
        self._arranged: tuple[Qt.Orientation, int] | None = None
        window.setDockNestingEnabled(True)
        window.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        for panel in (reading, *others):
            window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)

    @property
    def state(self) -> QByteArray:
        """Where the panels are and which are open, for :meth:`restore`."""
        return self._window.saveState(_STATE_VERSION)

    def restore(self, state: QByteArray) -> None:
        """Take up a state, or the usual places where there is none."""
        if self._window.restoreState(state, _STATE_VERSION):
            self._arranged = _arrangement(self._window.width())
        else:
            self.arrange()

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
