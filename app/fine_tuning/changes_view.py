"""Drawings that a lesson has changed the reading of: a row of them, with what was and is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.fine_tuning.fine_tuner import ChangedReading
from app.ui.theme import RADIUS, UNIT, hairline, muted
from app.ui.thumbnail import paint_strokes

_SIDE = 6 * UNIT
_GAP = UNIT


class ChangesView(QWidget):
    """As many as fit into its width, and how many more there are. Hidden where there are none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = ""
        self._changes: list[ChangedReading] = []
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def changes(self) -> list[ChangedReading]:
        """All of them, shown or not."""
        return list(self._changes)

    def show_changes(self, caption: str, changes: Sequence[ChangedReading]) -> None:
        """Show these under a caption."""
        self._caption, self._changes = caption, list(changes)
        self.setAccessibleName(caption)
        self.setAccessibleDescription(self.tr("; ").join(map(self._sentence, self._changes)))
        self.setVisible(bool(changes))
        self.update()

    def tile_rect(self, position: int) -> QRectF:
        """Where the drawing at a position is painted."""
        top = self.fontMetrics().height() + UNIT / 2
        return QRectF(position * (_SIDE + _GAP), top, _SIDE, _SIDE)

    def _fitting(self) -> int:
        """How many are shown; where that is not all, the last place says how many more."""
        places = max((self.width() + _GAP) // (_SIDE + _GAP), 1)
        return len(self._changes) if len(self._changes) <= places else places - 1

    def _sentence(self, change: ChangedReading) -> str:
        text = self.tr("Kept as {0}: read as {1} before, as {2} now")
        return text.format(change.kept.label, change.before, change.after)

    def _paint_tile(self, painter: QPainter, position: int) -> None:
        change, tile = self._changes[position], self.tile_rect(position)
        colours = self.palette()
        painter.setPen(hairline(colours))
        painter.setBrush(colours.base())
        painter.drawRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        if not change.kept.drawing.is_empty:
            paint_strokes(painter, change.kept.drawing, tile, colours.text().color())
        below = QRectF(tile.left(), tile.bottom(), _SIDE, self.fontMetrics().height())
        painter.setPen(colours.windowText().color())
        text = self.tr("{0} → {1}").format(change.before, change.after)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    # Qt's side.

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            under = [i for i in range(self._fitting()) if self.tile_rect(i).contains(place)]
            text = self._sentence(self._changes[under[0]]) if under else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(muted(self.palette()))
            line = QRectF(0, 0, self.width(), self.fontMetrics().height())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._caption)
            shown = self._fitting()
            for position in range(shown):
                self._paint_tile(painter, position)
            if shown < len(self._changes):
                painter.setPen(muted(self.palette()))
                more = self.tr("+{0}").format(len(self._changes) - shown)
                painter.drawText(self.tile_rect(shown), Qt.AlignmentFlag.AlignCenter, more)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(5 * (_SIDE + _GAP), _SIDE + 2 * line + UNIT // 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * _SIDE + _GAP, self.sizeHint().height())
