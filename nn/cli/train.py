"""``train``: a recipe's network from fresh weights to a model file.

Progress while it learns and while it is tested; then the accuracy on the test images, which are
looked at only here, after the best network has been chosen.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from nn.checkpoint import save_model
from nn.cli.data import found_disorder
from nn.cli.options import (
    Subparsers,
    UsageError,
    add_data_option,
    add_json_option,
    add_recipe_option,
    chosen_recipe,
    mnist,
    print_json,
    seed,
    whole_number,
)
from nn.data.datasets import Dataset, DigitData
from nn.evaluation.inference import batched_logits
from nn.messages import N_
from nn.network import DIGITS, Network
from nn.recipes import RECIPES, Recipe
from nn.training.learners import LearnerFactory, learner_for
from nn.training.loop import Progress, finished_model, train

BUILT_IN = "built-in"
"""The --data that stands for the synthesised digits."""


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "train",
        help="train a network",
        description="Train a network from fresh weights and say how well it reads.",
        epilog="recipes: " + "; ".join(f"{r.name}: {r.summary}" for r in RECIPES.values()),
    )
    add_recipe_option(parser)
    add_data_option(parser, f"MNIST, or '{BUILT_IN}' for the synthesised digits")
    parser.add_argument(
        "--epochs", type=whole_number(1, 10_000), metavar="N", help="default: the recipe's"
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="default: %(default)s")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to save the network")
    parser.add_argument(
        "--engine",
        choices=("numpy", "keras"),
        default="numpy",
        help="what computes the steps; keras uses every device that JAX sees"
        " (default: %(default)s)",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    recipe = chosen_recipe(options.recipe)
    if options.out is not None and not options.out.absolute().parent.is_dir():
        raise UsageError(
            N_("nn", "{0}: there is no folder {1}"), options.out, options.out.absolute().parent
        )
    data = _data(options)
    _tell_data(data)
    try:
        last = _train(recipe, data, options)
    except ValueError as error:
        raise UsageError(
            N_("nn", "{0} cannot be trained on {1}: {2}"), recipe.name, data.source, error
        ) from error
    model = finished_model(recipe, last, data, seed=options.seed)
    accuracy = _test(model.network, data.test)
    if options.out is not None:
        save_model(options.out, model)
    _tell(options, {"recipe": recipe.name, **model.metadata, "test_accuracy": accuracy})
    return 0


def _data(options: argparse.Namespace) -> DigitData:
    if options.data != BUILT_IN:
        return mnist(options.data)
    from nn.synthesis.fresh import built_in_data

    return built_in_data(seed=options.seed)


def _tell_data(data: DigitData) -> None:
    """What will be learned from; on standard error, where the progress is told, too."""
    print(data.summary, file=sys.stderr)
    disorder = found_disorder(data)
    if disorder is not None:
        print(
            f"{disorder.message} 'python -m nn data PATH --turn --out NEW.npz' turns them.",
            file=sys.stderr,
        )


def _train(recipe: Recipe, data: DigitData, options: argparse.Namespace) -> Progress:
    """Train to the end with a progress bar; the last report."""
    steps = train(
        recipe,
        data,
        seed=options.seed,
        epochs=options.epochs,
        make_learner=_learner_factory(options.engine),
    )
    with tqdm(desc=f"Training {recipe.name}", unit=" images") as bar:
        for progress in steps:
            bar.total = progress.samples_total
            bar.set_postfix_str(_postfix(progress), refresh=False)
            bar.update(progress.samples - bar.n)
    return progress


def _learner_factory(engine: str) -> LearnerFactory:
    if engine == "numpy":
        return learner_for
    from nn.interop.keras_engine import KerasLearner

    return KerasLearner


def _postfix(progress: Progress) -> str:
    text = f"loss {progress.loss:.4f}"
    if progress.validation_accuracy is None:
        return text
    return f"{text}, validation {progress.validation_accuracy:.2%}"


def _test(network: Network, test: Dataset) -> float:
    """The share of the test images that are read correctly, with a progress bar."""
    read = []
    with tqdm(desc="Testing", total=len(test), unit=" images") as bar:
        for logits in batched_logits(network, test.images):
            read.append(logits[:, :DIGITS].argmax(axis=1))
            bar.update(len(logits))
    return float((np.concatenate(read) == test.labels).mean())


def _tell(options: argparse.Namespace, outcome: dict[str, Any]) -> None:
    if options.json:
        print_json({**outcome, "out": str(options.out) if options.out else None})
        return
    print(
        f"{outcome['recipe']}: {outcome['test_accuracy']:.2%} of the test images read correctly"
        f" after {outcome['epochs']} epochs in {outcome['seconds']:.1f} s"
        f" (validation {outcome['validation_accuracy']:.2%})."
    )
    if options.out is not None:
        print(f"Saved to {options.out}.")
