"""Work in a process of its own, as a Qt object: the one way to run anything long.

    Job(work, *arguments).start() → child process → progressed(value), … → ended(Ending)

The work is a generator function that knows no process (:data:`app.jobs.child.Work`); tests call it
directly. What it yields arrives as ``progressed``, and every end (done, cancelled, failed, killed,
out of memory) as one ``ended`` with an :class:`Ending`.

The process is spawned, not forked: a fork of a program that has threads and a window may lock up,
and Windows has none. Two threads wait at the pipes, one to receive and one to send, so that a large
message never blocks the GUI thread. What was received crosses into the GUI thread by a queued
signal and is acknowledged when it has been dealt with: at most one transient value is on its way.
"""

from __future__ import annotations

import multiprocessing
import queue
import threading
import time
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.jobs.child import Command, Control, Report, ReportKind, Work, run_job

CLOSE_SECONDS = 2.0
"""How long closing may wait for a killed process to be gone; it takes some milliseconds."""

_LOST = 1
"""The exit code that stands for one that the system did not tell."""


class EndingKind(Enum):
    """How a job ended."""

    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()
    """The work raised an error, or its process could not be started."""
    KILLED = auto()
    """The process ended without a report: killed from outside, or crashed."""
    OUT_OF_MEMORY = auto()


@dataclass(frozen=True)
class Ending:
    """How a job ended: with the ``result`` of its work, the ``error`` that the work raised, or the
    ``exit_code`` of a process that was killed (negative: by that signal)."""

    kind: EndingKind
    result: Any = None
    error: Exception | None = None
    exit_code: int = 0


class Job(QObject):
    """Runs ``work(*arguments)`` in a spawned process of low priority, once.

    Arguments, commands and values are picklable: dataclasses, arrays, networks. Signals arrive in
    the thread of this object: ``progressed`` with each value that the work yields and, once and
    last, ``ended``. A job deletes itself after that. ``paused``: wait before the second value.
    """

    progressed = Signal(object)
    ended = Signal(object)
    _arrived = Signal(object)

    def __init__(
        self, work: Work, *arguments: Any, parent: QObject | None = None, paused: bool = False
    ) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._to_send: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._to_send.put((work, arguments, paused))
        self._process: multiprocessing.context.SpawnProcess | None = None
        self._receiver: threading.Thread | None = None
        self._is_cancelled = False
        self._is_over = False
        self._last: Report | None = None

    @property
    def is_running(self) -> bool:
        """Whether the job has started, and has neither ended nor been cancelled."""
        return self._process is not None and not self._is_cancelled and not self._is_over

    @property
    def process_id(self) -> int | None:
        """The process that works; None before the start."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process. One that cannot be started ends as failed."""
        context = multiprocessing.get_context("spawn")
        incoming, childs_outgoing = context.Pipe(duplex=False)
        childs_incoming, outgoing = context.Pipe(duplex=False)
        process = context.Process(
            target=run_job, args=(childs_outgoing, childs_incoming), daemon=True
        )
        try:
            process.start()
        except OSError as error:
            self._arrived.emit(Ending(EndingKind.FAILED, error=error))
            return
        finally:
            # With our copies of the child's ends closed, each side sees the other one go.
            childs_outgoing.close()
            childs_incoming.close()
        self._process = process
        self._receiver = threading.Thread(
            target=self._receive, args=(incoming, process), name="job reports", daemon=True
        )
        self._receiver.start()
        threading.Thread(
            target=_send_all, args=(outgoing, self._to_send), name="job commands", daemon=True
        ).start()

    def send(self, command: Any) -> None:
        """Hand a command to the work at its next yield; without effect once it has ended."""
        self._to_send.put(Command(command))

    def pause(self) -> None:
        """Let the work sleep at its next yield."""
        self._to_send.put(Control.PAUSE)

    def resume(self) -> None:
        """Let paused work go on."""
        self._to_send.put(Control.RESUME)

    def step(self, command: Any = None) -> None:
        """Let paused work iterate once, with a command if there is one."""
        if command is not None:
            self.send(command)
        self._to_send.put(Control.STEP)

    def cancel(self) -> None:
        """End the work at once; no value arrives any more, ``ended`` follows.

        The process is killed and not asked: it holds nothing that would be missed, and a killed
        process cannot be slow to answer.
        """
        if self.is_running:
            self._is_cancelled = True
            self._kill()

    def close(self) -> None:
        """End the work and wait until its process is gone; no signal is delivered any more."""
        self.blockSignals(True)
        self._is_cancelled = True
        self._kill()
        if self._receiver is not None:
            self._receiver.join(CLOSE_SECONDS)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()

    @Slot(object)
    def _deliver(self, message: Report | Ending) -> None:
        if isinstance(message, Ending):
            self._end(message)
        elif message.kind is not ReportKind.PROGRESS:
            self._last = message
        elif not self._is_cancelled:
            self.progressed.emit(message.value)
            self._to_send.put(Control.RECEIVED)

    def _end(self, ending: Ending) -> None:
        """The process is gone: tell how, by its last report if there was one."""
        self._is_over = True
        if self._receiver is not None:
            # The thread has sent its last signal, but may still be on the way out of it.
            self._receiver.join()
        if self._is_cancelled:
            ending = Ending(EndingKind.CANCELLED)
        elif self._last is not None:
            ending = _ending_of(self._last)
        self.ended.emit(ending)
        self.deleteLater()

    def _receive(self, incoming: Connection, process: multiprocessing.context.SpawnProcess) -> None:
        """In the receiving thread: pass on whole reports until the pipe ends."""
        with incoming:
            while (report := _next_report(incoming)) is not None:
                self._arrived.emit(report)
        self._to_send.put(None)
        process.join()
        self._arrived.emit(Ending(EndingKind.KILLED, exit_code=_exit_code(process)))


def _ending_of(report: Report) -> Ending:
    match report.kind:
        case ReportKind.DONE:
            return Ending(EndingKind.DONE, result=report.value)
        case ReportKind.OUT_OF_MEMORY:
            return Ending(EndingKind.OUT_OF_MEMORY)
        case _:
            return Ending(EndingKind.FAILED, error=report.value)


def _next_report(pipe: Connection) -> Report | None:
    """Wait for a report; None when the pipe has ended, also in the middle of one."""
    try:
        report: Report = pipe.recv()
    except (EOFError, OSError, MemoryError):
        return None
    return report


def _exit_code(process: multiprocessing.context.SpawnProcess) -> int:
    """The exit code of a process that has ended.

    Starting a process makes Python look after all that have ended, in that thread. When it comes
    first, the system tells this thread nothing, and the code is known a moment later.
    """
    end = time.monotonic() + CLOSE_SECONDS
    while (code := process.exitcode) is None and time.monotonic() < end:
        time.sleep(0.001)
    return _LOST if code is None else code


def _send_all(outgoing: Connection, to_send: queue.SimpleQueue[Any]) -> None:
    """In the sending thread: one message after the other, until the process has ended."""
    with outgoing:
        while (message := to_send.get()) is not None:
            try:
                outgoing.send(message)
            except OSError:
                # The process is gone, and ``ended`` is on its way.
                return
