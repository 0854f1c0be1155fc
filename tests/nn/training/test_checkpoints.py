"""A training that is broken off goes on from its checkpoint as if nothing had happened."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.data.digit_data import DigitData
from nn.layers import Dense, Flatten
from nn.model_file import Model, save_model
from nn.optimizers import OptimizerChoice
from nn.recipes import RECIPES, Recipe
from nn.synthesis.fresh import built_in_data
from nn.training.checkpoints import (
    Checkpoint,
    CheckpointError,
    digest,
    load_checkpoint,
    save_checkpoint,
)
from nn.training.loop import Progress, ResumeError, Steering, train

KEEP = Steering(keep=True)
SMALL = replace(RECIPES["mlp"], layers=(Flatten(), Dense(10)), epochs=2, batch_size=50)
MOMENTUM = replace(SMALL, optimizer=OptimizerChoice("momentum"))


@pytest.fixture(scope="module")
def data() -> DigitData:
    return built_in_data(seed=0, train=300, validation=50, test=10)


def broken_off(recipe: Recipe, data: DigitData, *, reports: int, **options: Any) -> Progress:
    """The report of that number of a training that is then closed; the last one at most."""
    steps = train(recipe, data, seed=4, interval=0, **options)
    progress = next(steps)
    for _ in range(reports):
        if progress.finished:
            break
        progress = steps.send(KEEP)
    steps.close()
    return progress


def checkpoint(recipe: Recipe, data: DigitData, *, reports: int = 3) -> Checkpoint:
    state = broken_off(recipe, data, reports=reports).state
    assert state is not None
    return Checkpoint(recipe, 4, "numpy", digest(data), state)


@pytest.mark.parametrize("recipe", [*RECIPES.values(), MOMENTUM], ids=[*RECIPES, "momentum"])
def test_a_training_in_pieces_ends_with_the_same_bits(
    recipe: Recipe, data: DigitData, tmp_path: Path
) -> None:
    recipe = replace(recipe, epochs=2)
    *_, whole = train(recipe, data, seed=4)
    path, resume, progress = tmp_path / "checkpoint.npz", None, None
    while progress is None or not progress.finished:
        progress = broken_off(recipe, data, reports=3, resume=resume)
        if progress.state is not None:
            save_checkpoint(path, Checkpoint(recipe, 4, "numpy", digest(data), progress.state))
            resume = load_checkpoint(path).state
    assert whole.best is not None
    assert progress.best is not None
    np.testing.assert_array_equal(progress.network.parameters, whole.network.parameters)
    np.testing.assert_array_equal(progress.best.parameters, whole.best.parameters)
    assert (progress.best_accuracy, progress.validation_loss) == (
        whole.best_accuracy,
        whole.validation_loss,
    )
    assert progress.loss == pytest.approx(whole.loss)


def test_the_first_report_of_a_resumed_training_tells_where_it_is(data: DigitData) -> None:
    before = broken_off(SMALL, data, reports=9)
    first = next(train(SMALL, data, seed=4, resume=before.state))
    assert (first.samples, first.epoch, first.loss) == (before.samples, before.epoch, before.loss)
    assert first.best_accuracy == before.best_accuracy
    assert first.best is not None
    assert first.seconds >= before.seconds


def test_a_changed_learning_rate_stays_changed(data: DigitData) -> None:
    steps = train(SMALL, data, interval=0)
    next(steps)
    state = steps.send(Steering(learning_rate=0.5, keep=True)).state
    constant = replace(SMALL, schedule=lambda done: 1.0)
    assert next(train(constant, data, resume=state)).learning_rate == 0.5


def test_the_state_comes_only_when_asked_for(data: DigitData) -> None:
    reports = list(train(SMALL, data, interval=0))
    assert all(report.state is None for report in reports)


def test_a_checkpoint_is_loaded_as_it_was_saved(data: DigitData, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.npz"
    saved = checkpoint(RECIPES["best"], data)
    save_checkpoint(path, saved)
    loaded = load_checkpoint(path)
    assert (loaded.recipe, loaded.seed, loaded.engine) == (saved.recipe, 4, "numpy")
    np.testing.assert_equal(loaded.state, json_lists(saved.state))
    loaded.insist_on(data)


def json_lists(value: Any) -> Any:
    """The value with lists for tuples, as JSON has them."""
    match value:
        case dict():
            return {name: json_lists(each) for name, each in value.items()}
        case tuple() | list():
            return [json_lists(each) for each in value]
    return value


def test_other_digits_are_noticed(data: DigitData) -> None:
    kept = checkpoint(SMALL, data)
    other = built_in_data(seed=1, train=300, validation=50, test=10)
    with pytest.raises(ResumeError, match="other digits than the built-in digits"):
        kept.insist_on(other)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda state: state.pop("learner"), "learner"),
        (lambda state: state.update(samples=10**6), "599, found 1000000"),
        (lambda state: state.update(samples="many"), "many"),
        (lambda state: state["batches"].update(order=np.zeros(300, int)), "order of 300"),
        (lambda state: state["batches"].update(order=np.arange(300.0)), "order of 300"),
        (lambda state: state["batches"].update(order=np.arange(299)), "shape|order of 300"),
        (lambda state: state["batches"].update(done=-1), "-1"),
        (lambda state: state["batches"].update(rng={}), "state"),
        (lambda state: state["learner"].update(parameters=np.zeros(3)), r"float64 of \(3,\)"),
        (lambda state: state["learner"]["optimizer"].update(mean=np.zeros(3)), "float64"),
        (lambda state: state["learner"]["optimizer"].update(steps=-1), "found -1"),
        (lambda state: state["learner"].update(generators=[]), "shorter"),
        (lambda state: state.update(best={"parameters": np.zeros(3), "accuracy": 1}), "float64"),
    ],
)
def test_the_state_of_another_training_is_refused(
    change: Callable[[Any], Any], found: str, data: DigitData
) -> None:
    state = checkpoint(SMALL, data).state
    change(state)
    with pytest.raises(ResumeError, match=f"does not fit the recipe.*{found}"):
        next(train(SMALL, data, resume=state))


def test_what_is_no_checkpoint_is_refused(data: DigitData, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.npz"
    save_checkpoint(path, checkpoint(SMALL, data))
    whole = path.read_bytes()
    contents = {
        "empty": b"",
        "text": b"no checkpoint",
        "cut short": whole[: len(whole) // 2],
        "a bit turned": whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:],
    }
    for content in contents.values():
        path.write_bytes(content)
        with pytest.raises(CheckpointError, match=r"checkpoint.npz: expected the checkpoint of a"):
            load_checkpoint(path)
    save_model(path, Model(SMALL.network(rng=np.random.default_rng(0)), "mlp", {}))
    with pytest.raises(CheckpointError, match="another content"):
        load_checkpoint(path)
    with pytest.raises(CheckpointError, match="nothing readable"):
        load_checkpoint(tmp_path / "none.npz")


@pytest.mark.parametrize(
    "description",
    [
        "[]",
        "{}",
        "no JSON",
        "[" * 100_000,
        json.dumps({"format": 2}),
        json.dumps({"format": 1, "seed": -1, "engine": "numpy", "digits": "", "state": {}}),
        json.dumps({"format": 1, "seed": 1, "engine": "other", "digits": "", "state": {}}),
        json.dumps({"format": 1, "seed": 1, "engine": "keras", "digits": 1, "state": {}}),
        json.dumps({"format": 1, "seed": 1, "engine": "keras", "digits": "", "state": 3}),
        json.dumps(
            {"format": 1, "seed": 1, "engine": "keras", "digits": "", "state": {}, "recipe": {}}
        ),
    ],
)
def test_another_description_is_refused(description: str, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.npz"
    np.savez(path, description=np.array(description), order=np.zeros(3))
    with pytest.raises(CheckpointError, match="another content"):
        load_checkpoint(path)
