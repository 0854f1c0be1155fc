"""What the library panel says: a line with the latest change or error, and the texts for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.library.file import LibraryError
from app.library.library import Done, Failure, Request
from app.library.store import Change
from app.library.stroke_files import Imported
from app.text.formats import in_a_row, whole_number
from app.text.translate import translated
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from nn.messages import DigitsError, advice

if TYPE_CHECKING:
    from app.library.rescue import Rescued

_LINES = 2
"""Lines that there is always room for, so that the widgets below keep their place."""


class FeedbackLine(QWidget):
    """A sentence, with an Undo button where it tells of a change that can be undone."""

    undo_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel(self)
        self._sentence.setObjectName("libraryFeedback")
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._sentence.setMinimumWidth(1)
        self._undo = PushButton(self.tr("Undo"), self)
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

    def say(self, text: str, *, undoable: bool = False, failed: bool = False) -> None:
        """Show a change or, if ``failed``, an error; screen readers announce it."""
        role = QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.WindowText
        self._show(text, role, undoable=undoable)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def set_undoable(self, undoable: bool) -> None:
        """Enable the Undo button, or disable it."""
        self._undo.setEnabled(undoable)

    def hint(self, text: str) -> None:
        """Show a hint, in a paler colour."""
        self._show(text, QPalette.ColorRole.PlaceholderText, undoable=False)

    def _show(self, text: str, role: QPalette.ColorRole, *, undoable: bool) -> None:
        self._sentence.setForegroundRole(role)
        self._sentence.setText(text)
        self._undo.setVisible(undoable)


class LibraryTexts(QObject):
    """Sentences on changes and errors, with the numbers of a widget's locale."""

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
        """The drawings that a stroke file added, and those that it did not."""
        text = self.tr("Drawings added from {0}: {1}.")
        parts = [text.format(imported.path.name, self._count(imported.change))]
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

    def failure(self, failure: Failure) -> str:
        """Why a request failed, and what that means; empty for an unexpected error."""
        request, error = failure.request, failure.error
        match error:
            case LibraryError() if request.kind != "exported":
                return in_a_row(translated(error), self._consequence(request))
            case DigitsError():
                return translated(error)
            case OSError():
                text = self.tr("{0} could not be written: {1}.")
                sentence = text.format(request.subject, translated(error))
                return in_a_row(sentence, translated(advice(error)))
            case _:
                return ""

    def set_aside(self, rescued: Rescued) -> str:
        """A damaged library was renamed, and perhaps there is much of it in the new one."""
        if not rescued.drawings:
            return self.tr(
                "The library of your drawings was damaged. It is kept as {0}, in the same folder, "
                "and a new library has been started."
            ).format(rescued.aside.name)
        text = self.tr(
            "The library of your drawings was damaged. Drawings rescued: {1}; lost from it: {2}. "
            "The damaged file is kept as {0}, in the same folder."
        )
        return text.format(
            rescued.aside.name, self._number(rescued.drawings), self._number(rescued.lost)
        )

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

    def _consequence(self, request: Request) -> str:
        if request.kind == "kept":
            return self.tr("The drawing was not kept; it is still on the canvas.")
        return self.tr("Nothing was changed.") if request.changes else ""

    def _count(self, change: Change) -> str:
        return self._number(len(change.ids))

    def _number(self, value: int) -> str:
        return whole_number(value, self._widget.locale())
