"""``train``: a recipe's network from fresh weights to a model file, at once or in several goes.

    options or a checkpoint → recipe, seed, engine → train → best network → test images → --out

The test images are looked at only here, after the best network has been chosen. Ctrl-C keeps the
best network so far.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from nn.cli import INTERRUPTED
from nn.cli.data import found_disorder
from nn.cli.options import (
    Subparsers,
    UsageError,
    add_data_option,
    add_json_option,
    add_recipe_option,
    check_own_format,
    chosen_recipe,
    mnist,
    number,
    print_json,
    whole_number,
)
from nn.data.datasets import Dataset, DigitData
from nn.evaluation.inference import batched_logits
from nn.messages import N_
from nn.model_file import save_model
from nn.network import DIGITS, Network
from nn.recipe_files import check_recipe
from nn.recipes import LARGEST_BATCH, LEARNING_RATES, MLP, MOST_EPOCHS, RECIPES
from nn.training.bar import TrainingBar
from nn.training.checkpoints import Checkpoint, digest, load_checkpoint, save_checkpoint
from nn.training.learners import LearnerFactory, learner_for
from nn.training.loop import Progress, Steering, finished_model, train
from nn.training.settings import LARGEST_SEED, STRONGEST_AUGMENTATION, TrainingSettings

BUILT_IN = "built-in"
"""The --data that stands for the synthesised digits."""

_SETTINGS = ("recipe", "learning_rate", "batch_size", "epochs", "augmentation", "seed", "engine")
"""The options that a checkpoint settles."""

_BETWEEN_CHECKPOINTS = 60.0
"""Seconds."""


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "train",
        help="train a network",
        description="Train a network from fresh weights and say how well it reads. Ctrl-C ends the"
        " training and keeps the best network so far.",
        epilog="recipes: " + "; ".join(f"{r.name}: {r.summary}" for r in RECIPES.values()),
    )
    add_recipe_option(parser)
    add_data_option(parser, f"MNIST, or '{BUILT_IN}' for the synthesised digits")
    _add_settings(parser)
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where to save the network, as .npz"
    )
    parser.add_argument(
        "--checkpoint",
        type=Path,
        metavar="FILE.npz",
        help="keep the state of the training there, to go on from it by --resume",
    )
    parser.add_argument(
        "--checkpoint-every",
        type=number(0, 1e6),
        default=_BETWEEN_CHECKPOINTS,
        metavar="SECONDS",
        help="default: %(default)g",
    )
    parser.add_argument(
        "--resume",
        type=Path,
        metavar="FILE.npz",
        help="go on from a checkpoint, on the same --data; what is trained, and how, lies in it."
        " The same weights come out as without a break (with the engine keras: nearly)",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """What may stand in place of the recipe's own values; left out, it is None."""
    for option, kind, help_ in (
        ("--learning-rate", number(*LEARNING_RATES), "the largest of the schedule"),
        ("--batch-size", whole_number(1, LARGEST_BATCH), "images in a step"),
        ("--epochs", whole_number(1, MOST_EPOCHS), "how often each image is learned from"),
        (
            "--augmentation",
            number(0, STRONGEST_AUGMENTATION),
            "how much images vary: 0 not at all, 1 as in the recipe (or as in 'best')",
        ),
    ):
        parser.add_argument(option, type=kind, metavar="N", help=f"{help_} (default: the recipe's)")
    parser.add_argument(
        "--seed", type=whole_number(0, LARGEST_SEED), metavar="N", help="default: 0"
    )
    parser.add_argument(
        "--engine",
        choices=("numpy", "keras"),
        help="what computes the steps; keras uses every device that JAX sees (default: numpy)",
    )


def run(options: argparse.Namespace) -> int:
    for path in (options.out, options.checkpoint):
        if path is not None:
            _check_place(path)
    if options.out is not None and options.out in (options.checkpoint, options.resume):
        raise UsageError(
            N_("nn", "the network and the checkpoint are two files, found {0}"), options.out
        )
    training = _resumed(options) if options.resume else _begun(options)
    data = _data(options.data, training.seed)
    _tell_data(data)
    if options.resume:
        training.insist_on(data)
    elif options.checkpoint:
        training = replace(training, digits=digest(data))
    try:
        last = _train(training, data, options)
    except ValueError as error:
        raise UsageError(
            N_("nn", "{0} cannot be trained on {1}: {2}"), training.recipe.name, data.source, error
        ) from error
    model = finished_model(training.recipe, last, data, seed=training.seed)
    accuracy = _test(model.network, data.test) if last.finished else None
    if options.out is not None:
        save_model(options.out, model)
    _tell(options, {"recipe": training.recipe.name, **model.metadata, "test_accuracy": accuracy})
    return 0 if last.finished else INTERRUPTED


def _check_place(path: Path) -> None:
    """Raise UsageError before a long training for what could not be written after it."""
    if not path.absolute().parent.is_dir():
        raise UsageError(N_("nn", "{0}: there is no folder {1}"), path, path.absolute().parent)
    if path.is_dir():
        raise UsageError(N_("nn", "{0}: expected the name of a file; found a folder"), path)
    check_own_format(path)


