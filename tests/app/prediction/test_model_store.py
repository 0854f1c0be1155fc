from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from app.prediction.model_store import ModelStore
from app.settings import Settings
from nn.model_file import Model


@pytest.fixture
def store() -> ModelStore:
    return ModelStore(Settings())


@pytest.fixture
def own(small_model: Model) -> Model:
    """Another network than the shipped one."""
    parameters = small_model.network.parameters * np.float32(0.5)
    return Model(small_model.network.with_parameters(parameters), "cnn", {})


def test_the_first_start_has_the_shipped_network(store: ModelStore, shipped: Path) -> None:
    loaded = store.load()
    assert loaded.model is not None
    assert loaded.model.recipe == "mlp"
    assert not loaded.is_own
    assert loaded.problems == ()
    assert not store.has_own


def test_a_kept_network_is_there_at_the_next_start(
    store: ModelStore, shipped: Path, own: Model
) -> None:
    store.keep(own)
    loaded = ModelStore(Settings()).load()
    assert loaded.is_own
    assert loaded.model is not None
    assert np.array_equal(loaded.model.network.parameters, own.network.parameters)


def test_the_shipped_network_can_be_restored_and_the_own_one_is_not_lost(
    store: ModelStore, shipped: Path, own: Model
) -> None:
    store.keep(own)
    assert not store.choose(shipped=True).is_own
    assert not ModelStore(Settings()).load().is_own
    assert store.has_own
    assert store.choose(shipped=False).is_own


def test_a_damaged_network_is_named_and_the_shipped_one_taken(
    store: ModelStore, shipped: Path, own: Model, digits_home: Path
) -> None:
    store.keep(own)
    path = digits_home / "trained.npz"
    path.write_bytes(path.read_bytes()[:-500])
    loaded = store.load()
    assert loaded.model is not None
    assert not loaded.is_own
    (problem,) = loaded.problems
    assert "trained.npz" in problem


@pytest.mark.parametrize("weight", [1e38, 3e38])
def test_a_network_that_gives_no_answer_is_set_aside_once(
    store: ModelStore, shipped: Path, own: Model, digits_home: Path, weight: float
) -> None:
    parameters = np.full_like(own.network.parameters, weight)
    store.keep(replace(own, network=own.network.with_parameters(parameters)))
    loaded = ModelStore(Settings()).load()
    assert loaded.model is not None
    assert not loaded.is_own
    (problem,) = loaded.problems
    (aside,) = digits_home.glob("trained-damaged-*")
    assert aside.name in problem
    assert ModelStore(Settings()).load().problems == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes and links")
@pytest.mark.parametrize(
    "make",
    [
        os.mkdir,
        os.mkfifo,
        *(partial(os.symlink, to) for to in ("nowhere", "trained.npz", "/dev/zero")),
    ],
    ids=range(5),
)
def test_what_is_no_file_is_set_aside_once(
    store: ModelStore, shipped: Path, digits_home: Path, make: Callable[[Path], None]
) -> None:
    make(digits_home / "trained.npz")
    loaded = store.load()
    assert loaded.model is not None
    assert len(loaded.problems) == 1
    assert not store.has_own
    assert store.load().problems == ()


def test_without_any_network_there_is_a_reason(
    store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = tmp_path / "missing.npz"
    monkeypatch.setattr("app.prediction.model_store.shipped_model_path", lambda: missing)
    loaded = store.load()
    assert loaded.model is None
    (problem,) = loaded.problems
    assert "missing.npz" in problem
