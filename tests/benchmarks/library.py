"""The library as a person meets it: how soon it is open, how it scrolls, how soon a digit is kept.

Run by itself it prints its figures: ``python -m tests.benchmarks.library``.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.benchmarks.figures import Figure, percentile, report

KEPT = 10_000
"""Drawings in the library."""

WIDTH, HEIGHT = 700, 900
"""Of the panel, logical pixels: a large one has the most to paint."""

SCROLL_STEP = 120
"""Pixels that a notch of a mouse wheel scrolls, about."""

SCROLL_STEPS = 300

KEEPS = 50


def measure_library(home: Path) -> Iterator[Figure]:
    """Fill a library and use it. ``home`` is an empty folder; needs a QApplication."""
    fill(home)
    with _panel(home) as panel:
        yield Figure(f"Library of {KEPT} opened and its first page shown", _open(panel), "s", 0.5)
        steps = _scroll(panel)
        yield Figure("Scrolling it, a step, p99", percentile(steps, 0.99), "ms", 33)
        yield Figure("Scrolling it, the slowest step", max(steps), "ms")
        calls, confirmed = _keep(panel)
        yield Figure("Window's share of keeping a drawing, max", max(calls), "ms", 4)
        yield Figure("A drawing kept, to its confirmation, p99", percentile(confirmed, 0.99), "ms")


def fill(home: Path) -> None:
    """A library of synthesised digits."""
    from app.library.file import FILE_NAME
    from app.library.store import LibraryStore, NewDrawing
    from app.library.stroke_files import on_sheet
    from nn.synthesis.digits import synthesise

    strokes = synthesise(KEPT, rng=np.random.default_rng(0))
    with LibraryStore(home / FILE_NAME) as store:
        store.add(
            [
                NewDrawing(on_sheet(drawing), int(label), "")
                for drawing, label in zip(strokes.drawings, strokes.labels, strict=True)
            ]
        )


@contextmanager
def _panel(home: Path) -> Iterator[object]:
    from app.library.panel import LibraryPanel

    panel = LibraryPanel(folder=home)
    panel.resize(WIDTH, HEIGHT)
    yield panel
    panel.shutdown()
    panel.close()
    panel.deleteLater()


def _open(panel: object) -> float:
    """Seconds from showing the panel to a first page that is all painted."""
    from app.library.gallery_model import DRAWING
    from app.library.gallery_view import GalleryView

    view = panel.findChild(GalleryView)  # type: ignore[attr-defined]
    start = time.perf_counter()
    panel.show()  # type: ignore[attr-defined]
    _wait(lambda: view.model().rowCount() == KEPT)
    last = view.indexAt(view.viewport().rect().center())
    _wait(lambda: last.data(DRAWING) is not None and not view.is_behind)
    return time.perf_counter() - start


def _scroll(panel: object) -> list[float]:
    """Milliseconds for each step of a scroll: to scroll, to paint, and to handle what has come."""
    from PySide6.QtWidgets import QApplication

    from app.library.gallery_view import GalleryView

    view = panel.findChild(GalleryView)  # type: ignore[attr-defined]
    bar = view.verticalScrollBar()
    taken = []
    for step in range(SCROLL_STEPS):
        start = time.perf_counter()
        bar.setValue(step * SCROLL_STEP)
        view.viewport().repaint()
        QApplication.processEvents()
        taken.append(1000 * (time.perf_counter() - start))
        # A frame's rest, in which the thread that reads has its turn.
        time.sleep(0.008)
    return taken


def _keep(panel: object) -> tuple[list[float], list[float]]:
    """Milliseconds that the window is busy with keeping, and until it is confirmed."""
    from app.library.library import Library
    from nn.synthesis.digits import synthesise

    library = panel.findChild(Library)  # type: ignore[attr-defined]
    done: list[object] = []
    library.changed.connect(done.append)
    calls, confirmed = [], []
    for number, drawing in enumerate(synthesise(KEEPS, rng=np.random.default_rng(1)).drawings, 1):
        start = time.perf_counter()
        panel.set_drawing(drawing)  # type: ignore[attr-defined]
        panel.library_actions.labels[number % 10].trigger()  # type: ignore[attr-defined]
        calls.append(1000 * (time.perf_counter() - start))
        _wait(lambda number=number: len(done) == number)  # type: ignore[misc]
        confirmed.append(1000 * (time.perf_counter() - start))
    return calls, confirmed


def _wait(condition: Callable[[], bool]) -> None:
    """Handle events until something is so."""
    from PySide6.QtWidgets import QApplication

    while not condition():
        QApplication.processEvents()
        # Without a rest the thread that reads would hardly get its turn.
        time.sleep(0.0005)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    with tempfile.TemporaryDirectory() as home:
        report(list(measure_library(Path(home))), "bench-library.json")
    application.quit()


if __name__ == "__main__":
    main()
