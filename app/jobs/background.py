"""Short work beside the window: at most one request at work and one waiting, the newest.

    submit(function, *arguments) → a thread → finished(result), in the thread of the task

It is for some milliseconds of NumPy that would cost the window a frame. A request that waits is
replaced by the next one, so a task is never behind by more than the request at work, however
fast they come; what was begun is completed and delivered. Longer work belongs into a process
(:mod:`app.jobs.job`), which can be ended.

The function must not touch a widget, and its arguments must not change meanwhile: drawings,
networks and readings are immutable and safe to pass.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from app.jobs.threads import start_thread

CLOSE_SECONDS = 1.0
"""How long closing may wait for the request at work."""


class BackgroundTask(QObject):
    """Runs one function call at a time in a thread; ``finished`` carries what it returned.

    An exception of the function is raised again in the task's own thread, where the program
    reports it like any other. The task closes itself when the application quits.
    """

    finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = _Worker()
        self._worker.done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._cancelled = 0
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.close)

    @property
    def is_busy(self) -> bool:
        """Whether a request has not been delivered yet."""
        return self._worker.delivered < self._worker.submitted

    def submit(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call ``function(*arguments)`` as soon as the request at work is through.

        A request that is still waiting is dropped. Without effect after :meth:`close`.
        """
        self._worker.submit(function, arguments)

    def cancel(self) -> None:
        """Forget what was asked for: nothing of it is delivered any more."""
        self._worker.drop_waiting()
        self._cancelled = self._worker.delivered = self._worker.submitted

    @Slot()
    def close(self) -> None:
        """Take and deliver nothing any more, and wait a moment for the request at work."""
        self.cancel()
        self._worker.close()

    @Slot(object)
    def _deliver(self, completed: _Completed) -> None:
        if completed.number <= self._cancelled:
            return
        self._worker.delivered = completed.number
        if completed.error is not None:
            raise completed.error
        self.finished.emit(completed.result)


@dataclass(frozen=True)
class _Request:
    """A function call; requests are numbered from 1."""

    number: int
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class _Completed:
    """What became of the request with this number."""

    number: int
    result: Any = None
    error: Exception | None = None


class _Worker(QObject):
    """The side of the task that the thread sees.

    It is an object of its own because it has to outlive the task: the thread may have a result
    to hand over after the window, and the task with it, has been deleted.
    """

    done = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.submitted = 0
        self.delivered = 0
        self._lock = threading.Lock()
        self._waiting: _Request | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        with self._lock:
            if self._closed:
                return
            self.submitted += 1
            self._waiting = _Request(self.submitted, function, arguments)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="background", daemon=True)
                start_thread(self._thread, self)

    def drop_waiting(self) -> None:
        with self._lock:
            self._waiting = None

    def close(self) -> None:
        with self._lock:
            self._closed = True
            thread = self._thread
        if thread is not None:
            thread.join(CLOSE_SECONDS)

    def _run(self) -> None:
        """In the thread: one request after the other until none is left."""
        while (request := self._take()) is not None:
            completed = _completed_of(request)
            # After closing nobody waits for it; at the program's end the signal has gone as well.
            with suppress(RuntimeError):
                if not self._closed:
                    self.done.emit(completed)

    def _take(self) -> _Request | None:
        """The request that waits. Where there is none the thread ends; it is forgotten under the
        lock, so that the next request starts another one."""
        with self._lock:
            request, self._waiting = self._waiting, None
            if request is None:
                self._thread = None
            return request


def _completed_of(request: _Request) -> _Completed:
    try:
        return _Completed(request.number, result=request.function(*request.arguments))
    except Exception as error:  # noqa: BLE001 - raised again where the program can report it
        return _Completed(request.number, error=error)
