"""The signal on its way: dots that run along the connections from the image to the bars.

    Links → lines with their signs → at a moment: dots → paint

It shows the direction in which a network computes, for a little more than half a second, and only
when the drawing comes to rest or somebody asks for it.
"""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPen

from app.network_picture.content import Content
from app.network_picture.link_painting import Ways
from app.network_picture.style import SHADES, Style
from nn.arrays import Array

SECONDS = 0.6
"""From the image to the bars."""

_FRAME = 16
_SIZE = 5.0
"""Of a dot, logical pixels."""


def dots_at(lines: Array, share: float, width: float) -> tuple[Array, Array]:
    """Where the signal is on lines (n, 4) at a ``share`` of its way: (k, 2), and which lines (k,).

    It moves to the right at one speed, so that on all lines it is at the same x.
    """
    x = share * width
    begin, end = lines[:, 0], lines[:, 2]
    on = np.flatnonzero((begin <= x) & (x < end))
    along = (x - begin[on]) / (end[on] - begin[on])
    y = lines[on, 1] + along * (lines[on, 3] - lines[on, 1])
    return np.stack([np.full(len(on), x), y], axis=1), on


class Travel(QObject):
    """Runs the signal; ``moved`` asks for another frame, sixty times a second on its way."""

    moved = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Array = np.empty((0, 4))
        self._signs: Array = np.empty(0)
        self._width = 1.0
        self._began = 0.0
        self._timer = QTimer(self, interval=_FRAME, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    @property
    def is_under_way(self) -> bool:
        return self._timer.isActive()

    def start(self, ways: Ways, content: Content) -> None:
        """Send the signal along the connections that are shown; without any, nothing moves."""
        self._lines, self._signs = ways.all_lines(content.links)
        if not len(self._lines):
            return
        self._width = ways.arrangement.output_x + 1
        self._began = time.monotonic()
        self._timer.start()

    def stop(self) -> None:
        """Forget the signal: what it ran along has changed."""
        self._timer.stop()

    def paint(self, painter: QPainter, style: Style) -> None:
        """The dots of this moment."""
        share = (time.monotonic() - self._began) / SECONDS
        dots, on = dots_at(self._lines, min(share, 1.0), self._width)
        for colours, of_sign in zip(style.links, (self._signs > 0, self._signs < 0), strict=True):
            chosen = dots[of_sign[on]]
            if len(chosen):
                pen = QPen(colours[len(SHADES) - 1], _SIZE)
                pen.setCapStyle(Qt.PenCapStyle.RoundCap)
                painter.setPen(pen)
                painter.drawPoints([QPointF(*dot) for dot in chosen.tolist()])

    @Slot()
    def _tick(self) -> None:
        if time.monotonic() - self._began >= SECONDS:
            self._timer.stop()
        self.moved.emit()
