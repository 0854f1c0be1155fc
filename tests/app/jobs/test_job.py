"""A job: every way it can end, what arrives on the way, and how it is steered."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from itertools import count as count_from
from multiprocessing.connection import Client, Listener
from multiprocessing.context import SpawnProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.jobs.child import Preparation, Transient
from app.jobs.job import Ending, EndingKind, Job
from app.jobs.texts import failure_text
from nn.layers import Dense, Flatten
from nn.messages import DigitsError
from nn.network import Network
from tests.app.waiting import PATIENCE

LARGE = 50_000_000
"""Bytes: far more than a pipe holds."""

ROOT = Path(__file__).resolve().parents[3]

Steps = Generator[Any, tuple[Any, ...], Any]


def count(limit: int) -> Steps:
    # An iterator of a range takes no commands.
    for number in range(limit):  # noqa: UP028
        yield number
    return limit


def endless() -> Steps:
    """One value after the other, as fast as the window takes them."""
    while True:
        yield Transient("on")


def echo() -> Steps:
    """Yield the commands as they come, until there is the word "end"."""
    heard: tuple[Any, ...] = ()
    while "end" not in heard:
        heard = yield heard
    return heard


def fail(error: Exception) -> Steps:
    yield "begun"
    raise error


def fail_with_an_error_that_cannot_travel() -> Steps:
    yield "begun"
    raise UnportableError(lambda: None)


def flood(limit: int, address: Any) -> Steps:
    """Many values, and a call at the address when they have been yielded."""
    for number in range(limit):
        yield Transient(number)
    Client(address).close()
    yield "the last"
    return None


def prepare_then_count(limit: int) -> Steps:
    """Tell of the preparation, then yield the commands of each iteration."""
    heard = yield Preparation("preparing")
    assert heard == ()
    for _ in range(limit):
        heard = yield heard


def pause_and_flood() -> Steps:
    for number in range(5):
        yield Transient(number)


def return_at_once(number: int) -> int:
    return number


def return_what_cannot_travel() -> Callable[[], None]:
    return lambda: None


def add_up(block: np.ndarray[Any, Any]) -> Steps:
    with pytest.raises(ValueError, match="read-only"):
        block[0] = 1
    yield block
    return float(block.sum())


def measure(block: bytes, network: Network) -> Steps:
    yield len(block)
    return network


class TypedError(Exception):
    """A typed error."""


class UnportableError(Exception):
    """Holds what no pipe can carry."""

    def __init__(self, hold: Callable[[], None]) -> None:
        super().__init__("held")
        self.hold = hold


class Watch:
    """What a job has signalled."""

    def __init__(self, job: Job) -> None:
        self.values: list[Any] = []
        self.endings: list[Ending] = []
        job.progressed.connect(self.values.append)
        job.ended.connect(self.endings.append)


def finished(qtbot: QtBot, job: Job) -> Watch:
    """Start the job and wait until it has ended."""
    watch = Watch(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    return watch


@pytest.fixture
def running(qtbot: QtBot) -> Generator[Callable[..., tuple[Job, Watch]], None, None]:
    """Starts a job and waits for its first value; ends it after the test."""
    jobs: list[Job] = []

    def start(*arguments: Any, paused: bool = False) -> tuple[Job, Watch]:
        job = Job(*arguments)
        jobs.append(job)
        watch = Watch(job)
        if paused:
            job.pause()
        with qtbot.waitSignal(job.progressed):
            job.start()
        return job, watch

    yield start
    for job in jobs:
        if job.is_running:
            job.close()


def test_done_with_every_value_in_its_order(qtbot: QtBot) -> None:
    watch = finished(qtbot, Job(count, 500))
    assert watch.values == list(range(500))
    assert watch.endings == [Ending(EndingKind.DONE, result=500)]


def test_failed_with_the_typed_error(qtbot: QtBot) -> None:
    watch = finished(qtbot, Job(fail, TypedError("no disk")))
    assert watch.values == ["begun"]
    (ending,) = watch.endings
    assert ending.kind is EndingKind.FAILED
    assert isinstance(ending.error, TypedError)
    assert str(ending.error) == "no disk"


def test_an_error_that_cannot_travel_arrives_as_its_text(qtbot: QtBot) -> None:
    (ending,) = finished(qtbot, Job(fail_with_an_error_that_cannot_travel)).endings
    assert ending.kind is EndingKind.FAILED
    assert str(ending.error) == "UnportableError: held"


def test_out_of_memory(qtbot: QtBot) -> None:
    (ending,) = finished(qtbot, Job(fail, MemoryError())).endings
    assert ending == Ending(EndingKind.OUT_OF_MEMORY)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_from_outside(qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]) -> None:
    job, watch = running(endless)
    assert job.process_id is not None
    with qtbot.waitSignal(job.ended):
        os.kill(job.process_id, signal.SIGKILL)
    assert watch.endings == [Ending(EndingKind.KILLED, exit_code=-signal.SIGKILL)]


def test_cancelled_and_nothing_arrives_afterwards(
    qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]
) -> None:
    job, watch = running(endless)
    with qtbot.waitSignal(job.ended):
        job.cancel()
        assert not job.is_running
        known = len(watch.values)
    assert len(watch.values) == known
    assert watch.endings == [Ending(EndingKind.CANCELLED)]


def test_the_process_gives_way_to_the_window(running: Callable[..., tuple[Job, Watch]]) -> None:
    job, _ = running(endless)
    # On Windows a smaller class gives way, on POSIX a larger nice value.
    assert psutil.Process(job.process_id).nice() != psutil.Process().nice()


def test_closed_without_a_word(qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]) -> None:
    job, watch = running(endless)
    process = psutil.Process(job.process_id)
    job.close()
    assert not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    assert not watch.endings


def test_a_process_that_cannot_be_started(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess.start", refuse)
    (ending,) = finished(qtbot, Job(count, 1)).endings
    assert ending.kind is EndingKind.FAILED
    assert "Resource temporarily unavailable" in failure_text(ending)


def test_transient_values_give_way_and_others_do_not(qtbot: QtBot) -> None:
    with Listener() as listener:
        job = Job(flood, 20_000, listener.address)
        values: list[Any] = []

        def be_busy_during_the_flood(value: Any) -> None:
            values.append(value)
            if value == 0:
                listener.accept().close()

        job.progressed.connect(be_busy_during_the_flood)
        with qtbot.waitSignal(job.ended):
            job.start()
    assert values == [0, "the last"]


def test_paused_work_drops_nothing(qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]) -> None:
    job, watch = running(pause_and_flood, paused=True)
    with qtbot.waitSignal(job.ended):
        for _ in range(5):
            job.step()
    assert watch.values == [0, 1, 2, 3, 4]


def test_paused_work_prepares_and_each_step_has_its_command(
    qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]
) -> None:
    job, watch = running(prepare_then_count, 3, paused=True)
    job.send("before")
    job.step("first")
    job.send("between")
    job.step("second")
    with qtbot.waitSignal(job.ended):
        job.step()
    assert watch.values == ["preparing", (), ("before", "first"), ("between", "second")]


def test_work_without_progress_is_a_function(qtbot: QtBot) -> None:
    assert finished(qtbot, Job(return_at_once, 7)).endings == [Ending(EndingKind.DONE, result=7)]


def test_what_cannot_travel_fails(qtbot: QtBot) -> None:
    (ending,) = finished(qtbot, Job(return_what_cannot_travel)).endings
    assert ending.kind is EndingKind.FAILED
    (ending,) = finished(qtbot, Job(return_at_once, lambda: None)).endings
    assert ending.kind is EndingKind.FAILED


def test_large_arrays_arrive_read_only(qtbot: QtBot) -> None:
    watch = finished(qtbot, Job(add_up, np.ones(1_000_000, np.float32)))
    assert watch.endings == [Ending(EndingKind.DONE, result=1e6)]
    with pytest.raises(ValueError, match="read-only"):
        watch.values[0][0] = 1


def test_a_job_is_gone_after_its_end(qtbot: QtBot) -> None:
    parent = QObject()
    for _ in range(3):
        job = Job(return_at_once, 1, parent=parent)
        finished(qtbot, job)
    qtbot.waitUntil(lambda: not parent.children())
    job.cancel()  # type: ignore[possibly-undefined]
    job.send("too late")
    job.close()


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        (Ending(EndingKind.OUT_OF_MEMORY), "free memory"),
        (Ending(EndingKind.KILLED, exit_code=-9), "signal 9"),
        (Ending(EndingKind.KILLED, exit_code=3), "exit code 3"),
        (Ending(EndingKind.FAILED, error=ValueError("seven")), "ValueError: seven"),
        (Ending(EndingKind.FAILED, error=DigitsError("{0} is odd.", 7)), "7 is odd."),
    ],
)
def test_every_failure_has_its_words(qtbot: QtBot, ending: Ending, text: str) -> None:
    assert text in failure_text(ending)


def test_an_end_that_another_thread_hears_of_first_is_told_all_the_same(
    qtbot: QtBot, running: Callable[..., tuple[Job, Watch]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python reaps all children whenever one is started, and then join() learns no exit code."""
    known = BaseProcess.exitcode.fget  # type: ignore[attr-defined]
    asked = count_from(0)
    monkeypatch.setattr(
        SpawnProcess,
        "exitcode",
        property(lambda process: None if next(asked) < 5 else known(process)),
        raising=False,
    )
    job, watch = running(endless)
    with qtbot.waitSignal(job.ended):
        psutil.Process(job.process_id).kill()
    assert [ending.kind for ending in watch.endings] == [EndingKind.KILLED]
    assert watch.endings[0].exit_code != 0
    assert next(asked) > 5


