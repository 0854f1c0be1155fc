"""What the work of a job looks like, and the process that does it: the child's side.

Work is a function at the top level of a module, usually a generator. It uses neither Qt nor
processes, and its tests call it directly::

    def work(argument, …) -> Generator[Progress | Transient, tuple[Command, …], Result]:
        …
        commands = yield progress

What it yields goes to the window. Each ``yield`` evaluates to the commands that the window has
sent since the one before. A function that has no progress to tell simply returns its result.

    Job → pipe → run_job → work(*arguments) → yields → pipe → Job.progressed
                                              → result or error → pipe → Job.ended

Modules with work in them import no Qt, so that a child stays small.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, TypeVar

from app.jobs.pipe import packed, receive, send_packed, unpacked
from nn.messages import DigitsError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Step = TypeVar("Step")
Wrapped = TypeVar("Wrapped")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Transient:
    """Yielded around a value that may be dropped while the window is busy with an earlier one.

    All other values are delivered, and so are these while the job is paused.
    """

    value: Any


@dataclass(frozen=True)
class Preparation(Transient):
    """A transient value from before the work proper: a paused job goes on after it, and what the
    window has asked for is kept for the first other yield."""


def relayed(
    steps: Generator[Step, None, Result], wrap: Callable[[Step], Wrapped]
) -> Generator[Wrapped, object, Result]:
    """A part of some work: yields the values of ``steps`` as ``wrap`` makes them, returns what they
    return. Commands do not reach ``steps``."""
    while True:
        try:
            value = next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result
        yield wrap(value)


class EndingKind(Enum):
    """How a job can end."""

    DONE = auto()
    CANCELLED = auto()
    FAILED = auto()
    KILLED = auto()
    OUT_OF_MEMORY = auto()


@dataclass(frozen=True)
class Ending:
    """The end of a job. ``result`` is what DONE work returned, ``error`` what FAILED work raised,
    ``exit_code`` that of a process that was KILLED from outside (negative: by that signal)."""

    kind: EndingKind
    result: Any = None
    error: Exception | None = None
    exit_code: int | None = None


class JobError(Exception):
    """Stands, by its name and text, for an error that cannot be sent to another process."""


class JobStartError(DigitsError):
    """The system has not started a process."""


class Order(Enum):
    """What the window can tell a child; SEND and STEP carry a command of the work."""

    RECEIVED = auto()
    SEND = auto()
    PAUSE = auto()
    RESUME = auto()
    STEP = auto()


@dataclass(frozen=True)
class Yielded:
    """A yielded value on its way to the window."""

    value: Any


def run_job(outgoing: Connection, incoming: Connection) -> None:
    """The child's main function: give way to the window, then work until done."""
    _end_with_parent()
    _lower_priority()
    channel = _Channel(outgoing, incoming)
    channel.send(_sendable(_ending_of(channel)))


def _ending_of(channel: _Channel) -> Ending:
    try:
        work, arguments = channel.receive()
        _limit_blas()
        return Ending(EndingKind.DONE, result=_result(channel, work, arguments))
    except MemoryError:
        return Ending(EndingKind.OUT_OF_MEMORY)
    # Whatever it is, the window has to be told that the work has ended.
    except Exception as error:  # noqa: BLE001
        if not isinstance(error, DigitsError):
            traceback.print_exc(file=sys.stderr)
        return Ending(EndingKind.FAILED, error=error)


def _result(channel: _Channel, work: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """Run the work to its end; raises what it raises."""
    steps = work(*arguments)
    if not isinstance(steps, Generator):
        return steps
    try:
        value = next(steps)
        while True:
            channel.tell(value)
            value = steps.send(() if isinstance(value, Preparation) else channel.commands())
    except StopIteration as end:
        return end.value


def _sendable(ending: Ending) -> Ending:
    """The ending itself where it survives the way to another process, else its error as text."""
    try:
        unpacked(*packed(ending))
    # Each class may fail in a way of its own here.
    except Exception as failure:  # noqa: BLE001
        error = ending.error or failure
        text = f"{type(error).__name__}: {error}"
        return Ending(EndingKind.FAILED, error=JobError(text))
    return ending


class _Channel:
    """The two pipes between a child and its window; where the window is gone, the child exits."""

    def __init__(self, outgoing: Connection, incoming: Connection) -> None:
        self._outgoing = outgoing
        self._incoming = incoming
        self._unacknowledged = 0
        self._is_paused = False
        self._commands: list[Any] = []

    def send(self, message: object) -> None:
        parts = packed(message)
        try:
            send_packed(self._outgoing, *parts)
        except OSError:
            sys.exit(1)
        self._unacknowledged += 1

    def receive(self) -> Any:
        try:
            parts = receive(self._incoming)
        except (EOFError, OSError):
            sys.exit(1)
        return unpacked(*parts)

    def tell(self, yielded: object) -> None:
        """Send a yielded value, unless it may be dropped and the window is busy."""
        while not self._is_paused and self._incoming.poll():
            self._obey()
        if not isinstance(yielded, Transient):
            self.send(Yielded(yielded))
        elif self._is_paused or not self._unacknowledged:
            self.send(Yielded(yielded.value))

    def commands(self) -> tuple[Any, ...]:
        """The commands for the next iteration; waits while paused until there is one to make."""
        goes_on = False
        while not goes_on and (self._is_paused or self._incoming.poll()):
            goes_on = self._obey()
        commands, self._commands = tuple(self._commands), []
        return commands

    def _obey(self) -> bool:
        """Wait for one order and follow it; whether a paused job makes an iteration now."""
        order, command = self.receive()
        match order:
            case Order.RECEIVED:
                self._unacknowledged -= 1
            case Order.PAUSE:
                self._is_paused = True
            case Order.RESUME:
                self._is_paused = False
            case Order.SEND:
                self._commands.append(command)
            case Order.STEP:
                if command is not None:
                    self._commands.append(command)
                return self._is_paused
        return False


def _end_with_parent() -> None:
    """Die when the parent does, however it dies and however long our own step takes."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None, "a child is started by a Job"

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


def _limit_blas() -> None:
    """The other core is for the window, and a BLAS thread that waits for work spins."""
    if "numpy" in sys.modules:
        from threadpoolctl import threadpool_limits

        threadpool_limits(limits=1, user_api="blas")
