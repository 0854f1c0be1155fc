"""What stands above the curves: the values at the crosshair, or else the latest ones.

Each value has a sample of its line before it, so that the caption is the legend too.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from app.training.run_curves import RunCurves, Series

_SOLID, _DASHED = "━━", "╍╍"
"""Samples of the lines."""

_LARGE = 1000
"""From here on a loss is written with two digits: it says nothing but that it is out of bounds."""

_NOTHING = "–"


@dataclass(frozen=True)
class Caption:
    """``shown`` in HTML, ``where`` the crosshair is, and the values as they are ``spoken``."""

    shown: str = ""
    where: str = ""
    spoken: str = ""


class CurveCaptions(QObject):
    """Words the captions of the two plots, in the language and the numbers of their widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def texts(
        self, curves: RunCurves, colours: dict[str, QColor], epoch: float | None
    ) -> tuple[Caption, Caption]:
        """The losses and the accuracy at an epoch; None for the latest ones.

        ``colours`` are those of the lines, by the names of the series.
        """
        at = "" if epoch is None else self.tr("Epoch {0}").format(self._number(epoch))
        training = self.tr("training {0}").format(self.loss(_value(curves.loss, epoch)))
        validation = self.tr("validation {0}").format(
            self.loss(_value(curves.validation_loss, epoch))
        )
        solid = _sample(colours["loss"], _SOLID)
        dashed = _sample(colours["validation_loss"], _DASHED)
        losses = Caption(
            f"{solid} {training} &nbsp; {dashed} {validation}", at, f"{training}, {validation}"
        )
        right = self.accuracy(_value(curves.accuracy, epoch))
        sample = _sample(colours["accuracy"], _SOLID)
        return losses, Caption(f"{sample} {right}", at, right)

    def loss(self, loss: float | None) -> str:
        """A loss, as it stands at the axis as well."""
        if loss is None:
            return _NOTHING
        return self._widget.locale().toString(loss, "g", 2 if loss >= _LARGE else 3)

    def accuracy(self, accuracy: float | None) -> str:
        """A share in [0, 1] as a percentage."""
        if accuracy is None:
            return _NOTHING
        percent = 100 * accuracy
        decimals = 0 if abs(percent - round(percent)) < 1e-6 else 1
        return self.tr("{0}\u00a0%").format(self._widget.locale().toString(percent, "f", decimals))

    def _number(self, epoch: float) -> str:
        return self._widget.locale().toString(epoch, "f", 2)


def _value(series: Series, epoch: float | None) -> float | None:
    """The value at an epoch, or the latest one; None before the first."""
    point = series.last if epoch is None else series.value_at(epoch)
    return None if point is None else point[1]


def _sample(colour: QColor, line: str) -> str:
    """A sample of a line in its colour, as HTML."""
    return f'<span style="color:{colour.name()}">{line}</span>'
