"""The work of the process that learns, called without a process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn.training.fine_tuning
from app.fine_tuning.fine_tuning_job import STAGES, learn_and_report
from app.jobs.worker_channel import Facts
from app.library.file import drawing_to_bytes
from nn.checkpoint import Model
from nn.reader import Calibration
from nn.synthesis.digits import built_in_data, synthesise
from nn.training.batches import BatchSizeError
from nn.training.fine_tuning import FineTuning
from nn.training.own_digits import held_out_of

QUICK = FineTuning(fewest_steps=3, most_steps=3, replayed=64, checked=100)


class FakeChannel:
    """Hands out blocks and remembers what is sent."""

    def __init__(self, *blocks: bytes, ready: bool = True) -> None:
        self.sent: list[tuple[Facts, bytes]] = []
        self.ready = ready
        self._blocks = list(blocks)

    def block(self) -> bytes:
        return self._blocks.pop(0)

    def send(self, facts: Facts, payload: bytes | memoryview = b"") -> None:
        self.sent.append((json.loads(json.dumps(facts)), bytes(payload)))

    def commands(self, *, wait: bool = False) -> list[Facts]:
        return []

    @property
    def last(self) -> Facts:
        return self.sent[-1][0]

    @property
    def stages(self) -> list[str]:
        """The stages in the order in which they were entered."""
        said = [facts["stage"] for facts, _ in self.sent if facts["kind"] == "stage"]
        return list(dict.fromkeys(said))


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lesson of three steps, on few images."""
    monkeypatch.setattr(
        nn.training.fine_tuning.fine_tune, "__kwdefaults__", {"seed": 0, "settings": QUICK}
    )
    monkeypatch.setattr("nn.evaluation.calibration.SYNTHESISED", 200)


def learn(
    model: Model, path: Path | None, *, count: int = 24, ready: bool = True, **changes: Any
) -> FakeChannel:
    strokes = synthesise(count, rng=np.random.default_rng(0))
    drawings = [drawing_to_bytes(drawing) for drawing in strokes.drawings]
    channel = FakeChannel(model.network.parameters.tobytes(), b"".join(drawings), ready=ready)
    arguments = {
        "architecture": model.network.describe(),
        "sizes": [len(drawing) for drawing in drawings],
        "labels": strokes.labels.tolist(),
        "held_out": held_out_of(np.arange(count) % 2).tolist(),
        "data_path": None if path is None else str(path),
        "built_in": False,
        "seed": 0,
    }
    learn_and_report(channel, **{**arguments, **changes})  # type: ignore[arg-type]
    return channel


def test_it_tests_learns_tests_again_and_finishes(small_model: Model, digits_path: Path) -> None:
    channel = learn(small_model, digits_path)
    assert channel.stages == [stage for stage in STAGES if stage != "drawing"]
    facts, payload = channel.sent[-1]
    assert facts["kind"] == "finished"
    assert len(payload) == small_model.network.parameters.nbytes
    assert facts["own"][0] == 6
    assert facts["test"][0] == 200
    before, after = facts["own"][1:]
    labels = synthesise(24, rng=np.random.default_rng(0)).labels
    right = sum(read == labels[index] for index, _, read in facts["changed"])
    wrong = len(facts["changed"]) - right
    assert after - before == right - wrong
    assert facts["facts"]["own_drawings"] == 24
    assert Calibration.from_facts(facts["facts"]) != Calibration()


def test_without_mnist_built_in_digits_are_replayed(
    small_model: Model, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DIGITS_MNIST", raising=False)
    monkeypatch.setattr("nn.data.datasets.keras_cache", lambda: tmp_path / "none.npz")
    few = {"train": 600, "validation": 100, "test": 100}
    monkeypatch.setattr("app.fine_tuning.fine_tuning_job._BUILT_IN", few)
    channel = learn(small_model, None)
    assert "drawing" in channel.stages
    assert channel.last["kind"] == "finished"
    assert channel.last["built_in"]
    assert channel.last["test"][0] == 100
    assert channel.last["facts"]["data"] == built_in_data(train=1, validation=1, test=1).source


def test_what_keeps_it_from_learning_is_said(
    small_model: Model, digits_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = learn(small_model, tmp_path / "none.npz").last
    assert refused["kind"] == "data refused"
    assert "none.npz" in refused["message"]
    assert learn(small_model, digits_path, count=5).last["kind"] == "too few drawings"
    for error, kind in (
        (BatchSizeError(needed=96, images=9), "too few images"),
        (MemoryError(), "out of memory"),
    ):

        def fail(*_arguments: object, error: Exception = error, **_options: object) -> None:
            raise error

        monkeypatch.setattr(nn.training.fine_tuning, "fine_tune", fail)
        assert learn(small_model, digits_path).last["kind"] == kind


def test_a_mistake_of_ours_is_said_and_written_down(
    small_model: Model, digits_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = learn(small_model, digits_path, architecture={}).last
    assert failed["kind"] == "failed"
    assert "ValueError" in failed["error"]
    assert "Traceback" in capsys.readouterr().err


def test_a_busy_window_is_told_the_outcome_alone(small_model: Model, digits_path: Path) -> None:
    busy = learn(small_model, digits_path, ready=False)
    assert [facts["kind"] for facts, _ in busy.sent] == ["finished"]
