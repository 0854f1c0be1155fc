"""Mouse, touch and tablet pen as one thing: a pointer that touches, moves, and lifts.

The three kinds of Qt events become :class:`PointerMove`; what follows need not know the device.
:class:`Sheet` is where the drawing lies in the widget: the one conversion between pixels and the
sheet's unit.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
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
    """The pointer is lost; what it drew stays."""
    TAKE_BACK = auto()
    """It was no pointer after all, but a palm or a pinch: what it drew since DOWN goes."""


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


PEN_NEAR = 0.5
"""Seconds after the last event of a pen during which fingers and mouse are no ink."""

PEN_STILL = 5.0
"""Seconds for which a pen near the screen may keep still. Were a report lost that it has left, no
finger would draw any more."""

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
    """Turns events into moves and follows one pointer at a time: one stroke, one device.

    The button or the finger that went down first leads; others are ignored until it lifts. A pen
    goes before all: when it comes down, what a finger has begun is taken back, and while it is
    down, near or was so half a second ago, touches are a palm, and a mouse press is one that the
    system sends beside the pen's own. A second finger is a gesture: the first one's stroke is
    taken back, and nothing is drawn until all fingers are lifted. ``clock`` gives seconds.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._button: Qt.MouseButton | None = None
        self._finger: int | None = None
        self._is_gesture = False
        self._pen_is_down = False
        self._pen_is_here = False
        self._pen_seen = -math.inf

    def read(self, event: QEvent) -> list[PointerMove]:
        """What the event says about the leading pointer; empty if nothing."""
        if isinstance(event, QTabletEvent):
            return self._read_tablet(event)
        if isinstance(event, QTouchEvent):
            return self._read_touch(event)
        if isinstance(event, QMouseEvent):
            move = self._read_mouse(event)
            return [] if move is None else [move]
        return []

    def note_pen(self, *, is_here: bool) -> None:
        """A pen has come near the screen, or has left it."""
        self._pen_is_here = is_here
        self._pen_seen = self._clock()

    def forget(self) -> None:
        """Nothing is held any more, whatever was seen last."""
        self._button = self._finger = None
        self._pen_is_down = self._is_gesture = False

    @property
    def _pen_is_near(self) -> bool:
        patience = PEN_STILL if self._pen_is_here else PEN_NEAR
        return self._pen_is_down or self._clock() - self._pen_seen < patience

    def _read_mouse(self, event: QMouseEvent) -> PointerMove | None:
        phase, is_place = _MOUSE_PHASES.get(event.type()), _is_place(event.position())
        if phase is Phase.DOWN and (self._pen_is_near or self._finger is not None or not is_place):
            return None
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
        if phase is Phase.UP and not is_place:
            phase = Phase.CANCEL
        if phase in (Phase.UP, Phase.CANCEL):
            self._button = None
        elif not is_place:
            return None
        return PointerMove(phase, event.position(), None, erases)

    def _read_tablet(self, event: QTabletEvent) -> list[PointerMove]:
        phase = _TABLET_PHASES.get(event.type())
        if phase is None:
            return []
        self._pen_seen = self._clock()
        is_lost = self._pen_is_down and (
            (phase is Phase.MOVE and event.buttons() == Qt.MouseButton.NoButton)
            or (phase is Phase.UP and not _is_place(event.position()))
        )
        if is_lost:
            self._pen_is_down = False
            return [PointerMove(Phase.CANCEL, QPointF())]
        if not _is_place(event.position()):
            return []
        moves = []
        if phase is Phase.DOWN:
            if self._finger is not None or self._button is not None:
                moves.append(PointerMove(Phase.TAKE_BACK, event.position()))
                self._finger = self._button = None
            self._pen_is_down = True
        elif not self._pen_is_down:
            # It hovers.
            return []
        if phase is Phase.UP:
            self._pen_is_down = False
        erases = (
            event.pointerType() is QPointingDevice.PointerType.Eraser
            or event.buttons() & Qt.MouseButton.RightButton == Qt.MouseButton.RightButton
        )
        pressure = event.pressure() if math.isfinite(event.pressure()) else 1.0
        pressure = min(max(pressure, PRESSURE_FLOOR), 1.0)
        return [*moves, PointerMove(phase, event.position(), pressure, erases)]

    def _read_touch(self, event: QTouchEvent) -> list[PointerMove]:
        if event.type() is QEvent.Type.TouchCancel:
            was_drawing, self._finger = self._finger is not None, None
            self._is_gesture = False
            return [PointerMove(Phase.CANCEL, QPointF())] if was_drawing else []
        held = [p for p in event.points() if p.state() is not QEventPoint.State.Released]
        if self._is_gesture or self._pen_is_near:
            # Until all fingers are lifted, also when the pen has gone meanwhile.
            self._is_gesture = bool(held)
            return []
        if len(held) > 1:
            was_drawing, self._finger = self._finger is not None, None
            self._is_gesture = True
            return [PointerMove(Phase.TAKE_BACK, QPointF())] if was_drawing else []
        return self._read_finger(event)

    def _read_finger(self, event: QTouchEvent) -> list[PointerMove]:
        for finger in event.points():
            phase = _POINT_PHASES.get(finger.state())
            if phase is Phase.DOWN and self._finger is None:
                self._finger = finger.id()
            is_leading = phase is not None and finger.id() == self._finger
            if phase is None or not is_leading or not _is_place(finger.position()):
                continue
            if phase is Phase.UP:
                self._finger = None
            return [PointerMove(phase, finger.position())]
        return []


_FARTHEST = 1e6
"""Logical pixels from the canvas to the farthest place that a device can mean."""


def _is_place(point: QPointF) -> bool:
    """Whether a device has told a place; some tell what is no number when they wake up."""
    return abs(point.x()) <= _FARTHEST and abs(point.y()) <= _FARTHEST


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
