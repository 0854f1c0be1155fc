"""Strokes in the layout of Google's *Quick, Draw!*: a line of JSON for each drawing.

    {"word": "seven", "drawing": [[[x, …], [y, …], [milliseconds, …]], …], …}

The times may be missing. A word is a digit, or the English name of one; drawings of other words
are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nn.data.digit_data import DataError
from nn.data.files import first_line, open_regular
from nn.data.stroke_files import MOST_DRAWINGS, StrokeSet
from nn.messages import N_
from nn.strokes import MOST_POINTS, MOST_STROKES, Drawing, Stroke

QUICKDRAW_SUFFIX = ".ndjson"

_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_WORDS = {word: digit for digit, name in enumerate(_NAMES) for word in (name, str(digit))}

_LONGEST_LINE = 1_000_000
"""Bytes: a drawing of more points than are kept in a file."""


def load_quickdraw(path: Path) -> StrokeSet:
    """The digits of a file; raises DataError, which names the line and what was expected there."""
    drawings: list[Drawing] = []
    labels: list[int] = []
    try:
        with open_regular(path) as file:
            for number, line in enumerate(_lines(path, file), start=1):
                found = _drawing_in(path, number, line) if line.strip() else None
                if found is not None:
                    labels.append(found[0])
                    drawings.append(found[1])
                if len(drawings) > MOST_DRAWINGS:
                    raise DataError(
                        N_("nn", "{0}: expected at most {1} drawings; found more."),
                        path,
                        MOST_DRAWINGS,
                    )
    except OSError as error:
        raise DataError(
            N_("nn", "{0}: expected a file of drawings; found nothing readable there ({1})."),
            path,
            error.strerror,
        ) from error
    if not drawings:
        raise DataError(N_("nn", "{0}: expected drawings whose word is a digit; found none."), path)
    sources = np.array([path.stem[:100]] * len(drawings))
    return StrokeSet(tuple(drawings), np.array(labels, np.uint8), sources)


def _lines(path: Path, file: Any) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise DataError(
                N_("nn", "{0}: expected lines of at most {1} bytes; found a longer one."),
                path,
                _LONGEST_LINE,
            )
        yield line


def _drawing_in(path: Path, number: int, line: bytes) -> tuple[int, Drawing] | None:
    """The label and the drawing of a line; None for one of another word."""
    try:
        content = json.loads(line)
        label = _WORDS.get(str(content["word"]).strip().lower())
        return None if label is None else (label, _drawing(content["drawing"]))
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError) as error:
        raise DataError(
            N_(
                "nn",
                "{0}: expected in line {1} a word, and a drawing as lists of x and of y; found "
                "another thing ({2}).",
            ),
            path,
            number,
            first_line(error),
        ) from error


def _drawing(strokes: Any) -> Drawing:
    if len(strokes) > MOST_STROKES or sum(len(stroke[0]) for stroke in strokes) > MOST_POINTS:
        raise ValueError("too many strokes or points")
    return Drawing(tuple(_stroke(*stroke[:3]) for stroke in strokes if stroke[0]))


def _stroke(x: list[float], y: list[float], milliseconds: list[float] | None = None) -> Stroke:
    seconds = np.array(milliseconds or [], np.float64) / 1000
    return Stroke(np.column_stack([x, y]).astype(np.float64), seconds=seconds)
