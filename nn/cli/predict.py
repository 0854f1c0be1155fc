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
from nn.picture_reading import NoAnswerError, read_picture
from nn.preprocessing.photos.photo import image_to_input, load_image
from nn.reader import Calibration, Reader, Reading
from nn.strokes import Drawing


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "predict",
        help="read digits in picture files",
        description="Read the digit or the number in each picture: PNG or JPEG of any size,"
        " grey, colour or transparent, dark on light or light on dark, photos of paper too. It is"
        " null where there is none to be sure of. Boxes are left, top, right and bottom, in pixels"
        " of the upright picture.",
    )
    parser.add_argument("images", nargs="+", type=Path, metavar="IMAGE", help="a picture file")
    parser.add_argument(
        "--single", action="store_true", help="take each picture for one digit, whatever it shows"
    )
    add_model_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    model = chosen_model(options.model)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    results = [
        _read(reader, path, single=options.single)
        for path in tqdm(options.images, desc="Reading", unit=" pictures", disable=_alone(options))
    ]
    if options.json:
        print_json(results)
    else:
        print("[" + ",\n ".join(as_json(result) for result in results) + "]")
    return 0


def _alone(options: argparse.Namespace) -> bool:
    return len(options.images) == 1


def _read(reader: Reader, path: Path, *, single: bool) -> dict[str, Any]:
    image = load_image(path)
    if single:
        reading = reader.read_images(image_to_input(image)[None])[0]
        return {"file": str(path), "digit": reading.digit, **_facts(reading)}
    try:
        read = read_picture(image, str(path), reader)
    except NoAnswerError as error:
        return {"file": str(path), "digit": None, "number": None, "reason": str(error)}
    if read is None:
        empty = reader.read(Drawing())
        return {"file": str(path), "digit": None, "number": None, **_facts(empty)}
    view, number = read
    alone = number.digits[0] if len(number.digits) == 1 else None
    found = {
        "file": str(path),
        "digit": alone.digit if alone else None,
        "number": None if "?" in number.text else number.text,
    }
    if alone:
        return found | {"box": view.box} | _facts(alone.reading)
    return found | {
        "digits": [
            {
                "digit": digit.digit,
                "box": view.box_in_image(digit.box),
                **_facts(digit.reading),
            }
            for digit in number.digits
        ]
    }


def _facts(reading: Reading) -> dict[str, Any]:
    return {
        "confidence": reading.confidence,
        "probabilities": [float(value) for value in reading.probabilities],
        "digit_score": reading.digit_score,
        "verdict": reading.verdict,
    }
