"""The library as the window sees it: ask for something, hear of it when it is on the disk.

    keep, relabel, delete, undo, import → thread → changed(Done), contents_changed(Contents)
    load                                → thread → loaded(KeptDrawing …)
    whatever goes wrong                          → problem(str)

Nothing is confirmed before it is committed, and what could not be done has changed nothing.

What the library has to say when something went wrong: one sentence, and what to do about it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from app.library.file import FILE_NAME, LibraryError, Trouble
from app.library.store import Change, Contents, KeptDrawing, LibraryStore
from app.library.stroke_files import export_drawings, import_drawings
from app.library.thread import Job, LibraryThread, Outcome
from app.settings import home
from app.text.formats import in_a_row
from app.text.translate import translated
from nn.data.digit_data import DataError
from nn.strokes import Drawing


@dataclass(frozen=True)
class Done:
    """A change that is on the disk. ``drawing`` is the one that was kept, None for other changes;
    ``was_undone`` says that the change was taken back."""

    change: Change
    drawing: Drawing | None = None
    was_undone: bool = False


class Library(QObject):
    """The drawings that the user kept, in a file of the program's home folder.

    ``contents_changed`` carries a :class:`Contents`; ``changed`` a :class:`Done`; ``loaded`` and
    ``gathered`` a list of :class:`KeptDrawing`; ``imported`` an :class:`Imported`; ``exported`` the
    file and the number of drawings in it; ``refused`` the drawing that could not be kept, if any,
    after ``problem`` said why in a sentence.
    """

    contents_changed = Signal(object)
    changed = Signal(object)
    loaded = Signal(object)
    imported = Signal(object)
    exported = Signal(object, int)
    gathered = Signal(object)
    problem = Signal(str)
    refused = Signal(object)

    def __init__(self, parent: QObject | None = None, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._thread: LibraryThread | None = None
        self._contents = Contents()
        self._undoable: Change | None = None
        self._is_closed = False

    @property
    def contents(self) -> Contents:
        """What is in the library, as far as it is known here; empty before it was opened."""
        return self._contents

    @property
    def undoable(self) -> Change | None:
        """What :meth:`undo` would take back."""
        return self._undoable

    def open(self) -> None:
        """Read what there is, unless that has been done."""
        if self._thread is None:
            self._submit("opened", _nothing)

    def keep(self, drawing: Drawing, label: int) -> None:
        """Keep a drawing of strokes as a digit."""
        self._change("kept", partial(_keep, drawing=drawing, label=label), drawing)

    def relabel(self, ids: Sequence[int], label: int) -> None:
        self._change("relabelled", partial(_relabel, ids=tuple(ids), label=label))

    def delete(self, ids: Sequence[int]) -> None:
        self._change("deleted", partial(_delete, ids=tuple(ids)))

    @Slot()
    def undo(self) -> None:
        """Take the latest change back."""
        self._change("undone", LibraryStore.undo)

    def load(self, ids: Sequence[int]) -> None:
        """Ask for the strokes of some drawings."""
        self._submit("loaded", partial(_load, ids=tuple(ids)))

    def import_file(self, path: Path) -> None:
        """Add the drawings of a stroke file."""
        self._change("imported", partial(import_drawings, path=path), path)

    def export_file(self, path: Path, ids: Sequence[int]) -> None:
        """Write some of the drawings into a stroke file."""
        self._submit("exported", partial(export_drawings, path=path, ids=tuple(ids)), path)

    def gather(self) -> None:
        """Ask for all drawings, to learn from."""
        self._submit("gathered", _gather)

    def close(self) -> None:
        """Wait until all that was asked for is on the disk; nothing is signalled any more."""
        self._is_closed = True
        if self._thread is not None:
            self._thread.close()

    def _change(self, kind: str, work: Callable[[LibraryStore], Any], subject: Any = None) -> None:
        self._submit(kind, work, subject, changes=True)

    def _submit(
        self,
        kind: str,
        work: Callable[[LibraryStore], Any],
        subject: Any = None,
        *,
        changes: bool = False,
    ) -> None:
        if self._is_closed:
            return
        job = Job(kind, work, subject, changes)
        if self._thread is None:
            try:
                folder = self._folder or home()
            except OSError as error:
                self.problem.emit(folder_sentence(error))
                self._refuse(job)
                return
            self._thread = LibraryThread(folder / FILE_NAME)
            self._thread.done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread.submit(job)

    def _refuse(self, job: Job) -> None:
        self.refused.emit(job.subject if job.kind == "kept" else None)

    @Slot(object)
    def _deliver(self, outcome: Outcome) -> None:
        """In the window's thread: say what has happened."""
        if self._is_closed:
            return
        if outcome.aside is not None:
            self.problem.emit(aside_sentence(outcome.aside))
        if outcome.contents is not None:
            self._contents, self._undoable = outcome.contents, outcome.undoable
            self.contents_changed.emit(outcome.contents)
        if outcome.error is None:
            self._tell(outcome.job, outcome.result)
            return
        sentence = failure_sentence(outcome.error, outcome.job)
        if sentence is None:
            self._refuse(outcome.job)
            raise outcome.error
        self.problem.emit(sentence)
        self._refuse(outcome.job)

    def _tell(self, job: Job, result: Any) -> None:
        match job.kind:
            case "kept":
                self.changed.emit(Done(result, job.subject))
            case "relabelled" | "deleted":
                self.changed.emit(Done(result))
            case "undone" if result is not None:
                self.changed.emit(Done(result, was_undone=True))
            case "imported":
                self.imported.emit(result)
            case "exported":
                self.exported.emit(job.subject, result)
            case "loaded":
                self.loaded.emit(result)
            case "gathered":
                self.gathered.emit(result)


