"""The network under the microscope in five pictures: input → weights, change → hidden → outputs.

Each shows only what has been computed where the walk stands, so that the pictures fill from stop
to stop. Small frames mark the five pixels or units whose products are spelled out in the formula.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.microscope.figures import Figure, HiddenUnits, MarkedPixels, scaled_image
from app.microscope.numbers import Notation
from app.microscope.output_bars import OutputBars
from app.microscope.texts import TERMS, Choice, darkest_pixel
from app.ui.array_images import ink_image, signed_image
from app.ui.theme import UNIT
from nn.arrays import Array
from nn.explain.one_step import OneStep, Stop, weighted_sum
from nn.preprocessing.pipeline import SIZE

_WIDE = 80 * UNIT
"""From this width on all pictures stand in one row, logical pixels."""

_WIDE_SHARES = (14, 14, 14, 16, 22, 0)
"""Of the width, when they do."""

_PICTURE_SHARE = _WIDE_SHARES[0] / sum(_WIDE_SHARES)

_GAP = 2 * UNIT
"""Between pictures, logical pixels."""


class Bench(QWidget):
    """Five pictures of a step; ``unit_chosen`` and ``output_chosen`` carry what the user clicks."""

    unit_chosen = Signal(int)
    output_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wide: bool | None = None
        self._input = MarkedPixels(self)
        self._weights = MarkedPixels(self)
        self._change = MarkedPixels(self)
        self._units = HiddenUnits(self)
        self._outputs = OutputBars(self)
        self._figures = [
            Figure(self._input, "microscopeInput", self),
            Figure(self._weights, "microscopeWeights", self),
            Figure(self._change, "microscopeChange", self),
            Figure(self._units, "microscopeUnits", self),
            Figure(self._outputs, "microscopeOutputs", self, grows=True),
        ]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(2 * UNIT)
        self._arrange(is_wide=False)
        self._units.picked.connect(self.unit_chosen)
        self._outputs.chosen.connect(self.output_chosen)

    def show_step(self, stop: Stop, step: OneStep, choice: Choice) -> None:
        """Show a stop of a step."""
        self._show_input(stop, step, choice)
        self._show_weights(stop, step, choice)
        self._show_change(stop, step, choice)
        self._show_units(stop, step, choice)
        self._outputs.show_step(stop, step, choice.output)
        self._figures[4].say(self.tr("Outputs"), self._outputs_caption(stop))

    def _show_input(self, stop: Stop, step: OneStep, choice: Choice) -> None:
        image = step.sample.inputs.reshape(SIZE, SIZE)
        self._input.show_image(ink_image(image, self.palette()))
        self._input.mark(_strongest_pixels(stop, step, choice))
        self._figures[0].say(self.tr("Input"), self.tr("Label: {0}").format(step.sample.label))

    def _show_weights(self, stop: Stop, step: OneStep, choice: Choice) -> None:
        weights = step.update.weights if stop >= Stop.UPDATE else step.weights
        row = weights.wih[choice.unit]
        self._weights.show_image(scaled_image(row, self.palette()))
        self._weights.mark(_strongest_pixels(stop, step, choice))
        self._figures[1].say(
            self.tr("Weights of unit {0}").format(choice.unit), self._range_text(row)
        )

    def _show_change(self, stop: Stop, step: OneStep, choice: Choice) -> None:
        title = self.tr("Their change")
        if stop < Stop.UPDATE:
            self._change.show_image(signed_image(np.zeros((SIZE, SIZE)), self.palette()))
            self._figures[2].say(title, self.tr("Comes at stop {0}").format(Stop.UPDATE + 1))
            return
        change = step.wih_change(choice.unit)
        self._change.show_image(scaled_image(change, self.palette()))
        self._figures[2].say(title, self._range_text(change))

    def _show_units(self, stop: Stop, step: OneStep, choice: Choice) -> None:
        title, values = self._unit_values(stop, step)
        strongest = _strongest_units(stop, step, choice)
        self._units.show_values(values, choice.unit, strongest)
        value = Notation(self.locale(), self.palette()).number(float(values[choice.unit]))
        self._figures[3].say(title, self.tr("Unit {0}: {1}").format(choice.unit, value))

    def _unit_values(self, stop: Stop, step: OneStep) -> tuple[str, Array]:
        """What is shown of every hidden unit at a stop, and what that is called."""
        match stop:
            case Stop.BACK:
                return self.tr("Errors of the hidden units"), step.backward.hidden_errors
            case Stop.UPDATE:
                return self.tr("Error × slope, each unit"), step.update.hidden_deltas
            case Stop.AGAIN:
                return self.tr("Hidden units"), step.again.hidden
        return self.tr("Hidden units"), step.forward.hidden

    def _outputs_caption(self, stop: Stop) -> str:
        if stop is Stop.HIDDEN:
            return self.tr("Come at stop {0}").format(Stop.OUTPUTS + 1)
        if stop is Stop.OUTPUTS:
            return self.tr("Between 0 and 1")
        return self.tr("Blue must rise, orange must fall")

    def _range_text(self, values: Array) -> str:
        write = Notation(self.locale(), self.palette())
        if not values.any():
            return self.tr("All are 0")
        low, high = write.number(float(values.min())), write.number(float(values.max()))
        return self.tr("{0} to {1}").format(low, high)

    def _arrange(self, *, is_wide: bool) -> None:
        """All pictures in one row, or those of pixels above those of units."""
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        places = (
            [(0, 0, 1), (0, 1, 1), (0, 2, 1), (0, 3, 1), (0, 4, 1)]
            if is_wide
            else [(0, 0, 2), (0, 2, 2), (0, 4, 2), (1, 0, 3), (1, 3, 3)]
        )
        for figure, (row, column, span) in zip(self._figures, places, strict=True):
            self._grid.addWidget(figure, row, column, 1, span)
        stretches = _WIDE_SHARES if is_wide else (1, 1, 1, 1, 1, 1)
        for column, stretch in enumerate(stretches):
            self._grid.setColumnStretch(column, stretch)

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * SIZE * 3 + 4 * UNIT, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_wide=self.width() >= _WIDE)
        columns, share = (5, _PICTURE_SHARE) if self._is_wide else (3, 1 / 3)
        room = int((self.width() - (columns - 1) * _GAP) * share)
        for picture in (self._input, self._weights, self._change):
            picture.limit(room)


def _strongest_pixels(stop: Stop, step: OneStep, choice: Choice) -> tuple[int, ...]:
    """The pixels whose products with the unit's weights are spelled out at this stop."""
    if stop is Stop.HIDDEN:
        row, total = step.weights.wih[choice.unit], float(step.forward.hidden_in[choice.unit])
        found = weighted_sum(row, step.sample.inputs, total, most=TERMS)
        return tuple(term.index for term in found.terms)
    return (darkest_pixel(step),) if stop is Stop.UPDATE else ()


def _strongest_units(stop: Stop, step: OneStep, choice: Choice) -> frozenset[int]:
    """The units whose products with the output's weights are spelled out at this stop."""
    if stop is not Stop.OUTPUTS:
        return frozenset()
    row, total = step.weights.who[choice.output], float(step.forward.outputs_in[choice.output])
    found = weighted_sum(row, step.forward.hidden, total, most=TERMS)
    return frozenset(term.index for term in found.terms)
