"""Reports of trainings that never ran: what a job would yield, without its half minute."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from nn.network import Network
from nn.recipes import RECIPES
from nn.training.progress import Progress
from nn.training.settings import TrainingSettings

PER_EPOCH = 1000


def settings(recipe: str = "mlp", **changes: Any) -> TrainingSettings:
    """The recipe's settings with some changes."""
    return replace(TrainingSettings.of(RECIPES[recipe]), **changes)


@cache
def network(seed: int = 0) -> Network:
    """A small network's weights, different for each seed."""
    return RECIPES["classic"].network(rng=np.random.default_rng(seed)).copy()


def reports(
    count: int, chosen: TrainingSettings | None = None, *, validate_every: int = 1
) -> Iterator[Progress]:
    """``count`` reports, evenly from the untrained network to the last epoch's end.

    The loss falls from 2.3, the accuracy rises from a tenth, and each report has a network of its
    own: ``network(index)``.
    """
    chosen = chosen or settings()
    total = PER_EPOCH * chosen.epochs
    figures: tuple[float, float] = (math.nan, math.nan)
    for index in range(count):
        done = index / max(count - 1, 1)
        is_new = index % validate_every == 0 or index == count - 1
        if is_new:
            figures = (2.4 * math.exp(-4 * done), 1 - 0.9 * math.exp(-5 * done))
        yield Progress(
            epoch=done * chosen.epochs,
            epochs=chosen.epochs,
            samples=round(done * total),
            samples_total=total,
            samples_per_second=1000.0,
            seconds=10 * done,
            seconds_left=10 * (1 - done) if index else math.inf,
            loss=2.3 * math.exp(-5 * done) if index else math.nan,
            learning_rate=chosen.learning_rate,
            validation_loss=figures[0],
            validation_accuracy=figures[1],
            validated=is_new and index > 0,
            finished=index > 0 and index == count - 1,
            network=network(index),
            best=None,
            best_accuracy=figures[1],
        )
