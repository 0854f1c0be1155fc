"""The question of why one digit and not another, and its answer: no widget in here.

What is to be explained may be left to the network: its own answer against its strongest rival,
whichever these are for the drawing as it is now.

Evidence in words: what it says in all, where it lies, and what its numbers are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from app.explain.scheduler import Scene
from app.text.formats import in_a_row, signed
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


_NEXT_TO_NOTHING = 0.05
"""Log odds: so little evidence in all leaves nothing to be shared out in per cent."""


def summary(answer: Explanation, locale: QLocale) -> str:
    """One to three sentences: the shares, where most of it lies, whether it is a digit at all."""
    return in_a_row(_share(answer.evidence, locale), _place(answer, locale), _doubt(answer))


def balance(found: Evidence, locale: QLocale) -> tuple[tuple[str, float], tuple[str, float]]:
    """What speaks against the digit, and what for it: how it is called, and how much it is."""
    translate = QCoreApplication.translate
    against, in_favour = (
        signed(amount, 1, locale) for amount in (found.total_against, found.total_for)
    )
    name_against = (
        translate("Evidence", "Against {0}: {1}").format(found.digit, against)
        if found.rival is None
        else translate("Evidence", "For {0}: {1}").format(found.rival, against)
    )
    name_for = translate("Evidence", "For {0}: {1}").format(found.digit, in_favour)
    return (name_against, found.total_against), (name_for, found.total_for)


def account(found: Evidence, locale: QLocale) -> str:
    """What the numbers are, and that they sum to the answer."""
    blank, difference = (signed(value, 1, locale) for value in (found.blank, found.difference))
    return QCoreApplication.translate(
        "Evidence",
        "The numbers are log odds: 2.3 more make a digit ten times as likely. Blue less orange, "
        "and {0} for a blank sheet, make about {1} in all. Method: integrated gradients.",
    ).format(blank, difference)


def _share(found: Evidence, locale: QLocale) -> str:
    translate = QCoreApplication.translate
    total = found.total_for + found.total_against
    if total < _NEXT_TO_NOTHING:
        text = translate("Evidence", "This ink says next to nothing about the digit {0}.")
        return text.format(found.digit)
    share = _percent(found.total_for / total, locale)
    if found.rival is None:
        text = translate("Evidence", "Of what the ink says about {0}, {1}\u00a0% speaks for it.")
        return text.format(found.digit, share)
    text = translate(
        "Evidence", "Of what the ink says about {0} or {1}, {2}\u00a0% speaks for {0}."
    )
    return text.format(found.digit, found.rival, share)


def _place(answer: Explanation, locale: QLocale) -> str:
    """Where most of the evidence for the digit is, if that can be said at all."""
    translate = QCoreApplication.translate
    sentences = {
        Quarter.UPPER_LEFT: translate("Evidence", "{0}\u00a0% of the blue lies in the upper left."),
        Quarter.UPPER_RIGHT: translate(
            "Evidence", "{0}\u00a0% of the blue lies in the upper right."
        ),
        Quarter.LOWER_LEFT: translate("Evidence", "{0}\u00a0% of the blue lies in the lower left."),
        Quarter.LOWER_RIGHT: translate(
            "Evidence", "{0}\u00a0% of the blue lies in the lower right."
        ),
    }
    if answer.quarter is None:
        return ""
    return sentences[answer.quarter].format(_percent(answer.quarter_share, locale))


def _doubt(answer: Explanation) -> str:
    """Evidence weighs digits against each other; whether it is one at all, nobody asked."""
    if answer.is_digit:
        return ""
    return QCoreApplication.translate(
        "Evidence", "Whether this is a digit at all, the network doubts."
    )


def _percent(share: float, locale: QLocale) -> str:
    return locale.toString(100 * share, "f", 0)
