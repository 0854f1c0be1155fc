"""The network at work on the drawing: at most once a frame, and never behind it.

    set_drawing, set_network → (frame) → Reader.read → read(Reading)

A change is read as soon as the events before it are done, unless the last reading was less than
a frame ago; then the newest state is read when the frame is over. States in between are skipped,
the last one never. A reading takes less than a frame, so it stays in the GUI thread: what the
bars show is always one network's answer to one drawing.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from threadpoolctl import threadpool_limits

from nn.network import Network
from nn.reader import Reader
from nn.strokes import Drawing

FRAME = 4
"""Milliseconds between readings at the least. Half a frame of a 60 Hz screen: waiting, reading
and painting together have to fit into one."""


class Recognizer(QObject):
    """Reads the current drawing with the current network; ``read`` carries each reading.

    Without a network there are no readings.
    """

    read = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One drawing is too little work to share. On a busy machine, a BLAS thread that waits for
        # another one makes a reading a hundred times slower.
        threadpool_limits(limits=1, user_api="blas")
        self._reader: Reader | None = None
        self._drawing = Drawing()
        self._last = 0.0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._read_now)

    @property
    def reader(self) -> Reader | None:
        return self._reader

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Read this drawing from now on."""
        self._drawing = drawing
        self._schedule()

    def set_network(self, network: Network) -> None:
        """Read with this network, and no calibration: one that is still learning."""
        self.set_reader(Reader(network))

    def set_reader(self, reader: Reader) -> None:
        """Read with this reader from now on; the drawing is read again at once."""
        self._reader = reader
        self._schedule()

    def _schedule(self) -> None:
        if not self._timer.isActive():
            elapsed = 1000 * (time.monotonic() - self._last)
            self._timer.start(max(0, round(FRAME - elapsed)))

    @Slot()
    def _read_now(self) -> None:
        if self._reader is None:
            return
        self._last = time.monotonic()
        self.read.emit(self._reader.read(self._drawing))
