"""Between the lessons and the window: does what a lesson's button asks for, and tells it the facts.

LearnPanel.action_requested → LessonDesk → training, canvas, panels, network
training, canvas, recognizer, panels → LessonDesk → LearnPanel.set_fact
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.lessons.actions import (
    Action,
    BreakNetwork,
    ChooseDigit,
    ChooseRecipe,
    ClearCanvas,
    DrawDigit,
    HealNetwork,
    OpenPanel,
    RecipeChoice,
    ResetNetwork,
    SetCentring,
    SetValues,
    StopTraining,
    TakeStep,
    Train,
)
from app.lessons.examples import example_drawing
from app.lessons.facts import FactValue, training_facts
from app.lessons.panel import LearnPanel
from app.network_picture.picture import NetworkPicture
from app.text.translate import translated
from app.training.run import Outcome, Run
from app.ui.panel import Panel
from app.window.workshop import Parts, Workshop
from nn.messages import DigitsError
from nn.reader import Reading
from nn.recipe_files import load_recipe
from nn.recipes import RECIPES
from nn.training.settings import TrainingSettings

_TRAINING = {
    Outcome.RUNNING: "running",
    Outcome.FINISHED: "finished",
    Outcome.STOPPED: "stopped",
    Outcome.DIVERGED: "diverged",
    Outcome.FAILED: "stopped",
}


@dataclass(frozen=True)
class Views:
    """What lessons open and break, besides what the panels work on."""

    panels: Mapping[str, Panel]
    go_to: Callable[[Panel], None]
    picture: NetworkPicture


class LessonDesk(QObject):
    """Serves one panel of lessons for as long as it lives."""

    def __init__(self, learn: LearnPanel, workshop: Workshop, parts: Parts, views: Views) -> None:
        super().__init__(learn)
        self._learn = learn
        self._workshop = workshop
        self._parts = parts
        self._views = views
        self._run: Run | None = None
        self._steps = 0
        learn.action_requested.connect(self._do)
        self._observe()

    # What is asked for.

    @Slot(object)
    def _do(self, action: Action) -> None:
        """Do it; what cannot be done is said among the window's messages."""
        try:
            self._act(action)
        except DigitsError as error:
            self._workshop.problem.emit(translated(error))

    def _act(self, action: Action) -> None:
        match action:
            case OpenPanel(panel):
                self._views.go_to(self._views.panels[panel])
            case DrawDigit():
                self._parts.canvas.set_drawing(example_drawing(action))
            case ClearCanvas():
                self._parts.canvas.clear()
            case ChooseDigit(digit):
                self._parts.bars.choose(digit)
            case SetCentring() | BreakNetwork() | HealNetwork():
                self._change_network(action)
            case _:
                self._train(action)

    def _change_network(self, action: SetCentring | BreakNetwork | HealNetwork) -> None:
        picture = self._views.picture
        match action:
            case SetCentring(on):
                self._parts.network.set_centring(on)
            case BreakNetwork(noise, pruned, bits):
                picture.break_network(noise=noise, pruned=pruned, bits=bits)
            case HealNetwork():
                picture.heal()

    def _train(
        self, action: ChooseRecipe | SetValues | Train | StopTraining | ResetNetwork | TakeStep
    ) -> None:
        training = self._parts.training
        match action:
            case ChooseRecipe(recipe):
                training.choose_settings(_settings(recipe))
            case SetValues(values):
                training.choose_settings(values.applied_to(training.settings))
            case Train(recipe, values):
                base = training.settings if recipe is None else _settings(recipe)
                training.choose_settings(values.applied_to(base))
                training.start()
            case StopTraining():
                self._parts.retraining.stop()
            case ResetNetwork():
                training.reset()
            case TakeStep():
                training.step()

    # What is seen.

    def _observe(self) -> None:
        parts, history = self._parts, self._parts.retraining.history
        parts.canvas.changed.connect(self._see_drawing)
        parts.recognizer.read.connect(self._see_reading)
        parts.network.centring_changed.connect(self._see_centring)
        parts.training.step_requested.connect(self._see_step)
        history.added.connect(self._see_run)
        history.updated.connect(self._see_run)
        self._parts.bars.chosen.connect(self._see_choice)
        self._views.picture.altered.connect(self._see_altered)
        for panel in self._views.panels.values():
            panel.visibilityChanged.connect(self._see_panel)
        self._workshop.mistakes_made.connect(self._look_into_mistakes)
        self._look_into_mistakes()
        self._workshop.microscope_made.connect(self._look_into_microscope)
        self._look_into_microscope()
        self._tell_all()

    def _tell_all(self) -> None:
        parts = self._parts
        self._see_drawing()
        self._learn.set_facts(
            {
                "centring": parts.network.is_centred,
                "broken": False,
                "steps": 0,
                "chosen": -1,
                "mistakes_seen": False,
                "compared": False,
                "microscope_stop": 0,
            }
        )

    @Slot()
    def _see_drawing(self) -> None:
        self._learn.set_fact("drawn", len(self._parts.canvas.drawing.strokes))

    @Slot(object)
    def _see_reading(self, reading: Reading) -> None:
        read = -1 if reading.digit is None else reading.digit
        self._learn.set_facts({"read": read, "confidence": reading.confidence})

    @Slot()
    def _see_step(self) -> None:
        self._steps += 1
        self._learn.set_fact("steps", self._steps)

    @Slot(object)
    def _see_run(self, run: Run) -> None:
        """The run under way, and no other, is what a task of training is about."""
        current = self._parts.retraining.history.current
        facts: dict[str, FactValue | None] = {}
        if run is current and run is not self._run:
            self._run = run
            facts |= training_facts(run.settings.applied(), run.settings)
        if run is not self._run:
            return
        facts |= {"training": _TRAINING[run.outcome], "epochs_done": run.epoch}
        if run.outcome is Outcome.FINISHED and run.best_accuracy is not None:
            facts["accuracy"] = run.best_accuracy
        self._learn.set_facts(facts)

    @Slot(object)
    def _see_altered(self, reader: object) -> None:
        self._learn.set_fact("broken", reader is not None)

    @Slot(bool)
    def _see_centring(self, is_centred: bool) -> None:
        self._learn.set_fact("centring", is_centred)

    @Slot(int)
    def _see_choice(self, digit: int) -> None:
        self._learn.set_fact("chosen", digit)

    @Slot(bool)
    def _see_panel(self, is_seen: bool) -> None:
        if is_seen:
            seen = self.sender()
            name = next(name for name, panel in self._views.panels.items() if panel is seen)
            self._learn.set_fact("panel", name)
            if name == "compare":
                self._learn.set_fact("compared", True)

    @Slot()
    def _see_mistakes(self) -> None:
        self._learn.set_fact("mistakes_seen", True)

    @Slot()
    def _look_into_mistakes(self) -> None:
        if self._workshop.mistakes is not None:
            self._workshop.mistakes.cell_opened.connect(self._see_mistakes)

    @Slot()
    def _look_into_microscope(self) -> None:
        if self._workshop.microscope is not None:
            self._workshop.microscope.session.changed.connect(self._see_stop)

    @Slot()
    def _see_stop(self) -> None:
        microscope = self._workshop.microscope
        walk = None if microscope is None else microscope.session.walk
        self._learn.set_fact("microscope_stop", 0 if walk is None else walk.stop + 1)


def _settings(recipe: RecipeChoice) -> TrainingSettings:
    """The recipe's own values; raises DigitsError for a file that holds none."""
    chosen = load_recipe(recipe) if isinstance(recipe, Path) else RECIPES[recipe]
    return TrainingSettings.of(chosen)
