"""The layers, one below the other, as they answer to the drawing on the canvas."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.explain.activations import Look, UnitChoice, look
from app.explain.level import LevelView
from app.explain.mosaic import TileStyle
from app.explain.section import InsideSection, Question, Scene
from app.explain.tiles import INSET
from app.ui.theme import UNIT, signed_scale
from nn.explain.units import Level


class LayersSection(InsideSection):
    """A :class:`LevelView` for each level of whatever network there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choice: UnitChoice | None = None
        self._levels: list[Level] = []
        self._views: list[LevelView] = []
        legend = QLabel(
            self.tr(
                "Blue is above zero, orange below; the strongest colour is the largest value of "
                "a level. Its strongest units are framed. Click a unit to enlarge it."
            ),
            self,
        )
        legend.setWordWrap(True)
        legend.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3 * UNIT)
        self._layout.addWidget(legend)

    @property
    def views(self) -> list[LevelView]:
        """The levels that are shown, from the image to the output."""
        return self._views

    def question(self, scene: Scene) -> Question:
        return Question(look, (scene, self._style(), self._choice))

    def show_answer(self, answer: Look) -> None:
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
        """Other levels: another network. What was chosen in the old one means nothing here."""
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
        self.asked.emit()

    def _style(self) -> TileStyle:
        return TileStyle(
            table=np.array(signed_scale(self.palette()), np.uint32),
            ground=self.palette().window().color().rgb(),
            width=self.width() - 2 * INSET,
            ratio=self.devicePixelRatio(),
            line=self.fontMetrics().height(),
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.asked.emit()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.asked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.asked.emit()
