from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread
from pytestqt.qtbot import QtBot

from app.jobs.background import BackgroundTask


class Gate:
    """Work that waits until the test lets it through, and remembers what it was asked."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.entered = threading.Event()
        self.opened = threading.Event()

    def pass_through(self, number: int) -> int:
        self.begun.append(number)
        self.entered.set()
        assert self.opened.wait(5)
        return number


@pytest.fixture
def task(qtbot: QtBot) -> Iterator[BackgroundTask]:
    task = BackgroundTask()
    yield task
    task.close()


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.opened.set()


def results_of(task: BackgroundTask) -> list[int]:
    results: list[int] = []
    task.finished.connect(results.append)
    return results


def test_the_result_arrives_in_the_own_thread_and_was_made_in_another(
    task: BackgroundTask, qtbot: QtBot
) -> None:
    arrived_in: list[QThread] = []
    task.finished.connect(lambda _: arrived_in.append(QThread.currentThread()))
    with qtbot.waitSignal(task.finished) as arrival:
        task.submit(threading.get_ident)
        assert task.is_busy
    assert arrival.args is not None
    assert arrival.args[0] != threading.get_ident()
    assert arrived_in == [task.thread()]
    assert not task.is_busy


def test_of_the_requests_that_wait_only_the_newest_is_done(
    task: BackgroundTask, gate: Gate, qtbot: QtBot
) -> None:
    results = results_of(task)
    task.submit(gate.pass_through, 1)
    assert gate.entered.wait(5)
    for number in range(2, 10):
        task.submit(gate.pass_through, number)
    gate.opened.set()
    qtbot.waitUntil(lambda: not task.is_busy)
    assert results == gate.begun == [1, 9]


def test_what_was_cancelled_is_not_delivered(
    task: BackgroundTask, gate: Gate, qtbot: QtBot
) -> None:
    results = results_of(task)
    task.submit(gate.pass_through, 1)
    assert gate.entered.wait(5)
    task.submit(gate.pass_through, 2)
    task.cancel()
    assert not task.is_busy
    task.submit(gate.pass_through, 3)
    gate.opened.set()
    qtbot.waitUntil(lambda: not task.is_busy)
    assert results == [3]
    assert gate.begun == [1, 3]


def test_an_exception_is_raised_where_the_program_reports_it(
    task: BackgroundTask, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as exceptions:
        task.submit(int, "seven")
        qtbot.waitUntil(lambda: not task.is_busy)
    assert [kind for kind, _, _ in exceptions] == [ValueError]
    with qtbot.waitSignal(task.finished) as arrival:
        task.submit(int, "7")
    assert arrival.args == [7]


def test_closing_waits_for_the_request_at_work_and_delivers_nothing(
    task: BackgroundTask, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = results_of(task)
    join = threading.Thread.join

    def open_gate_and_join(thread: threading.Thread, timeout: float | None = None) -> None:
        gate.opened.set()
        join(thread, timeout)
        assert not thread.is_alive()

    monkeypatch.setattr(threading.Thread, "join", open_gate_and_join)
    task.submit(gate.pass_through, 1)
    assert gate.entered.wait(5)
    task.close()
    assert gate.opened.is_set()
    task.submit(gate.pass_through, 2)
    QCoreApplication.processEvents()
    assert results == []
    assert gate.begun == [1]


def test_a_task_may_be_deleted_while_it_works(gate: Gate, qtbot: QtBot) -> None:
    task = BackgroundTask()
    task.submit(gate.pass_through, 1)
    assert gate.entered.wait(5)
    task.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.opened.set()
    for thread in threading.enumerate():
        if thread.name == "background":
            thread.join(5)
    QCoreApplication.processEvents()


def test_a_thousand_requests_end_with_the_last_one(task: BackgroundTask, qtbot: QtBot) -> None:
    results = results_of(task)
    for number in range(1000):
        task.submit(abs, -number)
    qtbot.waitUntil(lambda: not task.is_busy)
    assert results[-1] == 999
    assert results == sorted(results)
