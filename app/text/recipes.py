"""What recipes are called in the user's language."""

from __future__ import annotations

from app.text.translate import translated
from nn.recipes import RECIPES


def recipe_title(name: str) -> str:
    """The recipe's title; a network from elsewhere has a name of its own, and keeps it."""
    return translated(RECIPES[name].title) if name in RECIPES else name
