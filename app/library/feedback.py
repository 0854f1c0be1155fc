"""The line that says what has just happened in the library, with a button to take it back.

What has been done to the library, in words.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.library.library import Done
from app.library.store import Change
from app.library.stroke_files import Imported
from app.text.formats import in_a_row
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


class LibraryReport(QObject):
    """Sentences in the language and with the numbers of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def done(self, done: Done) -> str:
        """A change that was made, or taken back."""
        change = done.change
        if done.was_undone:
            return self._undone(change)
        match change.kind:
            case "kept":
                return self.tr("Kept as {0}.").format(change.label)
            case "relabelled" if not change.ids:
                return self.tr("Called {0} already.").format(change.label)
            case "relabelled":
                text = self.tr("Now called {0}. Drawings changed: {1}.")
                return text.format(change.label, self._count(change))
            case "deleted":
                return self.tr("Drawings deleted: {0}.").format(self._count(change))
            case "added":
                return self.tr("Drawings added: {0}.").format(self._count(change))

    def imported(self, imported: Imported) -> str:
        """What came of a stroke file."""
        name = imported.path.name
        parts = [
            self.tr("Drawings added from {0}: {1}.").format(name, self._count(imported.change))
        ]
        if imported.known:
            text = self.tr("Already here: {0}.")
            parts.append(text.format(self._number(imported.known)))
        if imported.empty:
            text = self.tr("Without strokes and left out: {0}.")
            parts.append(text.format(self._number(imported.empty)))
        return in_a_row(*parts)

    def exported(self, path: Path, count: int) -> str:
        """A stroke file was written."""
        return self.tr("Drawings written to {0}: {1}.").format(path.name, self._number(count))

    def _undone(self, change: Change) -> str:
        count = self._count(change)
        match change.kind:
            case "kept":
                return self.tr("Undone: it is not kept any more.")
            case "relabelled":
                return self.tr("Undone. Drawings with their old label again: {0}.").format(count)
            case "deleted":
                return self.tr("Undone. Drawings back again: {0}.").format(count)
            case "added":
                return self.tr("Undone. Drawings gone again: {0}.").format(count)

    def _count(self, change: Change) -> str:
        return self._number(len(change.ids))

    def _number(self, value: int) -> str:
        return self._widget.locale().toString(value)
