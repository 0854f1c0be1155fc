"""A part of the window that can be moved and closed, under a quiet title of its own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from app.jobs.background import BackgroundTask
from app.ui.icons import SignButton
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type


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
        self._is_seen = False
        self._area = self._scrolling(content)
        self.setWidget(self._area)
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

    def set_content(self, content: QWidget) -> None:
        """Hold this in place of what it held."""
        self._content = content
        self._area.setWidget(content)
        content.setVisible(self._is_seen)

    @Slot(bool)
    def _show_content(self, is_seen: bool) -> None:
        """Hide what is behind a tab: Qt only moves it away, and it would go on working."""
        self._is_seen = is_seen
        self._content.setVisible(is_seen)

    def _scrolling(self, content: QWidget) -> QScrollArea:
        """The content in a frame that scrolls where the window leaves it less than it needs."""
        area = _Area(self)
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _title_bar(self, title: str) -> QWidget:
        bar = QWidget(self)
        label = QLabel(title, bar)
        scale_type(label, 1.0, bold=True)
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


class _Area(QScrollArea):
    """Never narrower than what it holds needs now and the bar beside it: nothing scrolls sideways.

    Content that has come into being later may need more than when the panel was made.
    """

    def minimumSizeHint(self) -> QSize:
        content, height = self.widget(), super().minimumSizeHint().height()
        if content is None:
            return QSize(0, height)
        needed = content.minimumSizeHint().expandedTo(content.minimumSize()).width()
        return QSize(needed + self.verticalScrollBar().sizeHint().width(), height)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().viewportEvent(event)


class LatePanel(Panel):
    """A panel whose content is made when it is first opened: a start pays only for what is seen.

    ``module`` is imported beside the window, then ``make`` is given it and returns the content.
    ``made`` tells that it is there.
    """

    made = Signal()

    def __init__(
        self,
        title: str,
        module: str,
        make: Callable[[ModuleType], QWidget],
        parent: QWidget,
        *,
        name: str,
    ) -> None:
        super().__init__(title, QWidget(), parent, name=name)
        self._module = module
        self._make = make
        self._is_made = False
        self._takes_keyboard = False
        self._loading = BackgroundTask(self)
        self._loading.finished.connect(self._take_module)
        self.visibilityChanged.connect(self._load)

    @property
    def is_made(self) -> bool:
        """Whether the content is there."""
        return self._is_made

    def take_keyboard(self) -> None:
        """As any panel does, once there is something that takes it."""
        if self._is_made:
            super().take_keyboard()
        else:
            self._takes_keyboard = True

    def make_now(self) -> None:
        """Make the content at once, for those who cannot wait."""
        if not self._is_made:
            self._take_module(import_module(self._module))

    @Slot(bool)
    def _load(self, is_seen: bool) -> None:
        if is_seen and not self._is_made and not self._loading.is_busy:
            self._loading.submit(import_module, self._module)

    @Slot(object)
    def _take_module(self, module: ModuleType) -> None:
        if self._is_made:
            return
        self._is_made = True
        self.set_content(self._make(module))
        self.made.emit()
        if self._takes_keyboard:
            self.take_keyboard()
