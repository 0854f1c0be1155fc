"""Evidence in words: what it says in all, where it lies, and what its numbers are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from app.explain.explanation import Explanation, Quarter
from app.text.prose import in_a_row
from app.text.signed_numbers import signed
from nn.explain.attribution import Evidence

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
