"""One level of a network: how active its units are for this drawing, and what they look for."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.explain.activations import LevelLook, UnitLook
from app.explain.caption import LiveCaption
from app.explain.tiles import TileGrid
from app.explain.unit import UnitView
from app.ui.theme import UNIT, scaled_font
from nn.explain.units import Level
from nn.network import DIGITS


class LevelView(QWidget):
    """Title, a sentence, tiles of weights and of values, and the chosen unit enlarged.

    ``picked`` carries the level's number and the unit, -1 for none.
    """

    picked = Signal(int, int)

    def __init__(self, number: int, level: Level, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._level = level
        title = QLabel(self._title(), self)
        title.setWordWrap(True)
        title.setFont(scaled_font(self, 1.0, bold=True))
        self._sentence = LiveCaption(self)
        # In the order in which they stand: it is also that of the Tab key.
        self._values = self._grid(self.tr("How active the units are"), "valueTiles")
        self._patterns = self._grid(self.tr("What the units look for"), "patternTiles")
        if level.kind == "output":
            digits = [str(digit) for digit in range(DIGITS)]
            self._values.set_labels([*digits, "?"][: level.units])
        self._pattern_caption = self._caption(self._what_patterns_are())
        self._value_caption = self._caption(self._what_values_are())
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

    def show_level(self, look: LevelLook, unit: UnitLook | None) -> None:
        """Show the level for another drawing; ``unit`` is the chosen one, if it is in here."""
        chosen = None if unit is None else unit.choice.unit
        self._values.show_tiles(look.values, chosen)
        has_patterns = look.patterns is not None
        self._patterns.setVisible(has_patterns)
        self._pattern_caption.setVisible(has_patterns)
        self._value_caption.setVisible(has_patterns)
        if look.patterns is not None:
            self._patterns.show_tiles(look.patterns, chosen)
        self._sentence.set_text(self._describe(look))
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

    def _caption(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label

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

    def _describe(self, look: LevelLook) -> str:
        level = look.level
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
            ).format(look.active, level.units)
        if level.kind == "convolution":
            return self.tr(
                "Each map looks for a combination of what the level before has found. "
                "Found in this drawing: {0} of {1}."
            ).format(look.active, level.units)
        if level.sees_image:
            return self.tr(
                "Each unit weighs every pixel and adds up. Active for this drawing: {0} of {1}."
            ).format(look.active, level.units)
        return self.tr(
            "Each unit weighs all that the level before has found. "
            "Active for this drawing: {0} of {1}."
        ).format(look.active, level.units)

    def _what_patterns_are(self) -> str:
        if self._level.kind == "convolution":
            return self.tr("The patterns, in the same order:")
        return self.tr("The weights of the most active units, the most active first:")

    def _what_values_are(self) -> str:
        if self._level.kind == "convolution":
            return self.tr("Where they are found:")
        return self.tr("How active each unit is:")
