"""This program: the very steps that ``nn.training.loop`` takes, on uint8 images in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits

from nn.arrays import Array
from nn.optimizers import OptimizerChoice, constant
from nn.recipes import CNN, Recipe
from nn.training.learners import learner_for
from tests.benchmarks.tasks import LEARNING_RATE, MOMENTUM, Task


def prepare(task: Task, images: Array, labels: Array) -> tuple[Callable[[], None], str]:
    rng = np.random.default_rng(0)
    threadpool_limits(task.threads)
    learner = learner_for(recipe_for(task), rng=rng).__enter__()
    learning_rate = LEARNING_RATE[task.optimizer]

    def run() -> None:
        order = rng.permutation(len(images))
        for step in range(task.steps):
            batch = order[step * task.batch_size : (step + 1) * task.batch_size]
            learner.learn(images[batch], labels[batch], learning_rate)

    return run, kernel()


def kernel() -> str:
    """Which one NumPy's BLAS runs."""
    found = (library.get("architecture") for library in threadpool_info())
    return f"kernel {next(filter(None, found), 'unknown')}"


def recipe_for(task: Task) -> Recipe:
    """A recipe of the task's layers and no extras; convolutions are worth sharing a batch."""
    return replace(
        CNN,
        layers=task.layers,
        optimizer=OptimizerChoice(task.optimizer, MOMENTUM),
        batch_size=task.batch_size,
        shards=task.threads if task.is_convolutional else 1,
        schedule=constant,
        augmentation=None,
        averaging=0.0,
        label_smoothing=0.0,
        synthetic=0,
        non_digits=0,
    )
