"""Several networks read one drawing: it is prepared once, and all are given the same picture.

    set_drawing, set_readers → (50 ms) → a thread: picture → Reader.read_images, each → answered

Where one of them reads the sheet as it is, and not in MNIST's frame, all do. It happens beside the
window, since four networks take longer than a frame may, and only while somebody looks. States in
between are skipped, the last one never.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.jobs.background import BackgroundTask
from app.ui.widgets import is_in_sight
from nn.arrays import Array
from nn.preprocessing.pipeline import network_input
from nn.reader import Reader, Reading
from nn.strokes import Drawing

INTERVAL = 50
"""Milliseconds between two readings at the least: twenty times a second still moves smoothly."""

_AFTER_BARS = 8
"""Milliseconds by which a reading is delayed: the window's own bars come first."""


@dataclass(frozen=True, eq=False)
class SharedAnswer:
    """What each network makes of one drawing, in the order of the readers.

    A reading is None where there is no network, or its numbers are out of bounds. ``seconds`` are
    what each reading took, the preparation left out; 0 where there is none.
    """

    drawing: Drawing
    is_centred: bool
    image: Array
    readings: tuple[Reading | None, ...]
    seconds: tuple[float, ...]


class SharedReading(QObject):
    """Reads while ``viewer`` is visible; ``answered`` carries each :class:`SharedAnswer`."""

    answered = Signal(object)

    def __init__(self, viewer: QWidget) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self._drawing = Drawing()
        self._prepared: tuple[Drawing, bool, Array] | None = None
        self._readers: tuple[Reader | None, ...] = ()
        self._asked_at = 0.0
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._ask)
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._deliver)

    @Slot(object)
    def set_drawing(self, drawing: Drawing) -> None:
        """Read this drawing from now on."""
        self._drawing = drawing
        self.schedule()

    def set_readers(self, readers: Sequence[Reader | None]) -> None:
        """Read with these from now on; None keeps a place where there is no network yet."""
        self._readers = tuple(readers)
        self.schedule()

    @Slot()
    def schedule(self) -> None:
        """Read as soon as the interval allows; without effect while nobody looks."""
        if not self._next.isActive() and is_in_sight(self._viewer):
            elapsed = 1000 * (time.monotonic() - self._asked_at)
            self._next.start(max(_AFTER_BARS, round(INTERVAL - elapsed)))

    def close(self) -> None:
        """Read nothing any more."""
        self._next.stop()
        self._task.close()

    @Slot()
    def _ask(self) -> None:
        if not is_in_sight(self._viewer):
            return
        self._asked_at = time.monotonic()
        self._task.submit(_read, self._drawing, self._known_image(), self._readers)

    def _known_image(self) -> Array | None:
        """The picture of the drawing, if it was prepared for the last answer."""
        if self._prepared is None:
            return None
        drawing, is_centred, image = self._prepared
        is_same = drawing is self._drawing and is_centred == _is_centred(self._readers)
        return image if is_same else None

    @Slot(object)
    def _deliver(self, answer: SharedAnswer) -> None:
        self._prepared = answer.drawing, answer.is_centred, answer.image
        if len(answer.readings) == len(self._readers):
            self.answered.emit(answer)


def _read(
    drawing: Drawing, image: Array | None, readers: tuple[Reader | None, ...]
) -> SharedAnswer:
    """In the background."""
    is_centred = _is_centred(readers)
    if image is None:
        image = network_input(drawing, centred=is_centred)
    readings: list[Reading | None] = []
    seconds: list[float] = []
    for reader in readers:
        begun = time.perf_counter()
        readings.append(None if reader is None else _reading(reader, image))
        seconds.append(0.0 if reader is None else time.perf_counter() - begun)
    return SharedAnswer(drawing, is_centred, image, tuple(readings), tuple(seconds))


def _is_centred(readers: tuple[Reader | None, ...]) -> bool:
    return all(reader is None or reader.centred for reader in readers)


def _reading(reader: Reader, image: Array) -> Reading | None:
    """The reading; None where the network's numbers are out of bounds, after a divergence."""
    with np.errstate(all="ignore"):
        (reading,) = reader.read_images(image[None])
    return reading if np.isfinite(reading.probabilities).all() else None
