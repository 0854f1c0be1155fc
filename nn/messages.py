"""Messages for people, as a template and its arguments, so that they can be translated later.

    raise DataError(N_("nn", "{0}: expected {1}; found {2}."), path, …)
        → str(error)      in English, for the command line and logs
        → error.message   for a window that translates it

:func:`N_` marks a template where it is written; ``make translations`` collects what is marked. An
argument may be a message itself: the part of a sentence that differs.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Any


def N_(context: str, template: str) -> str:  # noqa: N802 - the usual name of this mark
    """``template`` as it is; marks it as a text to be translated within ``context``."""
    del context
    return template


@dataclass(frozen=True)
class Message:
    """A template with numbered gaps, and what fills them: values, texts or messages."""

    template: str
    arguments: tuple[Any, ...] = ()

    def __str__(self) -> str:
        return self.template.format(*self.arguments)


def message(template: str, *arguments: Any) -> Message:
    """The message of a template and its arguments."""
    return Message(template, arguments)


def advice(error: OSError) -> str:
    """What helps where a file could not be written, for the reason that the system gives."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return N_("nn", "Free some space and try again.")
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return N_("nn", "Choose another folder, or allow writing in this one.")
    return N_("nn", "Choose another place or name.")


class DigitsError(Exception):
    """An error whose text is written for people: what was found, what was expected, what to do.

    Takes a template and its arguments. It can be sent to another process.
    """

    is_expected = True
    """No mistake of the program: nothing to be logged."""

    def __init__(self, template: str, *arguments: Any) -> None:
        super().__init__(template, *arguments)

    @property
    def message(self) -> Message:
        """The text and what fills its gaps."""
        return Message(self.args[0], self.args[1:])

    def __str__(self) -> str:
        return str(self.message)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(
    kind: type[DigitsError], arguments: tuple[Any, ...], state: dict[str, Any]
) -> DigitsError:
    """The error without its constructor, which may take other arguments."""
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error
