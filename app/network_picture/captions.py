"""What is written around the columns: names above, how many are not shown below, the gradients.

Each text has a longer and a shorter form, and the longest that fits its column is taken, so that
in no language two of them touch.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.network_picture.arrangement import MARGIN, Arrangement, Column
from app.network_picture.content import Content
from app.network_picture.style import Style
from app.network_picture.texts import (
    fitting,
    level_names,
    level_sizes,
    more_texts,
    power_of_ten,
)
from app.ui.theme import UNIT
from nn.explain.contributions import IMAGE

_SMALLEST, _LARGEST = -6.0, 0.0
"""Powers of ten between which a gradient's column grows from nothing to its full height."""

_GRADIENT_HEIGHT = 3 * UNIT


def head_height(style: Style) -> float:
    """What two lines of captions above the columns need."""
    return 2 * QFontMetricsF(style.font).height() + UNIT


def foot_height(style: Style) -> float:
    """What the line below the columns needs, with the gradients or the hint under it."""
    return 2 * QFontMetricsF(style.font).height() + _GRADIENT_HEIGHT + 1.5 * UNIT


class CaptionPainter:
    """Paints the captions of one arrangement; lives as long as one painting."""

    def __init__(self, painter: QPainter, arrangement: Arrangement, style: Style) -> None:
        self._painter = painter
        self._arrangement = arrangement
        self._style = style
        self._metrics = QFontMetricsF(style.font)

    def paint_names(self, content: Content) -> None:
        """Above each column what it is, and how large."""
        translate = QCoreApplication.translate
        for column in self._arrangement.columns:
            if column.level == IMAGE:
                height, width = content.facts.network.input_shape[1:]
                names: Sequence[str] = (translate("NetworkPicture", "Input"),)
                sizes: Sequence[str] = (f"{height} × {width}",)
            else:
                level = content.facts.levels[column.level]
                names, sizes = level_names(level, column.level + 1), level_sizes(level)
            self._above(column, names, sizes)

    def paint_omitted(self) -> None:
        """Where levels have no column for want of room, how many."""
        columns = self._arrangement.columns
        for before, after in itertools.pairwise(columns):
            missing = after.level - before.level - 1
            if missing > 0:
                text = f"+{missing}"
                width = self._metrics.horizontalAdvance(text)
                middle = (before.right + after.left) / 2
                place = QRectF(middle - width / 2, self._arrangement.top, width + 1, UNIT * 3)
                self._painter.setFont(self._style.font)
                self._painter.setPen(self._style.muted)
                self._painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)

    def paint_hidden(self, content: Content, dead: Mapping[int, frozenset[int]]) -> None:
        """Below each column how many units have no slot, and how many are dead."""
        for column in self._arrangement.columns[1:]:
            hidden = content.facts.levels[column.level].units - column.count
            texts = more_texts(hidden, len(dead.get(column.level, ())))
            self._painter.setPen(self._style.muted)
            self._write(column, self._below, texts)

    def paint_gradients(self, content: Content, sizes: Sequence[float]) -> None:
        """Below each layer with weights how large its gradient is, on a logarithmic scale."""
        found = content.facts.levels
        weighted = [index for index, level in enumerate(found) if level.kind != "pooling"]
        if len(sizes) != len(weighted):
            return
        of_levels: Mapping[int, float] = dict(zip(weighted, sizes, strict=True))
        line = self._metrics.height()
        bottom = self._below + line + _GRADIENT_HEIGHT + 0.5 * UNIT
        for column in self._arrangement.columns[1:]:
            size = of_levels.get(column.level)
            if size is not None:
                self._gradient(column.centre, self._arrangement.caption_width(column), bottom, size)
        self._gradient(self._arrangement.output_x - 2 * UNIT, 6 * UNIT, bottom, sizes[-1])
        image = self._arrangement.columns[0]
        self._painter.setPen(self._style.muted)
        title = QCoreApplication.translate("NetworkPicture", "Size of the gradient")
        short = QCoreApplication.translate("NetworkPicture", "Gradient")
        self._write(image, bottom - line, (title, short))

    def paint_hint(self, sentence: str) -> None:
        """One line under everything."""
        self._painter.setFont(self._style.font)
        self._painter.setPen(self._style.muted)
        width = self._arrangement.room.width() - 2 * MARGIN
        text = self._metrics.elidedText(sentence, Qt.TextElideMode.ElideRight, width)
        top = self._below + self._metrics.height() + UNIT
        place = QRectF(MARGIN, top, width, self._metrics.height())
        self._painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)

    @property
    def _below(self) -> float:
        return self._arrangement.bottom + 0.5 * UNIT

    def _above(self, column: Column, names: Sequence[str], sizes: Sequence[str]) -> None:
        line = self._metrics.height()
        top = self._arrangement.top - 2 * line - 0.5 * UNIT
        self._painter.setPen(self._style.text)
        self._write(column, top, names)
        self._painter.setPen(self._style.muted)
        self._write(column, top + line, sizes)

    def _write(self, column: Column, top: float, texts: Sequence[str]) -> None:
        """The longest text that fits, in the middle of the column but within the picture."""
        width = self._arrangement.caption_width(column) - 0.5 * UNIT
        text = fitting(self._metrics, width, texts)
        needed = self._metrics.horizontalAdvance(text)
        left = column.left if column.level == IMAGE else column.centre - needed / 2
        self._painter.setFont(self._style.font)
        place = QRectF(left, top, needed + 1, self._metrics.height())
        self._painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)

    def _gradient(self, centre: float, width: float, bottom: float, size: float) -> None:
        share = 0.0
        if size > 0 and math.isfinite(size):
            share = (math.log10(size) - _SMALLEST) / (_LARGEST - _SMALLEST)
        height = max(min(max(share, 0.0), 1.0) * _GRADIENT_HEIGHT, 1.0)
        column = QRectF(centre - UNIT, bottom - height, 2 * UNIT, height)
        self._painter.fillRect(column, self._style.accent)
        self._painter.setFont(self._style.font)
        self._painter.setPen(self._style.muted)
        text = power_of_ten(size) if size > 0 and math.isfinite(size) else "0"
        needed = min(self._metrics.horizontalAdvance(text), width)
        place = QRectF(centre - needed / 2, bottom, needed + 1, self._metrics.height())
        self._painter.drawText(place, Qt.AlignmentFlag.AlignLeft, text)
