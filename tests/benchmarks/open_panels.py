"""The window with every panel open and in sight, none behind another one's tab."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDockWidget

from app.mistakes.finder import MistakesFinder
from app.ui.panel import LatePanel
from tests.benchmarks.bench_window import (
    BenchWindow,
    MeasurementError,
    bench_window,
    wait,
    wait_for,
)

SIZE = QSize(2560, 1440)
"""Of the window, logical pixels: room for all panels and a canvas."""

_WIDTH = 360
"""Of each panel."""

_SETTLED = 1.0
"""Seconds after which a panel that had something to do has begun with it."""


@contextmanager
def workbench(home: Path, data: Path) -> Iterator[BenchWindow]:
    """The window with all panels open, when they have done what they do at first."""
    with bench_window(home, data) as bench:
        open_panels(bench)
        late = bench.window.findChildren(LatePanel)
        wait_for(lambda: all(panel.is_made for panel in late))
        wait(_SETTLED)
        finder = bench.part(MistakesFinder)
        wait_for(lambda: not finder.is_running)
        yield bench


def open_panels(bench: BenchWindow) -> None:
    """Open all panels in two rows; raises MeasurementError if one is not to be seen."""
    window = bench.window
    window.resize(SIZE)
    panels = window.findChildren(QDockWidget)
    for panel in panels:
        # Out of the tabs: what is split off from a panel with a tab gets a tab beside it.
        window.removeDockWidget(panel)
    above, below = panels[: -(len(panels) // -2)], panels[-(len(panels) // -2) :]
    for panel in above:
        window.addDockWidget(
            Qt.DockWidgetArea.RightDockWidgetArea, panel, Qt.Orientation.Horizontal
        )
        panel.show()
    for upper, lower in zip(above, below, strict=False):
        window.splitDockWidget(upper, lower, Qt.Orientation.Vertical)
        lower.show()
    window.resizeDocks(above, [_WIDTH] * len(above), Qt.Orientation.Horizontal)
    wait(0.2)
    hidden = [panel.windowTitle() for panel in panels if not window.rect().contains(_place(panel))]
    if hidden:
        raise MeasurementError(f"panels that cannot be seen: {', '.join(hidden)}")


def _place(panel: QDockWidget) -> QRect:
    """Where a panel lies in its window; one behind a tab lies far outside."""
    return QRect(panel.mapTo(panel.window(), QPoint()), panel.size())
