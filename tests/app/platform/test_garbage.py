from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.platform.garbage import GarbageCollector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    gc.enable()


class Cycle(QObject):
    """Unreachable but for itself; says which thread has destroyed it."""

    def __init__(self) -> None:
        super().__init__()
        self.itself = self


def test_cycles_go_in_the_windows_thread_although_another_one_allocates(
    collector: GarbageCollector, qtbot: QtBot
) -> None:
    gone_in: list[threading.Thread] = []
    weakref.finalize(Cycle(), lambda: gone_in.append(threading.current_thread()))

    def allocate() -> None:
        kept: list[list[int]] = [[] for _ in range(5000)]
        assert len(kept) == 5000

    other = threading.Thread(target=allocate)
    other.start()
    other.join()
    assert gone_in == []
    allocate()
    kept: list[list[int]] = [[] for _ in range(5000)]
    qtbot.waitUntil(lambda: len(gone_in) > 0)
    assert gone_in == [threading.main_thread()]
    assert len(kept) == 5000


def test_python_collects_by_itself_again_when_the_collector_has_gone(qtbot: QtBot) -> None:
    collector = GarbageCollector()
    assert not gc.isenabled()
    collector.deleteLater()
    qtbot.waitUntil(gc.isenabled)
