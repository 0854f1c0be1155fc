"""What a hand does to a drawing: strokes, erasing, clear, undo and redo. No Qt, no pixels.

A drawing is immutable, so that the history is simply the drawings as they were: undo puts one
back. A stroke that is still under way is part of :attr:`StrokeEditor.drawing` at once, so that
it can be read while the pen moves, and becomes a step of the history when the pen lifts.

    begin → extend … → end      one stroke, one step
    erase_begin → erase … → end one pass of the eraser, one step (none if it touched nothing)
"""

from __future__ import annotations

from collections import deque

import numpy as np

from app.drawing.erasing import erase
from app.drawing.live_stroke import LiveStroke
from nn.preprocessing.pictures import erase_picture
from nn.strokes import Drawing

HISTORY_LIMIT = 500
"""Steps that can be undone; older ones are forgotten, so that a long session stays small."""


class StrokeEditor:
    """A drawing and its history; ``revision`` counts everything that may have changed it."""

    def __init__(self) -> None:
        self.revision = 0
        self._finished = Drawing()
        self._live: LiveStroke | None = None
        self._before_erasing: Drawing | None = None
        self._undo: deque[Drawing] = deque(maxlen=HISTORY_LIMIT)
        self._redo: list[Drawing] = []

    @property
    def finished(self) -> Drawing:
        """The drawing without the stroke under way."""
        return self._finished

    @property
    def drawing(self) -> Drawing:
        """The drawing as it is seen, the stroke under way included."""
        if self._live is None:
            return self._finished
        return self._finished.with_stroke(self._live.stroke())

    @property
    def live(self) -> LiveStroke | None:
        """The stroke under way."""
        return self._live

    @property
    def is_erasing(self) -> bool:
        return self._before_erasing is not None

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def begin(
        self, x: float, y: float, *, width: float, pressure: float | None, seconds: float
    ) -> None:
        """Put the pen down; a stroke still under way is ended first."""
        self.end()
        self._live = LiveStroke(width=width, has_pressure=pressure is not None)
        self._live.append(x, y, pressure, seconds)
        self.revision += 1

    def extend(self, x: float, y: float, *, pressure: float | None, seconds: float) -> None:
        """Move the pen; nothing happens unless it is down."""
        if self._live is not None:
            self._live.append(x, y, pressure, seconds)
            self.revision += 1

    def erase_begin(self) -> None:
        """Put the eraser down."""
        self.end()
        self._before_erasing = self._finished

    def erase(self, start: tuple[float, float], end: tuple[float, float], *, radius: float) -> None:
        """Move the eraser from ``start`` to ``end``, over strokes and picture alike."""
        way = np.array(start), np.array(end)
        before, picture = self._finished, self._finished.picture
        strokes = erase(before.strokes, *way, radius)
        if picture is not None:
            picture = erase_picture(picture, *way, radius)
        if strokes is not before.strokes or picture is not before.picture:
            self._finished = Drawing(strokes, picture)
            self.revision += 1

    def end(self) -> None:
        """Lift the pen or the eraser."""
        if self._live is not None:
            drawing, self._live = self.drawing, None
            self._step_to(drawing)
        elif self._before_erasing is not None:
            erased, self._finished = self._finished, self._before_erasing
            self._before_erasing = None
            self._step_to(erased)

    def replace(self, drawing: Drawing) -> None:
        """Put another drawing in this one's place, as a step that can be undone."""
        self.end()
        self._step_to(drawing)

    def clear(self) -> None:
        self.replace(Drawing())

    def undo(self) -> None:
        """Take back the last step, or the stroke under way."""
        self.end()
        if self._undo:
            self._redo.append(self._finished)
            self._finished = self._undo.pop()
            self.revision += 1

    def redo(self) -> None:
        self.end()
        if self._redo:
            self._undo.append(self._finished)
            self._finished = self._redo.pop()
            self.revision += 1

    def _step_to(self, drawing: Drawing) -> None:
        if drawing is self._finished or (drawing.is_empty and self._finished.is_empty):
            return
        self._undo.append(self._finished)
        self._redo.clear()
        self._finished = drawing
        self.revision += 1
