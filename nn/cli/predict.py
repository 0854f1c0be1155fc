"""``predict``: which digits are in picture files. Prints a JSON list, one object a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tqdm import tqdm

from nn.cli.options import (
    Subparsers,
    add_json_option,
    add_model_option,
    as_json,
    chosen_model,
    print_json,
)
from nn.preprocessing.photos.photo import image_to_input, load_image
from nn.reader import Calibration, Reader


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "predict",
        help="read digits in picture files",
        description="Read the digit in each picture: PNG or JPEG of any size, grey, colour or"
        " transparent, dark on light or light on dark, photos of paper too. The digit is null"
        " where there is none to be sure of.",
    )
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="a picture file")
    add_model_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    model = chosen_model(options.model)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    results = [
        _read(reader, path)
        for path in tqdm(options.images, desc="Reading", unit=" pictures", disable=_alone(options))
    ]
    if options.json:
        print_json(results)
    else:
        print("[" + ",\n ".join(as_json(result) for result in results) + "]")
    return 0


def _alone(options: argparse.Namespace) -> bool:
    return len(options.images) == 1


def _read(reader: Reader, path: Path) -> dict[str, Any]:
    reading = reader.read_images(image_to_input(load_image(path))[None])[0]
    return {
        "file": str(path),
        "digit": reading.digit,
        "confidence": reading.confidence,
        "probabilities": [float(value) for value in reading.probabilities],
        "digit_score": reading.digit_score,
        "verdict": reading.verdict,
    }
