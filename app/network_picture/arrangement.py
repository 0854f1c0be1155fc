"""Where everything in the picture lies: a column for each level, and the bars' rows right of them.

    levels, room → columns of slots → rectangles of units, ends of links, what is under a point

    image | first level | … | last hidden level |  → bars

A column has as many slots as fit; which unit is in which slot is decided elsewhere. Maps are tiles
of their pixels; units that look at the image are tiles of their weights with a disc for what they
give; all other units are discs. All measures are logical pixels, but a pixel of a tile is a whole
number of device pixels.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.ui.theme import UNIT
from nn.explain.contributions import IMAGE
from nn.explain.units import Level
from nn.network import Network

Kind = Literal["image", "maps", "weights", "discs"]

TERMINAL = 4.0
"""Radius of the discs where connections meet the bars."""

MARGIN = UNIT
"""Left of the image, logical pixels."""

_MOST_MAPS = 16
_MOST_UNITS = 32

_LEAST_GAP = 1.75 * UNIT
"""Between columns: less would show no connections."""


@dataclass(frozen=True)
class Column:
    """The slots of one level from top to bottom; ``level`` is :data:`IMAGE` for the image.

    A slot is ``width`` × ``height`` and begins ``pitch`` below the one before. The picture in it is
    ``tile`` wide and at its left; what is right of it is the disc. ``cell`` is the side of a pixel.
    """

    level: int
    kind: Kind
    left: float
    top: float
    width: float
    height: float
    pitch: float
    count: int
    tile: float
    cell: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def centre(self) -> float:
        return self.left + self.width / 2

    def slot(self, index: int) -> QRectF:
        """The rectangle of one slot."""
        return QRectF(self.left, self.top + index * self.pitch, self.width, self.height)

    def disc(self, index: int) -> QRectF:
        """The square of the disc in a slot; that of a map is empty."""
        slot = self.slot(index)
        side = min(self.width - self.tile, self.height)
        return QRectF(slot.right() - side, slot.center().y() - side / 2, side, side)

    def slot_at(self, point: QPointF) -> int | None:
        """The slot under a point; half the gap between two belongs to each."""
        spare = (self.pitch - self.height) / 2
        index = int((point.y() - self.top + spare) // self.pitch)
        inside = self.left - 2 <= point.x() <= self.right + 2 and 0 <= index < self.count
        return index if inside else None


@dataclass(frozen=True)
class Arrangement:
    """The columns from the image to the last hidden level, and the ends at the bars.

    ``outputs`` are the y of the rows of the bars, which the connections end at, at ``output_x``.
    ``omitted`` levels in the middle have no column. ``top`` and ``bottom`` bound the columns.
    """

    room: QSizeF
    columns: tuple[Column, ...]
    outputs: tuple[float, ...]
    output_x: float
    top: float
    bottom: float
    omitted: int

    def column_of(self, level: int) -> Column | None:
        """The column of a level; None where it is not shown, and for the output."""
        return next((column for column in self.columns if column.level == level), None)

    def output_at(self, point: QPointF) -> int | None:
        """The output whose end is under a point."""
        if point.x() < self.output_x - 2 * UNIT or not self.outputs:
            return None
        distances = [abs(point.y() - y) for y in self.outputs]
        nearest = min(range(len(distances)), key=distances.__getitem__)
        return nearest if distances[nearest] <= 1.5 * UNIT else None

    def caption_width(self, column: Column) -> float:
        """What a column's captions may take in its middle without touching those beside it."""
        index = self.columns.index(column)
        if column.level == IMAGE:
            if len(self.columns) == 1:
                return self.output_x - column.left
            after = self.columns[1]
            return after.centre - self.caption_width(after) / 2 - column.left
        before = self.columns[index - 1]
        distance = column.centre - before.centre
        if index + 1 < len(self.columns):
            return min(distance, self.columns[index + 1].centre - column.centre)
        return min(distance, 2 * (self.output_x - column.centre))


@dataclass(frozen=True)
class Room:
    """The space for a picture: its size, what is left for columns, and the device's pixels.

    ``outputs`` are the y of the bars, empty where they are not known.
    """

    size: QSizeF
    ratio: float
    top: float
    bottom: float
    outputs: tuple[float, ...] = ()

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True)
class _Size:
    """A column before it has a place."""

    level: int
    kind: Kind
    width: float
    height: float
    gap: float
    count: int
    tile: float
    cell: float


