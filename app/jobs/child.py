"""The child's side of a job: it iterates the work's generator and reports to the window.

    pipe → (work, arguments) → generator → Report, Report, … → pipe
    pipe → Advance, Pause, …  ↗ (taken between two yields)

The values that travel are pickled by :mod:`multiprocessing`. That is safe here, because both ends
of the pipe are this program. This module imports no Qt, so that a child starts fast.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum, auto
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any

Work = Callable[..., Generator[Any, tuple[Any, ...], Any]]
"""A generator function at the top level of a module: yields progress, returns its result."""


@dataclass(frozen=True)
class Transient:
    """A yielded value that may be dropped while the window is busy with an earlier one."""

    value: Any


class ReportKind(Enum):
    """What a report of the child carries."""

    PROGRESS = auto()
    DONE = auto()
    FAILED = auto()
    OUT_OF_MEMORY = auto()


@dataclass(frozen=True)
class Report:
    """One message to the window: a yielded value, the result, or the error that ended the work."""

    kind: ReportKind
    value: Any = None


class Control(Enum):
    """What the window can ask for besides sending commands to the work."""

    RECEIVED = auto()
    """The window has dealt with one report."""
    PAUSE = auto()
    RESUME = auto()
    STEP = auto()
    """Iterate once and stay paused."""


@dataclass(frozen=True)
class Command:
    """A value for the work, handed over at its next yield."""

    value: Any


def run_job(outgoing: Connection, incoming: Connection) -> None:
    """The main function of the child process."""
    _end_with_parent()
    _lower_priority()
    try:
        work, arguments, paused = incoming.recv()
        _Loop(outgoing, incoming, paused=paused).run(work, arguments)
    except (EOFError, ConnectionError):
        # The window has closed its ends of the pipes.
        sys.exit(1)


class _Loop:
    """Iterates one generator, no faster than the window listens where values are transient."""

    def __init__(self, outgoing: Connection, incoming: Connection, *, paused: bool) -> None:
        self._outgoing = outgoing
        self._incoming = incoming
        self._unacknowledged = 0
        self._paused = paused
        self._steps = 0
        self._commands: list[Any] = []

    def run(self, work: Work, arguments: tuple[Any, ...]) -> None:
        """Report every value, and how the work ends."""
        try:
            self._send(Report(ReportKind.DONE, self._iterate(work(*arguments))))
        except (EOFError, ConnectionError):
            raise
        except MemoryError:
            self._send(Report(ReportKind.OUT_OF_MEMORY))
        # Whatever it is, the window has to learn that the work has ended.
        except Exception as error:  # noqa: BLE001
            if not getattr(error, "is_expected", False):
                traceback.print_exc(file=sys.stderr)
            self._send(Report(ReportKind.FAILED, _portable(error)))

    def _iterate(self, generator: Generator[Any, tuple[Any, ...], Any]) -> Any:
        commands: tuple[Any, ...] | None = None
        while True:
            try:
                # A generator that has not started takes no value.
                value = next(generator) if commands is None else generator.send(commands)
            except StopIteration as end:
                return end.value
            self._tell(value)
            commands = self._next_commands()

    def _tell(self, value: Any) -> None:
        # Only by listening does the loop learn what the window has dealt with.
        self._listen(wait=False)
        if not isinstance(value, Transient):
            self._send(Report(ReportKind.PROGRESS, value))
        elif self._unacknowledged == 0 or self._paused:
            self._send(Report(ReportKind.PROGRESS, value.value))

    def _next_commands(self) -> tuple[Any, ...]:
        """Sleep while paused; what was sent to the work since the last yield."""
        self._listen(wait=False)
        while self._paused and not self._steps:
            self._listen(wait=True)
        if self._paused:
            self._steps -= 1
        commands, self._commands = tuple(self._commands), []
        return commands

    def _listen(self, *, wait: bool) -> None:
        timeout = None if wait else 0.0
        while self._incoming.poll(timeout):
            match self._incoming.recv():
                case Control.RECEIVED:
                    self._unacknowledged -= 1
                case Control.PAUSE:
                    self._paused = True
                case Control.RESUME:
                    self._paused, self._steps = False, 0
                case Control.STEP:
                    self._steps += 1
                case Command(value):
                    self._commands.append(value)
            timeout = 0.0

    def _send(self, report: Report) -> None:
        self._outgoing.send(report)
        self._unacknowledged += 1


def _portable(error: Exception) -> Exception:
    """The error, or one with the same text where it cannot be pickled and read back."""
    try:
        ForkingPickler.loads(ForkingPickler.dumps(error))
    # Constructors of errors from other libraries may do anything.
    except Exception:  # noqa: BLE001
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_parent() -> None:
    """End when the parent does, however it ends and however long a step of the work takes."""
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("a job runs in a process that Job has started")

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
