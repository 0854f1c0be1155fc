"""How fast and how well the network learns: ``make bench-learning``.

Prints one line a figure, with its bar, and writes them to ``build/bench-learning.json``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from nn.arrays import Array
from nn.data.datasets import DigitData, load_mnist
from nn.layers import Dense, Flatten, ReLU
from nn.model_file import load_model, shipped_model_path
from nn.network import Network
from nn.recipes import RECIPES, Recipe
from nn.training.learners import learner_for
from nn.training.loop import train, validate
from tests.benchmarks.data import mnist_path
from tests.benchmarks.figures import Figure, percentile, report

ROUNDS = 5
"""Interleaved rounds where two things are compared."""


def main() -> None:
    data = load_mnist(mnist_path())
    figures = [
        time_to_accuracy("mlp", data, accuracy=0.98, bar=6),
        time_to_accuracy("cnn", data, accuracy=0.99, bar=60),
        share_of_products(data),
        augmentation_cost(data),
        *shipped(data),
        *prediction_times(),
        *peak_memory(),
    ]
    report(figures, "bench-learning.json")


def time_to_accuracy(name: str, data: DigitData, *, accuracy: float, bar: float) -> Figure:
    """Training seconds until the network reads that share of the test set, by whole epochs.

    The test set is looked at by this measurement alone: the training never sees it.
    """
    for progress in train(RECIPES[name], data, seed=0):
        if progress.validated and validate(progress.network, data.test)[1] >= accuracy:
            return Figure(f"{name}: to {accuracy:.0%} of the test set", progress.seconds, "s", bar)
    return Figure(f"{name}: never reached {accuracy:.0%} of the test set", np.inf, "s", bar)


def share_of_products(data: DigitData) -> Figure:
    """The part of an epoch of 784-100-10 with Adam that its threads spend in matrix products."""
    recipe = replace(RECIPES["mlp"], layers=(Flatten(), Dense(100), ReLU(), Dense(10)))
    spent: list[float] = []
    product = np.matmul

    def timed(*arguments: Any, **options: Any) -> Array:
        begin = time.perf_counter()
        result: Array = product(*arguments, **options)
        spent.append(time.perf_counter() - begin)
        return result

    shares = []
    for _ in range(ROUNDS):
        spent.clear()
        np.matmul = timed  # type: ignore[assignment]
        try:
            total = _epoch_seconds(recipe, data)
        finally:
            np.matmul = product
        shares.append(sum(spent) / (recipe.shards * total))
    return Figure(
        "784-100-10: share of matrix products", float(np.median(shares)), "%", 0.5, "at least"
    )


def augmentation_cost(data: DigitData) -> Figure:
    """An epoch of the convolutional recipe with varied images over one without."""
    plain = replace(RECIPES["cnn"], augmentation=None)
    varied = replace(plain, augmentation=RECIPES["best"].augmentation)
    share = DigitData(data.train[:12_800], data.validation, data.test, data.source)
    ratios = [_epoch_seconds(varied, share) / _epoch_seconds(plain, share) for _ in range(ROUNDS)]
    return Figure(
        "cnn: an epoch with varied images over one without", float(np.median(ratios)), "", 1.5
    )


def _epoch_seconds(recipe: Recipe, data: DigitData) -> float:
    """Seconds that a learner takes for the training images once, with its first batch left out."""
    rng = np.random.default_rng(0)
    order = rng.permutation(len(data.train))
    size = recipe.batch_size
    with learner_for(recipe, rng=rng) as learner:
        begin = 0.0
        for first in range(0, len(order) - size + 1, size):
            batch = data.train[order[first : first + size]]
            learner.learn(batch.images, batch.labels, 1e-3)
            begin = begin or time.perf_counter()
        return time.perf_counter() - begin


def shipped(data: DigitData) -> Iterator[Figure]:
    """The network in resources/ on MNIST's test set, and how long its training took."""
    model = load_model(shipped_model_path())
    accuracy = validate(model.network, data.test)[1]
    yield Figure("shipped network on MNIST's test set", accuracy, "%", 0.996, "at least")
    yield Figure("its training", model.metadata["seconds"] / 60, "min", 20)


def prediction_times() -> Iterator[Figure]:
    """One image through a network that is ready, p99 of 2000."""
    mlp = RECIPES["mlp"].network(rng=np.random.default_rng(0))
    yield Figure("one prediction, mlp, p99", _prediction_p99(mlp), "ms", 0.3)
    best = load_model(shipped_model_path()).network
    yield Figure("one prediction, shipped network, p99", _prediction_p99(best), "ms", 3)


def _prediction_p99(network: Network) -> float:
    image = np.random.default_rng(0).random((1, 28, 28), np.float32)
    with threadpool_limits(limits=1, user_api="blas"):
        times = [_seconds(lambda: network.predict(image)) for _ in range(2000)]
    return 1000 * percentile(times, 0.99)


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def peak_memory() -> Iterator[Figure]:
    """Peak resident memory of the whole process ``python -m nn train``."""
    for name in ("mlp", "cnn", "best"):
        with tempfile.TemporaryDirectory() as folder:
            command = ["train", "--recipe", name, "--epochs", "1", "--out", f"{folder}/m.npz"]
            environment = {**os.environ, "DIGITS_MNIST": str(mnist_path())}
            child = (
                "import subprocess, sys, resource; subprocess.run(sys.argv[1:], check=True, "
                "capture_output=True); "
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
            )
            done = subprocess.run(
                [sys.executable, "-c", child, sys.executable, "-m", "nn", *command],
                cwd=Path(__file__).resolve().parents[2],
                env=environment,
                check=True,
                capture_output=True,
                text=True,
            )
        # Linux counts in kibibytes, macOS in bytes.
        peak = int(done.stdout) / (1024 if sys.platform == "linux" else 1024**2)
        yield Figure(f"peak memory of a training run, {name}", peak, "MB", 350)


if __name__ == "__main__":
    main()
