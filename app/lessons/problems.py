"""What is wrong in a lesson, and where: said to its author, with file and line.

A part of a lesson raises :class:`LessonError` with a sentence; the file's reader adds the line and
goes on to the next part, so that an author sees all mistakes of a file at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nn.messages import N_, DigitsError, Message, message


class LessonError(DigitsError, ValueError):
    """A part of a lesson is not as it should be: what was found, and what was expected."""


@dataclass(frozen=True)
class Mistake:
    """``message`` about what lies at ``line``, counted from 1; 0 for the file as a whole."""

    path: Path
    line: int
    message: Message

    @property
    def text(self) -> Message:
        """The sentence with its place."""
        if self.line == 0:
            return message(N_("nn", "{0}: {1}"), self.path.name, self.message)
        return message(N_("nn", "{0}, line {1}: {2}"), self.path.name, self.line, self.message)


class LessonFileError(Exception):
    """A lesson cannot be opened because of these mistakes."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake.text) for mistake in mistakes))
        self.mistakes = mistakes


_LONGEST_QUOTE = 60
"""Characters of a lesson that are repeated in a sentence about it."""


def quoted(text: str) -> str:
    """What was found, short enough for a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
