"""The line that says what has just happened in the library, with a button to take it back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.theme import UNIT

_LINES = 2
"""Lines that there is always room for, so that nothing below jumps."""


class FeedbackLine(QWidget):
    """A sentence, and Undo where there is something to take back."""

    undo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setObjectName("libraryFeedback")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._sentence.setMinimumWidth(1)
        self._undo = QPushButton(self.tr("Undo"), self)
        self._undo.setObjectName("libraryUndo")
        self._undo.clicked.connect(self.undo_pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignTop)
        lines = _LINES * self._sentence.fontMetrics().lineSpacing()
        self.setMinimumHeight(max(lines, self._undo.sizeHint().height()))
        self._undo.hide()

    @property
    def text(self) -> str:
        """What is being said."""
        return self._sentence.text()

    def say(self, text: str, *, undoable: bool = False, failed: bool = False) -> None:
        """Say what happened, or what went wrong."""
        role = QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.WindowText
        self._show(text, role, undoable=undoable)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_undoable(self, undoable: bool) -> None:
        """Whether there is still something to take back."""
        self._undo.setEnabled(undoable)

    def hint(self, text: str) -> None:
        """Say what could be done, in a lower voice."""
        self._show(text, QPalette.ColorRole.PlaceholderText, undoable=False)

    def _show(self, text: str, role: QPalette.ColorRole, *, undoable: bool) -> None:
        self._sentence.setForegroundRole(role)
        self._sentence.setText(text)
        self._undo.setVisible(undoable)
