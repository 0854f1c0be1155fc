"""The panels that are opened to understand: made when they are first seen, then kept informed.

    Learn       lessons that set up the window and look at what happens in it
    Microscope  one step of learning, number by number
    Build       the layers and the training of networks of one's own
    Compare     several networks on one drawing, and a training beside the other one

Whatever a panel has to know when it is made, the drawing, the network, the data, it is told then;
later it hears of each change as the other panels do.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from app.data.source import DataSource
from app.drawing.canvas import Canvas
from app.prediction.current_network import CurrentNetwork
from app.prediction.recognizer import Recognizer
from app.training.panel import TrainingPanel
from app.training.retraining import Retraining
from app.training.side_training import SideTraining
from app.ui.panel import LatePanel
from nn.reader import Reader

if TYPE_CHECKING:
    from app.builder.editor import RecipeEditor
    from app.comparison.panel import ComparisonPanel
    from app.lessons.panel import LearnPanel
    from app.microscope.panel import MicroscopePanel
    from app.microscope.session import TrainingStart


@dataclass(frozen=True)
class Parts:
    """What the panels work on."""

    canvas: Canvas
    recognizer: Recognizer
    network: CurrentNetwork
    source: DataSource
    training: TrainingPanel
    retraining: Retraining


class Workshop(QObject):
    """The panels of one window, by their names in ``panels``.

    ``problem`` and ``notice`` carry a sentence for the user, ``learn_made`` the panel with the
    lessons when there is one, and ``microscope_made`` tells that there is a microscope.
    """

    problem = Signal(str)
    notice = Signal(str)
    learn_made = Signal(object)
    microscope_made = Signal()

    def __init__(self, parts: Parts, window: QMainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._side_training = SideTraining(parts.retraining.history, parts.source, self)
        self._reader: Reader | None = None
        self._network_name = ""
        self._learn: LearnPanel | None = None
        self._microscope: MicroscopePanel | None = None
        self._editor: RecipeEditor | None = None
        self._comparison: ComparisonPanel | None = None
        self.panels = {
            "learn": LatePanel(
                self.tr("Learn"), "app.lessons.panel", self._make_learn, window, name="learnDock"
            ),
            "microscope": LatePanel(
                self.tr("Microscope"),
                "app.microscope.panel",
                self._make_microscope,
                window,
                name="microscopeDock",
            ),
            "build": LatePanel(
                self.tr("Build"),
                "app.builder.editor",
                self._make_editor,
                window,
                name="buildDock",
            ),
            "compare": LatePanel(
                self.tr("Compare"),
                "app.comparison.panel",
                self._make_comparison,
                window,
                name="compareDock",
            ),
        }
        parts.network.reader_changed.connect(self._take_reader)
        parts.network.described.connect(self._take_name)

    @property
    def learn(self) -> LearnPanel | None:
        """The lessons, once they were opened."""
        return self._learn

    @property
    def microscope(self) -> MicroscopePanel | None:
        """The microscope, once it was opened."""
        return self._microscope

    @property
    def comparison(self) -> ComparisonPanel | None:
        """The comparison, once it was opened."""
        return self._comparison

    def shutdown(self) -> None:
        """End all work."""
        if self._microscope is not None:
            self._microscope.shutdown()
        if self._editor is not None:
            self._editor.shutdown()
        if self._comparison is not None:
            self._comparison.shutdown()
        self._side_training.shutdown()

    def _make_learn(self, module: ModuleType) -> LearnPanel:
        panel: LearnPanel = module.LearnPanel()
        self._learn = panel
        panel.problem.connect(self.problem)
        self.learn_made.emit(panel)
        return panel

    def _make_microscope(self, module: ModuleType) -> MicroscopePanel:
        panel: MicroscopePanel = module.MicroscopePanel()
        self._microscope, parts = panel, self._parts
        panel.set_data_path(parts.source.path)
        parts.source.path_changed.connect(self._set_microscope_data)
        self._follow_canvas(panel)
        panel.go_on_requested.connect(self._go_on)
        if self._reader is not None:
            panel.set_reader(self._reader)
        self.microscope_made.emit()
        return panel

    def _make_editor(self, module: ModuleType) -> RecipeEditor:
        training = self._parts.training
        editor: RecipeEditor = module.RecipeEditor(training.book)
        self._editor = editor
        editor.saved.connect(training.choose_recipe)
        editor.train_requested.connect(training.train_recipe)
        editor.notice.connect(self.notice)
        editor.problem.connect(self.problem)
        return editor

    def _make_comparison(self, module: ModuleType) -> ComparisonPanel:
        panel: ComparisonPanel = module.ComparisonPanel(
            self._parts.retraining.history, self._side_training, book=self._parts.training.book
        )
        self._comparison = panel
        self._follow_canvas(panel)
        panel.problem.connect(self.problem)
        panel.use_requested.connect(self._parts.network.use)
        self._parts.training.controls.entered.connect(self._tell_in_training)
        self._tell_in_training()
        if self._reader is not None:
            panel.set_current(self._reader, self._network_name)
        return panel

    def _follow_canvas(self, panel: ComparisonPanel | MicroscopePanel) -> None:
        recognizer = self._parts.recognizer
        panel.set_drawing(recognizer.digit_of(self._parts.canvas.drawing))
        recognizer.digit_chosen.connect(panel.set_drawing)

    @Slot(object)
    def _take_reader(self, reader: Reader) -> None:
        self._reader = reader
        if self._microscope is not None:
            self._microscope.set_reader(reader)

    @Slot(str)
    def _take_name(self, name: str) -> None:
        self._network_name = name
        reader = self._parts.recognizer.reader
        if self._comparison is not None and reader is not None:
            self._comparison.set_current(reader, name)

    @Slot()
    def _tell_in_training(self) -> None:
        if self._comparison is not None:
            self._comparison.set_in_training(self._parts.training.state.is_training)

    @Slot()
    def _set_microscope_data(self) -> None:
        if self._microscope is not None:
            self._microscope.set_data_path(self._parts.source.path)

    @Slot(object)
    def _go_on(self, start: TrainingStart) -> None:
        self._parts.retraining.go_on(start.settings, start.network)
