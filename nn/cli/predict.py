"""``predict``: which digits are in picture files, a line each, or an object each in a JSON list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tqdm import tqdm

from nn.cli.options import (
    Subparsers,
    UsageError,
    add_json_option,
    add_model_option,
    chosen_model,
    print_json,
)
from nn.messages import N_
from nn.picture_reading import NoAnswerError, read_picture
from nn.preprocessing.photos.formats import FORMATS
from nn.preprocessing.photos.photo import ImageError, image_to_input, load_image
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
    parser.add_argument(
        "images",
        nargs="+",
        type=Path,
        metavar="PATH",
        help="a picture file, or a folder with pictures, of which each is read",
    )
    parser.add_argument(
        "--single", action="store_true", help="take each picture for one digit, whatever it shows"
    )
    add_model_option(parser)
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    model = chosen_model(options.model)
    reader = Reader(model.network, Calibration.from_metadata(model.metadata))
    paths = [path for named in options.images for path in _pictures(named)]
    results = []
    for path in tqdm(paths, desc="Reading", unit=" pictures", disable=len(paths) == 1):
        try:
            results.append(_read(reader, path, single=options.single))
        except ImageError as error:
            # Among the pictures of a folder one may be damaged; one that was named may not.
            if path in options.images:
                raise
            results.append({"file": str(path), "digit": None, "reason": str(error)})
        if not options.json:
            tqdm.write(_line(results[-1]))
    if options.json:
        print_json(results)
    return 0


def _pictures(named: Path) -> list[Path]:
    """The path itself, or the pictures in the folder in the order of their names."""
    if not named.is_dir():
        return [named]
    endings = {f".{ending}" for endings in FORMATS.values() for ending in endings}
    found = sorted(path for path in named.iterdir() if path.suffix.lower() in endings)
    if not found:
        raise UsageError(
            N_("nn", "{0}: a folder without pictures; expected files that end in {1}"),
            named,
            ", ".join(sorted(endings)),
        )
    return found


def _line(result: dict[str, Any]) -> str:
    """What a person wants to know: the file, what it shows, and how sure that is."""
    found = result.get("number", result["digit"])
    if found is None:
        reason = result.get("reason", "").removeprefix(f"{result['file']}: ")
        return f"{result['file']}: no answer ({reason or _verdict(result)})"
    confidence = min(part["confidence"] for part in result.get("digits", [result]))
    return f"{result['file']}: {found} ({confidence:.1%})"


def _verdict(result: dict[str, Any]) -> str:
    """Of the picture, or of the first digit in it that has no answer."""
    parts = result.get("digits", [result])
    verdict: str = next(part["verdict"] for part in parts if part["verdict"] != "digit")
    return verdict


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
