"""A worker that is given blocks of bytes, as far as the training does not test it already."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from app.jobs.worker_channel import Channel
from app.jobs.worker_process import Message, WorkerProcess

PATIENCE = 30_000
"""Milliseconds that a process may take to start on a busy machine."""

LARGE = 20_000_000
"""Bytes: far more than a pipe holds."""


def tell_sizes(channel: Channel, *, blocks: int) -> None:
    """Take so many blocks, then one command, and tell of both."""
    sizes = [len(channel.block()) for _ in range(blocks)]
    (command,) = channel.commands(wait=True)
    channel.send({"sizes": sizes, "command": command})


def sleep(channel: Channel) -> None:
    """Take nothing of what is sent."""
    channel.send({})
    time.sleep(60)


def test_blocks_come_before_commands_however_large_they_are(qtbot: QtBot) -> None:
    received: list[Message] = []
    started = time.perf_counter()
    worker = WorkerProcess(tell_sizes, {"blocks": 2}, blocks=[bytes(LARGE), memoryview(b"abc")])
    worker.send({"word": "go"})
    returned = time.perf_counter()
    worker.received.connect(received.append)
    with qtbot.waitSignal(worker.ended, timeout=PATIENCE) as ended:
        pass
    # Nobody has waited for the process to listen.
    assert returned - started < (time.perf_counter() - started) / 2
    assert ended.args == [0]
    assert received == [Message({"sizes": [LARGE, 3], "command": {"word": "go"}}, b"")]


@pytest.mark.parametrize("politely", [True, False])
def test_a_process_that_never_listens_can_be_ended(qtbot: QtBot, politely: bool) -> None:
    worker = WorkerProcess(sleep, {}, blocks=[bytes(LARGE)])
    with qtbot.waitSignal(worker.received, timeout=PATIENCE):
        pass
    if politely:
        worker.close()
        return
    with qtbot.waitSignal(worker.ended, timeout=PATIENCE) as ended:
        worker.kill()
    assert ended.args[0] != 0
