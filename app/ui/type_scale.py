"""Type that is larger or smaller than what is around it, and stays so when that changes.

A font that was set once keeps its size when the program's type grows, by the zoom or on a
projector. What is set here follows the widget's parent.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme import scaled_font


def scale_type(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Let the widget's type be ``factor`` times as large as its parent's, from now on."""
    for former in widget.findChildren(_Follower):
        former.deleteLater()
    _Follower(widget, factor, bold=bold)


def keep_lines(label: QLabel, count: int) -> None:
    """Let the label have room for so many lines, however large its type; more may be given it."""
    _LineKeeper(label, count)


class _Follower(QObject):
    """Watches over the font of the widget's parent."""

    def __init__(self, widget: QWidget, factor: float, *, bold: bool) -> None:
        super().__init__(widget)
        self._widget = widget
        self._factor = factor
        self._bold = bold
        parent = widget.parentWidget()
        assert parent is not None, "what follows has something to follow"
        parent.installEventFilter(self)
        self._apply(parent)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange and isinstance(watched, QWidget):
            self._apply(watched)
        return False

    def _apply(self, parent: QWidget) -> None:
        self._widget.setFont(scaled_font(parent, self._factor, bold=self._bold))


class _LineKeeper(QObject):
    """Watches over the font of a label."""

    def __init__(self, label: QLabel, count: int) -> None:
        super().__init__(label)
        self._count = count
        label.installEventFilter(self)
        self._apply(label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange and isinstance(watched, QLabel):
            self._apply(watched)
        return False

    def _apply(self, label: QLabel) -> None:
        label.setMinimumHeight(self._count * label.fontMetrics().lineSpacing())
