"""Keras computes the same training as NumPy, on one device, on four, and on two hosts."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nn.augmentation import Augmentation
from nn.interop.keras import ExchangeError
from nn.interop.keras_engine import KerasLearner
from nn.layers import Dense, Dropout, Flatten, ReLU
from nn.optimizers import OptimizerChoice
from nn.recipes import CLASSIC, MLP, Recipe
from nn.training.learners import BatchLearner
from nn.training.loop import Steering, train
from tests.nn import keras_engine_run

ROOT = Path(__file__).resolve().parents[3]
SMALL = replace(MLP, layers=(Flatten(), Dense(16), ReLU(), Dense(10)), batch_size=30)


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the comparison in a process that sees a number of simulated devices; no process is
    left when the test has ended, however it did."""
    processes: list[subprocess.Popen[str]] = []

    def start_one(devices: int, **environment: str) -> subprocess.Popen[str]:
        flags = f"--xla_force_host_platform_device_count={devices}"
        processes.append(
            subprocess.Popen(
                [sys.executable, "-m", keras_engine_run.__name__],
                cwd=ROOT,
                env={**os.environ, "XLA_FLAGS": flags, **environment},
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return processes[-1]

    yield start_one
    for process in processes:
        process.kill()
        process.communicate()


def result(process: subprocess.Popen[str]) -> dict[str, Any]:
    output, _ = process.communicate(timeout=240)
    assert process.returncode == 0
    last: dict[str, Any] = json.loads(output.splitlines()[-1])
    return last


def test_four_devices_learn_what_one_learns(start: Start) -> None:
    found = result(start(4))
    assert found["devices"] == 4
    assert found["learned"] > 1e-2
    assert found["difference"] < 1e-5


def test_two_hosts_learn_what_one_learns(start: Start) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    hosts = [
        start(
            2,
            KERAS_DISTRIBUTION_JOB_ADDRESSES=address,
            KERAS_DISTRIBUTION_NUM_PROCESSES="2",
            KERAS_DISTRIBUTION_PROCESS_ID=str(host),
        )
        for host in range(2)
    ]
    for found in map(result, hosts):
        assert found["devices"] == 4
        assert found["difference"] < 1e-5


@pytest.mark.parametrize(
    "recipe",
    [
        replace(SMALL, optimizer=OptimizerChoice("adam", weight_decay=0.1)),
        replace(SMALL, output="sigmoid", label_smoothing=0.1),
        replace(SMALL, pixel_divisor=25.0),
    ],
)
def test_one_step_is_the_same_step(recipe: Recipe) -> None:
    rng = np.random.default_rng(1)
    images = rng.integers(0, 256, (30, 28, 28), np.uint8)
    labels = rng.integers(0, 10, 30, np.uint8)
    with (
        KerasLearner(recipe, rng=np.random.default_rng(2)) as theirs,
        BatchLearner(recipe, rng=np.random.default_rng(2)) as ours,
    ):
        losses = [learner.learn(images, labels, 0.01) for learner in (theirs, ours)]
        assert losses[0] == pytest.approx(losses[1], rel=1e-4)
        same = np.isclose(theirs.snapshot().parameters, ours.snapshot().parameters, atol=1e-5)
        # Where a gradient is next to nothing, Adam's first step follows its rounding.
        assert same.mean() > 0.99


def test_a_recipe_that_keras_cannot_follow_is_refused() -> None:
    with pytest.raises(ExchangeError, match="classic"):
        KerasLearner(CLASSIC, rng=np.random.default_rng(0))


def test_a_training_in_pieces_ends_where_the_whole_one_does() -> None:
    recipe = replace(
        SMALL,
        layers=(Flatten(), Dense(16), ReLU(), Dropout(0.5), Dense(10)),
        augmentation=Augmentation(shift=2),
        averaging=0.9,
        batch_size=32,
        epochs=2,
    )
    *_, whole = train(recipe, keras_engine_run.data(), make_learner=KerasLearner)
    steps = train(recipe, keras_engine_run.data(), make_learner=KerasLearner, interval=0)
    next(steps)
    state = None
    for _ in range(4):
        state = steps.send(Steering(keep=True)).state
    steps.close()
    *_, last = train(recipe, keras_engine_run.data(), make_learner=KerasLearner, resume=state)
    np.testing.assert_allclose(last.network.parameters, whole.network.parameters, atol=1e-6)
