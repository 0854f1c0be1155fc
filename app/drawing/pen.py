"""The hand that holds the pen: moves of the pointer become strokes of the editor.

Here is decided what a move means: that a trembling tap is a dot, that a stroke ends where it
leaves the sheet and another begins where it returns, and whether the pen draws or erases.

The mouse cursor as the tip of the pen: a ring as wide as the line it will draw.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from app.drawing.pointer import Phase, PointerMove, Sheet
from app.drawing.stroke_editor import StrokeEditor

TAP_TOLERANCE = 3.0
"""Logical pixels that a resting hand may tremble without a tap becoming a line."""

MINIMUM_STEP = 1.0
"""Logical pixels between recorded points; closer ones add noise and no shape."""

ERASER_RATIO = 2.0
"""The eraser's diameter in pen widths."""


class Pen:
    """Draws into an editor, or erases.

    ``width`` is in the sheet's unit; ``erases`` chooses the eraser (the pen's other end and the
    right button always are one). ``clock`` gives the seconds that each point is stamped with.
    """

    def __init__(
        self, editor: StrokeEditor, *, width: float, clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self.sheet = Sheet()
        self.width = width
        self.erases = False
        self._editor = editor
        self._clock = clock
        self._held_at: QPointF | None = None
        self._tap_origin: QPointF | None = None
        self._recorded = QPointF()

    @property
    def diameter(self) -> float:
        """What the tool in the hand covers, in the sheet's unit."""
        return self.width * (ERASER_RATIO if self.erases else 1.0)

    def follow(self, move: PointerMove) -> None:
        """Do what the pointer did."""
        if move.phase is Phase.DOWN:
            self._put_down(move)
        elif move.phase is Phase.MOVE:
            self._move(move)
        elif move.phase is Phase.UP:
            self._move(move)
            self.lift()
        elif move.phase is Phase.TAKE_BACK:
            self.let_go()
            self._editor.take_back()
        else:
            self.lift()

    def lift(self) -> None:
        """End the stroke; what was drawn so far stays."""
        self.let_go()
        self._editor.end()

    def let_go(self) -> None:
        """Ignore the pointer until it touches down again; the editor is left as it is."""
        self._held_at = self._tap_origin = None

    def _put_down(self, move: PointerMove) -> None:
        self.lift()
        self._held_at = move.position
        if move.erases or self.erases:
            self._editor.erase_begin()
            self._erase(move.position, move.position)
        elif self.sheet.rect.contains(move.position):
            self._begin(move.position, move.pressure)
            self._tap_origin = move.position

    def _move(self, move: PointerMove) -> None:
        if self._held_at is None:
            return
        previous, self._held_at = self._held_at, move.position
        if self._editor.is_erasing:
            self._erase(previous, move.position)
        elif self._editor.live is not None:
            self._draw(previous, move)
        elif self.sheet.rect.contains(move.position):
            self._begin(self.sheet.edge_between(move.position, previous), move.pressure)
            self._extend(move.position, move.pressure)

    def _draw(self, previous: QPointF, move: PointerMove) -> None:
        if self.sheet.rect.contains(move.position):
            self._extend(move.position, move.pressure)
        else:
            self._extend(self.sheet.edge_between(previous, move.position), move.pressure)
            self._tap_origin = None
            self._editor.end()

    def _begin(self, position: QPointF, pressure: float | None) -> None:
        x, y = self.sheet.to_drawing(position)
        self._editor.begin(x, y, width=self.width, pressure=pressure, seconds=self._clock())
        self._recorded = position

    def _extend(self, position: QPointF, pressure: float | None) -> None:
        if self._tap_origin is not None and distance(position, self._tap_origin) < TAP_TOLERANCE:
            return
        self._tap_origin = None
        if distance(position, self._recorded) < MINIMUM_STEP:
            return
        x, y = self.sheet.to_drawing(position)
        self._editor.extend(x, y, pressure=pressure, seconds=self._clock())
        self._recorded = position

    def _erase(self, start: QPointF, end: QPointF) -> None:
        self._editor.erase(
            self.sheet.to_drawing(start),
            self.sheet.to_drawing(end),
            radius=self.width * ERASER_RATIO / 2,
        )


def distance(first: QPointF, second: QPointF) -> float:
    return math.hypot(first.x() - second.x(), first.y() - second.y())


_SMALLEST, _LARGEST = 5.0, 96.0
"""Diameters in logical pixels: none is seen below, and some systems cut cursors off above."""


def pen_cursor(diameter: float, pixel_ratio: float, *, ink: QColor, paper: QColor) -> QCursor:
    """A ring of ``diameter`` logical pixels that shows on ink as well as on paper."""
    diameter = min(max(diameter, _SMALLEST), _LARGEST)
    size = int(diameter) + 5
    pixmap = QPixmap(round(size * pixel_ratio), round(size * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    middle = QPointF(size / 2, size / 2)
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((paper, 2.5), (ink, 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(middle, diameter / 2, diameter / 2)
    return QCursor(pixmap, size // 2, size // 2)
