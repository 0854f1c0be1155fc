"""A part of the window that can be moved and closed, under a quiet title of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from app.ui.icons import SignButton
from app.ui.theme import UNIT, scaled_font


class Panel(QDockWidget):
    """A dock that scrolls where the window leaves it less than its content needs.

    The content is visible, to Qt and so to itself, only when it can be seen: it gets a hide event
    also when another tab comes to the front.
    """

    def __init__(self, title: str, content: QWidget, parent: QWidget, *, name: str) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        self.setTitleBarWidget(self._title_bar(title))
        self._content = content
        self.setWidget(self._scrolling(content))
        self.visibilityChanged.connect(self._show_content)

    @property
    def is_seen(self) -> bool:
        """Whether it is open and in front of those that share its place."""
        return self._content.isVisible()

    def take_keyboard(self) -> None:
        """Give the keyboard to the first thing in it that takes it."""
        self.activateWindow()
        for part in (self._content, *self._content.findChildren(QWidget)):
            takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and part.isEnabled() and part.isVisibleTo(self._content):
                part.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    @Slot(bool)
    def _show_content(self, is_seen: bool) -> None:
        """Hide what is behind a tab: Qt only moves it away, and it would go on working."""
        self._content.setVisible(is_seen)

    def _scrolling(self, content: QWidget) -> QScrollArea:
        """The content in a frame that scrolls where the window leaves it less than it needs."""
        area = QScrollArea(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(content.minimumSizeHint().width())
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _title_bar(self, title: str) -> QWidget:
        bar = QWidget(self)
        label = QLabel(title, bar)
        label.setFont(scaled_font(self, 1.0, bold=True))
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(2 * UNIT, UNIT, UNIT, 0)
        layout.addWidget(label)
        layout.addStretch()
        close = SignButton("close", self.tr("Close {0}").format(title), bar)
        close.clicked.connect(self.close)
        # A panel behind another one's tab is not hidden, and Tab would go astray in it.
        self.visibilityChanged.connect(close.setVisible)
        layout.addWidget(close)
        return bar
