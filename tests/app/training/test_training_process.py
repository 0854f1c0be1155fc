"""The training process' work, called without a process."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nn.synthesis.digits
import nn.training.loop
from app.jobs.worker_channel import Facts
from app.training.training_process import train_and_report
from nn.data.datasets import DigitData, load_mnist
from nn.recipes import RECIPES
from nn.training.batches import BatchSizeError
from nn.training.loop import Progress, train
from nn.training.settings import TrainingSettings


class FakeChannel:
    """Remembers what is sent and plays the window: ``asks`` are its commands, one list a step."""

    def __init__(self, asks: list[list[Facts]] | None = None, *, ready: bool = True) -> None:
        self.sent: list[tuple[Facts, bytes]] = []
        self.ready = ready
        self.slept = 0
        self._asks = deque(asks or [])

    def send(self, facts: Facts, payload: bytes | memoryview = b"") -> None:
        self.sent.append((json.loads(json.dumps(facts)), bytes(payload)))

    def commands(self, *, wait: bool = False) -> list[Facts]:
        self.slept += wait
        return self._asks.popleft() if self._asks else []

    def kinds(self) -> list[str]:
        return [facts["kind"] for facts, _ in self.sent]


def run(channel: FakeChannel, path: Path | None, *, seed: int = 0, **changes: Any) -> None:
    arguments = {
        "run": 1,
        "settings": TrainingSettings.of(RECIPES["mlp"], seed=seed).as_facts(),
        "data_path": None if path is None else str(path),
        "built_in": False,
        "paused": False,
    }
    train_and_report(channel, **{**arguments, **changes})  # type: ignore[arg-type]


def test_it_describes_the_network_reports_and_finishes(digits_path: Path) -> None:
    channel = FakeChannel()
    run(channel, digits_path, run=7)
    first, *between, last = channel.kinds()
    assert (first, set(between), last) == ("network", {"progress"}, "finished")
    assert {facts["run"] for facts, _ in channel.sent} == {7}
    sizes = {len(payload) for facts, payload in channel.sent if facts["kind"] != "network"}
    assert len(sizes) == 1


def test_while_the_window_is_busy_only_validations_are_sent(digits_path: Path) -> None:
    channel = FakeChannel(ready=False)
    run(channel, digits_path)
    reports = [facts for facts, _ in channel.sent if facts["kind"] == "progress"]
    assert reports[0]["samples"] == 0
    assert all(facts["validated"] for facts in reports[1:])


def test_a_pause_sleeps_until_resumed(digits_path: Path) -> None:
    channel = FakeChannel([[{"command": "pause"}], [], [{"command": "resume"}]])
    run(channel, digits_path)
    assert channel.slept == 2
    assert channel.kinds()[-1] == "finished"


def test_a_paused_start_waits_and_goes_step_by_step(digits_path: Path) -> None:
    step = [{"command": "step"}]
    channel = FakeChannel([[], step, [], [], step, [], [{"command": "resume"}]])
    run(channel, digits_path, paused=True)
    samples = [facts["samples"] for facts, _ in channel.sent if facts["kind"] == "progress"]
    assert samples[:3] == [0, 128, 256]
    assert channel.slept == 4
    assert channel.kinds()[-1] == "finished"


def test_a_learning_rate_set_while_paused_holds_for_the_next_step(digits_path: Path) -> None:
    rate = {"command": "rate", "learning_rate": 1000.0}
    channel = FakeChannel([[rate], [{"command": "step"}]])
    run(channel, digits_path, paused=True)
    facts, _ = channel.sent[-1]
    assert facts["kind"] == "diverged"
    assert (facts["learning_rate"], facts["samples"]) == (1000.0, 128)


def test_a_learning_rate_is_obeyed(digits_path: Path) -> None:
    channel = FakeChannel([[{"command": "rate", "learning_rate": 1e30}]])
    run(channel, digits_path)
    facts, _ = channel.sent[-1]
    assert facts["kind"] == "diverged"
    assert facts["learning_rate"] == 1e30


def test_the_built_in_digits_take_the_place_of_mnist(
    digits_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn(*, tell: Callable[[float], None]) -> DigitData:
        tell(0.5)
        return load_mnist(digits_path)

    monkeypatch.setattr(nn.synthesis.digits, "built_in_data", drawn)
    channel = FakeChannel()
    run(channel, None, built_in=True)
    assert channel.sent[0][0] == {"run": 1, "kind": "preparing", "done": 0.5}
    assert channel.kinds()[-1] == "finished"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), {"kind": "out of memory"}),
        (
            BatchSizeError(needed=128, images=20),
            {"kind": "too few images", "needed": 128, "images": 20},
        ),
        (
            ZeroDivisionError("a mistake"),
            {"kind": "failed", "error": "ZeroDivisionError: a mistake"},
        ),
    ],
)
def test_whatever_goes_wrong_is_told(
    error: Exception,
    told: Facts,
    digits_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_arguments: Any, **_options: Any) -> None:
        raise error

    monkeypatch.setattr(nn.training.loop, "train", fail)
    channel = FakeChannel()
    run(channel, digits_path)
    assert channel.sent[-1][0] == {"run": 1, **told}
    # A mistake of the program's own leaves its traceback for whoever looks for it.
    assert ("Traceback" in capsys.readouterr().err) is isinstance(error, ZeroDivisionError)


def test_a_window_that_is_gone_ends_the_work(digits_path: Path) -> None:
    class DeadChannel(FakeChannel):
        def send(self, facts: Facts, payload: bytes | memoryview = b"") -> None:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        run(DeadChannel(), digits_path)


def test_every_fact_of_progress_is_told(digits_path: Path) -> None:
    """A field added to Progress reaches the window or is left out on purpose."""
    from app.training.training_process import PROGRESS_FACTS

    left_out = {"network", "best", "best_accuracy", "finished"}
    assert set(PROGRESS_FACTS) | left_out == set(Progress.__dataclass_fields__)


def test_the_parameters_arrive_as_they_are(digits_path: Path) -> None:
    channel = FakeChannel()
    run(channel, digits_path, seed=2)
    *_, last = train(RECIPES["mlp"], load_mnist(digits_path), seed=2)
    assert last.best is not None
    sent = np.frombuffer(channel.sent[-1][1], np.float32)
    np.testing.assert_array_equal(sent, last.best.parameters)
