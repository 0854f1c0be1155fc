"""Keras on JAX, compiled: ``fit`` over float arrays in memory.

Several steps an execution save the way back to Python in between; 64 was the fastest of 1, 16
and 64.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import numpy as np

from nn.arrays import Array
from nn.layers import Dense, ReLU
from tests.benchmarks.tasks import LEARNING_RATE, MOMENTUM, Task

os.environ["KERAS_BACKEND"] = "jax"


def prepare(task: Task, images: Array, labels: Array) -> tuple[Callable[[], None], str]:
    import keras

    keras.utils.set_random_seed(0)
    inputs = (images.reshape(len(images), -1) / 255).astype(np.float32)
    targets = labels.astype(np.int32)
    network = keras.Sequential([keras.Input((784,))])
    for layer in task.layers:
        match layer:
            case Dense():
                network.add(keras.layers.Dense(layer.units, use_bias=layer.bias))
            case ReLU():
                network.add(keras.layers.ReLU())
    rate = LEARNING_RATE[task.optimizer]
    network.compile(
        optimizer=keras.optimizers.Adam(rate)
        if task.optimizer == "adam"
        else keras.optimizers.SGD(rate, momentum=MOMENTUM),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=True,
        steps_per_execution=64,
    )

    def run() -> None:
        network.fit(inputs, targets, batch_size=task.batch_size, epochs=1, verbose=0)

    return run, "compiled"
