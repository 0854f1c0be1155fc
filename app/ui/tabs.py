"""Tabs whose texts are whole.

Qt's Fusion style moves the text of a tab that is not in front down by two pixels, in a rectangle
that is no higher than a line, and so cuts off what hangs below it: the tail of a "g", a "y". A
style of the tab bar's own leaves it where it is. Not one of the whole application: each question
to it would go through Python, and a painting asks hundreds.
"""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QProxyStyle, QStyle, QStyleOption, QTabBar, QWidget

_SHIFT = QStyle.PixelMetric.PM_TabBarTabShiftVertical


class TabStyle(QProxyStyle):
    """The application's style, with all texts of a tab bar on one line."""

    def __init__(self, tabs: QTabBar) -> None:
        super().__init__(tabs.style().objectName())
        self.setParent(tabs)

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        return 0 if metric is _SHIFT else super().pixelMetric(metric, option, widget)


def keep_texts_whole(tabs: QTabBar) -> None:
    """Show the texts of these tabs whole; where there is no room for all tabs, they scroll."""
    tabs.setElideMode(Qt.TextElideMode.ElideNone)
    if not isinstance(tabs.style(), TabStyle):
        tabs.setStyle(TabStyle(tabs))


class DockTabs(QObject):
    """Does so for the tabs between a window's docks, which Qt makes when they are needed.

    The tabs of a dock that is alone Qt moves out of the window, and the Tab key would go there.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
            child = event.child()
            if isinstance(child, QTabBar):
                keep_texts_whole(child)
                child.installEventFilter(self)
        elif event.type() is QEvent.Type.Move and isinstance(watched, QTabBar):
            is_there = watched.x() >= 0
            policy = Qt.FocusPolicy.TabFocus if is_there else Qt.FocusPolicy.NoFocus
            watched.setFocusPolicy(policy)
        return False
