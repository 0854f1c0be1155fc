"""The history with its store on a real folder: what is kept, for how long, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.training import history as history_module
from app.training.history import MOST_RUNS, RunHistory
from app.training.run import Outcome, Run
from app.training.store import RunStore
from nn.arrays import Array
from nn.model_file import Model, load_model, save_model
from tests.app.training.reports import network, reports, settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def history(qtbot: QtBot, folder: Path) -> RunHistory:
    return RunHistory(RunStore(folder))


def train(history: RunHistory, count: int = 10, **changes: Any) -> Run:
    """A training that has sent ``count`` reports and goes on."""
    chosen = settings(**changes)
    history.begin(chosen)
    for report in reports(count, chosen):
        history.record(report)
    run = history.current
    assert run is not None
    return run


def weights(history: RunHistory, run: Run) -> Array:
    model = history.model(run)
    assert model is not None
    return model.network.parameters


def finish(history: RunHistory, **changes: Any) -> Run:
    run = train(history, **changes)
    history.finish(Model(network(99), "classic", {"validation_accuracy": 0.97, "seed": 0}))
    return run


def restarted(qtbot: QtBot, folder: Path) -> tuple[RunHistory, list[str]]:
    """A new history over the same folder, with what it has loaded, and its problems."""
    problems: list[str] = []
    store = RunStore(folder)
    history = RunHistory(store)
    history.problem.connect(problems.append)
    with qtbot.waitSignal(store.loaded):
        history.load()
    return history, problems


def test_a_training_is_listed_from_its_first_report(qtbot: QtBot, history: RunHistory) -> None:
    history.begin(settings())
    assert history.runs == ()
    with qtbot.waitSignals([history.added, history.updated]):
        history.record(next(reports(1)))
    run = history.current
    assert run is not None
    assert history.runs == (run,)
    assert run.outcome is Outcome.RUNNING


def test_a_finished_training_tells_its_result(history: RunHistory) -> None:
    run = finish(history, learning_rate=0.01)
    assert run.outcome is Outcome.FINISHED
    assert run.best_accuracy == 0.97
    assert run.settings.learning_rate == 0.01
    assert history.current is None
    assert weights(history, run) == pytest.approx(network(99).parameters)


def test_a_stopped_training_leaves_what_it_had_learned(history: RunHistory) -> None:
    run = train(history, 10)
    history.stop()
    assert run.outcome is Outcome.STOPPED
    assert weights(history, run) == pytest.approx(network(9).parameters)


def test_a_training_that_never_reported_leaves_nothing(history: RunHistory) -> None:
    history.begin(settings())
    history.stop()
    history.begin(settings())
    history.fail()
    assert history.runs == ()


def test_an_untrained_network_is_nothing_to_recall(history: RunHistory) -> None:
    run = train(history, 1)
    history.stop()
    assert not run.has_weights


def test_a_diverged_training_keeps_its_curve_and_checkpoints(history: RunHistory) -> None:
    run = train(history, 5)
    history.diverge()
    assert run.outcome is Outcome.DIVERGED
    assert not run.has_weights
    assert len(run.curves.loss) == 4
    assert run.snapshots is not None
    checkpoint = run.snapshots.checkpoints[2]
    then = history.network_at(run, checkpoint)
    assert then is not None
    np.testing.assert_array_equal(then.parameters, network(2).parameters)


def test_a_new_training_ends_the_one_before(history: RunHistory) -> None:
    first = train(history)
    second = train(history)
    assert first.outcome is Outcome.STOPPED
    assert history.runs == (first, second)


def test_a_rate_changed_on_the_way_is_remembered(history: RunHistory) -> None:
    run = train(history, 5)
    history.set_learning_rate(0.5)
    assert (run.settings.learning_rate, run.learning_rate) == (0.003, 0.5)


def test_runs_are_there_at_the_next_start(qtbot: QtBot, history: RunHistory, folder: Path) -> None:
    finished = finish(history, seed=5)
    stopped = train(history, 20)
    history.close()
    again, problems = restarted(qtbot, folder)
    assert problems == []
    first, second = again.runs
    assert (first.settings, first.outcome) == (finished.settings, Outcome.FINISHED)
    assert (second.outcome, second.best_accuracy) == (Outcome.STOPPED, stopped.best_accuracy)
    assert first.begun == finished.begun
    np.testing.assert_allclose(second.curves.loss.values, stopped.curves.loss.values, rtol=1e-4)
    model = again.model(first)
    assert model is not None
    np.testing.assert_array_equal(model.network.parameters, network(99).parameters)
    assert model.metadata == {"validation_accuracy": 0.97, "seed": 0}


def test_a_runs_file_is_a_model_file(history: RunHistory, folder: Path) -> None:
    finish(history)
    history.close()
    (path,) = folder.glob("*.npz")
    assert load_model(path).metadata["run"]["settings"]["recipe"] == "mlp"


def test_damaged_files_are_skipped_with_a_sentence_each(
    qtbot: QtBot, history: RunHistory, folder: Path
) -> None:
    for _ in range(3):
        finish(history)
    history.close()
    first, second, _ = sorted(folder.glob("*.npz"))
    first.write_bytes(first.read_bytes()[:1000])
    second.write_bytes(b"")
    again, problems = restarted(qtbot, folder)
    assert len(again.runs) == 1
    (told,) = problems
    assert "\n" not in told
    # They may yet be of use; the next start has nothing to say.
    aside = [path.name for path in folder.glob("*-damaged-*.npz")]
    assert len(aside) == 2
    assert all(name in told for name in aside)
    _, problems = restarted(qtbot, folder)
    assert problems == []


def test_a_model_without_a_run_is_skipped_too(qtbot: QtBot, folder: Path) -> None:
    save_model(folder / "other.npz", Model(network(0), "classic", {}))
    again, problems = restarted(qtbot, folder)
    assert again.runs == ()
    assert "other.npz" in problems[0]


def test_a_removed_run_is_gone_for_good(qtbot: QtBot, history: RunHistory, folder: Path) -> None:
    run = finish(history)
    with qtbot.waitSignal(history.removed) as removed:
        history.remove(run)
    assert removed.args == [run]
    history.close()
    assert list(folder.glob("*.npz")) == []


def test_the_run_under_way_cannot_be_removed(history: RunHistory) -> None:
    run = train(history)
    history.remove(run)
    assert history.runs == (run,)


def test_only_the_last_runs_are_kept(qtbot: QtBot, history: RunHistory, folder: Path) -> None:
    runs = [finish(history, seed=seed) for seed in range(MOST_RUNS + 3)]
    assert history.runs == tuple(runs[3:])
    history.close()
    assert len(list(folder.glob("*.npz"))) == MOST_RUNS
    again, _ = restarted(qtbot, folder)
    assert [run.settings.seed for run in again.runs] == list(range(3, MOST_RUNS + 3))


def test_the_oldest_checkpoints_go_first_when_there_are_too_many(
    history: RunHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = network(0).parameters.nbytes
    monkeypatch.setattr(history_module, "MOST_SNAPSHOT_BYTES", 25 * size)
    first, second, third = (finish(history) for _ in range(3))
    assert first.snapshots is None
    assert second.snapshots is not None
    assert third.snapshots is not None
    assert first.has_weights


def test_a_full_disk_is_told_and_the_run_stays_for_this_start(
    qtbot: QtBot, history: RunHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(path: Path, model: Model) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.training.store.save_model", full_disk)
    with qtbot.waitSignal(history.problem) as problem:
        run = finish(history)
    assert "No space left on device" in problem.args[0]
    assert run.has_weights
    assert weights(history, run) == pytest.approx(network(99).parameters)


def test_a_folder_that_cannot_be_written_to_costs_only_the_checkpoints(
    qtbot: QtBot, tmp_path: Path
) -> None:
    # A file where the folder should be: not even an administrator can write into it.
    (tmp_path / "runs").write_bytes(b"")
    history = RunHistory(RunStore(tmp_path / "runs"))
    problems: list[str] = []
    history.problem.connect(problems.append)
    run = train(history, 20)
    assert len(problems) == 1
    assert "cannot be recalled" in problems[0]
    assert run.snapshots is None
    assert len(run.curves.loss) == 19


def test_a_file_that_has_vanished_is_told(qtbot: QtBot, history: RunHistory, folder: Path) -> None:
    run = finish(history)
    history.close()
    for path in folder.glob("*.npz"):
        path.unlink()
    with qtbot.waitSignal(history.problem) as problem:
        assert history.model(run) is None
    assert "expected a model file" in problem.args[0]


def test_checkpoints_that_the_disk_has_lost_are_told(
    qtbot: QtBot, history: RunHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(5, "Input/output error")

    run = train(history)
    assert run.snapshots is not None
    monkeypatch.setattr(run.snapshots, "network", fail)
    with qtbot.waitSignal(history.problem) as problem:
        assert history.network_at(run, run.snapshots.checkpoints[0]) is None
    assert "Input/output error" in problem.args[0]


def beside(history: RunHistory, count: int = 10, **changes: Any) -> Run:
    """A training beside the current one that has sent ``count`` reports and goes on."""
    chosen = settings(**changes)
    run = history.begin(chosen, beside=True)
    for report in reports(count, chosen):
        history.record(report, run)
    return run


def test_a_training_beside_another_has_a_run_of_its_own(history: RunHistory) -> None:
    first = train(history, 4)
    second = beside(history, 8, seed=1)
    assert history.current is first
    assert history.runs == (first, second)
    assert (first.outcome, second.outcome) == (Outcome.RUNNING, Outcome.RUNNING)
    assert (len(first.curves.loss), len(second.curves.loss)) == (3, 7)
    in_training = history.network_in_training(second)
    assert in_training is not None
    np.testing.assert_array_equal(in_training.parameters, network(7).parameters)


def test_each_of_two_trainings_ends_alone(history: RunHistory) -> None:
    first = train(history, 4)
    second = beside(history, 8)
    history.finish(Model(network(99), "classic", {"validation_accuracy": 0.97}), second)
    assert (first.outcome, second.outcome) == (Outcome.RUNNING, Outcome.FINISHED)
    assert weights(history, second) == pytest.approx(network(99).parameters)
    assert history.network_in_training(second) is None
    third = beside(history, 4)
    history.stop()
    assert (first.outcome, third.outcome) == (Outcome.STOPPED, Outcome.RUNNING)
    history.diverge(third)
    assert third.outcome is Outcome.DIVERGED


def test_a_new_training_leaves_the_one_beside_it_alone(history: RunHistory) -> None:
    side = beside(history, 4)
    train(history, 4)
    second = train(history, 4)
    assert history.current is second
    assert side.outcome is Outcome.RUNNING


def test_closing_ends_all_that_are_under_way(
    qtbot: QtBot, history: RunHistory, folder: Path
) -> None:
    train(history, 4)
    beside(history, 8, seed=3)
    history.close()
    again, problems = restarted(qtbot, folder)
    assert problems == []
    assert [run.outcome for run in again.runs] == [Outcome.STOPPED, Outcome.STOPPED]
    assert [run.settings.seed for run in again.runs] == [0, 3]


def test_a_long_training_beside_many_others_is_not_forgotten(history: RunHistory) -> None:
    side = beside(history, 4)
    runs = [finish(history, seed=seed) for seed in range(MOST_RUNS + 2)]
    assert history.runs == (side, *runs[3:])
    assert side.snapshots is not None


def test_a_report_of_a_training_that_has_ended_is_not_recorded(history: RunHistory) -> None:
    side = beside(history, 4)
    history.stop(side)
    history.record(next(reports(1)), side)
    assert len(side.curves.loss) == 3
    assert history.network_in_training(side) is None
