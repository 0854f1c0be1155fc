"""The panels that are opened to understand: made when they are first seen, then kept informed.

    Inside      why this answer: the input, the layers, the ink that speaks for it
    Mistakes    the confusion matrix, and the test images that are misread
    My Digits   the user's own drawings, and the network that learns them
    Learn       lessons that set up the window and look at what happens in it
    Microscope  one step of learning, number by number
    Build       the layers and the training of networks of one's own
    Compare     several networks on one drawing, and a training beside the other one

Whatever a panel has to know when it is made, the drawing, the network, the data, it is told then;
from then on it hears of each change.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from app.data.source import DataSource
from app.drawing.canvas import Canvas
from app.library.actions import LibraryActions
from app.prediction.current_network import CurrentNetwork
from app.prediction.probability_bars import ProbabilityBars
from app.prediction.recognizer import Recognizer
from app.settings import Settings
from app.training.panel import TrainingPanel
from app.training.retraining import Retraining
from app.training.side_training import SideTraining
from app.ui.panel import LatePanel
from nn.reader import Calibration, Reader

if TYPE_CHECKING:
    from app.builder.editor import RecipeEditor
    from app.comparison.panel import ComparisonPanel
    from app.explain.panel import ExplainPanel
    from app.lessons.panel import LearnPanel
    from app.microscope.panel import MicroscopePanel
    from app.microscope.session import TrainingStart
    from app.mistakes.panel import MistakesPanel
    from app.window.own_digits import OwnDigits


@dataclass(frozen=True)
class Parts:
    """What the panels work on."""

    canvas: Canvas
    recognizer: Recognizer
    bars: ProbabilityBars
    network: CurrentNetwork
    source: DataSource
    training: TrainingPanel
    retraining: Retraining
    settings: Settings


class Workshop(QObject):
    """The panels of one window, by their names in ``panels``.

    ``problem`` and ``notice`` carry a sentence for the user, ``editing_began`` the test image that
    comes onto the canvas, and ``learn_made`` the panel with the lessons when there is one;
    ``mistakes_made`` and ``microscope_made`` tell that there is such a panel. ``library_actions``
    are for a menu: a digit can be kept before the library was ever opened.
    """

    problem = Signal(str)
    notice = Signal(str)
    editing_began = Signal(object)
    learn_made = Signal(object)
    mistakes_made = Signal()
    microscope_made = Signal()

    def __init__(self, parts: Parts, window: QMainWindow) -> None:
        super().__init__(window)
        self._parts = parts
        self._side_training = SideTraining(parts.retraining.history, parts.source, self)
        self._reader: Reader | None = None
        self._network_name = ""
        self._model_name = ""
        self._mistakes: MistakesPanel | None = None
        self._library: OwnDigits | None = None
        self._learn: LearnPanel | None = None
        self._microscope: MicroscopePanel | None = None
        self._editor: RecipeEditor | None = None
        self._comparison: ComparisonPanel | None = None
        self.library_actions = LibraryActions(self)
        late = (
            ("inside", self.tr("Inside"), "app.explain.panel", self._make_inside),
            ("mistakes", self.tr("Mistakes"), "app.mistakes.panel", self._make_mistakes),
            ("library", self.tr("My Digits"), "app.window.own_digits", self._make_library),
            ("learn", self.tr("Learn"), "app.lessons.panel", self._make_learn),
            ("microscope", self.tr("Microscope"), "app.microscope.panel", self._make_microscope),
            ("build", self.tr("Build"), "app.builder.editor", self._make_editor),
            ("compare", self.tr("Compare"), "app.comparison.panel", self._make_comparison),
        )
        self.panels = {
            name: LatePanel(title, module, make, window, name=f"{name}Dock")
            for name, title, module, make in late
        }
        self.library_actions.chosen.connect(self._keep)
        parts.network.reader_changed.connect(self._take_reader)
        parts.network.model_changed.connect(self._take_model)
        parts.network.described.connect(self._take_name)

    @property
    def mistakes(self) -> MistakesPanel | None:
        """The mistakes, once they were opened."""
        return self._mistakes

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
        working = (
            self._mistakes,
            self._library,
            self._microscope,
            self._editor,
            self._comparison,
        )
        for panel in working:
            if panel is not None:
                panel.shutdown()
        self._side_training.shutdown()

    def _make_inside(self, module: ModuleType) -> ExplainPanel:
        parts = self._parts
        panel: ExplainPanel = module.ExplainPanel(settings=parts.settings)
        self._follow_canvas(panel)
        parts.network.reader_changed.connect(panel.set_reader)
        if self._reader is not None:
            panel.set_reader(self._reader)
        parts.bars.chosen.connect(panel.choose)
        panel.choose(parts.bars.chosen_digit)
        panel.chosen.connect(parts.bars.set_chosen)
        return panel

    def _make_mistakes(self, module: ModuleType) -> MistakesPanel:
        panel: MistakesPanel = module.MistakesPanel()
        self._mistakes, source = panel, self._parts.source
        panel.set_data_path(source.path)
        source.path_changed.connect(self._set_mistakes_data)
        panel.data_wanted.connect(source.choose)
        panel.editing_began.connect(self.editing_began)
        panel.drawing_opened.connect(self._parts.canvas.set_drawing)
        panel.problem.connect(self.problem)
        self._show_mistakes()
        self.mistakes_made.emit()
        return panel

    def _make_library(self, module: ModuleType) -> OwnDigits:
        panel: OwnDigits = module.OwnDigits(self._parts, self.library_actions)
        self._library = panel
        panel.notice.connect(self.notice)
        panel.problem.connect(self.problem)
        return panel

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

    def _follow_canvas(self, panel: ComparisonPanel | ExplainPanel | MicroscopePanel) -> None:
        recognizer = self._parts.recognizer
        panel.set_drawing(recognizer.digit_of(self._parts.canvas.drawing))
        recognizer.digit_chosen.connect(panel.set_drawing)

    @Slot(object)
    def _take_reader(self, reader: Reader) -> None:
        self._reader = reader
        if self._microscope is not None:
            self._microscope.set_reader(reader)

    @Slot()
    def _take_model(self) -> None:
        self._model_name = self._network_name
        self._show_mistakes()

    def _show_mistakes(self) -> None:
        model = self._parts.network.model
        if self._mistakes is not None and model is not None:
            reader = Reader(model.network, Calibration.from_metadata(model.metadata))
            self._mistakes.set_model(reader, self._model_name)

    @Slot(int)
    def _keep(self, digit: int) -> None:
        """Keep the first digit: a panel that is there already keeps it itself."""
        panel = self.panels["library"]
        if not panel.is_made:
            panel.make_now()
            assert self._library is not None
            self._library.keep(digit)

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
    def _set_mistakes_data(self) -> None:
        if self._mistakes is not None:
            self._mistakes.set_data_path(self._parts.source.path)

    @Slot()
    def _set_microscope_data(self) -> None:
        if self._microscope is not None:
            self._microscope.set_data_path(self._parts.source.path)

    @Slot(object)
    def _go_on(self, start: TrainingStart) -> None:
        self._parts.retraining.go_on(start.settings, start.network)
