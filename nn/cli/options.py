"""What the commands share: options, progress bars, and where MNIST comes from."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tqdm import tqdm

from nn.checkpoint import Model, load_model, shipped_model_path
from nn.data.datasets import DigitData, MnistMissingError, download_mnist, load_mnist
from nn.messages import DigitsError

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
        help=f"{purpose} (default: the file that DIGITS_MNIST names, else Keras' cached MNIST,"
        " else a download)",
    )


def add_model_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model", type=Path, metavar="FILE", help="the network's file (default: the shipped one)"
    )


def add_json_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON for machines")


def positive(text: str) -> int:
    """A whole number of at least 1, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected a number of at least 1, found {number}")
    return number


def seed(text: str) -> int:
    """A whole number of at least 0, for argparse."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"expected a number of at least 0, found {number}")
    return number


def chosen_model(path: Path | None) -> Model:
    """The model in the file, or the shipped one; raises ModelFileError."""
    return load_model(path or shipped_model_path())


def mnist(path: str | None) -> DigitData:
    """MNIST from the path, or from the usual places, or by download with a progress bar."""
    try:
        return load_mnist(Path(path) if path else None)
    except MnistMissingError:
        return load_mnist(_download())


def print_json(content: object) -> None:
    print(json.dumps(content))


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