def _begun(options: argparse.Namespace) -> Checkpoint:
    """The training that the options ask for, of which nothing is done yet."""
    settings = TrainingSettings.of(
        chosen_recipe(options.recipe or MLP),
        seed=options.seed or 0,
        learning_rate=options.learning_rate,
        batch_size=options.batch_size,
        epochs=options.epochs,
        augmentation=options.augmentation,
    )
    recipe = settings.applied()
    check_recipe(recipe)
    return Checkpoint(recipe, settings.seed, options.engine or "numpy", digits="", state={})


def _resumed(options: argparse.Namespace) -> Checkpoint:
    given = [name for name in _SETTINGS if getattr(options, name) is not None]
    if given:
        raise UsageError(
            N_("nn", "a training that goes on keeps its settings: leave out {0}"),
            ", ".join(f"--{name.replace('_', '-')}" for name in given),
        )
    return load_checkpoint(options.resume)


def _data(path: str | None, seed: int) -> DigitData:
    if path != BUILT_IN:
        return mnist(path)
    from nn.synthesis.fresh import built_in_data

    return built_in_data(seed=seed)


def _tell_data(data: DigitData) -> None:
    """What will be learned from; on standard error, where the progress is told, too."""
    print(data.summary, file=sys.stderr)
    disorder = found_disorder(data)
    if disorder is not None:
        print(
            f"{disorder.message} The command 'data PATH --turn --out NEW.npz' turns them.",
            file=sys.stderr,
        )


def _train(training: Checkpoint, data: DigitData, options: argparse.Namespace) -> Progress:
    """Train to the end with a progress bar; the last report.

    Ctrl-C ends it earlier, with the last report that has a best network where there is a place to
    save it; else what the KeyboardInterrupt says is what is left.
    """
    checkpoint = options.checkpoint or options.resume
    best, kept = None, options.resume
    steps = train(
        training.recipe,
        data,
        seed=training.seed,
        make_learner=_learner_factory(training.engine),
        resume=training.state or None,
    )
    try:
        with TrainingBar(training.recipe.name) as bar:
            progress, written = next(steps), time.monotonic()
            while True:
                bar.show(progress)
                if progress.best is not None:
                    best = progress
                if progress.state is not None:
                    if _save(checkpoint, replace(training, state=progress.state)):
                        kept = checkpoint
                    written = time.monotonic()
                if progress.finished:
                    return progress
                is_due = time.monotonic() - written >= options.checkpoint_every
                progress = steps.send(Steering(keep=is_due and checkpoint is not None))
    except KeyboardInterrupt:
        if best is None or options.out is None:
            raise KeyboardInterrupt(f"go on by --resume {kept}" if kept else "") from None
        if kept:
            print(f"Go on by --resume {kept}.", file=sys.stderr)
        return best


def _save(path: Path, checkpoint: Checkpoint) -> bool:
    """Write the checkpoint; False, which is told, where that fails: the training is worth more."""
    try:
        save_checkpoint(path, checkpoint)
    except OSError as error:
        tqdm.write(f"{path}: no checkpoint was written ({error.strerror}).", file=sys.stderr)
        return False
    return True


def _learner_factory(engine: str) -> LearnerFactory:
    if engine == "numpy":
        return learner_for
    from nn.interop.keras_engine import KerasLearner

    return KerasLearner


def _test(network: Network, test: Dataset) -> float | None:
    """The share of the test images that are read correctly, with a progress bar.

    None after Ctrl-C: a network that is trained is not lost for it.
    """
    read = []
    try:
        with tqdm(desc="Testing", total=len(test), unit=" images") as bar:
            for logits in batched_logits(network, test.images):
                read.append(logits[:, :DIGITS].argmax(axis=1))
                bar.update(len(logits))
    except KeyboardInterrupt:
        return None
    return float((np.concatenate(read) == test.labels).mean())


def _tell(options: argparse.Namespace, outcome: dict[str, Any]) -> None:
    if options.json:
        print_json({**outcome, "out": str(options.out) if options.out else None})
        return
    validation = f"validation {outcome['validation_accuracy']:.2%}"
    epochs = f"{outcome['epochs']:.4g} epoch{'s' if outcome['epochs'] != 1 else ''}"
    after = f"after {epochs} in {outcome['seconds']:.1f} s"
    if "stopped" in outcome:
        print(f"{outcome['recipe']}: stopped {after}; the best network so far: {validation}.")
    elif outcome["test_accuracy"] is None:
        print(f"{outcome['recipe']}: trained, but not tested, {after} ({validation}).")
    else:
        print(
            f"{outcome['recipe']}: {outcome['test_accuracy']:.2%} of the test images read correctly"
            f" {after} ({validation})."
        )
    if options.out is not None:
        print(f"Saved to {options.out}.")
