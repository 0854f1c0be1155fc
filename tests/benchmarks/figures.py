"""What a benchmark says: one figure, its unit, and the bar it is held to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value; ``bar`` is the largest that will do."""

    name: str
    value: float
    unit: str
    bar: float

    @property
    def is_within_bar(self) -> bool:
        return self.value <= self.bar

    def line(self) -> str:
        """The figure as one line of a table."""
        verdict = "" if self.is_within_bar else "  over the bar"
        bar = f"(bar {self.bar:g} {self.unit})"
        return f"{self.name:60}{self.value:10.2f} {self.unit:3} {bar}{verdict}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least ``share`` (0…1) of them do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
