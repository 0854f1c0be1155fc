"""Which units are dead, found in the background and not too often while a network learns."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.jobs.background import BackgroundTask
from app.network_picture.samples import Samples, dead_units
from nn.network import Network

INTERVAL = 2500
"""Milliseconds between two looks at the least: training needs the processor."""


class DeadUnits(QObject):
    """``found`` carries the dead units of a network, a set of them for each level that has any.

    ``samples_wanted`` asks for images to look with.
    """

    found = Signal(object)
    samples_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._samples: Samples | None = None
        self._last = time.monotonic()
        self._task = BackgroundTask(self)
        self._task.finished.connect(self.found)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    @Slot(object)
    def set_samples(self, samples: Samples) -> None:
        """Look with these images from now on."""
        self._samples = samples
        self._schedule()

    def set_network(self, network: Network) -> None:
        """Look at this network, soon."""
        self._network = network
        self._schedule()

    def forget(self) -> None:
        """What is being found is of a network that is shown no more."""
        self._task.cancel()

    def pause(self) -> None:
        """Look no more until the next network: nobody sees it."""
        self._timer.stop()

    def _schedule(self) -> None:
        if self._network is not None and not self._timer.isActive():
            waited = 1000 * (time.monotonic() - self._last)
            self._timer.start(max(50, round(INTERVAL - waited)))

    @Slot()
    def _look(self) -> None:
        self._last = time.monotonic()
        if self._samples is None:
            self.samples_wanted.emit()
        elif self._network is not None:
            self._task.submit(dead_units, self._network, self._samples)