def arrange(network: Network, levels: Sequence[Level], room: Room) -> Arrangement:
    """The places for a network; smaller tiles and then fewer levels where there is no room."""
    hidden = list(range(len(levels) - 1))
    output_x = room.size.width() - TERMINAL - 1
    shown, sizes = hidden, [_image_size(network, room, 1.0)]
    for shrink in (1.0, 0.75, 0.5):
        sizes = _sizes(network, levels, shown, room, shrink)
        if _gap(sizes, output_x) >= (2 if shrink > 0.5 else 1) * _LEAST_GAP:
            break
    while len(shown) > 1 and _gap(sizes, output_x) < _LEAST_GAP:
        middle = len(shown) // 2
        shown = shown[:middle] + shown[middle + 1 :]
        sizes = _sizes(network, levels, shown, room, 0.5)
    return Arrangement(
        room=room.size,
        columns=_columns(sizes, room, max(_gap(sizes, output_x), 1.0)),
        outputs=_outputs(room, levels[-1].units if levels else 0),
        output_x=output_x,
        top=room.top,
        bottom=room.bottom,
        omitted=len(hidden) - len(shown),
    )


def _outputs(room: Room, count: int) -> tuple[float, ...]:
    """The bars' rows; spread evenly for as long as these are not known."""
    if len(room.outputs) >= count:
        return room.outputs[:count]
    if room.outputs:
        return room.outputs
    step = room.height / max(count, 1)
    return tuple(room.top + (index + 0.5) * step for index in range(count))


def _gap(sizes: Sequence[_Size], output_x: float) -> float:
    """What is left between columns; the last gap, to the bars, is one of them."""
    return (output_x - MARGIN - sum(size.width for size in sizes)) / len(sizes)


def _columns(sizes: Sequence[_Size], room: Room, gap: float) -> tuple[Column, ...]:
    columns = []
    left = float(MARGIN)
    for size in sizes:
        pitch = size.height + size.gap
        if size.count > 1:
            # Few slots spread, but not so far that they lose sight of each other.
            spread = (room.height - size.height) / (size.count - 1)
            pitch = max(pitch, min(spread, 1.5 * size.height + size.gap))
        # Rounded down, so that many slots do not add up to more than there is.
        pitch = math.floor(pitch * room.ratio) / room.ratio
        used = (size.count - 1) * pitch + size.height
        top = _snapped(room.top + max(room.height - used, 0) / 2, room.ratio)
        columns.append(
            Column(
                size.level,
                size.kind,
                _snapped(left, room.ratio),
                top,
                size.width,
                size.height,
                pitch,
                size.count,
                size.tile,
                size.cell,
            )
        )
        left += size.width + gap
    return tuple(columns)


def _sizes(
    network: Network, levels: Sequence[Level], shown: Sequence[int], room: Room, shrink: float
) -> list[_Size]:
    image = _image_size(network, room, shrink)
    return [image, *(_size(network, levels, level, room, shrink) for level in shown)]


def _image_size(network: Network, room: Room, shrink: float) -> _Size:
    _, height, width = network.input_shape
    wanted = min(0.2 * room.size.width() * shrink, room.height)
    cell = _cell(wanted, max(height, width), room.ratio)
    sides = width * cell, height * cell
    return _Size(IMAGE, "image", sides[0], sides[1], 0, 1, sides[0], cell)


def _size(
    network: Network, levels: Sequence[Level], index: int, room: Room, shrink: float
) -> _Size:
    level = levels[index]
    if len(level.shape) == 3:
        _, height, width = level.shape
        wanted = shrink * min(max(0.065 * room.size.width(), 3 * UNIT), 11 * UNIT)
        cell = _cell(wanted, max(height, width), room.ratio)
        gap = 0.5 * UNIT
        count = _fitting(room, height * cell, gap, min(level.units, _MOST_MAPS))
        return _Size(index, "maps", width * cell, height * cell, gap, count, width * cell, cell)
    disc = _disc_side(room)
    if level.sees_image and shrink == 1.0:
        _, height, width = network.input_shape
        wanted = min(room.height / 24, 0.1 * room.size.width())
        cell = _cell(wanted, max(height, width), room.ratio)
        gap = 0.5 * UNIT
        count = _fitting(room, height * cell, gap, min(level.units, _MOST_UNITS))
        tile = width * cell
        return _Size(
            index, "weights", tile + 0.5 * UNIT + disc, height * cell, gap, count, tile, cell
        )
    count = _fitting(room, disc, 0.5 * UNIT, min(level.units, _MOST_UNITS))
    return _Size(index, "discs", disc, disc, 0.5 * UNIT, count, 0, 0)


def _disc_side(room: Room) -> float:
    return float(round(min(max(room.height / 32, 1.25 * UNIT), 3 * UNIT)))


def _fitting(room: Room, height: float, gap: float, most: int) -> int:
    return max(1, min(most, int((room.height + gap) // (height + gap))))


def _cell(wanted: float, pixels: int, ratio: float) -> float:
    """The side of a pixel, whole device pixels, so that ``pixels`` of them are about as wanted."""
    return max(round(wanted * ratio / pixels), 1) / ratio


def _snapped(length: float, ratio: float) -> float:
    return round(length * ratio) / ratio
