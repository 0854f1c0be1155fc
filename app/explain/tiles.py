"""A grid of small pictures of which one can be chosen, by click and by the arrow keys."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.explain.mosaic import Tiles

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


INSET = 2
"""Logical pixels around the mosaic: room for the frames of the tiles at its rim."""


class TileGrid(QWidget):
    """Shows :class:`Tiles`, which the background has painted.

    ``picked`` carries the unit that the user chooses, -1 when the same click or Escape takes
    the choice back. ``name`` says what one tile is, with a place for its number: it is the tool
    tip. The strongest tiles have a frame, the chosen one a strong one.
    """

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._labels: Sequence[str] = ()
        self._tiles: Tiles | None = None
        self._image = QImage()
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def tiles(self) -> Tiles | None:
        """What is shown."""
        return self._tiles

    def set_labels(self, labels: Sequence[str]) -> None:
        """Write these below the tiles, which leave room for it."""
        self._labels = labels

    def show_tiles(self, tiles: Tiles, chosen: int | None) -> None:
        """Show other tiles; ``chosen`` is a unit or None."""
        if chosen != self._chosen or self._tiles is None:
            self._describe(chosen)
        self._tiles, self._chosen = tiles, chosen
        height, width = tiles.pixels.shape
        # The image reads the array's memory, which the tiles keep alive.
        self._image = QImage(
            tiles.pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32
        )
        needed = math.ceil(height / self.devicePixelRatio()) + 2 * INSET
        if needed != self.height():
            self.setFixedHeight(needed)
        self.update()

    def place_of(self, unit: int) -> QPoint | None:
        """The middle of a unit's tile, logical; None where it has none."""
        place = self._rect_of(unit)
        return None if place is None else place.center().toPoint()

    def _rect_of(self, unit: int) -> QRectF | None:
        if self._tiles is None or unit not in self._tiles.units:
            return None
        layout, ratio = self._tiles.layout, self.devicePixelRatio()
        left, top = layout.place(self._tiles.units.index(unit))
        place = QRectF(left, top, layout.width, layout.height)
        return QRectF(place.topLeft() / ratio, place.size() / ratio).translated(INSET, INSET)

    def _unit_at(self, place: QPoint) -> int | None:
        if self._tiles is None:
            return None
        ratio = self.devicePixelRatio()
        index = self._tiles.layout.index_at(
            (place.x() - INSET) * ratio, (place.y() - INSET) * ratio
        )
        return None if index is None else self._tiles.units[index]

    def _pick(self, unit: int) -> None:
        self._chosen = None if unit == self._chosen else unit
        self._describe(self._chosen)
        self.update()
        self.picked.emit(-1 if self._chosen is None else unit)

    def _describe(self, chosen: int | None) -> None:
        """Tell a screen reader what is chosen."""
        nothing = self.tr("None is chosen; the arrow keys choose one.")
        self.setAccessibleDescription(nothing if chosen is None else self._name.format(chosen))

    def _move(self, right: int, down: int) -> None:
        """Choose the next tile in a direction, the first one if none is chosen."""
        assert self._tiles is not None
        units, columns = self._tiles.units, self._tiles.layout.columns
        index = units.index(self._chosen) + right + down * columns if self._chosen in units else 0
        if 0 <= index < len(units):
            self._chosen = None
            self._pick(units[index])

    def _paint_frames(self, painter: QPainter) -> None:
        assert self._tiles is not None
        colours = self.palette()
        for unit in self._tiles.strongest:
            if (place := self._rect_of(unit)) is not None:
                painter.setPen(QPen(colours.windowText().color(), 1))
                painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self._chosen is not None and (place := self._rect_of(self._chosen)) is not None:
            painter.setPen(QPen(colours.accent().color(), 2))
            painter.drawRect(place.adjusted(-1, -1, 1, 1))

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(self.palette().placeholderText().color())
        for unit, label in enumerate(self._labels):
            if (place := self._rect_of(unit)) is not None:
                below = QRectF(place.left(), place.bottom(), place.width(), self.height())
                flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
                painter.drawText(below, flags | Qt.TextFlag.TextDontClip, label)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            unit = self._unit_at(event.pos())
            QToolTip.showText(event.globalPos(), "" if unit is None else self._name.format(unit))
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        unit = self._unit_at(event.position().toPoint())
        if unit is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pick(unit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing: what is pressed here is released here, and no business of the panel's."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_on_tile = self._unit_at(event.position().toPoint()) is not None
        shapes = Qt.CursorShape
        self.setCursor(shapes.PointingHandCursor if is_on_tile else shapes.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if self._tiles is None:
            super().keyPressEvent(event)
        elif step is not None:
            self._move(*step)
        elif event.key() == Qt.Key.Key_Escape and self._chosen is not None:
            self._pick(self._chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(32, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(32, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatio()
        with QPainter(self) as painter:
            if self._tiles is None:
                return
            painter.drawImage(QRectF(QPoint(INSET, INSET), self._image.size() / ratio), self._image)
            self._paint_frames(painter)
            self._paint_labels(painter)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().accent().color(), 1, Qt.PenStyle.DotLine))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
