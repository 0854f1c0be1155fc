"""The section "Layers": every level of the network, and a chosen unit enlarged."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.explain.activations import (
    LayerActivations,
    LevelActivations,
    UnitActivation,
    UnitChoice,
    layer_activations,
)
from app.explain.section import ExplainSection, LiveCaption, Question
from app.explain.tiles import INSET, MosaicStyle, TileGrid
from app.explain.unit_view import UnitView
from app.ui.theme import UNIT, signed_scale
from app.ui.type_scale import scale_type
from nn.explain.units import Level
from nn.network import DIGITS


class LayersSection(ExplainSection):
    """A :class:`LevelView` for each level of the network, which may have any architecture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: UnitChoice | None = None
        self._levels: list[Level] = []
        self._views: list[LevelView] = []
        legend = self.tr(
            "Blue is above zero, orange below; the strongest colour is the largest value of "
            "a level. Its strongest units are framed. Click a unit to enlarge it."
        )
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3 * UNIT)
        self._layout.addWidget(_caption(legend, self))

    @property
    def views(self) -> list[LevelView]:
        """The levels that are shown, from the image to the output."""
        return self._views

    def question(self, *, exact: bool) -> Question:
        return partial(layer_activations, style=self._style(), choice=self._choice)

    def show_answer(self, answer: LayerActivations) -> None:
        levels = [of_level.level for of_level in answer.levels]
        if levels != self._levels:
            self._build(levels)
        unit = answer.unit
        if unit is not None and unit.choice != self._choice:
            unit = None
        for number, (view, of_level) in enumerate(zip(self._views, answer.levels, strict=True)):
            is_in_here = unit is not None and unit.choice.level == number
            view.show_level(of_level, unit if is_in_here else None)

    def _build(self, levels: list[Level]) -> None:
        """Make the views for another network; the choice in the old one is dropped."""
        for view in self._views:
            view.hide()
            view.deleteLater()
        self._levels, self._choice = levels, None
        self._views = [LevelView(number, level, self) for number, level in enumerate(levels)]
        for view in self._views:
            view.picked.connect(self._choose)
            self._layout.addWidget(view)

    @Slot(int, int)
    def _choose(self, level: int, unit: int) -> None:
        self._choice = None if unit < 0 else UnitChoice(level, unit)
        self.question_changed.emit()

    def _style(self) -> MosaicStyle:
        return MosaicStyle(
            table=np.array(signed_scale(self.palette()), np.uint32),
            ground=self.palette().window().color().rgb(),
            width=self.width() - 2 * INSET,
            ratio=self.devicePixelRatio(),
            line=self.fontMetrics().height(),
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.question_changed.emit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.question_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.question_changed.emit()


class LevelView(QWidget):
    """A level's title, a sentence, tiles of values and of weights, and the chosen unit enlarged.

    ``picked`` carries the level's number and the unit, -1 for none.
    """

    picked = Signal(int, int)

    def __init__(self, number: int, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._level = level
        title = QLabel(self._title(), self)
        title.setWordWrap(True)
        scale_type(title, 1.0, bold=True)
        self._sentence = LiveCaption(self)
        # Made in the order of the layout, which is then also that of the Tab key.
        self._values = self._grid(self.tr("How active the units are"), "valueTiles")
        self._patterns = self._grid(self.tr("What the units look for"), "patternTiles")
        if level.kind == "output":
            digits = [str(digit) for digit in range(DIGITS)]
            self._values.set_labels([*digits, "?"][: level.units])
        self._pattern_caption = _caption(self._what_patterns_are(), self)
        self._value_caption = _caption(self._what_values_are(), self)
        self._unit: UnitView | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(title)
        layout.addWidget(self._sentence)
        layout.addSpacing(UNIT // 2)
        for widget in (self._value_caption, self._values, self._pattern_caption, self._patterns):
            layout.addWidget(widget)

    @property
    def grids(self) -> tuple[TileGrid, TileGrid]:
        """The tiles of the values and those of the weights, which may be hidden."""
        return self._values, self._patterns

    def show_level(self, activations: LevelActivations, unit: UnitActivation | None) -> None:
        """Show the level for another drawing; ``unit`` is the chosen one if it is in this level."""
        chosen = None if unit is None else unit.choice.unit
        self._values.show_mosaic(activations.values, chosen)
        has_patterns = activations.patterns is not None
        self._patterns.setVisible(has_patterns)
        self._pattern_caption.setVisible(has_patterns)
        self._value_caption.setVisible(has_patterns)
        if activations.patterns is not None:
            self._patterns.show_mosaic(activations.patterns, chosen)
        self._sentence.set_text(self._describe(activations))
        if unit is not None:
            self._unit_view().show_unit(unit)
        if self._unit is not None:
            self._unit.setVisible(unit is not None)

    def _unit_view(self) -> UnitView:
        if self._unit is None:
            self._unit = UnitView(self)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._unit)
        return self._unit

    def _grid(self, accessible_name: str, name: str) -> TileGrid:
        is_map = len(self._level.shape) == 3
        grid = TileGrid(self.tr("Map {0}") if is_map else self.tr("Unit {0}"), self)
        grid.setObjectName(name)
        grid.setAccessibleName(accessible_name)
        grid.picked.connect(self._pick)
        return grid

    @Slot(int)
    def _pick(self, unit: int) -> None:
        self.picked.emit(self._number, unit)

    def _title(self) -> str:
        level, number = self._level, self._number + 1
        if level.kind == "convolution":
            text = self.tr("{0}. Convolution: {1} maps of {2} × {3}")
        elif level.kind == "pooling":
            text = self.tr("{0}. Pooling: {1} maps of {2} × {3}")
        elif level.kind == "output":
            text = self.tr("{0}. Output: {1} numbers")
        else:
            text = self.tr("{0}. Dense layer: {1} units")
        return text.format(number, *level.shape)

    def _describe(self, activations: LevelActivations) -> str:
        level = activations.level
        if level.kind == "pooling":
            return self.tr("It keeps the strongest value of each square.")
        if level.kind == "output" and level.units > DIGITS:
            return self.tr(
                "The larger the number, the more probable the digit below it; the last one stands "
                "for \u201cnot a digit\u201d."
            )
        if level.kind == "output":
            return self.tr("The larger the number, the more probable the digit below it.")
        if level.kind == "convolution" and level.sees_image:
            return self.tr(
                "Each map looks for one small pattern, everywhere in the picture. "
                "Found in this drawing: {0} of {1}."
            ).format(activations.active, level.units)
        if level.kind == "convolution":
            return self.tr(
                "Each map looks for a combination of what the level before has found. "
                "Found in this drawing: {0} of {1}."
            ).format(activations.active, level.units)
        if level.sees_image:
            return self.tr(
                "Each unit weighs every pixel and adds up. Active for this drawing: {0} of {1}."
            ).format(activations.active, level.units)
        return self.tr(
            "Each unit weighs all that the level before has found. "
            "Active for this drawing: {0} of {1}."
        ).format(activations.active, level.units)

    def _what_patterns_are(self) -> str:
        if self._level.kind == "convolution":
            return self.tr("The patterns, in the same order:")
        return self.tr("The weights of the most active units, the most active first:")

    def _what_values_are(self) -> str:
        if self._level.kind == "convolution":
            return self.tr("Where they are found:")
        return self.tr("How active each unit is:")


def _caption(text: str, parent: QWidget) -> QLabel:
    """A wrapped text in the colour of captions."""
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
