"""Mouse, touch and tablet pen as one thing: a pointer that touches, moves, and lifts.

The three kinds of Qt events become :class:`PointerMove`; what follows need not know the device.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEventPoint, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent

PRESSURE_FLOOR = 0.15
"""The least pressure that is recorded: a feather touch still leaves a visible line."""


class Phase(Enum):
    """What a pointer did."""

    DOWN = auto()
    MOVE = auto()
    UP = auto()
    CANCEL = auto()


@dataclass(frozen=True)
class PointerMove:
    """One report of a pointer.

    ``position`` is in logical pixels of the widget; ``pressure`` lies in (0, 1], or is None
    where the device has none; ``erases`` is true for the pen's other end and the right button.
    """

    phase: Phase
    position: QPointF
    pressure: float | None = None
    erases: bool = False


_MOUSE_PHASES = {
    QEvent.Type.MouseButtonPress: Phase.DOWN,
    # The second press of a fast double tap arrives as a double click.
    QEvent.Type.MouseButtonDblClick: Phase.DOWN,
    QEvent.Type.MouseMove: Phase.MOVE,
    QEvent.Type.MouseButtonRelease: Phase.UP,
}

_TABLET_PHASES = {
    QEvent.Type.TabletPress: Phase.DOWN,
    QEvent.Type.TabletMove: Phase.MOVE,
    QEvent.Type.TabletRelease: Phase.UP,
}

_POINT_PHASES = {
    QEventPoint.State.Pressed: Phase.DOWN,
    QEventPoint.State.Updated: Phase.MOVE,
    QEventPoint.State.Released: Phase.UP,
}

_DRAWING_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


class PointerReader:
    """Turns events into moves and follows one pointer at a time.

    The button or the finger that went down first leads; the others are ignored until it lifts.
    """

    def __init__(self) -> None:
        self._button: Qt.MouseButton | None = None
        self._finger: int | None = None

    def read(self, event: QEvent) -> PointerMove | None:
        """What the event says about the leading pointer; None if nothing."""
        if isinstance(event, QTabletEvent):
            return self._read_tablet(event)
        if isinstance(event, QTouchEvent):
            return self._read_touch(event)
        if isinstance(event, QMouseEvent):
            return self._read_mouse(event)
        return None

    def forget(self) -> None:
        """Nothing is held any more, whatever was seen last."""
        self._button = self._finger = None

    def _read_mouse(self, event: QMouseEvent) -> PointerMove | None:
        phase = _MOUSE_PHASES.get(event.type())
        if phase is Phase.DOWN and self._button is None and event.button() in _DRAWING_BUTTONS:
            self._button = event.button()
        elif self._button is None or phase is Phase.DOWN or phase is None:
            return None
        erases = self._button is Qt.MouseButton.RightButton
        if phase is Phase.UP and event.button() is not self._button:
            return None
        # A release that happened elsewhere (behind a dialog, say) never arrives.
        if phase is Phase.MOVE and not event.buttons() & self._button:
            phase = Phase.CANCEL
        if phase in (Phase.UP, Phase.CANCEL):
            self._button = None
        return PointerMove(phase, event.position(), None, erases)

    def _read_tablet(self, event: QTabletEvent) -> PointerMove | None:
        phase = _TABLET_PHASES.get(event.type())
        if phase is None:
            return None
        erases = (
            event.pointerType() is QPointingDevice.PointerType.Eraser
            or event.buttons() & Qt.MouseButton.RightButton == Qt.MouseButton.RightButton
        )
        pressure = min(max(event.pressure(), PRESSURE_FLOOR), 1.0)
        return PointerMove(phase, event.position(), pressure, erases)

    def _read_touch(self, event: QTouchEvent) -> PointerMove | None:
        if event.type() is QEvent.Type.TouchCancel:
            self._finger = None
            return PointerMove(Phase.CANCEL, QPointF())
        for finger in event.points():
            phase = _POINT_PHASES.get(finger.state())
            if phase is Phase.DOWN and self._finger is None:
                self._finger = finger.id()
            if phase is None or finger.id() != self._finger:
                continue
            if phase is Phase.UP:
                self._finger = None
            return PointerMove(phase, finger.position())
        return None
