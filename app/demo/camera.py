"""The camera of the demo: takes a widget's picture many times a second, and makes a film of them.

    roll → frames with their lengths → in_time_lapse → write → an animated WebP

The pointer of the mouse, which no screen paints here, is painted into the frames.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.demo.hand import pause

RATE = 12
"""Frames a second."""

_QUALITY = 60
"""Of the film's pictures, of 100."""

_HOLD = 2.0
"""Seconds that the last frame stays before the film begins again."""

_EASING = 1.6
"""How much slower a time lapse begins than it ends: the exponent of time."""

_ARROW = ((0, 0), (0, 17), (4.2, 13.2), (7, 19.4), (9.8, 18.2), (7.1, 12.2), (12.6, 12))
"""The pointer, logical pixels from its tip."""


@dataclass(frozen=True, eq=False)
class Frame:
    """A picture, and when it is shown: seconds from any fixed moment on."""

    time: float
    image: QImage


class Camera:
    """Films ``widget``. ``pointer`` is where the mouse is in it; None while there is none."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._frames: list[Frame] = []
        self._ahead = 0.0
        self.pointer: QPointF | None = None
        self.is_pressed = False

    @property
    def frames(self) -> list[Frame]:
        """What was filmed so far."""
        return list(self._frames)

    def roll(self, seconds: float) -> None:
        """Let the window live for a while, and film it."""
        end = time.monotonic() + seconds
        while (now := time.monotonic()) < end:
            if not self._frames or now - self._ahead - self._frames[-1].time >= 1 / RATE:
                self._frames.append(Frame(now - self._ahead, self._picture()))
            pause(min(end - now, 0.01))

    @contextmanager
    def in_time_lapse(self, seconds: float) -> Iterator[None]:
        """Let what is filmed inside take no longer than this, its beginning slower than its end.

        So a film is of the same length however busy the machine is.
        """
        first = len(self._frames)
        yield
        taken = self._frames[first:]
        if taken and taken[-1].time - taken[0].time > seconds:
            self._frames[first:] = shortened(taken, seconds)
            self._ahead += taken[-1].time - self._frames[-1].time

    def write(self, path: Path) -> None:
        """Write what was filmed."""
        times = [frame.time for frame in self._frames]
        lengths = [after - before for before, after in pairwise(times)] + [_HOLD]
        first, *others = (_as_pillow(frame.image) for frame in self._frames)
        path.parent.mkdir(parents=True, exist_ok=True)
        first.save(
            path,
            save_all=True,
            append_images=others,
            duration=[round(1000 * length) for length in lengths],
            loop=0,
            quality=_QUALITY,
            method=4,
        )

    def _picture(self) -> QImage:
        image = self._widget.grab().toImage()
        if self.pointer is not None:
            with QPainter(image) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.translate(self.pointer)
                if self.is_pressed:
                    painter.scale(0.85, 0.85)
                painter.setPen(QPen(QColor("white"), 1.5))
                painter.setBrush(QColor("black"))
                painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in _ARROW]))
        return image


def shortened(frames: list[Frame], seconds: float) -> list[Frame]:
    """Some of the frames in this time: most of them from the beginning, and the last one."""
    start, end = frames[0].time, frames[-1].time
    times = [frame.time for frame in frames]
    count = max(round(seconds * RATE), 1)
    result = []
    for number in range(count + 1):
        wanted = start + (end - start) * (number / count) ** _EASING
        frame = frames[min(bisect_left(times, wanted), len(frames) - 1)]
        result.append(replace(frame, time=start + number / RATE))
    return result


def _as_pillow(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size, line = (plain.width(), plain.height()), plain.bytesPerLine()
    return Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", line, 1)
