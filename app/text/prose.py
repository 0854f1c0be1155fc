"""Sentences in a row: with a space between them in English, and none after a Chinese stop."""

from __future__ import annotations


def in_a_row(*sentences: str) -> str:
    """One after the other; an empty one leaves no trace."""
    return " ".join(filter(None, sentences)).replace("。 ", "。")
