"""The work of fine-tuning, called without a process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn.training.fine_tuning
from app.fine_tuning.work import STAGES, FineTuningResult, fine_tune_model
from app.library.store import KeptDrawing
from nn.data.digit_data import DataError
from nn.model_file import Model
from nn.reader import Calibration
from nn.synthesis.digits import synthesise
from nn.synthesis.fresh import built_in_data
from nn.training.fine_tuning import FineTuning, TooFewDrawingsError

QUICK = FineTuning(fewest_steps=3, most_steps=3, replayed=64, checked=100)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three steps, on few images."""
    defaults = {"seed": 0, "settings": QUICK}
    monkeypatch.setattr(nn.training.fine_tuning.fine_tune, "__kwdefaults__", defaults)


def kept_drawings(count: int = 24) -> list[KeptDrawing]:
    strokes = synthesise(count, rng=np.random.default_rng(0))
    held_out = np.arange(count) % 4 == 3
    return [
        KeptDrawing(n, int(strokes.labels[n]), bool(held_out[n]), 0.0, "", strokes.drawings[n])
        for n in range(count)
    ]


def done(
    model: Model, kept: Sequence[KeptDrawing], *source: Any
) -> tuple[FineTuningResult, list[str]]:
    """The result, and the stages in the order in which they were entered."""
    steps = fine_tune_model(model, kept, *source)
    stages: list[str] = []
    share = 0.0
    while True:
        try:
            stage = next(steps).value
        except StopIteration as end:
            return end.value, list(dict.fromkeys(stages))
        assert 0 <= share <= stage.share <= 1
        share = stage.share
        stages.append(stage.name)


def test_it_tests_learns_tests_again_and_finishes(small_model: Model, digits_path: Path) -> None:
    result, stages = done(small_model, kept_drawings(), digits_path)
    assert stages == [stage for stage in STAGES if stage != "drawing"]
    assert (result.own.count, result.test.count, result.learned) == (6, 200, 18)
    right = sum(change.is_right for change in result.changed)
    wrong = len(result.changed) - right
    assert result.own.after - result.own.before == right - wrong
    metadata = result.model.metadata
    assert metadata["own_drawings"] == 24
    assert metadata["base"] == {"validation_accuracy": 0.9}
    assert Calibration.from_metadata(metadata) != Calibration()


def test_without_mnist_built_in_digits_are_replayed(
    small_model: Model, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("nn.data.datasets.keras_cache", lambda: tmp_path / "none.npz")
    few = {"train": 600, "validation": 100, "test": 100}
    monkeypatch.setattr("app.fine_tuning.work._BUILT_IN", few)
    result, stages = done(small_model, kept_drawings())
    assert "drawing" in stages
    assert result.is_built_in
    assert result.test.count == 100
    assert result.model.metadata["data"] == built_in_data(train=1, validation=1, test=1).source


def test_what_keeps_it_from_learning_is_a_typed_error(
    small_model: Model, digits_path: Path, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=r"none\.npz"):
        done(small_model, kept_drawings(), tmp_path / "none.npz")
    with pytest.raises(TooFewDrawingsError):
        done(small_model, kept_drawings(5), digits_path)
