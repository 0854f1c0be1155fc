"""The child's side of a background process: how it speaks, how it listens, and when it dies.

A worker is a plain function ``work(channel, **arguments)`` run in a process of its own by
:class:`app.jobs.worker_process.WorkerProcess`. It sends messages, each a few plain facts (as
JSON) and a block of bytes beside them, and between its steps asks whether a command has come.
Nothing is pickled on the way, and this module imports neither Qt nor NumPy, so that a child is
small.

    work → Channel.send(facts, payload) → pipe → WorkerProcess.received
    WorkerProcess(…, blocks=…)          → pipe → Channel.block    → work
    WorkerProcess.send(command)         → pipe → Channel.commands → work

A child never runs ahead of its window: until a message has been acknowledged, ``ready`` is
false, and a worker that has only progress to tell keeps it for later.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

Facts = dict[str, Any]
"""What a message says: names and JSON values."""

RECEIVED: Facts = {"command": "received"}
"""The parent's acknowledgement of one message."""


class Channel:
    """Two one-way pipes between a worker and the window that started it."""

    def __init__(self, outgoing: Connection, incoming: Connection) -> None:
        self._outgoing = outgoing
        self._incoming = incoming
        self._unacknowledged = 0

    @property
    def ready(self) -> bool:
        """Whether the window has dealt with all that was sent to it."""
        return self._unacknowledged == 0

    def send(self, facts: Facts, payload: bytes | memoryview = b"") -> None:
        """Send one message. Raises ConnectionError when the window is gone."""
        self._outgoing.send_bytes(json.dumps(facts).encode())
        self._outgoing.send_bytes(payload)
        self._unacknowledged += 1

    def block(self) -> bytes:
        """The next of the blocks that the window gave along at the start.

        All of them have to be taken before the first command. Raises EOFError when the window is
        gone.
        """
        return self._incoming.recv_bytes()

    def commands(self, *, wait: bool = False) -> list[Facts]:
        """What the window has asked for since the last call; ``wait`` sleeps until it speaks.

        Raises EOFError when the window is gone.
        """
        asked = []
        timeout = None if wait else 0.0
        while self._incoming.poll(timeout):
            command = json.loads(self._incoming.recv_bytes())
            if command == RECEIVED:
                self._unacknowledged -= 1
            else:
                asked.append(command)
            timeout = 0.0
        return asked


def run_worker(
    work: Callable[..., None], outgoing: Connection, incoming: Connection, arguments: Facts
) -> None:
    """The child's main function: step back behind the window, then work until done."""
    _end_with_parent()
    _lower_priority()
    try:
        work(Channel(outgoing, incoming), **arguments)
    except (EOFError, ConnectionError):
        # The window has closed its ends: nobody is left to be told anything.
        sys.exit(1)


def _end_with_parent() -> None:
    """Die when the parent does, however it dies and however long our own step takes."""
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("a worker runs in a process that WorkerProcess has started")

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="parent watch", daemon=True).start()


def _lower_priority() -> None:
    """Give way to the window wherever both want the processor."""
    if sys.platform == "win32":
        import ctypes

        below_normal_priority_class = 0x4000
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal_priority_class)
    else:
        os.nice(5)
