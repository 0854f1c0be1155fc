"""One thread for the library's file: what is asked for is done in order, off the window's thread.

    submit(Job) → queue → thread: work(store) → done(Outcome), in the thread of the receiver

To force a change to the disk takes from a millisecond to a tenth of a second, so nothing that
touches the file happens in the window. The file is opened by the first job. A file that turns out
to be damaged is set aside, whole, and the job is done with a new one.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.library.file import LibraryError, Trouble, set_aside
from app.library.store import Change, Contents, LibraryStore

CLOSE_SECONDS = 10.0
"""How long closing may wait for what has been asked for to be on the disk."""


@dataclass(frozen=True)
class Job:
    """Something to do with the library; ``kind`` and ``subject`` come back with the outcome."""

    kind: str
    work: Callable[[LibraryStore], Any]
    subject: Any = None
    changes: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its ``result`` or its ``error``, whatever the work has raised.

    Where the job changed something, or the file was only now opened, ``contents`` and the
    ``undoable`` change come along. ``aside`` is where a damaged file was put on the way.
    """

    job: Job
    result: Any = None
    error: Exception | None = None
    contents: Contents | None = None
    undoable: Change | None = None
    aside: Path | None = None


class LibraryThread(QObject):
    """Does jobs with the library in ``path``, one after the other. ``done`` comes from the thread:
    connect it queued."""

    done = Signal(object)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._store: LibraryStore | None = None
        self._is_closed = False

    def submit(self, job: Job) -> None:
        """Do this when all that was asked for before has been done; nothing once closed."""
        if self._is_closed:
            return
        self._jobs.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="library", daemon=True)
            self._thread.start()

    def close(self) -> bool:
        """Do what is still to be done and close the file; False if that takes too long."""
        self._is_closed = True
        self._jobs.put(None)
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)
            return not self._thread.is_alive()
        return True

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self.done.emit(self._outcome_of(job))
        if self._store is not None:
            self._store.close()

    def _outcome_of(self, job: Job) -> Outcome:
        aside = None
        try:
            try:
                return self._do(job)
            except LibraryError as error:
                if error.trouble is not Trouble.DAMAGED:
                    raise
                aside = self._set_aside()
                return self._do(job, aside)
        except Exception as error:  # noqa: BLE001 - told where the window is
            return Outcome(job, error=error, aside=aside)

    def _do(self, job: Job, aside: Path | None = None) -> Outcome:
        is_new = self._store is None
        if self._store is None:
            self._store = LibraryStore(self._path)
        result = job.work(self._store)
        if not (is_new or job.changes):
            return Outcome(job, result, aside=aside)
        contents = self._store.contents()
        return Outcome(job, result, None, contents, self._store.latest, aside)

    def _set_aside(self) -> Path:
        if self._store is not None:
            self._store.close()
            self._store = None
        return set_aside(self._path)
