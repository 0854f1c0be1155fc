"""Which networks are presented, from left to right, and which of them the arrow keys change.

choices of the comparison → Chosen → one network more, one fewer, the next one in a column
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.comparison.marks import LETTERS
from app.comparison.networks import CURRENT, Choice

MOST = len(LETTERS)
"""Networks side by side."""


@dataclass(frozen=True)
class Chosen:
    """One to four choices, and the ``place`` of the one that is marked, 0 the leftmost."""

    choices: tuple[Choice, ...] = (CURRENT,)
    place: int = 0

    def with_another(self, known: Sequence[Choice]) -> Chosen:
        """One more, which is marked: the first of those that can be chosen and are not here yet."""
        if len(self.choices) == MOST:
            return self
        others = [choice for choice in known if choice not in self.choices]
        choices = (*self.choices, others[0] if others else CURRENT)
        return Chosen(choices, len(choices) - 1)

    def without_marked(self) -> Chosen:
        """One fewer; one stays at the least."""
        if len(self.choices) == 1:
            return self
        choices = self.choices[: self.place] + self.choices[self.place + 1 :]
        return Chosen(choices, min(self.place, len(choices) - 1))

    def marked(self, place: int) -> Chosen:
        """The column at that place is marked; beyond either end it goes round."""
        return replace(self, place=place % len(self.choices))

    def changed(self, step: int, known: Sequence[Choice]) -> Chosen:
        """The marked column has the network that is so many steps on in the list."""
        now = self.choices[self.place]
        at = known.index(now) if now in known else -step
        choices = list(self.choices)
        choices[self.place] = known[(at + step) % len(known)]
        return replace(self, choices=tuple(choices))

    def limited_to(self, known: Sequence[Choice]) -> Chosen:
        """In place of networks that are gone, the one in use."""
        choices = tuple(choice if choice in known else CURRENT for choice in self.choices)
        return replace(self, choices=choices)
