"""Type that is larger or smaller than what is around it, and stays so when that changes.

A font that was set once keeps its size when the program's type grows, by the zoom or on a
projector. What is set here follows the widget's parent.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.theme import scaled_font


def scale_type(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Let the widget's type be ``factor`` times as large as its parent's, from now on."""
    follower = _follower_of(widget) or _Follower(widget)
    follower.follow(factor, bold=bold)


def follows_its_parent(widget: QWidget) -> bool:
    """Whether :func:`scale_type` looks after the widget."""
    return _follower_of(widget) is not None


def keep_lines(label: QLabel, count: int) -> None:
    """Let the label have room for so many lines, however large its type; more may be given it."""
    _LineKeeper(label, count)


def _follower_of(widget: QWidget) -> _Follower | None:
    options = Qt.FindChildOption.FindDirectChildrenOnly
    return widget.findChild(_Follower, options=options)


class _Follower(QObject):
    """Watches over the font of the widget's parent."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        parent = widget.parentWidget()
        assert parent is not None, "what follows has something to follow"
        self._widget = widget
        self._parent = parent
        self._factor, self._bold = 1.0, False
        parent.installEventFilter(self)

    def follow(self, factor: float, *, bold: bool) -> None:
        """Be so many times as large as the parent's type, now and later."""
        self._factor, self._bold = factor, bold
        self._apply()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FontChange:
            self._apply()
        return False

    def _apply(self) -> None:
        self._widget.setFont(scaled_font(self._parent, self._factor, bold=self._bold))


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
