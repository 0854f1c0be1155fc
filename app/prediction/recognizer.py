"""The network at work on the drawing: at most once a frame, and never behind it.

    set_drawing, set_network → (frame) → read_number → number_read(NumberReading)
                                                     → digit_chosen(Drawing), read(Reading)

A change is read as soon as the events before it are done, unless the last reading was less than
a frame ago; then the newest state is read when the frame is over. States in between are skipped,
the last one never. Of a number, one digit is looked at more closely: that of the stroke drawn
last, or the one that was chosen. A reading takes less than a frame, so it stays in the GUI thread:
what the bars show is always one network's answer to one drawing.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from threadpoolctl import threadpool_limits

from nn.network import Network
from nn.numbers.reading import NumberDigit, NumberReading, read_number
from nn.reader import Reader
from nn.strokes import Drawing

FRAME = 4
"""Milliseconds between readings at the least. Half a frame of a 60 Hz screen: waiting, reading
and painting together have to fit into one."""


class Recognizer(QObject):
    """Reads the current drawing with the current network.

    ``number_read`` carries each :class:`NumberReading` and which of its digits is looked at,
    ``digit_chosen`` the drawing of that digit alone, and ``read`` its :class:`Reading`. Of a
    single digit, and of an empty drawing, these are all of it. Without a network there are none.
    """

    number_read = Signal(object, int)
    digit_chosen = Signal(object)
    read = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # One drawing is too little work to share. On a busy machine, a BLAS thread that waits for
        # another one makes a reading a hundred times slower.
        threadpool_limits(limits=1, user_api="blas")
        self._reader: Reader | None = None
        self._drawing = Drawing()
        self._read_drawing = self._drawing
        self._number = NumberReading(())
        self._number_reader: Reader | None = None
        self._chosen: int | None = None
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
        self._chosen = None
        self._schedule()

    @property
    def chosen_digit(self) -> NumberDigit | None:
        """The digit of the last number that is looked at; None where nothing was read."""
        digits = self._number.digits
        return digits[self._index()] if digits else None

    def digit_of(self, drawing: Drawing) -> Drawing:
        """The digit of this drawing that is looked at; all of it where it was not read last."""
        digit = self.chosen_digit
        return drawing if digit is None or self._read_drawing is not drawing else digit.drawing

    @Slot(int)
    def choose(self, index: int) -> None:
        """Look at this digit of the number, counted from the left from 0, until more is drawn."""
        if 0 <= index < len(self._number.digits):
            self._chosen = index
            self._tell()

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
        self._read_drawing = self._drawing
        before = self._number if self._number_reader is self._reader else None
        self._number = read_number(self._reader, self._drawing, before=before)
        self._number_reader = self._reader
        self._tell()

    def _tell(self) -> None:
        assert self._reader is not None, "something has been read"
        digit = self.chosen_digit
        self.number_read.emit(self._number, self._index())
        self.digit_chosen.emit(self._drawing if digit is None else digit.drawing)
        self.read.emit(self._reader.read(self._drawing) if digit is None else digit.reading)

    def _index(self) -> int:
        """Which digit is looked at; 0 where there is none."""
        if self._chosen is not None and self._chosen < len(self._number.digits):
            return self._chosen
        ends = [max(digit.strokes, default=-1) for digit in self._number.digits]
        return ends.index(max(ends)) if ends else 0
