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

from app.network_picture.arrangement import TERMINAL, Arrangement, Column
from app.network_picture.content import Content
from app.network_picture.link_painting import (
    as_lines,
    ends,
    line_ends,
    paint_lines,
    paint_links,
    starts,
)
from app.network_picture.style import Style
from app.ui.array_images import colour_table_index, image_of, ink_image
from nn.arrays import Array
from nn.explain.contributions import IMAGE

_LIFT = 0.6
"""The power that values are raised to before they are painted: weak ones become visible."""

_TINY = 1e-9

_GROUND_LINES = 120
"""Faint connections between two levels at most; more would be a grey area."""


@dataclass(frozen=True, eq=False)
class Marks:
    """Units that are switched off or dead, by level."""

    off: Mapping[int, frozenset[int]] = field(default_factory=dict)
    dead: Mapping[int, frozenset[int]] = field(default_factory=dict)


class PicturePainter:
    """Paints one arrangement; lives as long as one painting. ``ratio`` is of device pixels."""

    def __init__(
        self, painter: QPainter, arrangement: Arrangement, style: Style, ratio: float
    ) -> None:
        self._painter = painter
        self._arrangement = arrangement
        self._style = style
        self._ratio = ratio

    def paint_ground(self, content: Content) -> None:
        """All connections between what is shown, faintly."""
        self._painter.setPen(QPen(self._style.faint, 0))
        network, columns = content.facts.network, self._arrangement.columns
        for index, column in enumerate(columns):
            is_last = index + 1 == len(columns)
            level = len(content.facts.levels) - 1 if is_last else columns[index + 1].level
            is_image = column.level == IMAGE
            begin = _edge(column) if is_image else starts(self._arrangement, column, network)
            end = ends(self._arrangement, level)
            step = max(1, -(-len(begin) * len(end) // _GROUND_LINES))
            lines = np.hstack([np.repeat(begin, len(end), axis=0), np.tile(end, (len(begin), 1))])
            self._painter.drawLines(as_lines(lines[::step]))

    def paint_content(self, content: Content, marks: Marks) -> None:
        """Everything that a frame shows above the ground."""
        self._paint_image(content)
        network = content.facts.network
        for level, links in content.links.items():
            lines = line_ends(self._arrangement, level, links, network)
            scale = float(np.abs(links.strengths).max(initial=_TINY))
            paint_links(
                self._painter,
                lines,
                links.strengths,
                self._style,
                ratio=self._ratio,
                scale=scale,
            )
        for level, links in content.changed.items():
            self._paint_changes(line_ends(self._arrangement, level, links, network))
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

    def _paint_image(self, content: Content) -> None:
        place = self._arrangement.columns[0].slot(0)
        if content.passed is None:
            self._painter.fillRect(place, self._style.base)
        else:
            self._painter.drawImage(place, ink_image(content.passed.image, self._style.palette))
        self._frame([place])

    def _paint_column(self, column: Column, content: Content) -> None:
        units = content.shown[column.level]
        values = _values(column, content, units)
        if column.kind == "maps":
            shape = content.facts.levels[column.level].shape
            pixels = np.zeros((len(units), *shape[1:])) if values is None else values
            self._paint_tiles(column, pixels)
            return
        patterns = _patterns(content, units) if column.kind == "weights" else None
        if patterns is not None:
            self._paint_tiles(column, patterns)
        self._paint_discs(column, values)

    def _paint_tiles(self, column: Column, tiles: Array) -> None:
        """Values (slots, height, width) in [-1, 1] as one image, of which each slot has a part."""
        height, width = tiles.shape[1:]
        stacked = tiles.reshape(-1, width)
        image: QImage = image_of(self._style.table[colour_table_index(stacked)])
        places = []
        for index in range(len(tiles)):
            slot = column.slot(index)
            slot.setWidth(column.tile)
            part = QRectF(0, index * height, width, height)
            self._painter.drawImage(slot, image, part)
            places.append(slot)
        self._frame(places)

    def _paint_discs(self, column: Column, values: Array | None) -> None:
        rims = QPen(self._style.muted, 1)
        for index in range(column.count):
            value = 0.0 if values is None else float(values[index])
            colour = QColor.fromRgb(int(self._style.table[colour_table_index(np.array(value))]))
            self._painter.setPen(rims)
            self._painter.setBrush(colour)
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

    def _frame(self, places: Sequence[QRectF]) -> None:
        self._painter.setPen(QPen(self._style.hairline, 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRects(list(places))


def _edge(column: Column) -> Array:
    """Some points down the right edge of the image: its pixels are too many."""
    y = np.linspace(column.top, column.top + column.height, 9)
    return np.stack([np.full(len(y), column.right), y], axis=1)


def _values(column: Column, content: Content, units: Sequence[int]) -> Array | None:
    """What the units give, the largest of the level being 1; None where nothing is drawn."""
    if content.passed is None:
        return None
    values = np.nan_to_num(content.passed.values(column.level))
    largest = max(float(values.max(initial=0)), -float(values.min(initial=0)), _TINY)
    chosen = values[list(units)] / largest
    lifted: Array = np.sign(chosen) * np.abs(chosen) ** _LIFT
    return lifted


def _patterns(content: Content, units: Sequence[int]) -> Array | None:
    """The weights of some units of the first level in [-1, 1], (units, height, width)."""
    patterns = content.facts.patterns
    if patterns is None:
        return None
    chosen = np.nan_to_num(patterns[list(units)])
    scaled: Array = chosen / np.maximum(np.abs(chosen).max(axis=(1, 2), keepdims=True), _TINY)
    return scaled
