"""A tablet pen comes near the screen or leaves: Qt tells only the application of it, and no widget.

An event filter on the application would be asked about every event of the program; the application
itself is sent very few.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class PenApplication(QApplication):
    """The application; ``pen_came`` carries whether a pen is near from now on."""

    pen_came = Signal(bool)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.TabletEnterProximity:
            self.pen_came.emit(True)
        elif event.type() is QEvent.Type.TabletLeaveProximity:
            self.pen_came.emit(False)
        return super().event(event)
