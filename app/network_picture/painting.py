"""What a frame shows: the image, the connections, the units, and the ends at the bars.

    ground    faint connections between all that is shown     once for a network, a size, a theme
    content   strong connections, tiles, discs, marks on them      every frame

Everything is painted with few calls on pixmaps; a frame takes some two milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.network_picture.arrangement import TERMINAL, Column
from app.network_picture.content import Content
from app.network_picture.link_painting import Ways, as_lines, ends, paint_lines, paint_links, starts
from app.network_picture.style import Style
from app.ui.array_images import colour_table_index, image_of, ink_image
from nn.arrays import Array
from nn.explain.contributions import IMAGE

_LIFT = 0.6
"""The power that values are raised to before they are painted: weak ones become visible."""

_GROUND_LINES = 120
"""Faint connections between two levels at most; more would be a grey area."""


@dataclass(frozen=True, eq=False)
class Marks:
    """Units that are switched off or dead, by level."""

    off: Mapping[int, frozenset[int]] = field(default_factory=dict)
    dead: Mapping[int, frozenset[int]] = field(default_factory=dict)


class PicturePainter:
    """Paints one arrangement; lives as long as one painting. ``ratio`` is of device pixels."""

    def __init__(self, painter: QPainter, ways: Ways, style: Style, ratio: float) -> None:
        self._painter = painter
        self._ways = ways
        self._arrangement = ways.arrangement
        self._style = style
        self._ratio = ratio

    def paint_ground(self, content: Content) -> None:
        """All connections between what is shown, faintly, and the frames of the tiles."""
        self._painter.setPen(QPen(self._style.faint, 0))
        network, columns = content.facts.network, self._arrangement.columns
        for index, column in enumerate(columns):
            is_last = index + 1 == len(columns)
            level = len(content.facts.levels) - 1 if is_last else columns[index + 1].level
            begin = _edge(column) if column.level == IMAGE else starts(column, network)
            end = ends(self._arrangement, level)
            step = max(1, -(-len(begin) * len(end) // _GROUND_LINES))
            lines = np.hstack([np.repeat(begin, len(end), axis=0), np.tile(end, (len(begin), 1))])
            self._painter.drawLines(as_lines(lines[::step]))
        self._paint_frames(content)

    def _paint_frames(self, content: Content) -> None:
        """The grounds of all tiles, whose edges stay when the tiles are painted on them."""
        for column in self._arrangement.columns:
            if column.tile:
                for index in range(_slots(column, content)):
                    slot = column.slot(index)
                    slot.setWidth(column.tile)
                    self._painter.fillRect(slot.adjusted(-1, -1, 1, 1), self._style.hairline)
                    self._painter.fillRect(slot, self._style.base)

    def paint_content(self, content: Content, marks: Marks) -> None:
        """Everything that a frame shows above the ground."""
        if content.passed is not None:
            image = ink_image(content.passed.image, self._style.palette)
            self._painter.drawImage(self._arrangement.columns[0].slot(0), image)
        lines, strengths = self._ways.all_lines(content.links)
        paint_links(self._painter, lines, strengths, self._style, self._ratio)
        if content.changed:
            self._paint_changes(self._ways.all_lines(content.changed)[0])
        for column in self._arrangement.columns[1:]:
            self._paint_column(column, content)
            self._paint_marks(column, content.shown[column.level], marks)
        self._paint_terminals(content)

    def _paint_changes(self, lines: Array) -> None:
        """Each line dark and thick in its middle: a mark that needs no colour to be told."""
        paint_lines(self._painter, lines, self._style.muted, 1, self._ratio)
        start, end = lines[:, :2], lines[:, 2:]
        middle = np.hstack([start + 0.42 * (end - start), start + 0.58 * (end - start)])
        paint_lines(self._painter, middle, self._style.text, 2, self._ratio)

    def _paint_column(self, column: Column, content: Content) -> None:
        units = content.shown[column.level]
        values = _values(column, content, units)
        if column.kind == "maps":
            if values is not None:
                self._paint_tiles(column, values)
            return
        patterns = content.facts.patterns_of(units) if column.kind == "weights" else None
        if patterns is not None:
            self._paint_tiles(column, patterns)
        self._paint_discs(column, np.zeros(len(units)) if values is None else values)

    def _paint_tiles(self, column: Column, tiles: Array) -> None:
        """Values (slots, height, width) in [-1, 1] as one image, of which each slot has a part."""
        height, width = tiles.shape[1:]
        stacked = tiles.reshape(-1, width)
        image: QImage = image_of(self._style.table[colour_table_index(stacked)])
        for index in range(len(tiles)):
            slot = column.slot(index)
            slot.setWidth(column.tile)
            self._painter.drawImage(slot, image, QRectF(0, index * height, width, height))

    def _paint_discs(self, column: Column, values: Array) -> None:
        colours = self._style.table[colour_table_index(values)].tolist()
        self._painter.setPen(QPen(self._style.muted, 1))
        for index, colour in enumerate(colours):
            self._painter.setBrush(QColor.fromRgb(colour))
            self._painter.drawEllipse(column.disc(index).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_marks(self, column: Column, units: Sequence[int], marks: Marks) -> None:
        """A cross over what is switched off, a bar through what is dead."""
        off = marks.off.get(column.level, frozenset())
        dead = marks.dead.get(column.level, frozenset())
        if not off and not dead:
            return
        for index, unit in enumerate(units):
            slot = column.slot(index)
            if unit in off:
                self._cross(slot)
            elif unit in dead:
                self._bar(slot)

    def _cross(self, slot: QRectF) -> None:
        self._painter.setPen(QPen(self._style.alarm, 2))
        self._painter.drawLines(
            [
                QLineF(slot.topLeft(), slot.bottomRight()),
                QLineF(slot.topRight(), slot.bottomLeft()),
            ]
        )

    def _bar(self, slot: QRectF) -> None:
        self._painter.setPen(QPen(self._style.muted, 2))
        self._painter.drawLine(QLineF(slot.bottomLeft(), slot.topRight()))

    def _paint_terminals(self, content: Content) -> None:
        """The ends at the bars; the likeliest answer's has the accent's colour."""
        winner = -1
        if content.passed is not None and content.is_finite:
            winner = int(content.passed.activations[-1][..., 0].argmax())
        self._painter.setPen(Qt.PenStyle.NoPen)
        for index, y in enumerate(self._arrangement.outputs):
            self._painter.setBrush(self._style.accent if index == winner else self._style.muted)
            radius = TERMINAL if index == winner else 0.6 * TERMINAL
            self._painter.drawEllipse(QPointF(self._arrangement.output_x, y), radius, radius)


def _slots(column: Column, content: Content) -> int:
    """How many slots of a column are in use."""
    return 1 if column.level == IMAGE else len(content.shown[column.level])


def _edge(column: Column) -> Array:
    """Some points down the right edge of the image: its pixels are too many."""
    y = np.linspace(column.top, column.top + column.height, 9)
    return np.stack([np.full(len(y), column.right), y], axis=1)


def _values(column: Column, content: Content, units: Sequence[int]) -> Array | None:
    """What the units give, the largest of the level being 1; None where nothing is drawn."""
    if content.passed is None:
        return None
    values = content.passed.values(column.level)
    largest = max(float(values.max(initial=0)), -float(values.min(initial=0)))
    if not 0 < largest < np.inf:
        # All silent, or overflown in a training that diverged.
        return np.zeros((len(units), *values.shape[1:]))
    chosen = values[list(units)] / largest
    lifted: Array = np.sign(chosen) * np.abs(chosen) ** _LIFT
    return lifted
