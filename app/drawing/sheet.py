"""Where the drawing lies in the widget: the one conversion between pixels and the sheet's unit."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize


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
