"""Whether several networks answer alike, and which of them stand apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from nn.reader import Reading


class Kind(Enum):
    """How several answers stand to each other."""

    NOTHING = auto()
    """Nothing is drawn, or fewer than two networks have answered."""
    ALIKE = auto()
    """All name the same digit."""
    NONE_ANSWERS = auto()
    """None names a digit."""
    APART = auto()
    """Not all name the same digit."""


@dataclass(frozen=True)
class Agreement:
    """What became of the comparison.

    ``answers`` are the digits in the order of the networks, None where a network names none;
    ``apart`` says for each whether it differs from what most answer, or from the first network's
    answer where no answer has a majority.
    """

    kind: Kind
    answers: tuple[int | None, ...]
    apart: tuple[bool, ...]


def agreement(readings: Sequence[Reading | None]) -> Agreement:
    """Compare the readings of one drawing; None for a network that has not answered (yet)."""
    answers = tuple(None if reading is None else reading.digit for reading in readings)
    nobody = (False,) * len(readings)
    given = [reading for reading in readings if reading is not None]
    if len(given) < 2 or any(reading.verdict == "empty" for reading in given):
        return Agreement(Kind.NOTHING, answers, nobody)
    counts = Counter(reading.digit for reading in given)
    (most, count), *others = counts.most_common()
    if not others:
        kind = Kind.NONE_ANSWERS if most is None else Kind.ALIKE
        return Agreement(kind, answers, nobody)
    reference = most if count > others[0][1] else given[0].digit
    apart = tuple(reading is not None and reading.digit != reference for reading in readings)
    return Agreement(Kind.APART, answers, apart)
