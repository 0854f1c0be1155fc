"""The plot of :mod:`tests.benchmarks.growth`: a panel for each thing that grows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from tests.benchmarks.growth import Point

COLOURS = {"ours": "#1f5fc4", "pytorch": "#d9531e", "keras_jax": "#3a8f3a", "products": "#888888"}

NAMES = {"ours": "Digits", "pytorch": "PyTorch", "keras_jax": "Keras on JAX",
         "products": "bare products"}  # fmt: skip

_NICE = [digit * 10.0**power for power in range(-1, 5) for digit in (1, 2, 5)]

_PANELS = (
    ("hidden units", "seconds", "hidden units"),
    ("layers of 256", "seconds", "hidden layers of 256"),
    ("batch", "seconds", "images in a batch"),
    ("images", "seconds", "training images"),
    ("images", "memory", "training images"),
)


def plot(points: Sequence[Point], path: Path) -> None:
    """Write the plot as PNG; both axes of each panel are logarithmic."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import pyqtgraph
    from pyqtgraph.exporters import ImageExporter
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])
    pyqtgraph.setConfigOptions(background="w", foreground="#303030", antialias=True)
    board = pyqtgraph.GraphicsLayoutWidget(size=(1500, 820))
    measured = {point.axis for point in points}
    panels = [panel for panel in _PANELS if panel[0] in measured]
    for number, (axis, what, label) in enumerate(panels):
        panel = board.addPlot(row=number // 3, col=number % 3)
        panel.setLogMode(True, True)
        places = sorted({point.place for point in points if point.axis == axis})
        panel.getAxis("bottom").setTicks([[(np.log10(n), f"{n:,}") for n in places]])
        panel.getAxis("left").setTicks([[(np.log10(n), f"{n:g}") for n in _NICE]])
        panel.showGrid(x=True, y=True, alpha=0.2)
        panel.setLabel("bottom", label)
        panel.setLabel("left", "µs a sample" if what == "seconds" else "memory, MB")
        if number == 0:
            panel.addLegend(offset=(12, 12))
        for side, colour in COLOURS.items():
            own = [point for point in points if point.axis == axis and side in point.seconds]
            if not own or (what == "memory" and side == "products"):
                continue
            scale = 1e6 if what == "seconds" else 1 / 2**20
            values = np.array([getattr(point, what)[side] for point in own]) * scale
            style = {"width": 2, "style": pyqtgraph.QtCore.Qt.PenStyle.DashLine} if (
                side == "products"
            ) else {"width": 2}  # fmt: skip
            panel.plot([point.place for point in own], values, name=NAMES[side],
                       pen=pyqtgraph.mkPen(colour, **style), symbol="o", symbolSize=7,
                       symbolBrush=colour, symbolPen=None)  # fmt: skip
    board.show()
    application.processEvents()
    ImageExporter(board.scene()).export(str(path))
