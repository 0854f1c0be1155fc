"""Mouse, touch and tablet pen as one thing: a pointer that touches, moves, and lifts.

The three kinds of Qt events become :class:`PointerMove`; what follows need not know the device.

Where the drawing lies in the widget: the one conversion between pixels and the sheet's unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
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


@dataclass(frozen=True)
class Sheet:
    """The square of the canvas in widget coordinates: there lies (0, 0) … (1, 1) of a drawing.

    ``left``, ``top`` and ``side`` are in logical pixels.
    """

    left: float = 0.0
    top: float = 0.0
    side: float = 1.0

    @classmethod
    def inside(cls, size: QSize) -> Sheet:
        """The largest square in the middle of a widget."""
        side = max(min(size.width(), size.height()), 1)
        return cls((size.width() - side) / 2, (size.height() - side) / 2, side)

    @property
    def rect(self) -> QRectF:
        return QRectF(self.left, self.top, self.side, self.side)

    def to_drawing(self, position: QPointF) -> tuple[float, float]:
        """From widget coordinates to the sheet's unit."""
        return (position.x() - self.left) / self.side, (position.y() - self.top) / self.side

    def to_widget(self, x: float, y: float) -> QPointF:
        """From the sheet's unit to widget coordinates."""
        return QPointF(self.left + x * self.side, self.top + y * self.side)

    def edge_between(self, inside: QPointF, outside: QPointF) -> QPointF:
        """Where the way from a place on the sheet to one beside it crosses the edge."""
        step = outside - inside
        rect = self.rect
        share = 1.0
        for start, along, low, high in (
            (inside.x(), step.x(), rect.left(), rect.right()),
            (inside.y(), step.y(), rect.top(), rect.bottom()),
        ):
            if along:
                share = min(share, ((high if along > 0 else low) - start) / along)
        return inside + step * max(share, 0.0)
