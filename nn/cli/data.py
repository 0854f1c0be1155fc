"""``data``: what a set of digits holds, whether it lies upright, and out in another layout.

What a training does not tell: a set on its side learns as well, and reads no person's hand.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from nn.cli.options import Subparsers, UsageError, add_json_option, mnist, print_json
from nn.data.datasets import CLASSES, Dataset, DigitData
from nn.data.layouts.writing import write_digits
from nn.evaluation.orientation import Disorder, disorder_of
from nn.messages import N_
from nn.model_file import load_model, shipped_model_path


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "data",
        help="say what a set of digits holds, and write it in another layout",
        description="Say how many pictures of which digits there are, and whether they lie"
        " upright and bright on dark, as a network needs them.",
    )
    parser.add_argument(
        "path", metavar="PATH", help="the file or folder, as for the training's --data"
    )
    parser.add_argument("--turn", action="store_true", help="turn them upright for --out")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="NAME",
        help="write them: .csv or .csv.gz (Kaggle's table), .npz (Keras' layout), .idx (a folder"
        " of MNIST's four files) or .pictures (a folder of PNG files in folders 0 to 9)",
    )
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.turn and options.out is None:
        raise UsageError(N_("nn", "--turn changes what is written: add --out NAME"))
    data = mnist(options.path)
    disorder = found_disorder(data)
    learned = Dataset(
        np.concatenate([data.train.images, data.validation.images]),
        np.concatenate([data.train.labels, data.validation.labels]),
    )
    parts = (learned, data.test)
    if options.turn and disorder is not None:
        parts = (disorder.orientation.turned(learned), disorder.orientation.turned(data.test))
    if options.out is not None:
        write_digits(options.out, parts)
    if options.json:
        print_json({**_facts(data, disorder), "out": str(options.out) if options.out else None})
        return 0
    print(data.summary)
    if disorder is not None:
        print(disorder.message)
    if options.out is not None:
        print(f"Saved to {options.out}.")
    return 0


def found_disorder(data: DigitData) -> Disorder | None:
    """How the data's pictures lie where that is not upright, as the shipped network sees it."""
    return disorder_of(data.train, load_model(shipped_model_path()).network)


def _facts(data: DigitData, disorder: Disorder | None) -> dict[str, object]:
    parts = {"train": data.train, "validation": data.validation, "test": data.test}
    return {
        "source": data.source,
        **{
            name: np.bincount(part.labels, minlength=CLASSES).tolist()
            for name, part in parts.items()
        },
        "disorder": None if disorder is None else str(disorder.message),
    }
