"""Training as the work of a job: data, progress, the finished model.

    train_network(settings, path, built_in, start) → Preparing … → Progress … → Model

The window runs it in a process of its own (:class:`app.jobs.job.Job`), and steers it with
:class:`nn.training.progress.Steering`. The training loop is imported only where it runs.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs.child import Preparation, Transient, relayed
from nn.training.progress import Progress, Steering
from nn.training.settings import TrainingSettings

if TYPE_CHECKING:
    from nn.data.digit_data import DigitData
    from nn.model_file import Model
    from nn.network import Network

Commands = tuple[Steering, ...]


REPORT_INTERVAL = 1 / 8
"""Seconds between two reports: each moves bars and curves, which takes time from the pen."""


@dataclass(frozen=True)
class Preparing:
    """The share of the built-in digits that has been drawn, in [0, 1]."""

    done: float


def train_network(
    settings: TrainingSettings, data_path: Path | None, built_in: bool, start: Network | None = None
) -> Generator[Transient | Progress, Commands, Model]:
    """Train by ``settings``; the first progress is that of the network before the first step.

    It has fresh weights, or those of ``start``, whose layers are then the recipe's.

    The data are MNIST, by its path or from the usual places, or the ``built_in`` synthesised
    digits. Raises MnistMissingError where there is no MNIST, DataError for a file that cannot be
    used, BatchSizeError for data that cannot fill a batch, StartError for a ``start`` of other
    layers, and TrainingDivergedError.
    """
    from nn.training.loop import finished_model, train

    data = yield from _data(data_path, built_in)
    recipe = settings.applied()
    steps = train(
        recipe,
        data,
        seed=settings.seed,
        interval=REPORT_INTERVAL,
        report_untrained=True,
        start=start,
    )
    progress = next(steps)
    while not progress.finished:
        commands = yield _told(progress)
        progress = steps.send(_steering(commands))
    yield _told(progress)
    return finished_model(recipe, progress, data, seed=settings.seed)


def _data(data_path: Path | None, built_in: bool) -> Generator[Preparation, Commands, DigitData]:
    from nn.data.datasets import load_mnist
    from nn.synthesis.fresh import draw_built_in_data

    if not built_in:
        return load_mnist(data_path)
    return (yield from relayed(draw_built_in_data(), _prepared))


def _prepared(done: float) -> Preparation:
    return Preparation(Preparing(done))


def _told(progress: Progress) -> Transient | Progress:
    """What a busy window may miss, and what it may not; the best network comes at the end."""
    progress = replace(progress, best=None)
    return progress if progress.validated or progress.samples == 0 else Transient(progress)


def _steering(commands: Commands) -> Steering:
    """All commands as one: the last learning rate counts."""
    rates = [one.learning_rate for one in commands if one.learning_rate is not None]
    return Steering(
        learning_rate=rates[-1] if rates else None,
        single_step=any(one.single_step for one in commands),
    )
