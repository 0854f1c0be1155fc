"""scikit-learn's MLPClassifier: ``partial_fit`` goes through float images in memory once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.neural_network import MLPClassifier
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.layers import Dense
from tests.benchmarks.sides.ours import kernel
from tests.benchmarks.tasks import LEARNING_RATE, MOMENTUM, Task


def prepare(task: Task, images: Array, labels: Array) -> tuple[Callable[[], None], str]:
    threadpool_limits(task.threads)
    inputs = (images.reshape(len(images), -1) / 255).astype(np.float32)
    network = MLPClassifier(
        hidden_layer_sizes=[layer.units for layer in task.layers[:-1] if isinstance(layer, Dense)],
        activation="relu",
        solver="adam" if task.optimizer == "adam" else "sgd",
        alpha=0.0,
        batch_size=task.batch_size,
        learning_rate_init=LEARNING_RATE[task.optimizer],
        momentum=MOMENTUM,
        nesterovs_momentum=False,
        random_state=0,
    )

    def run() -> None:
        network.partial_fit(inputs, labels, classes=np.arange(10))

    return run, kernel()
