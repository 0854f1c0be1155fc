"""A cell of the confusion matrix in words: how many, of how many, and what follows for a digit."""

from __future__ import annotations

import math

from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from app.mistakes.confusion_cells import Cell, count_in
from nn.evaluation.metrics import Evaluation


class ConfusionWords(QObject):
    """Sentences in the language and with the numbers of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def counted(self, evaluation: Evaluation, cell: Cell) -> str:
        """Such as "4 read as 9: 6 of 982"."""
        count, total = (self.number(number) for number in count_in(evaluation, cell))
        if cell.label is not None and cell.read is not None:
            text = self.tr("{0} read as {1}: {2} of {3}")
            return text.format(cell.label, cell.read, count, total)
        if cell.label is not None:
            return self.tr("{0} misread: {1} of {2}").format(cell.label, count, total)
        if cell.read is not None:
            return self.tr("Wrongly read as {0}: {1} of {2}").format(cell.read, count, total)
        return self.tr("Misread: {0} of {1}").format(count, total)

    def rates(self, evaluation: Evaluation, cell: Cell) -> list[str]:
        """The recall of the cell's written digit and the precision of its read one.

        A whole row or column has both of its digit; the whole matrix has neither.
        """
        written = cell.label if cell.label is not None else cell.read
        read = cell.read if cell.read is not None else cell.label
        if written is None or read is None:
            return []
        return [
            self._recall(float(evaluation.recall[written]), written),
            self._precision(float(evaluation.precision[read]), read),
        ]

    def number(self, value: int) -> str:
        """A whole number, with separators also for those who have set no language."""
        locale = self._widget.locale()
        locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
        return locale.toString(value)

    def percent(self, share: float, digits: int = 1) -> str:
        """A share of 1 as a percentage; one below 1 is never rounded up to all."""
        shown = share if share == 1 else min(share, 1 - 10.0 ** -(digits + 2))
        return self.tr("{0}\u00a0%").format(
            self._widget.locale().toString(100 * shown, "f", digits)
        )

    def confidence(self, probability: float) -> str:
        """A probability as the bars have it, in whole per cent: the same image, the same number."""
        return self.tr("{0}\u00a0%").format(f"{100 * probability:.0f}")

    def _recall(self, share: float, digit: int) -> str:
        if math.isnan(share):
            return self.tr("There is no {0} among the images.").format(digit)
        text = self.tr("Recall: {0} of all {1}s are read as {1}.")
        return text.format(self.percent(share), digit)

    def _precision(self, share: float, digit: int) -> str:
        if math.isnan(share):
            return self.tr("Nothing is read as {0}.").format(digit)
        text = self.tr("Precision: {0} of what is read as {1} is a {1}.")
        return text.format(self.percent(share), digit)
