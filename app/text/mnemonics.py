"""Menu texts carry the letter that chooses them; elsewhere it has to go.

Western languages mark a letter of the word (``&Undo``); Chinese has none and puts one behind it in
brackets (``撤销(&U)``).
"""

from __future__ import annotations

import re

_MNEMONIC = re.compile(r"\s?\(&\w\)|&(?=\w)")


def without_mnemonic(text: str) -> str:
    """The text as a person would say it, for tool tips, lists and screen readers."""
    return _MNEMONIC.sub("", text).replace("&&", "&")
