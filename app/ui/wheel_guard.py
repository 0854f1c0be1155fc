"""Keeps the wheel from changing values that the pointer merely passes over.

A panel that scrolls moves its fields under the pointer. Without the guard, scrolling on would turn
a field's value; with it, the wheel belongs to the panel until the field is chosen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Lets only the field that has the focus turn with the wheel."""

    def guard(self, *fields: QWidget) -> None:
        """Watch over these fields from now on."""
        for field in fields:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_wheel = event.type() is QEvent.Type.Wheel
        if is_wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            # Ignored, it goes on to the panel.
            event.ignore()
            return True
        return False
