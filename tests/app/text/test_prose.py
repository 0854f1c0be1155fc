from __future__ import annotations

import pytest

from app.text.prose import in_a_row


@pytest.mark.parametrize(
    ("sentences", "together"),
    [
        (("One.", "Two."), "One. Two."),
        (("一。", "二。"), "一。二。"),
        (("One.", ""), "One."),
        ((), ""),
    ],
)
def test_sentences_stand_in_a_row_as_their_language_has_it(
    sentences: tuple[str, ...], together: str
) -> None:
    assert in_a_row(*sentences) == together
