"""A section that opens and closes under its title, for what most people never need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.ui.theme import UNIT


class Disclosure(QWidget):
    """A title with an arrow, and below it the content while it is open.

    ``toggled`` tells when it opens or closes. Beside the title there is room for a few muted
    words on what is inside. ``name`` is the object name of the button that opens it.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, parent: QWidget | None = None, *, name: str = "") -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self._is_open = False
        self._button = QToolButton(self)
        self._button.setObjectName(name)
        self._button.setText(title)
        self._button.setAutoRaise(True)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._toggle)
        self._remark = QLabel(self)
        self._remark.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._remark.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Whatever does not fit is cut rather than make the panel wider.
        self._remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(UNIT)
        head.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self._remark, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT)
        self._layout.addLayout(head)
        self._show()

    def hold(self, content: QWidget) -> None:
        """Show this while open. Made after the section, it also follows its title under Tab."""
        self._content = content
        self._layout.addWidget(content)
        self._show()

    @property
    def is_open(self) -> bool:
        return self._is_open

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        if is_open != self._is_open:
            self._toggle()

    def set_remark(self, text: str) -> None:
        """A few words beside the title."""
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    @Slot()
    def _toggle(self) -> None:
        self._is_open = not self._is_open
        self._show()
        self.toggled.emit(self._is_open)

    def _show(self) -> None:
        arrow = Qt.ArrowType.DownArrow if self._is_open else Qt.ArrowType.RightArrow
        self._button.setArrowType(arrow)
        self._button.setAccessibleDescription(
            self.tr("Open") if self._is_open else self.tr("Closed")
        )
        if self._content is not None:
            self._content.setVisible(self._is_open)
