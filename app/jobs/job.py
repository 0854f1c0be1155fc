"""A job: work in a process of its own, as a Qt object.

    job = Job(work, *arguments, parent=self)
    job.start() → progressed(value), progressed(value), … → ended(Ending)

The process is spawned, not forked: a fork of a program that has threads and a window may lock up,
and Windows has none. Two threads wait at its pipes, so that the GUI thread never does, however
large the arguments or a value are. What arrives crosses into the GUI thread as a queued signal
and is acknowledged once it has been dealt with. A child without an acknowledgement takes the
window for busy, and drops what may be dropped (:class:`app.jobs.child.Transient`).
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.jobs.child import Ending, EndingKind, JobError, JobStartError, Order, Yielded, run_job
from app.jobs.pipe import packed, receive, send_packed, unpacked
from app.jobs.threads import start_thread
from nn.messages import N_

__all__ = ["Ending", "EndingKind", "Job"]

CLOSE_SECONDS = 2.0
"""How long closing may wait for a killed process to be gone; it takes some milliseconds."""

_EXIT_SECONDS = 0.5
"""How long a process that has told its ending may take to exit by itself."""

_LOST = 1
"""The exit code that stands for one that the system did not tell."""


class Job(QObject):
    """Runs ``work(*arguments)`` (see :mod:`app.jobs.child`) once, in a process of low priority.

    Arguments, values and result are anything that can be pickled; large arrays arrive read-only.
    Signals: ``progressed(value)`` for each value, and ``ended(Ending)`` once and last, unless
    :meth:`close` was called. After that the job deletes itself, and its methods have no effect.
    """

    progressed = Signal(object)
    ended = Signal(object)

    def __init__(
        self, work: Callable[..., Any], *arguments: Any, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._child = _Child()
        self._child.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._child.send((work, arguments))
        self._is_started = False
        self._is_cancelled = False
        self._is_over = False

    @property
    def is_running(self) -> bool:
        """Whether the work goes on, or is paused; not any more once it was cancelled."""
        return self._is_started and not (self._is_cancelled or self._is_over)

    @property
    def process_id(self) -> int | None:
        """The process, for those who measure it; None before the start."""
        return self._child.process_id

    def start(self) -> None:
        """Start the process; one that cannot be started ends as FAILED."""
        assert not self._is_started, "a job is started once"
        self._is_started = True
        self._child.start()

    def send(self, command: object) -> None:
        """Give the work a command; it gets it at its next yield."""
        self._child.send((Order.SEND, command))

    def pause(self) -> None:
        """Let the work sleep at its next yield."""
        self._child.send((Order.PAUSE, None))

    def resume(self) -> None:
        """Let paused work go on."""
        self._child.send((Order.RESUME, None))

    def step(self, command: object = None) -> None:
        """Let paused work go on to its next yield, with this command, and sleep again."""
        self._child.send((Order.STEP, command))

    def cancel(self) -> None:
        """Kill the process; CANCELLED follows when it is gone, and no value any more."""
        if self.is_running:
            self._is_cancelled = True
            self._child.kill()

    def close(self) -> None:
        """Kill the process and wait until it is gone; there is no signal any more."""
        self._child.kill()
        self._child.join()
        if not self._is_over:
            self._is_over = True
            self.deleteLater()

    @Slot(object)
    def _deliver(self, message: Yielded | Ending) -> None:
        if self._is_over:
            return
        if isinstance(message, Yielded):
            if not self._is_cancelled:
                self.progressed.emit(message.value)
                self._child.send((Order.RECEIVED, None))
            return
        self._is_over = True
        # The thread has sent its last signal, but may still be on the way out of it.
        self._child.join()
        self.ended.emit(Ending(EndingKind.CANCELLED) if self._is_cancelled else message)
        self.deleteLater()


class _Child(QObject):
    """The process and its two threads, as the window's side has them.

    It is an object of its own because it has to outlive the job: a thread may have something to
    hand over after the job has been deleted.
    """

    arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        # Imported with the first job: a start has none.
        from multiprocessing import get_context

        context = get_context("spawn")
        self._incoming, childs_outgoing = context.Pipe(duplex=False)
        childs_incoming, self._outgoing = context.Pipe(duplex=False)
        self._childs_ends = childs_outgoing, childs_incoming
        self._process = context.Process(target=run_job, args=self._childs_ends, daemon=True)
        self._to_send: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._failure: JobError | None = None
        self._receiver = threading.Thread(target=self._receive, name="job receiver", daemon=True)
        self._sender = threading.Thread(target=self._send, name="job sender", daemon=True)

    @property
    def process_id(self) -> int | None:
        return self._process.pid

    def start(self) -> None:
        try:
            self._process.start()
            start_thread(self._receiver, self)
            start_thread(self._sender, self)
        except (OSError, RuntimeError) as error:
            self.kill()
            reason = JobStartError(N_("nn", "No process could be started: {0}."), str(error))
            self.arrived.emit(Ending(EndingKind.FAILED, error=reason))
        finally:
            # With our copies of the child's ends closed, each side sees the other one go.
            for end in self._childs_ends:
                end.close()

    def send(self, message: object) -> None:
        self._to_send.put(message)

    def kill(self) -> None:
        if self.process_id is not None:
            self._process.kill()

    def join(self) -> None:
        if self._receiver.is_alive():
            self._receiver.join(CLOSE_SECONDS)

    def _receive(self) -> None:
        """In the receiving thread: pass on what comes and, once the process is gone, its end."""
        ending = self._pass_on()
        self._incoming.close()
        self._to_send.put(None)
        if ending is not None:
            self._process.join(_EXIT_SECONDS)
            self.kill()
        self._process.join()
        if ending is None and self._failure is not None:
            ending = Ending(EndingKind.FAILED, error=self._failure)
        self.arrived.emit(ending or Ending(EndingKind.KILLED, exit_code=self._exit_code()))

    def _pass_on(self) -> Ending | None:
        """Pass on the values; returns the ending, None where the pipe ends without one."""
        try:
            while isinstance(message := unpacked(*receive(self._incoming)), Yielded):
                self.arrived.emit(message)
        except (EOFError, OSError):
            return None
        # A value that cannot be made again here: the work would go on for nothing.
        except Exception as error:  # noqa: BLE001
            self._fail(error)
            return None
        ending: Ending = message
        return ending

    def _fail(self, error: Exception) -> None:
        self._failure = JobError(f"{type(error).__name__}: {error}")
        self.kill()

    def _exit_code(self) -> int:
        """The exit code of a process that has ended.

        Starting a process makes Python look after all that have ended, in that thread. When it
        comes first, the system tells this thread nothing, and the code is known a moment later.
        """
        end = time.monotonic() + CLOSE_SECONDS
        while (code := self._process.exitcode) is None and time.monotonic() < end:
            time.sleep(0.001)
        return _LOST if code is None else code

    def _send(self) -> None:
        """In the sending thread: one thing after the other, until the process has ended."""
        with self._outgoing:
            while (message := self._to_send.get()) is not None:
                try:
                    send_packed(self._outgoing, *packed(message))
                except OSError:
                    # It is gone, and the receiving thread says so.
                    return
                # A mistake of ours: it cannot be pickled.
                except Exception as error:  # noqa: BLE001
                    self._fail(error)
                    return
