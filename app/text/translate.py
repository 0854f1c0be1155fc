"""Messages of the library in the user's language.

What recipes are called in the user's language.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from nn.messages import DigitsError, Message
from nn.recipes import RECIPES

_LONGEST_NAME = 60
"""Characters that are shown of what another program calls a network."""

_CONTEXT = "nn"
"""Of every text that the library marks."""


def translated(text: object) -> str:
    """A message, an error, or a text that the library has marked, as the user reads it.

    The system's own words, and whatever else has no translation, stay as they are.
    """
    match text:
        case DigitsError():
            return translated(text.message)
        case Message():
            template = QCoreApplication.translate(_CONTEXT, text.template)
            return template.format(*map(_translated_argument, text.arguments))
        case str():
            return QCoreApplication.translate(_CONTEXT, text) if text else ""
        case OSError():
            return text.strerror or str(text)
        case _:
            return str(text)


def _translated_argument(argument: Any) -> Any:
    return translated(argument) if isinstance(argument, DigitsError | Message) else argument


def recipe_title(name: str) -> str:
    """The recipe's title; a network from elsewhere has a name of its own, and keeps it."""
    if name in RECIPES:
        return translated(RECIPES[name].title)
    return " ".join(name.split())[:_LONGEST_NAME]
