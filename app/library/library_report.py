"""What has been done to the library, in words."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.library.library import Done
from app.library.library_files import Imported
from app.library.library_store import Change
from app.text.prose import in_a_row


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
