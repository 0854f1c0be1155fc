"""Runs of earlier starts whose files are whole and whose content makes no sense."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.training.history import RunHistory
from app.training.store import LoadedRuns, RunStore
from nn.model_file import Model, load_model, save_model
from nn.recipes import RECIPES
from nn.training.settings import TrainingSettings
from tests.app.training.reports import network, reports, settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def kept(qtbot: QtBot, folder: Path) -> Path:
    """The file of one run."""
    history = RunHistory(RunStore(folder))
    chosen = settings()
    history.begin(chosen)
    for report in reports(3, chosen):
        history.record(report)
    history.finish(Model(network(99), "classic", {"validation_accuracy": 0.97}))
    history.close()
    (path,) = folder.glob("*.npz")
    return path


def test_a_run_of_an_own_recipe_needs_no_file_of_it(qtbot: QtBot, folder: Path) -> None:
    own = replace(RECIPES["mlp"], name="Mine", title="Mine", training_images=500)
    history = RunHistory(RunStore(folder))
    chosen = TrainingSettings.of(own, seed=4)
    history.begin(chosen)
    for report in reports(3, chosen):
        history.record(report)
    history.finish(Model(network(99), own.name, {"validation_accuracy": 0.97}))
    history.close()
    (run,) = loaded(qtbot, folder).runs
    assert run.settings == chosen
    assert run.settings.applied() == own


def loaded(qtbot: QtBot, folder: Path) -> LoadedRuns:
    store = RunStore(folder)
    with qtbot.waitSignal(store.loaded) as signal:
        store.load()
    assert signal.args is not None
    result: LoadedRuns = signal.args[0]
    return result


ABSURD: list[tuple[tuple[str, ...], Any]] = [
    ((), "a text"),
    ((), [1]),
    (("settings",), 5),
    (("settings", "epochs"), 10**400),
    (("settings", "recipe"), ["mlp"]),
    (("settings", "own"), {"name": "mlp"}),
    (("settings", "own"), "mlp"),
    (("begun",), "0001-01-01T00:00:00"),
    (("begun",), 5),
    (("learning_rate",), None),
    (("learning_rate",), 1e30),
    (("outcome",), "running"),
    (("outcome",), {}),
    (("epoch",), -1),
    (("epoch",), 10**400),
    (("seconds",), "long"),
    (("best_accuracy",), 7),
    (("curves",), None),
    (("curves", "loss"), [[10**400], [1]]),
    (("curves", "loss"), [1, 2, 3]),
    (("curves", "accuracy"), {"0": [1]}),
]


@pytest.mark.parametrize(("place", "value"), ABSURD, ids=range(len(ABSURD)))
def test_a_run_that_makes_no_sense_is_set_aside_and_told_once(
    qtbot: QtBot, folder: Path, kept: Path, place: tuple[str, ...], value: object
) -> None:
    model = load_model(kept)
    metadata: Any = model.metadata
    for name in ("run", *place)[:-1]:
        metadata = metadata[name]
    metadata[("run", *place)[-1]] = value
    save_model(kept, replace(model, metadata=model.metadata))
    result = loaded(qtbot, folder)
    assert result.runs == ()
    (told,) = result.problems
    (aside,) = folder.iterdir()
    assert aside.name in told
    assert "\n" not in told
    assert loaded(qtbot, folder) == LoadedRuns((), ())


def test_a_run_without_a_time_zone_can_be_compared_with_others(
    qtbot: QtBot, folder: Path, kept: Path
) -> None:
    model = load_model(kept)
    model.metadata["run"]["begun"] = "2026-01-31T12:00:00"
    save_model(folder / "other.npz", model)
    first, second = loaded(qtbot, folder).runs
    assert second.begun < first.begun


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and links")
@pytest.mark.parametrize(
    "make", [Path.touch, os.mkfifo, lambda path: path.symlink_to(path.name)], ids=range(3)
)
def test_what_is_no_folder_makes_room_for_one(qtbot: QtBot, folder: Path, make: Any) -> None:
    make(folder)
    (told,) = loaded(qtbot, folder).problems
    (aside,) = folder.parent.iterdir()
    assert aside.name in told
    assert loaded(qtbot, folder) == LoadedRuns((), ())


def test_a_folder_that_cannot_be_looked_into_has_no_runs(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError("not here")

    monkeypatch.setattr(Path, "glob", refuse)
    assert loaded(qtbot, folder) == LoadedRuns((), ())