def test_commands_arrive_in_order(qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]) -> None:
    job, watch = running(echo, paused=True)
    for word in ("a", "b", "end"):
        job.send(word)
    with qtbot.waitSignal(job.ended):
        job.resume()
    assert watch.endings[0].result == ("a", "b", "end")


def test_paused_work_steps_and_resumes(
    qtbot: QtBot, running: Callable[..., tuple[Job, Watch]]
) -> None:
    job, watch = running(count, 6, paused=True)
    assert watch.values == [0]
    for number in (1, 2):
        with qtbot.waitSignal(job.progressed):
            job.step()
        assert watch.values[-1] == number
    with qtbot.waitSignal(job.ended):
        job.resume()
    assert watch.values == [0, 1, 2, 3, 4, 5]


def test_large_arguments_do_not_hold_up_the_start(qtbot: QtBot) -> None:
    network = Network((Flatten(), Dense(10))).initialised(rng=np.random.default_rng(0))
    job = Job(measure, bytes(LARGE), network)
    watch = Watch(job)
    begun = time.perf_counter()
    job.start()
    started = time.perf_counter()
    with qtbot.waitSignal(job.ended):
        pass
    assert started - begun < (time.perf_counter() - begun) / 2
    assert watch.values == [LARGE]
    result = watch.endings[0].result
    np.testing.assert_array_equal(result.parameters, network.parameters)
    assert not result.parameters.flags.writeable


@pytest.mark.parametrize(
    "module",
    [
        "app.training.work",
        "app.fine_tuning.work",
        "app.mistakes.work",
        "nn.data.download",
        "nn.interop.formats",
    ],
)
def test_no_child_imports_qt(module: str) -> None:
    program = f"import sys, app.jobs.child, {module}; print('PySide6' in sys.modules)"
    child = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert child.stdout.strip() == "False"


ORPHAN = """
import os, signal, sys
from PySide6.QtCore import QCoreApplication
from app.jobs.job import Job
from tests.app.jobs.test_job import endless
application = QCoreApplication([])
job = Job(endless)
def die(_):
    print(job.process_id, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
job.progressed.connect(die)
job.start()
application.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_the_work_ends_with_a_window_that_was_killed() -> None:
    parent = subprocess.run(
        [sys.executable, "-c", ORPHAN], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert parent.returncode == -signal.SIGKILL
    orphan = int(parent.stdout.split()[0])
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(orphan).wait(timeout=PATIENCE / 1000)
