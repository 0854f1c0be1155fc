"""Many small pictures as one mosaic, and a widget in which one of them can be chosen.

    values (count, height, width) → painted → Mosaic    in the background
                                            → TileGrid  in the GUI thread

A layer has up to hundreds of units. Painted one by one they would take several frames in the GUI
thread; as one array they take a millisecond in the background, and the widget paints one image.

All measures of a mosaic are device pixels, unless they are called logical.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
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

from app.ui.array_images import colour_table_index
from nn.arrays import Array

INSET = 2
"""Logical pixels around the mosaic: space for the frames of the tiles at its edge."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Columns and rows that the arrow keys move by."""


@dataclass(frozen=True, eq=False)
class MosaicStyle:
    """The colours of a mosaic and the space that it has.

    ``table`` (256,) uint32 are colours for values from -1 to 1 (``app.ui.theme.signed_scale``) and
    ``ground`` is the colour between tiles. ``width`` is logical; ``ratio`` is the number of device
    pixels to a logical one. ``line`` is the logical height of a line of text.
    """

    table: Array
    ground: int
    width: int
    ratio: float
    line: int


@dataclass(frozen=True)
class MosaicLayout:
    """Where ``count`` tiles lie. Each is ``height`` × ``width``, each value ``cell`` × ``cell``.

    ``across`` and ``down`` are the distances from tile to tile.
    """

    count: int
    columns: int
    cell: int
    height: int
    width: int
    across: int
    down: int

    @property
    def rows(self) -> int:
        return -(-self.count // self.columns)

    def place(self, index: int) -> tuple[int, int]:
        """Left and top of a tile."""
        row, column = divmod(index, self.columns)
        return column * self.across, row * self.down

    def index_at(self, x: float, y: float) -> int | None:
        """The tile at this place; None between tiles and outside."""
        column, beside = divmod(x, self.across)
        row, below = divmod(y, self.down)
        index = int(row) * self.columns + int(column)
        is_on_tile = beside < self.width and below < self.height
        is_inside = 0 <= column < self.columns and 0 <= index < self.count and row >= 0
        return index if is_on_tile and is_inside else None


@dataclass(frozen=True, eq=False)
class Mosaic:
    """``pixels`` (H, W) uint32 in the format ``QImage.Format_RGB32``, and where the tiles lie.

    ``units`` are the units that the tiles stand for; ``strongest`` are the units to be framed.
    """

    layout: MosaicLayout
    pixels: Array
    units: tuple[int, ...]
    strongest: frozenset[int]


def mosaic_layout(
    shape: tuple[int, int, int],
    style: MosaicStyle,
    *,
    side: float,
    gap: float,
    labelled: bool = False,
) -> MosaicLayout:
    """A layout for values (count, height, width) in tiles of about ``side``, ``gap`` apart.

    Both are logical. A value is a whole number of device pixels, at least one. ``labelled`` leaves
    space for a line of text below each tile.
    """
    count, height, width = shape
    cell = max(1, round(side * style.ratio / max(height, width)))
    space = max(1, round(gap * style.ratio))
    across = width * cell + space
    columns = max(1, min(count, int(style.width * style.ratio + space) // across))
    label = math.ceil(style.line * style.ratio) if labelled else 0
    down = height * cell + space + label
    return MosaicLayout(count, columns, cell, height * cell, width * cell, across, down)


def painted(values: Array, layout: MosaicLayout, style: MosaicStyle) -> Array:
    """Values (count, height, width), clipped to [-1, 1], as pixels (H, W) uint32."""
    tiles = (
        style.table[colour_table_index(values)]
        .repeat(layout.cell, axis=1)
        .repeat(layout.cell, axis=2)
    )
    rows, columns = layout.rows, layout.columns
    field = np.full((rows, layout.down, columns, layout.across), style.ground, np.uint32)
    whole = np.full((rows * columns, layout.height, layout.width), style.ground, np.uint32)
    whole[: layout.count] = tiles
    field[:, : layout.height, :, : layout.width] = whole.reshape(
        rows, columns, layout.height, layout.width
    ).swapaxes(1, 2)
    return field.reshape(rows * layout.down, columns * layout.across)


class TileGrid(QWidget):
    """Shows a :class:`Mosaic`; one of its tiles can be chosen by click and by the arrow keys.

    ``picked`` carries the chosen unit, -1 when another click or Escape takes the choice back.
    ``name`` is the tool tip of a tile, with ``{0}`` for its number. The strongest tiles have a
    thin frame, the chosen one a thick one.
    """

    picked = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._labels: Sequence[str] = ()
        self._mosaic: Mosaic | None = None
        self._image = QImage()
        self._chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def mosaic(self) -> Mosaic | None:
        """What is shown."""
        return self._mosaic

    def set_labels(self, labels: Sequence[str]) -> None:
        """Write these below the tiles, whose layout is ``labelled``."""
        self._labels = labels

    def show_mosaic(self, mosaic: Mosaic, chosen: int | None) -> None:
        """Show another mosaic; ``chosen`` is a unit or None."""
        if chosen != self._chosen or self._mosaic is None:
            self._describe(chosen)
        self._mosaic, self._chosen = mosaic, chosen
        height, width = mosaic.pixels.shape
        # The image reads the array's memory, which the mosaic keeps alive.
        self._image = QImage(
            mosaic.pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32
        )
        needed = math.ceil(height / self.devicePixelRatio()) + 2 * INSET
        if needed != self.height():
            self.setFixedHeight(needed)
        self.update()

    def place_of(self, unit: int) -> QPoint | None:
        """The middle of a unit's tile in logical pixels; None if it has no tile."""
        place = self._rect_of(unit)
        return None if place is None else place.center().toPoint()

    def _rect_of(self, unit: int) -> QRectF | None:
        if self._mosaic is None or unit not in self._mosaic.units:
            return None
        layout, ratio = self._mosaic.layout, self.devicePixelRatio()
        left, top = layout.place(self._mosaic.units.index(unit))
        place = QRectF(left, top, layout.width, layout.height)
        return QRectF(place.topLeft() / ratio, place.size() / ratio).translated(INSET, INSET)

    def _unit_at(self, place: QPoint) -> int | None:
        if self._mosaic is None:
            return None
        ratio = self.devicePixelRatio()
        index = self._mosaic.layout.index_at(
            (place.x() - INSET) * ratio, (place.y() - INSET) * ratio
        )
        return None if index is None else self._mosaic.units[index]

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
        """Choose the next tile in this direction, or the first one if none is chosen."""
        assert self._mosaic is not None
        units, columns = self._mosaic.units, self._mosaic.layout.columns
        index = units.index(self._chosen) + right + down * columns if self._chosen in units else 0
        if 0 <= index < len(units):
            self._chosen = None
            self._pick(units[index])

    def _paint_frames(self, painter: QPainter) -> None:
        assert self._mosaic is not None
        colours = self.palette()
        for unit in self._mosaic.strongest:
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
        """Accept the release of the press above, so that the parent does not receive it."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_on_tile = self._unit_at(event.position().toPoint()) is not None
        shapes = Qt.CursorShape
        self.setCursor(shapes.PointingHandCursor if is_on_tile else shapes.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if self._mosaic is None:
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
            if self._mosaic is None:
                return
            painter.drawImage(QRectF(QPoint(INSET, INSET), self._image.size() / ratio), self._image)
            self._paint_frames(painter)
            self._paint_labels(painter)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().accent().color(), 1, Qt.PenStyle.DotLine))
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
