"""The panels that explain: what is inside, where it fails, your own digits; and who tells them.

    canvas, recognizer, current network, training data → panels → drawings for the canvas,
                                                                  networks to keep, problems

The panels know nothing of each other, and a hidden one does nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.data.source import DataSource
from app.drawing.canvas import Canvas
from app.explain.panel import InsidePanel
from app.library.panel import LibraryPanel
from app.mistakes.edit_line import EditLine
from app.mistakes.panel import MistakesPanel
from app.prediction.current_network import CurrentNetwork
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.recognizer import Recognizer
from app.settings.settings import Settings
from nn.checkpoint import Model
from nn.reader import Calibration, Reader


class Workbench(QObject):
    """Makes the panels and connects them.

    ``edit_line`` belongs above the canvas, the panels into docks. ``problem`` and ``notice`` carry
    sentences for the user: something went wrong, or was done where it cannot be seen.
    """

    problem = Signal(str)
    notice = Signal(str)

    def __init__(
        self,
        canvas: Canvas,
        bars: ProbabilityBars,
        recognizer: Recognizer,
        network: CurrentNetwork,
        source: DataSource,
        settings: Settings,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._canvas = canvas
        self._recognizer = recognizer
        self._network = network
        self._source = source
        self._network_name = ""
        self.inside = InsidePanel(window, settings=settings)
        self.mistakes = MistakesPanel(window)
        self.edit_line = EditLine(window)
        self.library = LibraryPanel(window, data=source)
        network.described.connect(self._name_network)
        self._connect_inside(bars)
        self._connect_mistakes()
        self._connect_library()

    def shutdown(self) -> None:
        """End what still runs in the background, and wait until it has ended."""
        self.mistakes.shutdown()
        self.library.shutdown()

    def _connect_inside(self, bars: ProbabilityBars) -> None:
        inside = self.inside
        self._canvas.changed.connect(inside.set_drawing)
        self._network.reader_changed.connect(inside.set_reader)
        bars.chosen.connect(inside.choose)
        inside.chosen.connect(bars.set_chosen)

    def _connect_mistakes(self) -> None:
        mistakes = self.mistakes
        self._canvas.changed.connect(self.edit_line.set_drawing)
        self._recognizer.read.connect(self.edit_line.show_reading)
        mistakes.editing_began.connect(self.edit_line.begin)
        self._network.model_changed.connect(self._show_mistakes_of)
        self._source.path_changed.connect(self._test_on_data)
        mistakes.data_wanted.connect(self._source.choose)
        mistakes.drawing_opened.connect(self._canvas.set_drawing)
        mistakes.problem.connect(self.problem)
        self._test_on_data()

    def _connect_library(self) -> None:
        library = self.library
        self._canvas.changed.connect(self._show_library_drawing)
        self._network.model_changed.connect(library.set_model)
        library.drawing_opened.connect(self._canvas.set_drawing)
        library.problem.connect(self.problem)
        library.notice.connect(self.notice)

    @Slot()
    def _show_library_drawing(self) -> None:
        # A replay shows a part of it, but it is the whole drawing that has a label.
        self.library.set_drawing(self._canvas.drawing)

    @Slot(str)
    def _name_network(self, name: str) -> None:
        self._network_name = name

    @Slot(object)
    def _show_mistakes_of(self, model: Model) -> None:
        reader = Reader(model.network, Calibration.from_facts(model.facts))
        self.mistakes.set_model(reader, self._network_name)

    @Slot()
    def _test_on_data(self) -> None:
        self.mistakes.set_data_path(self._source.path)
