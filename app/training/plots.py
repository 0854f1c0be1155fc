"""Two plots above each other, the losses and the accuracy, with a line for each series of a run.

Pointing at an epoch in either moves the crosshair in both. Above the curves stand the values at
the crosshair, or else the latest ones, each with a sample of its line before it, so that this
caption is the legend too. Imports pyqtgraph, so only :mod:`app.training.curves` imports this
module, when there is something to plot.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.text.formats import rounded_percent
from app.training.curves import Ranges
from app.training.plot_view import Caption, Line, PlotView
from app.training.run import Outcome, Rank, Run, RunCurves, Series
from app.ui.theme import UNIT, Chart, chart_colour

SERIES = {
    "loss": Chart.TRAINING_LOSS,
    "validation_loss": Chart.VALIDATION_LOSS,
    "accuracy": Chart.ACCURACY,
}
"""The series of :class:`app.training.run.RunCurves` with their colours."""

EARLIER_POINTS = 256
"""A run that is over is painted with about so many."""

_SOLID, _DASHED = "━━", "╍╍"
"""Samples of the lines."""

_LARGE = 1000
"""From here on a loss is written with two digits: it says nothing but that it is out of bounds."""

_NOTHING = "–"


class RunPlots(QWidget):
    """The plots ``loss`` and ``accuracy``. ``viewed`` tells that the user has chosen a
    view, or (False) asks for everything again."""

    viewed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        captions = CurveCaptions(self)
        self.loss = PlotView(self.tr("Loss"), captions.loss, self, two_lines=True)
        self.accuracy = PlotView(
            self.tr("Validation accuracy"), captions.accuracy, self, as_errors=True
        )
        self.accuracy.setToolTip(
            self.tr(
                "Stretched towards 100 %, where little is much: 90 % to 99 % is as high a step as "
                "99 % to 99.9 %, for each leaves a tenth of the errors."
            )
        )
        self.loss.setObjectName("lossPlot")
        self.accuracy.setObjectName("accuracyPlot")
        self._captions = captions
        self._lines: dict[Run, dict[str, Line]] = {}
        self._ranks: dict[Run, Rank] = {}
        self._told: Run | None = None
        self._epoch: float | None = None
        self.accuracy.share_epochs(self.loss)
        self.accuracy.name_epochs(self.tr("Epoch"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for plot in (self.loss, self.accuracy):
            plot.pointed.connect(self._point)
            plot.viewed.connect(self.viewed)
            layout.addWidget(plot)

    def draw(self, run: Run) -> None:
        """Show the run's curves as they are now."""
        most = None if run.outcome is Outcome.RUNNING else EARLIER_POINTS
        for name, line in self._lines_of(run).items():
            line.draw(getattr(run.curves, name), most=most)

    def rank(self, ranks: dict[Run, Rank]) -> None:
        """Bring out some runs before the others; the captions tell of the chosen one, or else of
        the leading one."""
        self._ranks = ranks
        order = {rank: run for run, rank in ranks.items()}
        self._told = order.get(Rank.CHOSEN) or order.get(Rank.LEADING)
        self._dress(ranks)

    def remove(self, run: Run) -> None:
        """Show this run no more."""
        for line in self._lines.pop(run, {}).values():
            line.remove()
        self._ranks.pop(run, None)

    def show_ranges(self, ranges: Ranges) -> None:
        """See so much."""
        self.loss.show_range(ranges.epochs, ranges.losses)
        self.accuracy.show_range(ranges.epochs, ranges.accuracies)

    def offer_whole(self, offered: bool) -> None:
        """Have a button that asks for everything again, while the view is the user's own."""
        for plot in (self.loss, self.accuracy):
            plot.offer_whole(offered)

    def tell(self) -> None:
        """Write into the captions what the curves are at the crosshair, or at their end."""
        losses = accuracy = Caption()
        if self._told is not None:
            losses, accuracy = self._captions.texts(
                self._told.curves, self._colours(self._told), self._epoch
            )
        self.loss.set_readout(losses)
        self.accuracy.set_readout(accuracy)

    def _lines_of(self, run: Run) -> dict[str, Line]:
        """The run's lines, made when they are first needed."""
        if run not in self._lines:
            self._lines[run] = {
                name: (self.accuracy if name == "accuracy" else self.loss).add_line()
                for name in SERIES
            }
        return self._lines[run]

    def _dress(self, runs: Iterable[Run]) -> None:
        for run in runs:
            colours = self._colours(run)
            is_earlier = self._ranks[run] is Rank.EARLIER
            for name, line in self._lines_of(run).items():
                line.dress(
                    colours[name],
                    1.0 if is_earlier else 2.0,
                    in_front=not is_earlier,
                    dashed=name == "validation_loss",
                )
                if run.outcome is Outcome.DIVERGED:
                    line.mark_end(self.palette().color(QPalette.ColorRole.BrightText))

    def _colours(self, run: Run) -> dict[str, QColor]:
        palette = self.palette()
        match self._ranks[run]:
            case Rank.LEADING:
                return {name: chart_colour(chart, palette) for name, chart in SERIES.items()}
            case Rank.CHOSEN:
                return dict.fromkeys(SERIES, palette.windowText().color())
            case Rank.EARLIER:
                return dict.fromkeys(SERIES, chart_colour(Chart.EARLIER, palette))

    @Slot(object)
    def _point(self, epoch: float | None) -> None:
        self._epoch = epoch
        for plot in (self.loss, self.accuracy):
            plot.set_crosshair(epoch)
        self.tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress(self._ranks)
            self.tell()


class CurveCaptions(QObject):
    """The captions of the two plots, in the language and the numbers of their widget."""

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
        return rounded_percent(accuracy, self._widget.locale(), decimals)

    def _number(self, epoch: float) -> str:
        return self._widget.locale().toString(epoch, "f", 2)


def _value(series: Series, epoch: float | None) -> float | None:
    """The value at an epoch, or the latest one; None before the first."""
    point = series.last if epoch is None else series.value_at(epoch)
    return None if point is None else point[1]


def _sample(colour: QColor, line: str) -> str:
    """A sample of a line in its colour, as HTML."""
    return f'<span style="color:{colour.name()}">{line}</span>'
