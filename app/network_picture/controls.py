"""What pointer and keys do in the picture.

Tab, arrows          from unit to unit; with Shift from place to place within a map
click, Enter         pin the unit, or let it go; Enter also sends a signal
Esc, Backspace       let the pinned unit go; back to the one that it was reached from
Delete, X            switch the unit off, or on again; so does a click, in that mode
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.network_picture.break_it import BreakIt
from app.network_picture.breakage import Breakage
from app.network_picture.inspector import Inspector
from app.network_picture.selection import (
    UnitChoice,
    choice_at,
    first_choice,
    moved,
    moved_within,
)
from nn.explain.breaking import can_be_off

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SWITCH = (Qt.Key.Key_Delete, Qt.Key.Key_X)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Controls(QObject):
    """Turns events into choices and damage. ``signal_wanted`` asks for a signal to travel."""

    signal_wanted = Signal()

    def __init__(
        self, inspector: Inspector, break_it: BreakIt, breakage: Breakage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._inspector = inspector
        self._break_it = break_it
        self._breakage = breakage

    def point_at(self, point: QPointF) -> bool:
        """The pointer is here; whether there is a unit."""
        choice = self._choice_at(point)
        self._inspector.hover(choice)
        return choice is not None

    def click(self, point: QPointF) -> None:
        """Pin what is here or switch it; beside all units, let the pinned one go."""
        choice = self._choice_at(point)
        if choice is None:
            self._inspector.unpin()
        elif self._break_it.switches and self._can_switch(choice):
            self._breakage.switch(choice.unit)
        else:
            self._inspector.toggle(choice)

    def begin(self) -> None:
        """The keyboard has come in: at the likeliest output, if it was nowhere before."""
        seen = self._inspector.seen
        if seen is not None and self._inspector.cursor is None:
            self._inspector.move_cursor(first_choice(seen.content))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """What a key does; False where it does nothing here."""
        if key in _ARROWS:
            self._step(key, within=bool(modifiers & Qt.KeyboardModifier.ShiftModifier))
            return True
        if modifiers not in _PLAIN:
            return False
        if key in _ENTER:
            if self._inspector.cursor is not None:
                self._inspector.toggle(self._inspector.cursor)
            self.signal_wanted.emit()
            return True
        if key is Qt.Key.Key_Escape and self._inspector.pinned_choice is not None:
            self._inspector.unpin()
            return True
        if key is Qt.Key.Key_Backspace:
            return self._inspector.go_back()
        return key in _SWITCH and self._switch()

    def claims(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, so that no shortcut of the window may have it."""
        key = Qt.Key(event.key())
        if event.modifiers() not in _PLAIN:
            return False
        if key is Qt.Key.Key_Escape:
            return self._inspector.pinned_choice is not None
        return self._inspector.current is not None and (
            key in _SWITCH or key is Qt.Key.Key_Backspace
        )

    def _choice_at(self, point: QPointF) -> UnitChoice | None:
        seen = self._inspector.seen
        return None if seen is None else choice_at(seen.arrangement, seen.content, point)

    def _can_switch(self, choice: UnitChoice) -> bool:
        seen = self._inspector.seen
        return seen is not None and can_be_off(seen.content.facts.levels, choice.level)

    def _switch(self) -> bool:
        current = self._inspector.current
        if current is None or not self._can_switch(current):
            return False
        self._breakage.switch(current.unit)
        return True

    def _step(self, key: Qt.Key, *, within: bool) -> None:
        """The keyboard's unit moves, or begins at the likeliest output."""
        seen, at = self._inspector.seen, self._inspector.cursor
        if seen is None:
            return
        across, down = _ARROWS[key]
        if at is None:
            choice = first_choice(seen.content)
        elif within:
            choice = moved_within(seen.content, at, across, down)
        else:
            choice = moved(seen.arrangement, seen.content, at, across, down)
        self._inspector.move_cursor(choice)
