"""What the commands share: options, progress bars, and where MNIST comes from."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from nn.data.datasets import DigitData, MnistMissingError, download_mnist, load_mnist
from nn.data.files import first_line
from nn.interop.formats import READ_SUFFIXES, read_any, remark
from nn.messages import N_, DigitsError
from nn.model_file import Model, load_model, shipped_model_path
from nn.recipe_files import load_recipe
from nn.recipes import RECIPES, Recipe

Subparsers = Any
"""What ``add_subparsers`` returns: argparse does not publish its type."""

Command = Callable[[argparse.Namespace], int]
"""Runs a command and returns the exit code."""


class UsageError(DigitsError):
    """What was asked for cannot be done; one sentence says why."""


def add_data_option(parser: argparse.ArgumentParser, purpose: str) -> None:
    parser.add_argument(
        "--data",
        metavar="PATH",
        help=f"{purpose}: MNIST's .npz or IDX files, EMNIST, QMNIST, a .csv of labels and pixels,"
        " arrays in an .npz, or a folder with pictures in folders 0 to 9 (default: the file that"
        " DIGITS_MNIST names, else Keras' cached MNIST, else a download)",
    )


def add_model_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        type=Path,
        metavar="FILE",
        help=f"the network's file, {', '.join(READ_SUFFIXES)} (default: the shipped one)",
    )


def add_recipe_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recipe",
        type=_recipe,
        metavar="NAME|FILE",
        help=f"{', '.join(RECIPES)}, or the file of a recipe (default: mlp)",
    )


def add_json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON for machines")


def whole_number(smallest: int, largest: int) -> Callable[[str], int]:
    """For argparse: the whole number from ``smallest`` to ``largest`` that a text says."""

    def read(text: str) -> int:
        try:
            number: int | None = int(text)
        except ValueError:
            number = None
        if number is None or not smallest <= number <= largest:
            raise argparse.ArgumentTypeError(
                f"expected a whole number from {smallest} to {largest}, found {first_line(text)}"
            )
        return number

    return read


def number(smallest: float, largest: float) -> Callable[[str], float]:
    """For argparse: the number from ``smallest`` to ``largest`` that a text says."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        # Said so that it is also false of what is not a number.
        if not smallest <= value <= largest:
            raise argparse.ArgumentTypeError(
                f"expected a number from {smallest:g} to {largest:g}, found {first_line(text)}"
            )
        return value

    return read


seed = whole_number(0, 2**32 - 1)
"""What an argument --seed may be."""


def _recipe(text: str) -> Recipe | Path:
    """For argparse: the built-in recipe of this name, or the file to be read."""
    # A name with a typing error is no file that is missing.
    if text in RECIPES or Path(text).suffix or os.path.lexists(text):
        return RECIPES.get(text) or Path(text)
    raise argparse.ArgumentTypeError(
        f"expected one of {', '.join(RECIPES)}, or the file of a recipe, found {first_line(text)}"
    )


def chosen_recipe(chosen: Recipe | Path) -> Recipe:
    """What ``--recipe`` names; raises RecipeFileError for a file that is no recipe."""
    return chosen if isinstance(chosen, Recipe) else load_recipe(chosen)


def chosen_model(path: Path | None) -> Model:
    """The model in a file of any known format, or the shipped one.

    What was done to a foreign one is said on standard error. Raises ModelFileError or
    ExchangeError.
    """
    if path is None:
        return load_model(shipped_model_path())
    model = read_any(path)
    if said := remark(model):
        print(said, file=sys.stderr)
    return model


def check_own_format(path: Path) -> None:
    """Raise UsageError for a name by which a model file would be taken for another library's."""
    if path.suffix.lower() in READ_SUFFIXES[1:]:
        raise UsageError(
            N_(
                "nn",
                "{0}: expected a name for this program's own file, such as {1}; the command export "
                "writes other formats",
            ),
            path,
            path.with_suffix(".npz").name,
        )


def mnist(path: str | None) -> DigitData:
    """MNIST from the path, or from the usual places, or by download with a progress bar."""
    try:
        return load_mnist(Path(path) if path else None)
    except MnistMissingError:
        return load_mnist(_download())


def print_json(content: object) -> None:
    print(as_json(content))


def as_json(content: object) -> str:
    """JSON for machines, which has no infinite number and no NaN: null stands for both."""
    return json.dumps(_without_nan(content), allow_nan=False)


def _without_nan(content: object) -> object:
    match content:
        case dict():
            return {key: _without_nan(value) for key, value in content.items()}
        case list() | tuple():
            return [_without_nan(value) for value in content]
        case float() if not math.isfinite(content):
            return None
    return content


def _download() -> Path:
    steps = download_mnist()
    with tqdm(desc="Downloading MNIST", unit="B", unit_scale=True) as bar:
        while True:
            try:
                progress = next(steps)
            except StopIteration as end:
                path: Path = end.value
                return path
            bar.total = progress.bytes_total
            bar.update(progress.bytes_done - bar.n)
