"""What a lesson's buttons ask for happens in the real window, and the lesson hears of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.lessons.actions import (
    Action,
    BreakNetwork,
    ChooseDigit,
    ChooseRecipe,
    ClearCanvas,
    DrawDigit,
    HealNetwork,
    OpenPanel,
    ResetNetwork,
    SetCentring,
    SetValues,
    StopTraining,
    TakeStep,
    Train,
    TrainingValues,
)
from app.lessons.facts import PANELS, FactValue
from app.lessons.folder import shipped_folder
from app.lessons.panel import LearnPanel
from app.main_window import MainWindow
from app.microscope.panel import MicroscopePanel
from app.mistakes.matrix import ConfusionView
from app.network_picture.picture import NetworkPicture
from app.settings import Language
from app.training.panel import TrainingPanel
from app.training.retraining import Retraining
from app.training.status import State
from app.ui.panel import LatePanel, Panel
from tests.app.hand import DIGITS, draw
from tests.app.parts import bars_of, canvas_of, message_of, part


@pytest.fixture
def window(qtbot: QtBot, shipped: Path, many_digits_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(data_path=many_digits_path)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    part(window, LatePanel, "learnDock").make_now()
    yield window
    window.close()


@pytest.fixture
def facts(window: MainWindow) -> Mapping[str, FactValue | None]:
    """What the lessons were told."""
    return part(window, LearnPanel).facts


def ask(window: MainWindow, action: Action) -> None:
    part(window, LearnPanel).action_requested.emit(action)


@pytest.mark.parametrize("name", PANELS)
def test_a_panel_is_opened_and_told(qtbot: QtBot, window: MainWindow, name: str) -> None:
    ask(window, OpenPanel(name))
    qtbot.waitUntil(lambda: part(window, Panel, f"{name}Dock").is_seen)


def test_what_is_drawn_and_read_is_told(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    ask(window, DrawDigit(7))
    qtbot.waitUntil(lambda: facts.get("read") == bars_of(window).winner is not None)
    assert facts["drawn"] == len(window.drawing.strokes) > 0
    ask(window, ClearCanvas())
    qtbot.waitUntil(lambda: facts.get("drawn") == 0)
    assert window.drawing.is_empty


def test_a_bar_is_chosen_as_by_a_click(
    window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    ask(window, ChooseDigit(3))
    assert bars_of(window).chosen_digit == 3
    assert facts["chosen"] == 3


def test_centring_is_switched_in_menu_and_reading(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    draw(canvas_of(window), DIGITS[7])
    ask(window, SetCentring(False))
    (entry,) = (action for action in window.findChildren(type(window.menuBar().actions()[0]))
                if action.text() == "&Centre the Drawing")  # fmt: skip
    assert not entry.isChecked()
    assert facts["centring"] is False
    entry.trigger()
    assert facts["centring"] is True


def test_a_network_is_broken_and_healed(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    ask(window, BreakNetwork(pruned=0.9))
    qtbot.waitUntil(lambda: facts.get("broken") is True)
    assert part(window, NetworkPicture).damage.pruned == 0.9
    ask(window, HealNetwork())
    qtbot.waitUntil(lambda: facts.get("broken") is False)
    assert part(window, NetworkPicture).damage.is_none


def test_a_training_is_set_up_run_and_told_to_its_end(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    panel = part(window, TrainingPanel)
    ask(window, ChooseRecipe("mlp"))
    ask(window, SetValues(TrainingValues(learning_rate=0.01, epochs=1)))
    assert (panel.recipe_name, panel.settings.learning_rate) == ("mlp", 0.01)
    ask(window, Train(None, TrainingValues(batch_size=64)))
    qtbot.waitUntil(lambda: facts.get("training") == "finished")
    assert facts["recipe"] == "mlp"
    assert facts["batch_size"] == 64
    assert facts["epochs_done"] == 1
    assert facts["hidden_units"] == 256
    assert 0 <= float(facts["accuracy"] or 0) <= 1


def test_a_training_is_stopped_and_its_accuracy_unknown(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    ask(window, Train("mlp", TrainingValues(epochs=1000)))
    qtbot.waitUntil(lambda: facts.get("training") == "running")
    ask(window, StopTraining())
    qtbot.waitUntil(lambda: facts.get("training") == "stopped")
    assert facts["accuracy"] is None
    assert not part(window, Retraining).is_running


def test_a_step_and_fresh_weights(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    panel = part(window, TrainingPanel)
    ask(window, TakeStep())
    qtbot.waitUntil(lambda: panel.state is State.PAUSED)
    assert facts["steps"] == 1
    ask(window, ResetNetwork())
    qtbot.waitUntil(lambda: panel.state is State.UNTRAINED)


def test_a_lessons_recipe_is_among_the_own_ones_once(qtbot: QtBot, window: MainWindow) -> None:
    panel = part(window, TrainingPanel)
    qtbot.waitUntil(lambda: panel.book.is_loaded)
    path = next((shipped_folder(Language.ENGLISH) / "recipes").glob("*.toml"))
    for _ in range(2):
        ask(window, ChooseRecipe(path))
    assert len(panel.book.own_names) == 1
    assert panel.recipe_name == panel.book.own_names[0]


def test_a_recipe_that_is_gone_is_told(window: MainWindow, tmp_path: Path) -> None:
    ask(window, ChooseRecipe(tmp_path / "gone.toml"))
    assert "gone.toml" in message_of(window)


def test_a_cell_of_the_matrix_is_noticed(
    window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    assert facts["mistakes_seen"] is False
    part(window, LatePanel, "mistakesDock").make_now()
    part(window, ConfusionView).chosen.emit(None)
    assert facts["mistakes_seen"] is True


def test_stops_of_the_microscope_are_told(
    qtbot: QtBot, window: MainWindow, facts: Mapping[str, FactValue | None]
) -> None:
    draw(canvas_of(window), DIGITS[7])
    ask(window, OpenPanel("microscope"))
    qtbot.waitUntil(lambda: window.findChild(MicroscopePanel) is not None)
    session = part(window, MicroscopePanel).session
    session.say_label(7)
    qtbot.waitUntil(lambda: facts["microscope_stop"] == 1)
    session.forward()
    assert facts["microscope_stop"] == 2
