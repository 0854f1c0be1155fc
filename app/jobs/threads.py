"""Threads that work for a QObject, which is destroyed where it was made: in the GUI thread.

A thread holds the object whose method it runs. Where that is the last reference, the object would
be destroyed in the thread, while the GUI thread may be delivering a signal of it: Qt crashes then.
"""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject

_at_work: list[tuple[QObject, threading.Thread]] = []


def start_thread(thread: threading.Thread, owner: QObject) -> None:
    """Start a thread that runs a method of ``owner``; to be called in the GUI thread.

    The owner is kept at least until the thread has ended and another one is started here. Raises
    RuntimeError where the system has no more threads.
    """
    thread.start()
    _at_work[:] = [one for one in _at_work if one[1].is_alive()] + [(owner, thread)]
