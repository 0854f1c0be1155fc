"""The training's work, called without a process."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn.synthesis.digits
from app.jobs.child import Preparation, Transient
from app.training.work import Preparing, train_network
from nn.data.datasets import DataError, DigitData, MnistMissingError, load_mnist
from nn.model_file import Model
from nn.recipes import RECIPES
from nn.training.batches import BatchSizeError
from nn.training.loop import train
from nn.training.progress import Progress, Steering, TrainingDivergedError
from nn.training.settings import TrainingSettings
from tests.app.training.reports import settings


def run(
    path: Path | None, *asks: tuple[Steering, ...], built_in: bool = False, **changes: Any
) -> tuple[list[Any], Model]:
    """What is yielded, and the result; ``asks`` are the commands at the first yields."""
    work = train_network(replace(settings(), **changes), path, built_in)
    told, commands = [next(work)], iter(asks)
    while True:
        try:
            told.append(work.send(next(commands, ())))
        except StopIteration as end:
            return told, end.value


def progress_of(told: list[Any]) -> list[Progress]:
    return [one.value if isinstance(one, Transient) else one for one in told]


def test_it_reports_from_the_untrained_network_to_the_best_one(digits_path: Path) -> None:
    told, model = run(digits_path, seed=2)
    reports = progress_of(told)
    assert reports[0].samples == 0
    assert reports[-1].samples == reports[-1].samples_total
    *_, last = train(RECIPES["mlp"], load_mnist(digits_path), seed=2)
    assert last.best is not None
    np.testing.assert_array_equal(model.network.parameters, last.best.parameters)
    assert model.metadata["seed"] == 2
    assert digits_path.name in model.metadata["data"]
    assert model.metadata["validation_accuracy"] == max(
        report.validation_accuracy or 0 for report in reports if report.validated
    )


def test_an_own_recipe_trains_without_its_file(digits_path: Path) -> None:
    own = replace(RECIPES["mlp"], name="Mine", title="Mine", training_images=256, epochs=2)
    told, model = run(digits_path, own=own, recipe="Mine", epochs=2)
    assert progress_of(told)[-1].samples == 512
    assert model.recipe == "Mine"
    *_, last = train(own, load_mnist(digits_path), seed=0)
    assert last.best is not None
    np.testing.assert_array_equal(model.network.parameters, last.best.parameters)


def test_a_busy_window_misses_neither_the_start_nor_a_validation(digits_path: Path) -> None:
    told, _ = run(digits_path, (Steering(single_step=True),))
    for one in told:
        if isinstance(one, Transient):
            assert one.value.samples > 0
            assert not one.value.validated
        else:
            assert one.validated or one.samples == 0
        assert (one.value if isinstance(one, Transient) else one).best is None


def test_single_steps_and_the_last_learning_rate_are_obeyed(digits_path: Path) -> None:
    work = train_network(settings(), digits_path, False)
    next(work)
    step = Steering(single_step=True)
    reports = progress_of([work.send((step,)) for _ in range(3)])
    assert [report.samples for report in reports] == [128, 256, 384]
    rates = (Steering(learning_rate=0.1), Steering(learning_rate=1e30))
    with pytest.raises(TrainingDivergedError) as diverged:
        work.send((*rates, step))
    assert diverged.value.learning_rate == 1e30
    assert diverged.value.samples == 512


def test_it_goes_on_from_the_network_that_it_is_given(digits_path: Path) -> None:
    start = RECIPES["classic"].network(rng=np.random.default_rng(7))
    classic = TrainingSettings.of(RECIPES["classic"], seed=2)
    work = train_network(classic, digits_path, False, start)
    (first,) = progress_of([next(work)])
    assert first.samples == 0
    np.testing.assert_array_equal(first.network.parameters, start.parameters)
    work.close()


def test_the_built_in_digits_take_the_place_of_mnist(
    digits_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn() -> Generator[float, None, DigitData]:
        yield 0.5
        return load_mnist(digits_path)

    monkeypatch.setattr(nn.synthesis.fresh, "draw_built_in_data", drawn)
    told, model = run(None, built_in=True)
    assert told[0] == Preparation(Preparing(0.5))
    assert model.has_learned


def test_data_that_cannot_be_used_is_told_from_data_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    with pytest.raises(MnistMissingError, match=str(tmp_path)):
        run(None)
    path = tmp_path / "mnist.npz"
    path.write_bytes(b"not a zip")
    with pytest.raises(DataError, match=str(path)) as refused:
        run(path)
    assert not isinstance(refused.value, MnistMissingError)


def test_a_batch_larger_than_the_data_is_refused(digits_path: Path) -> None:
    with pytest.raises(BatchSizeError, match=r"1024.*834.*smaller batch"):
        run(digits_path, batch_size=1024)
