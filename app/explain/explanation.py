"""The question of why one digit and not another, and its answer: no widget in here.

What is to be explained may be left to the network: its own answer against its strongest rival,
whichever these are for the drawing as it is now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np

from app.explain.section import Scene
from nn.arrays import Array
from nn.explain.attribution import STEPS, Evidence, evidence
from nn.preprocessing.pipeline import CENTRE, SIZE, network_input

ALL_OTHERS: Literal["all"] = "all"

_LIVE_STEPS = 16
"""While the drawing changes: less than half the arithmetic, for an error of three per cent instead
of one."""

Rival = int | Literal["all"] | None


class Quarter(Enum):
    """Where in the picture most of the evidence may lie."""

    UPPER_LEFT = (0, 0)
    UPPER_RIGHT = (0, 1)
    LOWER_LEFT = (1, 0)
    LOWER_RIGHT = (1, 1)


@dataclass(frozen=True)
class Choice:
    """Whose evidence is asked for.

    ``digit`` None is the network's own answer; ``rival`` None is the most probable of the others,
    and ``ALL_OTHERS`` their mean. A rival that is the digit itself counts as None.
    """

    digit: int | None = None
    rival: Rival = None


@dataclass(frozen=True, eq=False)
class Explanation:
    """The evidence in an image (28, 28), and which digits the network had to choose from.

    ``answer`` is its most probable digit; ``strongest_rival`` the most probable one beside the
    digit that is explained. ``quarter`` holds at least half of the evidence for the digit, the
    share ``quarter_share``; None where none does. ``is_digit``: it looks enough like one to be
    read.
    """

    image: Array
    evidence: Evidence
    answer: int
    strongest_rival: int
    quarter: Quarter | None
    quarter_share: float
    is_digit: bool


def explain(scene: Scene, choice: Choice) -> Explanation:
    """The answer to ``choice``, some milliseconds of arithmetic."""
    image = network_input(scene.drawing)
    (probabilities,), (score,) = scene.reader.probabilities(image[None])
    is_digit = bool(score >= scene.reader.calibration.minimum_digit_score)
    answer = int(probabilities.argmax())
    digit = answer if choice.digit is None else choice.digit
    others = probabilities.copy()
    others[digit] = -1
    strongest = int(others.argmax())
    rival = choice.rival
    if rival is None or rival == digit:
        rival = strongest
    found = evidence(
        scene.reader.network,
        image,
        digit,
        None if rival == ALL_OTHERS else rival,
        temperature=scene.reader.calibration.temperature,
        steps=STEPS if scene.is_settled else _LIVE_STEPS,
    )
    quarter, share = fullest_quarter(found.pixels)
    return Explanation(image, found, answer, strongest, quarter, share, is_digit)


def fullest_quarter(pixels: Array) -> tuple[Quarter | None, float]:
    """The quarter with at least half of what speaks for the digit, and its share; or none."""
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
