"""Two plots of the compared runs: how many validation images are right, and the training loss.

Each run has the colour and the letter of its column. Imports pyqtgraph, so only
:mod:`app.comparison.curves` imports this module, when there is something to plot.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.comparison.marks import LETTERS
from app.training.curves import ranges
from app.training.plot_view import Caption, Line, PlotView
from app.training.plots import CurveCaptions
from app.training.run import Outcome, Run, Series
from app.ui.theme import COMPARED, UNIT, chart_colour

_POINTS = 400
"""A curve is painted with about so many."""

_SAMPLE = "━━"


class ComparedPlots(QWidget):
    """The plots ``accuracy`` and ``loss`` of up to four runs, by their places."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._captions = CurveCaptions(self)
        self.accuracy = PlotView(
            self.tr("Validation accuracy"), self._captions.accuracy, self, as_errors=True
        )
        self.loss = PlotView(self.tr("Training loss"), self._captions.loss, self)
        self.accuracy.setObjectName("comparedAccuracyPlot")
        self.loss.setObjectName("comparedLossPlot")
        self._runs: dict[int, Run] = {}
        self._lines: list[tuple[Line, Line]] = []
        self._epoch: float | None = None
        self._has_own_view = False
        self.loss.share_epochs(self.accuracy)
        self.loss.name_epochs(self.tr("Epoch"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for plot in (self.accuracy, self.loss):
            plot.pointed.connect(self._point)
            plot.viewed.connect(self._take_view)
            layout.addWidget(plot)

    def show_runs(self, runs: Sequence[Run | None]) -> None:
        """Show these, each at its place; None is a column without curves."""
        for lines in self._lines:
            for line in lines:
                line.remove()
        self._runs = {place: run for place, run in enumerate(runs) if run is not None}
        self._lines = [(self.accuracy.add_line(), self.loss.add_line()) for _ in self._runs]
        self._dress()
        self._take_view(False)

    def refresh(self) -> None:
        """Show the curves as they are now."""
        for run, (accuracy, loss) in zip(self._runs.values(), self._lines, strict=True):
            accuracy.draw(run.curves.accuracy, most=_POINTS)
            loss.draw(run.curves.loss, most=_POINTS)
        if not self._has_own_view:
            seen = ranges(tuple(self._runs.values()), leading=None, chosen=None)
            self.accuracy.show_range(seen.epochs, seen.accuracies)
            self.loss.show_range(seen.epochs, seen.losses)
        self._tell()

    def _dress(self) -> None:
        failure = self.palette().color(QPalette.ColorRole.BrightText)
        for (place, run), lines in zip(self._runs.items(), self._lines, strict=True):
            for line in lines:
                line.dress(chart_colour(COMPARED[place], self.palette()), 2.0, in_front=True)
                if run.outcome is Outcome.DIVERGED:
                    line.mark_end(failure)

    def _tell(self) -> None:
        captions = self._captions
        for plot, name, show in (
            (self.accuracy, "accuracy", captions.accuracy),
            (self.loss, "loss", captions.loss),
        ):
            shown, spoken = [], []
            for place, run in self._runs.items():
                value = show(_value(getattr(run.curves, name), self._epoch))
                colour = chart_colour(COMPARED[place], self.palette()).name()
                shown.append(
                    f'<span style="color:{colour}">{_SAMPLE}</span> {LETTERS[place]} {value}'
                )
                spoken.append(f"{LETTERS[place]}: {value}")
            plot.set_readout(Caption(" &nbsp; ".join(shown), "", ", ".join(spoken)))

    @Slot(object)
    def _point(self, epoch: float | None) -> None:
        self._epoch = epoch
        for plot in (self.accuracy, self.loss):
            plot.set_crosshair(epoch)
        self._tell()

    @Slot(bool)
    def _take_view(self, is_own: bool) -> None:
        self._has_own_view = is_own
        for plot in (self.accuracy, self.loss):
            plot.offer_whole(is_own)
        if not is_own:
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
            self._tell()


def _value(series: Series, epoch: float | None) -> float | None:
    """The value at an epoch, or the latest one; None before the first."""
    point = series.last if epoch is None else series.value_at(epoch)
    return None if point is None else point[1]
