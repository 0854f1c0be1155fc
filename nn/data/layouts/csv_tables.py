"""Kaggle's CSV: one image a line."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nn.arrays import Array
from nn.data.digit_data import DataError
from nn.data.files import first_line
from nn.data.layouts.parts import MOST_IMAGES, TEST_SHARE, Parts, checked_labels, divided, unpacked
from nn.messages import N_
from nn.preprocessing.pipeline import SIZE


def read_csv(path: Path) -> Parts:
    """One image a line; a file of the test part, which has no labels, is refused."""
    rows: list[Array] = []
    try:
        with unpacked(path) as plain:
            lines = (line.decode("utf-8-sig") for line in plain)
            for number, row in enumerate(csv.reader(lines), start=1):
                if row and (number > 1 or _is_number(row[0])):
                    rows.append(_numbers(path, number, row))
                if len(rows) > MOST_IMAGES:
                    raise DataError(
                        N_("nn", "{0}: expected at most {1} images; found more."), path, MOST_IMAGES
                    )
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            N_("nn", "{0}: expected lines of a label and {1} pixels; found {2}."),
            path,
            SIZE**2,
            getattr(error, "strerror", None) or first_line(error),
        ) from error
    if len(rows) < TEST_SHARE:
        raise DataError(
            N_("nn", "{0}: expected lines of a label and {1} pixels; found {2} of them."),
            path,
            SIZE**2,
            len(rows),
        )
    table = np.stack(rows)
    images = table[:, 1:].reshape(-1, SIZE, SIZE)
    return divided(images, checked_labels(path, table[:, 0]))


def _numbers(path: Path, number: int, row: Sequence[str]) -> Array:
    """A line as (785,) uint8."""
    if len(row) != 1 + SIZE**2:
        raise DataError(
            N_(
                "nn",
                "{0}: expected a label and {1} pixels from 0 to 255 in line {2}; found {3} "
                "entries. A file without labels can be read and not be learned from.",
            ),
            path,
            SIZE**2,
            number,
            len(row),
        )
    try:
        # NumPy writes a 7 as 7.000e+00.
        values = np.array(row, np.float64)
    except ValueError:
        values = np.array([float(value) if _is_number(value) else np.nan for value in row])
    are_bytes = (values >= 0) & (values <= 255) & (values == np.rint(values))
    if not are_bytes.all():
        raise DataError(
            N_("nn", "{0}: expected whole numbers from 0 to 255 in line {1}; found {2}."),
            path,
            number,
            first_line(repr(row[int(are_bytes.argmin())])),
        )
    return values.astype(np.uint8)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
