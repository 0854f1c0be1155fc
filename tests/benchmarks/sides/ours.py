"""This program: the very steps that ``nn.training.loop`` takes, on uint8 images in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from nn.arrays import Array
from nn.layers import Dense, Flatten, ReLU
from nn.optimizers import OptimizerChoice, constant
from nn.recipes import CNN, MLP, Recipe
from nn.training.learners import learner_for
from tests.benchmarks.tasks import LEARNING_RATE, MOMENTUM, Task


def prepare(task: Task, images: Array, labels: Array) -> Callable[[], None]:
    rng = np.random.default_rng(0)
    learner = learner_for(recipe_for(task), rng=rng).__enter__()
    learning_rate = LEARNING_RATE[task.optimizer]

    def run() -> None:
        order = rng.permutation(len(images))
        for step in range(task.steps):
            batch = order[step * task.batch_size : (step + 1) * task.batch_size]
            learner.learn(images[batch], labels[batch], learning_rate)

    return run


def recipe_for(task: Task) -> Recipe:
    """The recipe of the same kind of network, with the task's layers and no extras."""
    dense = (Flatten(), Dense(100), ReLU(), Dense(10))
    convolutional = tuple(layer for layer in CNN.layers if type(layer).__name__ != "Dropout")
    return replace(
        MLP if task.network == "dense" else CNN,
        layers=dense if task.network == "dense" else convolutional,
        optimizer=OptimizerChoice(task.optimizer, MOMENTUM),
        batch_size=task.batch_size,
        schedule=constant,
        augmentation=None,
        averaging=0.0,
        label_smoothing=0.0,
        synthetic=0,
        non_digits=0,
    )
