"""A background process as a Qt object: the one place that starts a process or a thread.

Training and downloading run in processes of their own, so that the window never waits for them,
Stop can simply end them, and their memory goes with them. The process is spawned, not forked: a
fork of a program that has threads and a window may lock up, and Windows has none.

Two threads wait at the pipes, one to receive and one to send: with large messages in the GUI
thread, the window would wait for a process that is meant to be slower than it. What was received
crosses into the GUI thread as a queued signal, and is acknowledged when it has been dealt with,
so that at most one message of progress is ever on its way.
"""

from __future__ import annotations

import json
import multiprocessing
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.jobs.worker_channel import RECEIVED, Facts, run_worker

CLOSE_SECONDS = 2.0
"""How long closing may wait for a killed process to be gone; it takes some milliseconds."""


_LOST = 1
"""The exit code that stands for one which nobody was told."""


@dataclass(frozen=True)
class Message:
    """What a worker sent: ``facts`` in plain values and ``payload`` in bytes, often empty."""

    facts: Facts
    payload: bytes


class WorkerProcess(QObject):
    """Runs ``work(channel, **arguments)`` in a spawned process of low priority.

    ``work`` is a function at the top level of a module, ``arguments`` are plain values. What is
    too large for an argument, such as the weights of a network, goes along in ``blocks``, each of
    them bytes or a flat view of some, which the worker takes by ``channel.block()``. Signals
    arrive in the thread of this object: ``received(Message)`` for each message and, once and
    last, ``ended(int)`` with the process' exit code (negative: killed by that signal).
    """

    received = Signal(object)
    ended = Signal(int)
    _arrived = Signal(object)

    def __init__(
        self,
        work: Callable[..., None],
        arguments: Facts,
        parent: QObject | None = None,
        *,
        blocks: Sequence[bytes | memoryview] = (),
    ) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        context = multiprocessing.get_context("spawn")
        self._incoming, childs_outgoing = context.Pipe(duplex=False)
        childs_incoming, self._outgoing = context.Pipe(duplex=False)
        self._process = context.Process(
            target=run_worker,
            args=(work, childs_outgoing, childs_incoming, arguments),
            daemon=True,
        )
        self._process.start()
        # With our copies of the child's ends closed, each side sees the other one go.
        childs_outgoing.close()
        childs_incoming.close()
        self._to_send: queue.SimpleQueue[bytes | memoryview | None] = queue.SimpleQueue()
        for block in blocks:
            self._to_send.put(block)
        self._receiver = threading.Thread(target=self._receive, name="worker pipe", daemon=True)
        self._receiver.start()
        threading.Thread(target=self._send, name="worker commands", daemon=True).start()

    @property
    def process_id(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def send(self, command: Facts) -> None:
        """Tell the worker something; without effect when it has ended."""
        self._to_send.put(json.dumps(command).encode())

    def kill(self) -> None:
        """End the process at once; ``ended`` follows when it is gone."""
        self._process.kill()

    def close(self) -> None:
        """End the process and wait until it is gone; no signal is delivered any more."""
        self.blockSignals(True)
        self.kill()
        self._receiver.join(CLOSE_SECONDS)

    @Slot(object)
    def _deliver(self, message: Message | int) -> None:
        if isinstance(message, int):
            # The thread has sent its last signal, but may still be on the way out of it.
            self._receiver.join()
            self.ended.emit(message)
            return
        self.received.emit(message)
        self.send(RECEIVED)

    def _receive(self) -> None:
        """In the receiving thread: pass on whole messages until the pipe ends."""
        while (message := _next_message(self._incoming)) is not None:
            self._arrived.emit(message)
        self._incoming.close()
        self._to_send.put(None)
        self._process.join()
        self._arrived.emit(self._exit_code())

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
        with self._outgoing as pipe:
            while (block := self._to_send.get()) is not None:
                try:
                    pipe.send_bytes(block)
                except OSError:
                    # It is gone, and ``ended`` is on its way to say so.
                    return


def _next_message(pipe: Connection) -> Message | None:
    """Wait for a message; None when the pipe has ended, also in the middle of one."""
    try:
        return Message(json.loads(pipe.recv_bytes()), pipe.recv_bytes())
    except (EOFError, OSError):
        return None
