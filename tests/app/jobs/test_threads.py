from __future__ import annotations

import threading

from PySide6.QtCore import QObject

from app.jobs.threads import start_thread

gone_in: list[int] = []


class Worker(QObject):
    def __init__(self, go_on: threading.Event) -> None:
        super().__init__()
        self.go_on = go_on

    def run(self) -> None:
        self.go_on.wait()

    def __del__(self) -> None:
        gone_in.append(threading.get_ident())


def test_what_a_thread_works_for_is_destroyed_in_the_thread_that_made_it() -> None:
    gone_in.clear()
    go_on = threading.Event()
    worker = Worker(go_on)
    thread = threading.Thread(target=worker.run)
    start_thread(thread, worker)
    del worker
    go_on.set()
    thread.join()
    assert gone_in == []
    other = QObject()
    later = threading.Thread(target=go_on.wait)
    start_thread(later, other)
    later.join()
    assert gone_in == [threading.get_ident()]
