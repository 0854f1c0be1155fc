"""The curves of the compared runs in one plot, or a sentence where no column has a run.

    show_runs, update_run → (at most ten times a second) → ComparedPlots

As in :mod:`app.training.curves`, the plots come beside the window, when there is something to plot.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.jobs.background import BackgroundTask
from app.training.curves import REDRAWING
from app.training.run import Run
from app.ui.theme import UNIT
from app.ui.widgets import is_in_sight

if TYPE_CHECKING:
    from app.comparison.plots import ComparedPlots


class ComparedCurves(QWidget):
    """The plots of up to four runs, each in the colour of its column."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run | None, ...] = ()
        self._plots: ComparedPlots | None = None
        self._is_stale = False
        self._redrawing = QTimer(self, singleShot=True, interval=REDRAWING)
        self._redrawing.timeout.connect(self._refresh)
        self._loading = BackgroundTask(self)
        self._loading.finished.connect(self._build)
        self._hint = self._label(self.tr("Choose runs above to see their curves in one plot."))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMinimumHeight(8 * UNIT)
        self._warning = self._label(
            self.tr(
                "These networks learn by different losses: the accuracies can be compared, the "
                "losses cannot."
            )
        )
        self._warning.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT)
        self._layout.addWidget(self._hint)
        self._layout.addWidget(self._warning)

    @property
    def plots(self) -> ComparedPlots | None:
        """The plots; None before there is anything to plot."""
        return self._plots

    def show_runs(self, runs: Sequence[Run | None]) -> None:
        """Show these, each at the place of its column; None where a column has no curves."""
        runs = tuple(runs)
        if runs == self._runs:
            return
        self._runs = runs
        shown = [run for run in runs if run is not None]
        self._hint.setVisible(not shown)
        self._warning.setVisible(len({_loss_of(run) for run in shown}) > 1)
        if self._plots is not None:
            self._plots.setVisible(bool(shown))
            self._plots.show_runs(runs)
        elif shown and not self._loading.is_busy:
            self._loading.submit(import_module, "app.comparison.plots")

    def update_run(self, run: Run) -> None:
        """The run has come further, or has ended."""
        if run in self._runs:
            self._is_stale = True
            if is_in_sight(self) and not self._redrawing.isActive():
                self._redrawing.start()

    def close_tasks(self) -> None:
        """Load nothing any more."""
        self._loading.close()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setWordWrap(True)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label

    @Slot(object)
    def _build(self, module: ModuleType) -> None:
        self._plots = module.ComparedPlots(self)
        self._layout.insertWidget(0, self._plots)
        self._plots.setVisible(any(run is not None for run in self._runs))
        self._plots.show_runs(self._runs)

    @Slot()
    def _refresh(self) -> None:
        """Draw what has changed, unless it cannot be seen."""
        if self._plots is not None and self._is_stale and is_in_sight(self):
            self._is_stale = False
            self._plots.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()


def _loss_of(run: Run) -> str:
    """Which loss a run has: that of its network's output."""
    return run.settings.base.output
