"""The curves of all trainings: which runs there are, which of them leads, what part is shown.

    history → add, update_run, remove → (at most ten times a second) → RunPlots

The training that leads (the one under way, or else the newest) is in colour, the one that the
user has chosen is strong, the others are grey. The plots need a library that takes a quarter of a
second to import: that happens beside the window, when there is something to plot.

At first everything is shown but the first steps, in which a loss falls from 2.3 to a tenth of it:
drawn whole, that fall would press all the rest flat onto the axis. The ranges end at round
numbers, so that the axes stand still while the curves grow.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.jobs.background import BackgroundTask
from app.training import error_scale
from app.training.run import Outcome, Rank, Run, Series
from app.ui.theme import UNIT
from app.ui.widgets import is_in_sight

if TYPE_CHECKING:
    from app.training.plots import RunPlots

REDRAWING = 100
"""Milliseconds from a report to its point on the curves, and between two paintings of them."""

Range = tuple[float, float]
"""The smallest and the largest value that is seen."""

_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0)
"""Where an axis may end, times a power of ten."""

_SMALLEST = 1e-3
"""No axis spans less: it would show nothing but noise."""

_WORTH_SEEING = 0.9
"""The axis of accuracies begins here at the latest."""

_FIRST_TOP = 0.99
"""It reaches up to here at least, so that it stands still while the first curve climbs."""

_FEW = 8
"""Up to so many points are all meant."""


@dataclass(frozen=True)
class Ranges:
    """What the axes span."""

    epochs: Range
    losses: Range
    accuracies: Range


class TrainingCurves(QWidget):
    """The plots; before there are any, a sentence on what will be there.

    ``ready`` tells that the plots are there.
    """

    ready = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: list[Run] = []
        self._leading: Run | None = None
        self._chosen: Run | None = None
        self._stale: set[Run] = set()
        self._has_own_view = False
        self._plots: RunPlots | None = None
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
        self._hint.setMinimumHeight(12 * UNIT)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.addWidget(self._hint)

    @property
    def plots(self) -> RunPlots | None:
        """The plots; None before there is anything to plot."""
        return self._plots

    @Slot()
    def begin(self) -> None:
        """A training is about to start: the earlier ones step back."""
        self._leading = None
        self._set_own_view(False)
        self._prepare()
        self._rank()
        self._refresh()

    @Slot(object)
    def add(self, run: Run) -> None:
        """Show this run as well; one that is under way leads, unless it is beside another one."""
        self._runs.append(run)
        self._stale.add(run)
        takes_the_lead = run.outcome is Outcome.RUNNING and not run.is_beside
        if takes_the_lead or self._leading is None:
            self._leading = run
            self._set_own_view(False)
        self._prepare()
        self._rank()
        self._refresh()

    @Slot(object)
    def update_run(self, run: Run) -> None:
        """Show how far this run has come, or how it has ended."""
        self._stale.add(run)
        if run.outcome is not Outcome.RUNNING:
            self._rank()
        if not self._redrawing.isActive():
            self._redrawing.start()

    @Slot(object)
    def remove(self, run: Run) -> None:
        """Show this run no more."""
        self._runs.remove(run)
        self._stale.discard(run)
        if self._plots is not None:
            self._plots.remove(run)
        if run is self._leading:
            self._leading = self._runs[-1] if self._runs else None
        if run is self._chosen:
            self._chosen = None
        self._rank()
        self._refresh()

    @Slot(object)
    def choose(self, run: Run | None) -> None:
        """Bring out this run; None for the leading one alone."""
        self._chosen = run
        self._rank()
        self._refresh()

    def _prepare(self) -> None:
        """Get the plots ready: there will soon be something to plot."""
        if self._plots is None and not self._loading.is_busy:
            self._loading.submit(import_module, "app.training.plots")

    @Slot(object)
    def _build(self, module: ModuleType) -> None:
        """The library is there: put the plots where the hint was."""
        plots: RunPlots = module.RunPlots(self)
        plots.viewed.connect(self._take_view)
        self._plots = plots
        self._layout.addWidget(plots)
        self._rank()
        self._refresh()
        self.ready.emit()

    def _rank(self) -> None:
        if self._plots is None:
            return
        ranks = dict.fromkeys(self._runs, Rank.EARLIER)
        if self._chosen is not None:
            ranks[self._chosen] = Rank.CHOSEN
        if self._leading is not None:
            ranks[self._leading] = Rank.LEADING
        self._plots.rank(ranks)

    @Slot()
    def _refresh(self) -> None:
        """Draw what has changed, unless it cannot be seen."""
        if self._plots is None or not is_in_sight(self):
            return
        self._plots.setVisible(bool(self._runs))
        self._hint.setVisible(not self._runs)
        for run in self._stale:
            self._plots.draw(run)
        self._stale.clear()
        if not self._has_own_view:
            self._plots.show_ranges(ranges(self._runs, leading=self._leading, chosen=self._chosen))
        self._plots.tell()

    @Slot(bool)
    def _take_view(self, is_own: bool) -> None:
        self._set_own_view(is_own)
        if not is_own:
            self._refresh()

    def _set_own_view(self, is_own: bool) -> None:
        self._has_own_view = is_own
        if self._plots is not None:
            self._plots.offer_whole(is_own)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


def ranges(runs: Sequence[Run], *, leading: Run | None, chosen: Run | None) -> Ranges:
    """The ranges for all ``runs``' epochs and the values of those that matter.

    A run under way is given room for all its epochs; one that diverged is shown to its bitter end.
    """
    meant = [run for run in (leading, chosen) if run is not None] or list(runs)
    losses = [part for run in meant for part in (run.curves.loss, run.curves.validation_loss)]
    share = 1.0 if any(run.outcome is Outcome.DIVERGED for run in meant) else 0.96
    highest = max((_quantile(series, share) for series in losses), default=0.0)
    lowest = min((_quantile(run.curves.accuracy, 0.15) for run in meant), default=0.0)
    best = max((_quantile(run.curves.accuracy, 1.0) for run in meant), default=0.0)
    return Ranges(
        epochs=(0.0, 1.02 * max((_reach(run) for run in runs), default=1.0)),
        losses=(0.0, _round_up(highest) if highest else 1.0),
        accuracies=(
            min(error_scale.round_down(lowest), _WORTH_SEEING),
            max(error_scale.round_up(best), _FIRST_TOP),
        ),
    )


def _round_up(value: float) -> float:
    """The next place for an axis to end that leaves a little room above ``value``."""
    if value <= _SMALLEST:
        return _SMALLEST
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _STEPS if step * power >= 1.02 * value)


def _reach(run: Run) -> float:
    """The epoch up to which a run is shown."""
    return float(run.settings.epochs) if run.outcome is Outcome.RUNNING else max(run.epoch, 1e-3)


def _quantile(series: Series, share: float) -> float:
    """The value that ``share`` of a series does not exceed; 0 for an empty one."""
    if not len(series):
        return 0.0
    share = round(share) if len(series) < _FEW else share
    return float(np.quantile(series.values, share, method="nearest"))
