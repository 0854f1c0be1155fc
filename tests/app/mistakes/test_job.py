"""The process that reads the test images, called without a process."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn.synthesis.digits
from app.jobs.worker_channel import Facts
from app.mistakes.job import BATCH, read_and_report
from nn.checkpoint import Model
from nn.data.datasets import load_mnist
from nn.data.digit_data import Dataset
from nn.preprocessing.pipeline import normalise_pixels
from nn.reader import Calibration, Reader

CALIBRATION = Calibration(temperature=0.7)


class FakeChannel:
    """Remembers what is sent; ``blocks`` are what the window gave along."""

    def __init__(self, *blocks: bytes, ready: bool = True) -> None:
        self.sent: list[tuple[Facts, bytes]] = []
        self.ready = ready
        self._blocks = deque(blocks)

    def block(self) -> bytes:
        return self._blocks.popleft()

    def send(self, facts: Facts, payload: bytes | memoryview = b"") -> None:
        self.sent.append((json.loads(json.dumps(facts)), bytes(payload)))

    def commands(self, *, wait: bool = False) -> list[Facts]:
        return []

    def kinds(self) -> list[str]:
        return [facts["kind"] for facts, _ in self.sent]

    def probabilities(self) -> np.ndarray[Any, Any]:
        read = b"".join(payload for facts, payload in self.sent if facts["kind"] == "read")
        return np.frombuffer(read, np.float32).reshape(-1, 10)


@pytest.fixture
def read(small_model: Model) -> Callable[..., FakeChannel]:
    """Runs the process' work with the small network; returns the channel it spoke to."""

    def run(*blocks: bytes, ready: bool = True, **changes: Any) -> FakeChannel:
        channel = FakeChannel(small_model.network.parameters.tobytes(), *blocks, ready=ready)
        arguments: dict[str, Any] = {
            "architecture": small_model.network.describe(),
            "calibration": asdict(CALIBRATION),
            "data_path": None,
            "built_in": False,
            "images_given": bool(blocks),
            "first": 0,
        }
        read_and_report(channel, **{**arguments, **changes})  # type: ignore[arg-type]
        return channel

    return run


@pytest.fixture(scope="module")
def test_set(digits_path: Path) -> Dataset:
    return load_mnist(digits_path).test


def test_it_sends_the_images_and_what_the_network_makes_of_them(
    read: Callable[..., FakeChannel], digits_path: Path, test_set: Dataset, small_model: Model
) -> None:
    channel = read(data_path=str(digits_path))
    facts, content = channel.sent[0]
    assert facts == {"kind": "images", "count": 200}
    assert content == test_set.images.tobytes() + test_set.labels.tobytes()
    expected, _ = Reader(small_model.network, CALIBRATION).probabilities(
        normalise_pixels(test_set.images)
    )
    np.testing.assert_array_equal(channel.probabilities(), expected)


def test_images_that_the_window_has_are_not_sent_back(
    read: Callable[..., FakeChannel], test_set: Dataset
) -> None:
    channel = read(test_set.images.tobytes(), first=150)
    assert set(channel.kinds()) == {"read"}
    whole = read(test_set.images.tobytes()).probabilities()
    np.testing.assert_allclose(channel.probabilities(), whole[150:], rtol=1e-4)


def test_a_window_that_is_busy_hears_of_it_once(read: Callable[..., FakeChannel]) -> None:
    images = np.zeros((4 * BATCH, 28, 28), np.uint8)
    channel = read(images.tobytes(), ready=False)
    assert channel.kinds() == ["read"]
    assert len(channel.probabilities()) == len(images)


def test_the_built_in_digits_are_those_that_nobody_was_trained_on(
    read: Callable[..., FakeChannel], test_set: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = nn.synthesis.digits.built_in_data(train=12, validation=6, test=30)
    monkeypatch.setattr(nn.synthesis.digits, "built_in_data", lambda: data)
    channel = read(built_in=True)
    assert channel.sent[0][1] == data.test.images.tobytes() + data.test.labels.tobytes()


def test_missing_data_is_told_apart_from_refused_data(
    read: Callable[..., FakeChannel], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIGITS_MNIST", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert read().kinds() == ["data missing"]
    path = tmp_path / "mnist.npz"
    path.write_bytes(b"not a zip")
    ((facts, _),) = read(data_path=str(path)).sent
    assert facts["kind"] == "data refused"
    assert str(path) in facts["message"]


def test_a_mistake_of_ours_is_told_in_a_sentence(
    read: Callable[..., FakeChannel], capsys: pytest.CaptureFixture[str]
) -> None:
    ((facts, _),) = read(b"", calibration={"warmth": 1}).sent
    assert facts["kind"] == "failed"
    assert "\n" not in facts["message"]
    assert "Traceback" in capsys.readouterr().err
