"""Kills of trainings at random moments: ``python -m tests.fuzz.resumes --count 100``.

    python -m nn train --checkpoint … → SIGKILL → python -m nn train --resume … → SIGKILL → …
        → the weights, bit for bit, of a training that nothing has disturbed

Each training is killed again and again until it reaches its end; then the next recipe has its turn.
"""

from __future__ import annotations

import argparse
import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from nn.augmentation import Augmentation
from nn.layers import BatchNorm, Conv2D, Dense, Dropout, Flatten, ReLU
from nn.model_file import load_model
from nn.optimizers import OptimizerChoice, one_cycle
from nn.recipe_files import save_recipe
from nn.recipes import CLASSIC, Recipe
from tests.fuzz.running import ROOT
from tests.small_mnist import small_mnist

EVERYTHING = Recipe(
    "everything",
    (
        Conv2D(8, kernel=5, stride=2, padding=2, bias=False),
        BatchNorm(),
        ReLU(),
        Flatten(),
        Dropout(0.2),
        Dense(11),
    ),
    optimizer=OptimizerChoice("adam", weight_decay=0.01),
    schedule=one_cycle,
    label_smoothing=0.02,
    augmentation=Augmentation(rotation=12, shift=0.5, elastic=1, thickness=0.7),
    averaging=0.99,
    synthetic=22,
    non_digits=6,
    epochs=8,
    batch_size=64,
    shards=2,
)
"""Whatever a training remembers from one batch to the next."""

MOMENTUM = Recipe(
    "momentum",
    (Flatten(), Dense(32), ReLU(), Dense(10)),
    optimizer=OptimizerChoice("momentum"),
    learning_rate=0.01,
    epochs=60,
    batch_size=20,
)

RECIPES = (EVERYTHING, MOMENTUM, replace(CLASSIC, name="one by one", epochs=8))

_MOST_WRITES = 4
"""A process has written its checkpoint fewer than so many times when it is killed."""

_START = 1.5
"""Seconds within which a process is killed that is to write none."""


@dataclass
class _Training:
    """One recipe's training in a folder of its own, and the command line that runs it."""

    recipe: Recipe
    folder: Path
    data: Path

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.checkpoint = self.folder / "checkpoint.npz"
        self._file = self.folder / "recipe.toml"
        save_recipe(self.recipe, self._file)

    def start(self, out: Path, *, checkpoint: bool = True) -> subprocess.Popen[bytes]:
        """The command in a process; it goes on from the checkpoint where there is one."""
        if checkpoint and self.checkpoint.exists():
            chosen = ["--resume", str(self.checkpoint)]
        else:
            chosen = ["--recipe", str(self._file), "--seed", "1"]
            if checkpoint:
                chosen += ["--checkpoint", str(self.checkpoint)]
        common = ["--data", str(self.data), "--out", str(out), "--checkpoint-every", "0"]
        return subprocess.Popen(
            [sys.executable, "-m", "nn", "train", *chosen, *common],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )

    def killed(self, out: Path, rng: np.random.Generator) -> bool:
        """Start the command and kill it at a random moment; False where it was done before."""
        process = self.start(out)
        writes = rng.integers(_MOST_WRITES)
        seen, apart = self._written(), _START if writes == 0 else 0.1
        while writes and process.poll() is None:
            if (now := self._written()) != seen:
                seen, writes = now, writes - 1
            time.sleep(0.002)
        try:
            process.communicate(timeout=rng.uniform(0, apart))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        return process.returncode != 0

    def _written(self) -> int | None:
        return self.checkpoint.stat().st_mtime_ns if self.checkpoint.exists() else None


def kill(
    count: int, seed: int, recipes: Sequence[Recipe] = RECIPES
) -> tuple[dict[str, int], list[str]]:
    """Kill so often; the kills by recipe, and what was wrong."""
    rng = np.random.default_rng(seed)
    kills = {recipe.name: 0 for recipe in recipes}
    problems = []
    with tempfile.TemporaryDirectory() as name:
        data = small_mnist(Path(name), train=600, test=60)
        for number, recipe in enumerate(itertools.cycle(recipes)):
            training = _Training(recipe, Path(name) / str(number), data)
            out = training.folder / "killed.npz"
            while sum(kills.values()) < count and training.killed(out, rng):
                kills[recipe.name] += 1
            problems += [f"{recipe.name}: {problem}" for problem in _wrong(training, out)]
            if sum(kills.values()) >= count:
                return kills, problems
    raise AssertionError("cycles do not end")


def _wrong(training: _Training, out: Path) -> list[str]:
    """Let the training come to its end, and hold it against one that was never disturbed."""
    whole = training.folder / "whole.npz"
    for process in (training.start(out), training.start(whole, checkpoint=False)):
        _, errors = process.communicate()
        if process.returncode:
            return [errors.decode().splitlines()[-1]]
    killed, undisturbed = load_model(out), load_model(whole)
    for model in (killed, undisturbed):
        del model.metadata["seconds"]
    found = []
    if not np.array_equal(killed.network.parameters, undisturbed.network.parameters):
        found.append("other weights")
    if killed.metadata != undisturbed.metadata:
        found.append(f"{killed.metadata} instead of {undisturbed.metadata}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Kill and print what came of it; 1 where a training ended with other weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.resumes", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="kills (%(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="of the moments (%(default)s)")
    options = parser.parse_args(arguments)
    kills, problems = kill(options.count, options.seed)
    for name, number in kills.items():
        print(f"{name:12}{number:5} kills")
    print(f"{sum(kills.values())} kills: {len(problems)} trainings ended differently")
    print(*problems, sep="\n", end="\n" if problems else "")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
