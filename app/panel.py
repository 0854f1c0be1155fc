"""A part of the window that can be moved, and perhaps closed, under a quiet title of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from app.icons import SignButton
from app.theme import UNIT, scaled_font


class Panel(QDockWidget):
    """A dock with the house's margins.

    A ``closable`` one can also float on its own; one that ``scrolls`` can be made shorter than
    what it holds.
    """

    def __init__(
        self,
        title: str,
        content: QWidget,
        parent: QWidget,
        *,
        name: str,
        closable: bool,
        scrolls: bool,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName(name)
        features = QDockWidget.DockWidgetFeature.DockWidgetMovable
        if closable:
            features |= QDockWidget.DockWidgetFeature.DockWidgetClosable
            features |= QDockWidget.DockWidgetFeature.DockWidgetFloatable
        self.setFeatures(features)
        self.setTitleBarWidget(self._title_bar(title, closable=closable))
        self.setWidget(self._scrolling(content) if scrolls else content)

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

    def _title_bar(self, title: str, *, closable: bool) -> QWidget:
        bar = QWidget(self)
        label = QLabel(title, bar)
        label.setFont(scaled_font(self, 1.0, bold=True))
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(2 * UNIT, UNIT, UNIT, 0)
        # All titles are as high as those with a button.
        layout.addStrut(4 * UNIT)
        layout.addWidget(label)
        layout.addStretch()
        if closable:
            close = SignButton("close", self.tr("Close {0}").format(title), bar)
            close.clicked.connect(self.close)
            layout.addWidget(close)
        return bar
