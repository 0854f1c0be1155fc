"""Learning somebody's digits in words: what is missing, what is under way, what came of it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLocale, QObject
from PySide6.QtWidgets import QWidget

from app.fine_tuning.fine_tuner import Lesson
from app.library.library_store import Contents
from nn.training.own_digits import FEWEST, FEWEST_DIGITS, HELD_OUT_EVERY


class LessonWords(QObject):
    """Sentences in the language and with the numbers of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def missing(self, contents: Contents) -> str:
        """What is needed before anything can be learned; empty if nothing is."""
        if len(contents) < FEWEST:
            text = self.tr("Keep {0} drawings to learn from; so far there are {1}.")
            return text.format(FEWEST, self.number(len(contents)))
        if np.count_nonzero(contents.counts) < FEWEST_DIGITS:
            only = int(np.argmax(contents.counts))
            return self.tr("All your drawings are kept as {0}: keep some other digit too.").format(
                only
            )
        return ""

    def ready(self, contents: Contents) -> str:
        """What would be learned from, and what it would be tested on."""
        tested = int(contents.held_out.sum())
        text = self.tr("Drawings to learn from: {0}. Held out to test it: {1}.")
        parts = [text.format(self.number(len(contents) - tested), self.number(tested))]
        if untested := self.untested(contents):
            text = self.tr("With fewer than {0} drawings, so all learned from: {1}.")
            parts.append(text.format(HELD_OUT_EVERY, self.tr(", ").join(untested)))
        return " ".join(parts)

    def untested(self, contents: Contents) -> list[str]:
        """The digits that have too few drawings to hold one out."""
        return [
            str(digit) for digit, count in enumerate(contents.counts) if 0 < count < HELD_OUT_EVERY
        ]

    def stage(self, stage: str) -> str:
        """What is being done."""
        match stage:
            case "loading":
                return self.tr("Loading MNIST, to be replayed with your drawings…")
            case "drawing":
                return self.tr("There is no MNIST: drawing built-in digits to be replayed instead…")
            case "before":
                return self.tr("Testing the network as it is…")
            case "learning":
                return self.tr("Learning your digits, with others replayed…")
            case "choosing":
                return self.tr("Choosing how much to take of what was learned…")
            case "after":
                return self.tr("Testing the network as it has become…")
            case _:
                return self.tr("Finding out how sure is sure…")

    def outcome(self, lesson: Lesson) -> str:
        """What came of it, and what is asked."""
        if not lesson.has_gained:
            return self.tr(
                "Nothing could be learned without forgetting other hands: the network stays as it "
                "is. More drawings may help."
            )
        if lesson.is_built_in:
            return self.tr(
                "Learned from {0} of your drawings. There was no MNIST: built-in digits were "
                "replayed."
            ).format(self.number(lesson.learned))
        return self.tr("Learned from {0} of your drawings, with MNIST replayed.").format(
            self.number(lesson.learned)
        )

    def percent(self, right: int, count: int, digits: int) -> str:
        """A share as a percentage; one below 1 is never rounded up to all."""
        share = right / count
        shown = share if right == count else min(share, 1 - 10.0 ** -(digits + 2))
        number = self._widget.locale().toString(100 * shown, "f", digits)
        return self.tr("{0}\u00a0%").format(number)

    def number(self, value: int) -> str:
        """A whole number, with separators also for those who have set no language."""
        locale = self._widget.locale()
        locale.setNumberOptions(QLocale.NumberOption.DefaultNumberOptions)
        return locale.toString(value)
