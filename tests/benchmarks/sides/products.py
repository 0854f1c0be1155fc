"""The floor: nothing but the matrix products that a step consists of, by NumPy's own BLAS.

For each layer with weights that is one product forward, one for the weights' gradient and, but for
the first layer, one for the gradient of its inputs. A convolution is the product of its kernels and
the pixels under them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.layers import Conv2D, Dense
from nn.preprocessing.pipeline import SIZE
from tests.benchmarks.sides.ours import kernel
from tests.benchmarks.tasks import Task

_TRIED = 20
"""Steps by which one thread is held against more."""


def prepare(task: Task, images: Array, labels: Array) -> tuple[Callable[[], None], str]:
    rng = np.random.default_rng(0)
    triples = [
        tuple(rng.random(size, np.float32) for size in ((m, k), (k, n), (m, n)))
        for m, k, n in products(task)
    ]

    def step() -> None:
        for place, (weights, inputs, gradient) in enumerate(triples):
            _ = weights @ inputs
            _ = gradient @ inputs.T
            if place:
                _ = weights.T @ gradient

    def run() -> None:
        for _ in range(task.steps):
            step()

    # Small products take longer on two threads than on one.
    threads = min((1, task.threads), key=lambda count: _seconds(step, count))
    threadpool_limits(threads)
    return run, f"{kernel()}, {threads} threads"


def _seconds(step: Callable[[], None], threads: int) -> float:
    with threadpool_limits(threads):
        step()
        start = time.perf_counter()
        for _ in range(_TRIED):
            step()
        return time.perf_counter() - start


def products(task: Task) -> list[tuple[int, int, int]]:
    """For each layer with weights: outputs, inputs of each of them, and how often in a batch."""
    found: list[tuple[int, int, int]] = []
    shape: tuple[int, ...] = (1, SIZE, SIZE)
    for layer in task.layers:
        after = layer.output_shape(shape)
        match layer:
            case Dense():
                found.append((layer.units, shape[0], task.batch_size))
            case Conv2D():
                places = after[1] * after[2] * task.batch_size
                found.append((layer.filters, shape[0] * layer.kernel**2, places))
        shape = after
    return found


def operations(task: Task) -> int:
    """Multiplications and additions of one step's products."""
    single = [2 * m * k * n for m, k, n in products(task)]
    return 3 * sum(single) - single[0]
