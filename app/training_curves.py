"""The curves of all trainings: the losses one above the accuracy, over the same epochs.

    history → add, update, remove → a line a series and run → two plots
    pointer over either plot → crosshair in both, values in the captions

The training that leads (the one under way, or else the newest) is in colour, the one that the
user has chosen is strong, the others are grey. The plots need a library that takes a quarter of a
second to import: that happens beside the window, when there is something to plot.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.background import BackgroundTask
from app.curve_ranges import ranges
from app.run import Outcome, Run
from app.run_curves import Series
from app.theme import UNIT, Chart, chart_colour

if TYPE_CHECKING:
    from app.plot_line import Line
    from app.plot_view import PlotView

SERIES = ("loss", "validation_loss", "accuracy")
"""The series of :class:`app.run_curves.RunCurves`."""

REDRAWING = 66
"""Milliseconds from a report to its point on the curves, and between two paintings of them."""

SOLID, DASHED = "━━", "╍╍"
"""Samples of the lines, for the captions."""


class TrainingCurves(QWidget):
    """Two plots; before there are any, a sentence on what will be there.

    ``ready`` tells that the plots are there.
    """

    ready = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self._leading: Run | None = None
        self._chosen: Run | None = None
        self._lines: dict[Run, dict[str, Line]] = {}
        self._stale: set[Run] = set()
        self._has_own_view = False
        self._plots: tuple[PlotView, PlotView] | None = None
        # After the bars, which follow the same reports, and no faster than the eye.
        self._redrawing = QTimer(self, singleShot=True, interval=REDRAWING)
        self._redrawing.timeout.connect(self._refresh)
        self._loading = BackgroundTask(self)
        self._loading.finished.connect(self._build)
        self._hint = QLabel(
            self.tr("The curves of loss and accuracy appear here while a network learns."), self
        )
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT)
        self._layout.addWidget(self._hint)
        self._hint.setMinimumHeight(12 * UNIT)

    @property
    def plots(self) -> tuple[PlotView, PlotView] | None:
        """The plot of the losses and that of the accuracy; None before there is anything."""
        return self._plots

    @Slot()
    def prepare(self) -> None:
        """Get ready for curves: there will soon be some."""
        if self._plots is None and not self._loading.is_busy:
            self._loading.submit(import_module, "app.plot_view")

    @Slot(object)
    def add(self, run: Run) -> None:
        """Show this run as well; one that is under way leads."""
        self._runs.append(run)
        self._stale.add(run)
        if run.outcome is Outcome.RUNNING or self._leading is None:
            self._leading = run
            self._has_own_view = False
        self.prepare()
        self._dress()
        self._refresh()

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """Show how far this run has come."""
        self._stale.add(run)
        if run.outcome is Outcome.DIVERGED:
            self._dress()
        if not self._redrawing.isActive():
            self._redrawing.start()

    @Slot(object)
    def remove(self, run: Run) -> None:
        """Show this run no more."""
        self._runs.remove(run)
        self._stale.discard(run)
        for line in self._lines.pop(run, {}).values():
            line.remove()
        if run is self._leading:
            self._leading = self._runs[-1] if self._runs else None
        if run is self._chosen:
            self._chosen = None
        self._dress()
        self._refresh()

    @Slot(object)
    def choose(self, run: Run | None) -> None:
        """Bring out this run; None for the leading one alone."""
        self._chosen = run
        self._dress()
        self._refresh()

    @Slot()
    def begin(self) -> None:
        """A training is about to start: the earlier ones step back."""
        self._leading = None
        self._has_own_view = False
        self.prepare()
        self._dress()
        self._refresh()

    @Slot(object)
    def _build(self, module: ModuleType) -> None:
        """The library is there: put the plots where the hint was."""
        loss = module.PlotView(self.tr("Loss"), self._show_loss, self, two_lines=True)
        accuracy = module.PlotView(self.tr("Validation accuracy"), self._show_accuracy, self)
        loss.setObjectName("lossPlot")
        accuracy.setObjectName("accuracyPlot")
        self._plots = (loss, accuracy)
        accuracy.share_epochs(loss)
        accuracy.name_epochs(self.tr("Epoch"))
        for plot in self._plots:
            plot.pointed.connect(self._point)
            plot.viewed.connect(self._take_view)
            self._layout.addWidget(plot, 1)
        self._hint.hide()
        self._dress()
        self._refresh()
        self.ready.emit()

    def _lines_of(self, run: Run) -> dict[str, Line]:
        """The run's lines, made when they are first needed."""
        assert self._plots is not None, "lines belong to plots"
        if run not in self._lines:
            loss, accuracy = self._plots
            self._lines[run] = {
                "loss": loss.add_line(),
                "validation_loss": loss.add_line(),
                "accuracy": accuracy.add_line(),
            }
        return self._lines[run]

    def _dress(self) -> None:
        """Colour for the leading run, ink for the chosen one, grey for the others."""
        if self._plots is None:
            return
        for run in self._runs:
            colours = self._colours(run)
            width = 2.0 if run in (self._leading, self._chosen) else 1.0
            lines = self._lines_of(run)
            for name in SERIES:
                lines[name].dress(
                    colours[name],
                    width,
                    in_front=width > 1,
                    dashed=name == "validation_loss",
                )
                if run.outcome is Outcome.DIVERGED:
                    lines[name].mark_end(self.palette().color(QPalette.ColorRole.BrightText))

    def _colours(self, run: Run) -> dict[str, QColor]:
        palette = self.palette()
        if run is self._leading:
            charts = (Chart.TRAINING_LOSS, Chart.VALIDATION_LOSS, Chart.ACCURACY)
            return {
                name: chart_colour(chart, palette)
                for name, chart in zip(SERIES, charts, strict=True)
            }
        chosen = run is self._chosen
        one = palette.windowText().color() if chosen else chart_colour(Chart.EARLIER, palette)
        return dict.fromkeys(SERIES, one)

    @Slot()
    def _refresh(self) -> None:
        """Draw what has changed, unless nobody can see it."""
        if self._plots is None or not self.isVisible():
            return
        for run in self._stale & set(self._runs):
            for name, line in self._lines_of(run).items():
                line.draw(getattr(run.curves, name))
        self._stale.clear()
        if not self._has_own_view:
            self._show_everything()
        self._tell(None)

    def _show_everything(self) -> None:
        assert self._plots is not None, "only plots can be looked at"
        seen = ranges(self._runs, leading=self._leading, chosen=self._chosen)
        loss, accuracy = self._plots
        loss.show_range(seen.epochs, seen.losses)
        accuracy.show_range(seen.epochs, seen.accuracies)

    @Slot(bool)
    def _take_view(self, is_own: bool) -> None:
        self._has_own_view = is_own
        if not is_own:
            self._refresh()

    @Slot(object)
    def _point(self, epoch: float | None) -> None:
        if self._plots is None:
            return
        for plot in self._plots:
            plot.set_crosshair(epoch)
        self._tell(epoch)

    def _tell(self, epoch: float | None) -> None:
        """Write the values at an epoch into the captions, or the latest ones."""
        run = self._chosen or self._leading
        if self._plots is None or run is None:
            return
        training, validation, accuracy = (
            _value(getattr(run.curves, name), epoch) for name in SERIES
        )
        colours = self._colours(run)
        at = "" if epoch is None else self.tr("Epoch {0}").format(self._show_epoch(epoch))
        losses = (
            self.tr("training {0}").format(self._show_loss(training)),
            self.tr("validation {0}").format(self._show_loss(validation)),
        )
        marks = (_mark(colours["loss"], SOLID), _mark(colours["validation_loss"], DASHED))
        loss_plot, accuracy_plot = self._plots
        loss_plot.set_readout(
            f"{marks[0]} {losses[0]} &nbsp; {marks[1]} {losses[1]}",
            where=at,
            spoken=f"{losses[0]}, {losses[1]}",
        )
        percent = self._show_accuracy(accuracy)
        mark = _mark(colours["accuracy"], SOLID)
        accuracy_plot.set_readout(f"{mark} {percent}", where="", spoken=percent)

    def _show_epoch(self, epoch: float) -> str:
        return self.locale().toString(epoch, "f", 2)

    def _show_loss(self, loss: float | None) -> str:
        return "–" if loss is None else self.locale().toString(loss, "g", 3)

    def _show_accuracy(self, accuracy: float | None) -> str:
        if accuracy is None:
            return "–"
        decimals = 0 if abs(100 * accuracy - round(100 * accuracy)) < 1e-6 else 1
        return self.tr("{0}\u00a0%").format(self.locale().toString(100 * accuracy, "f", decimals))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
            self._tell(None)


def _value(series: Series, epoch: float | None) -> float | None:
    """The value at an epoch, or the latest one; None before the first."""
    point = series.last if epoch is None else series.value_at(epoch)
    return None if point is None else point[1]


def _mark(colour: QColor, sample: str) -> str:
    """A sample of a line in its colour, as HTML."""
    return f'<span style="color:{colour.name()}">{sample}</span>'
