"""The library as the window uses it: requests run one after the other in a thread of their own.

    keep, relabel, … → Request → queue → thread: work(store) → Response → signals in the GUI thread

To force a change to the disk takes from a millisecond to a tenth of a second, so the GUI thread
never touches the file. A change is signalled after its commit; a failed one has changed nothing.
The first request opens the file. A file that turns out to be damaged is set aside, whole, what can
be read of it is rescued, and the request is repeated with the new one. Closing waits for changes
and gives up everything else.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.jobs.threads import start_thread
from app.library.file import FILE_NAME, LibraryError, Trouble
from app.library.store import Change, Contents, KeptDrawing, LibraryStore
from app.library.stroke_files import export_drawings, import_drawings
from app.settings import home
from nn.messages import DigitsError
from nn.strokes import Drawing

if TYPE_CHECKING:
    from app.library.rescue import Rescued

CLOSE_SECONDS = 10.0
"""How long closing may wait for changes that were asked for."""

_A_MOMENT = 1.0
"""Seconds that closing may wait where nothing was."""

EXPECTED = (DigitsError, OSError)
"""Errors that the panel explains; any other one is raised, too, so that it is reported."""

Kind = Literal[
    "opened",
    "kept",
    "relabelled",
    "deleted",
    "undone",
    "imported",
    "exported",
    "loaded",
    "gathered",
]

_READING: frozenset[Kind] = frozenset({"opened", "loaded", "gathered"})
"""Requests that nobody waits for once the library is closed."""


@dataclass(frozen=True)
class Done:
    """A committed change. ``drawing`` is the one that was kept, None for other changes;
    ``was_undone`` says that the change was taken back."""

    change: Change
    drawing: Drawing | None = None
    was_undone: bool = False


@dataclass(frozen=True)
class Request:
    """Work for the thread; ``subject`` is the drawing or the file that it is about, if any.

    Where it ``changes`` the library, the response brings the new contents.
    """

    kind: Kind
    work: Callable[[LibraryStore], Any]
    subject: Any = None
    changes: bool = False


@dataclass(frozen=True)
class Failure:
    """A request that ended with an error and has changed nothing."""

    request: Request
    error: Exception


class Library(QObject):
    """The drawings that the user kept, in a file of the program's home folder.

    Signals: ``contents_changed(Contents)``; ``changed(Done)``; ``loaded`` and ``gathered`` with a
    list of :class:`KeptDrawing`; ``imported(Imported)``; ``exported`` with the file and the number
    of drawings in it; ``failed(Failure)``; ``was_set_aside(Rescued)``, when the file was damaged.
    """

    contents_changed = Signal(object)
    changed = Signal(object)
    loaded = Signal(object)
    gathered = Signal(object)
    imported = Signal(object)
    exported = Signal(object, int)
    failed = Signal(object)
    was_set_aside = Signal(object)

    def __init__(self, parent: QObject | None = None, *, folder: Path | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._thread: _Thread | None = None
        self._contents = Contents()
        self._undoable: Change | None = None
        self._is_closed = False

    @property
    def contents(self) -> Contents:
        """The contents after the latest response; empty before the file was opened."""
        return self._contents

    @property
    def undoable(self) -> Change | None:
        """What :meth:`undo` would take back."""
        return self._undoable

    def open(self) -> None:
        """Open the file and read the contents, unless that has been done."""
        if self._thread is None:
            self._submit(Request("opened", _nothing))

    def keep(self, drawing: Drawing, label: int) -> None:
        """Keep a drawing of strokes as a digit."""
        work = partial(LibraryStore.keep, drawing=drawing, label=label)
        self._submit(Request("kept", work, drawing, changes=True))

    def relabel(self, ids: Sequence[int], label: int) -> None:
        work = partial(LibraryStore.relabel, ids=tuple(ids), label=label)
        self._submit(Request("relabelled", work, changes=True))

    def delete(self, ids: Sequence[int]) -> None:
        work = partial(LibraryStore.delete, ids=tuple(ids))
        self._submit(Request("deleted", work, changes=True))

    @Slot()
    def undo(self) -> None:
        """Take the latest change back."""
        self._submit(Request("undone", LibraryStore.undo, changes=True))

    def load(self, ids: Sequence[int]) -> None:
        """Ask for the strokes of some drawings."""
        self._submit(Request("loaded", partial(LibraryStore.drawings, ids=tuple(ids))))

    def gather(self) -> None:
        """Ask for all drawings, as training data."""
        self._submit(Request("gathered", _gather))

    def import_file(self, path: Path) -> None:
        """Add the drawings of a stroke file."""
        work = partial(import_drawings, path=path)
        self._submit(Request("imported", work, path, changes=True))

    def export_file(self, path: Path, ids: Sequence[int]) -> None:
        """Write some of the drawings into a stroke file."""
        work = partial(export_drawings, path=path, ids=tuple(ids))
        self._submit(Request("exported", work, path))

    def close(self) -> None:
        """Wait until all changes are made and close the file; there is no signal any more."""
        self._is_closed = True
        if self._thread is not None:
            self._thread.close()

    def _submit(self, request: Request) -> None:
        if self._is_closed:
            return
        if self._thread is None:
            try:
                folder = self._folder or home()
            except OSError as error:
                self.failed.emit(Failure(request, LibraryError(Trouble.NO_FOLDER, str(error))))
                return
            self._thread = _Thread(folder / FILE_NAME)
            self._thread.responded.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread.submit(request)

    @Slot(object)
    def _deliver(self, response: _Response) -> None:
        """In the GUI thread: signal what a request came to."""
        if self._is_closed:
            return
        if response.rescued is not None:
            self.was_set_aside.emit(response.rescued)
        if response.contents is not None:
            self._contents, self._undoable = response.contents, response.undoable
            self.contents_changed.emit(response.contents)
        if response.error is not None:
            self.failed.emit(Failure(response.request, response.error))
            if not isinstance(response.error, EXPECTED):
                raise response.error
        else:
            self._signal_result(response.request, response.result)

    def _signal_result(self, request: Request, result: Any) -> None:
        match request.kind:
            case "kept":
                self.changed.emit(Done(result, request.subject))
            case "relabelled" | "deleted":
                self.changed.emit(Done(result))
            case "undone" if result is not None:
                self.changed.emit(Done(result, was_undone=True))
            case "imported":
                self.imported.emit(result)
            case "exported":
                self.exported.emit(request.subject, result)
            case "loaded":
                self.loaded.emit(result)
            case "gathered":
                self.gathered.emit(result)


@dataclass(frozen=True)
class _Response:
    """The ``result`` of a request, or its ``error``.

    ``contents`` and the ``undoable`` change come with requests that change something or have
    opened the file. ``rescued`` tells of a file that was damaged.
    """

    request: Request
    result: Any = None
    error: Exception | None = None
    contents: Contents | None = None
    undoable: Change | None = None
    rescued: Rescued | None = None


class _Thread(QObject):
    """Runs requests on the library in ``path``. ``responded`` is emitted in the thread: connect it
    queued."""

    responded = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._requests: queue.SimpleQueue[Request | None] = queue.SimpleQueue()
        self._changes_asked = 0
        self._changes_made = 0
        self._is_given_up = False
        self._store: LibraryStore | None = None
        self._thread = threading.Thread(target=self._run, name="library", daemon=True)
        start_thread(self._thread, self)

    def submit(self, request: Request) -> None:
        """Run this after all earlier requests."""
        self._changes_asked += request.kind not in _READING
        self._requests.put(request)

    def close(self) -> None:
        """Finish what changes something, within :data:`CLOSE_SECONDS`, and close the file."""
        is_owed = self._changes_asked > self._changes_made
        self._is_given_up = not is_owed
        self._requests.put(None)
        self._thread.join(CLOSE_SECONDS if is_owed else _A_MOMENT)
        # Whatever is still at work is late: nobody hears of it.
        self._is_given_up = True

    def _run(self) -> None:
        while (request := self._requests.get()) is not None and not self._is_given_up:
            response = self._response(request)
            self._changes_made += request.kind not in _READING
            if not self._is_given_up:
                self.responded.emit(response)
        if self._store is not None:
            self._store.close()

    def _response(self, request: Request) -> _Response:
        rescued = None
        try:
            try:
                return self._done(request)
            except LibraryError as error:
                if error.trouble is not Trouble.DAMAGED:
                    raise
                rescued = self._rescue()
                return self._done(request, rescued)
        except Exception as error:  # noqa: BLE001 - raised again in the GUI thread
            return _Response(request, error=error, rescued=rescued)

    def _done(self, request: Request, rescued: Rescued | None = None) -> _Response:
        is_new = self._store is None
        if self._store is None:
            self._store = LibraryStore(self._path, is_given_up=lambda: self._is_given_up)
        result = request.work(self._store)
        if not (is_new or request.changes):
            return _Response(request, result)
        contents = self._store.contents()
        return _Response(request, result, None, contents, self._store.latest, rescued)

    def _rescue(self) -> Rescued:
        if self._store is not None:
            self._store.close()
            self._store = None
        # Here and not at every start: it takes SQLite with it.
        from app.library.rescue import rescue

        return rescue(self._path)


def _nothing(_store: LibraryStore) -> None:
    """The first request opens the file, whatever its work is."""


def _gather(store: LibraryStore) -> list[KeptDrawing]:
    store.release_held_out()
    return list(store.all_drawings())
