"""Python's garbage collection, held to the window's thread.

Python looks for unreachable cycles in whichever thread happens to allocate when a count is full.
Widgets are often part of such cycles, and a widget that is destroyed by another thread than its
own takes the program down: this was seen with a dialog that had gone and a thread that read from
the disk. So the automatic collection is turned off, and a timer does the same here.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

INTERVAL = 500
"""Milliseconds between two looks at the counts."""


class GarbageCollector(QObject):
    """Collects in the thread of this object for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL)
        self._timer.timeout.connect(self.collect_due)
        self._timer.start()
        self.destroyed.connect(gc.enable)

    @Slot()
    def collect_due(self) -> None:
        """Collect the oldest generation whose count is full, and with it the younger ones."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in reversed(range(len(counts))):
            if limits[generation] and counts[generation] > limits[generation]:
                gc.collect(generation)
                return
