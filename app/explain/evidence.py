"""Why one digit and not another: the evidence for a digit against a rival; no widget.

The digit and the rival may be left open. Then the most probable digit is explained against the
next most probable one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np

from app.explain.section import ForwardPass
from nn.arrays import Array
from nn.explain.attribution import STEPS, Evidence, evidence
from nn.preprocessing.frame import CENTRE, SIZE

ALL_OTHERS: Literal["all"] = "all"

_FAST_STEPS = 16
"""Less than half the arithmetic of an exact answer; the error is three per cent instead of one."""

Rival = int | Literal["all"] | None


class Quarter(Enum):
    """A quarter of the image."""

    UPPER_LEFT = (0, 0)
    UPPER_RIGHT = (0, 1)
    LOWER_LEFT = (1, 0)
    LOWER_RIGHT = (1, 1)


@dataclass(frozen=True)
class DigitChoice:
    """Which digit is explained against which rival.

    ``digit`` None is the most probable digit; ``rival`` None is the most probable other one, and
    ``ALL_OTHERS`` the mean of all others. A rival that equals the digit counts as None.
    """

    digit: int | None = None
    rival: Rival = None


@dataclass(frozen=True, eq=False)
class Explanation:
    """The evidence in an image (28, 28), and the most probable digits.

    ``answer`` is the most probable digit; ``strongest_rival`` the most probable one other than the
    digit that is explained. ``quarter`` holds at least half of the evidence for the digit, the
    share ``quarter_share``; None if no quarter does. ``is_digit``: the digit score is high enough
    for the drawing to be read as a digit.
    """

    image: Array
    evidence: Evidence
    answer: int
    strongest_rival: int
    quarter: Quarter | None
    quarter_share: float
    is_digit: bool


def explain(forward: ForwardPass, choice: DigitChoice, *, exact: bool) -> Explanation:
    """The evidence for ``choice``; it takes some milliseconds, twice as many when ``exact``."""
    reader = forward.reader
    (probabilities,), (score,) = reader.probabilities_of(forward.logits)
    is_digit = bool(score >= reader.calibration.minimum_digit_score)
    answer = int(probabilities.argmax())
    digit = answer if choice.digit is None else choice.digit
    others = probabilities.copy()
    others[digit] = -1
    strongest = int(others.argmax())
    rival = choice.rival
    if rival is None or rival == digit:
        rival = strongest
    found = evidence(
        reader.network,
        forward.image,
        digit,
        None if rival == ALL_OTHERS else rival,
        temperature=reader.calibration.temperature,
        steps=STEPS if exact else _FAST_STEPS,
    )
    quarter, share = fullest_quarter(found.pixels)
    return Explanation(forward.image, found, answer, strongest, quarter, share, is_digit)


def fullest_quarter(pixels: Array) -> tuple[Quarter | None, float]:
    """The quarter with at least half of the positive evidence, and its share; or None and 0."""
    favourable = np.maximum(pixels, 0)
    total = float(favourable.sum())
    if total <= 0:
        return None, 0.0
    middle = int(CENTRE)
    halves = (slice(0, middle), slice(middle, SIZE))
    shares = {
        quarter: float(favourable[halves[quarter.value[0]], halves[quarter.value[1]]].sum()) / total
        for quarter in Quarter
    }
    fullest = max(shares, key=lambda quarter: shares[quarter])
    return (fullest, shares[fullest]) if shares[fullest] >= 0.5 else (None, 0.0)
