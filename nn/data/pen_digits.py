"""Real digits as people's pens drew them: what is shipped, by which writer is used for what.

``resources/pen_digits.npz`` holds the strokes of 24 people; its neighbour ``pen_digits.txt`` says
where they come from. Two writers are kept back to choose by (validation) and two to test by, so
that each part is written by hands that the others do not know.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np

from nn.data.stroke_files import StrokeSet, load_strokes

Part = Literal["train", "validation", "test"]

VALIDATION_WRITERS = ("pd-train-04", "pd-train-14")
TEST_WRITERS = ("pd-train-09", "pd-train-19")


def pen_digits_path() -> Path:
    """The stroke file that comes with the program."""
    return Path(__file__).resolve().parents[2] / "resources" / "pen_digits.npz"


@lru_cache(maxsize=3)
def pen_digits(part: Part) -> StrokeSet:
    """The drawings of one part's writers; raises DataError where the file is damaged or gone."""
    strokes = load_strokes(pen_digits_path())
    kept = {
        "train": ~np.isin(strokes.sources, VALIDATION_WRITERS + TEST_WRITERS),
        "validation": np.isin(strokes.sources, VALIDATION_WRITERS),
        "test": np.isin(strokes.sources, TEST_WRITERS),
    }[part]
    return StrokeSet(
        tuple(strokes.drawings[row] for row in np.flatnonzero(kept)),
        strokes.labels[kept],
        strokes.sources[kept],
    )
