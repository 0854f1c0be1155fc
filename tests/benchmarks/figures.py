"""What a benchmark says: one figure, its unit, and the bar it is held to."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

BUILD = Path(__file__).resolve().parents[2] / "build"


@dataclass(frozen=True)
class Figure:
    """One measured value, a share of 1 where the unit is %; without a bar it only informs.

    ``bar`` is the largest value that will do, or the smallest where ``sense`` is "at least".
    """

    name: str
    value: float
    unit: str
    bar: float | None = None
    sense: Literal["at most", "at least"] = "at most"

    @property
    def is_within_bar(self) -> bool:
        if self.bar is None:
            return True
        return self.value <= self.bar if self.sense == "at most" else self.value >= self.bar

    def line(self) -> str:
        """The figure as one line of a table."""
        line = f"{self.name:60}{self._shown(self.value, 2):>14}"
        if self.bar is None:
            return line
        verdict = "" if self.is_within_bar else "  MISSED"
        return f"{line}  ({self.sense} {self._shown(self.bar)}){verdict}"

    def _shown(self, value: float, digits: int | None = None) -> str:
        shown = 100 * value if self.unit == "%" else value
        number = f"{shown:g}" if digits is None else f"{shown:.{digits}f}"
        return f"{number} {self.unit}".strip()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least ``share`` (0…1) of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def report(figures: Sequence[Figure], file: str) -> None:
    """Print one line a figure, and write all as JSON to ``file`` in the build folder."""
    for figure in figures:
        print(figure.line())
    BUILD.mkdir(exist_ok=True)
    kept = [{**asdict(figure), "is_within_bar": figure.is_within_bar} for figure in figures]
    (BUILD / file).write_text(json.dumps(kept, indent=1) + "\n")
