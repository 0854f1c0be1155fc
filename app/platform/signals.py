"""Ctrl-C in the terminal closes the window as the window's own button does.

Python acts on a signal only when it gets to run, and while Qt waits for events it does not. So
the signal also writes a byte to a pair of sockets, and Qt wakes up to read it.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot
from PySide6.QtWidgets import QApplication

_ASKED_TO_END = (signal.SIGINT, signal.SIGTERM)


class Interrupt(QObject):
    """Listens until it is closed; one of it, made in the main thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        kind = QSocketNotifier.Type.Read
        self._notifier = QSocketNotifier(self._reader.fileno(), kind, self)
        self._notifier.activated.connect(self._close_windows)
        signal.set_wakeup_fd(self._writer.fileno())
        for number in _ASKED_TO_END:
            signal.signal(number, _noted)

    def close(self) -> None:
        """Listen no more: from here on the signals end the program at once."""
        for number in _ASKED_TO_END:
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        for end in (self._reader, self._writer):
            end.close()

    @Slot()
    def _close_windows(self) -> None:
        self._reader.recv(1)
        QApplication.closeAllWindows()


def _noted(_number: int, _frame: FrameType | None) -> None:
    """There has to be a handler for the byte to be written, and that is all it takes."""