# What is done in the library's thread.


def _nothing(_store: LibraryStore) -> None:
    """Opening is all that is wanted."""


def _keep(store: LibraryStore, *, drawing: Drawing, label: int) -> Change:
    return store.keep(drawing, label)


def _relabel(store: LibraryStore, *, ids: Sequence[int], label: int) -> Change:
    return store.relabel(ids, label)


def _delete(store: LibraryStore, *, ids: Sequence[int]) -> Change:
    return store.delete(ids)


def _load(store: LibraryStore, *, ids: Sequence[int]) -> list[KeptDrawing]:
    return store.drawings(ids)


def _gather(store: LibraryStore) -> list[KeptDrawing]:
    store.release_held_out()
    return list(store.all_drawings())


def aside_sentence(aside: Path) -> str:
    """A damaged library was put out of the way."""
    return QCoreApplication.translate(
        "Library",
        "The library of your drawings was damaged. It is kept as {0}, in the same folder, and a "
        "new library has been started.",
    ).format(aside.name)


def folder_sentence(error: OSError) -> str:
    """There is no folder for the library."""
    return QCoreApplication.translate(
        "Library",
        "There is no folder for the library of your drawings: {0}. Nothing was kept; what is on "
        "the canvas stays there.",
    ).format(error)


def failure_sentence(error: Exception, job: Job) -> str | None:
    """Why a job was not done; None for an error that nobody has foreseen."""
    if isinstance(error, LibraryError):
        if job.kind == "exported":
            return _library_sentence(error)
        return in_a_row(_library_sentence(error), _consequence(job))
    if isinstance(error, DataError):
        return translated(error)
    if isinstance(error, OSError):
        return QCoreApplication.translate(
            "Library", "{0} could not be written: {1}. Choose another place."
        ).format(job.subject, error.strerror or error)
    return None


def _library_sentence(error: LibraryError) -> str:
    match error.trouble:
        case Trouble.FULL:
            return QCoreApplication.translate(
                "Library",
                "The disk is full: free some space and try again.",
            )
        case Trouble.UNWRITABLE:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings cannot be written ({0}): check the permissions of "
                "the program's folder.",
            ).format(error.detail)
        case Trouble.BUSY:
            return QCoreApplication.translate(
                "Library",
                "Another program is using the library of your drawings: close it and try again.",
            )
        case Trouble.NEWER:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings was made by a newer version of this program: "
                "update it.",
            )
        case Trouble.DAMAGED:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings is damaged ({0}).",
            ).format(error.detail)
        case Trouble.FAILING:
            return QCoreApplication.translate(
                "Library",
                "The library of your drawings cannot be used ({0}): check the disk.",
            ).format(error.detail)


def _consequence(job: Job) -> str:
    """What that means for what was asked for."""
    match job.kind:
        case "kept":
            return QCoreApplication.translate(
                "Library", "The drawing was not kept; it is still on the canvas."
            )
        case "relabelled" | "deleted" | "undone" | "imported":
            return QCoreApplication.translate("Library", "Nothing was changed.")
        case _:
            return ""
