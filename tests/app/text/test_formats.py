from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from app.text.formats import in_a_row, signed


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


@pytest.mark.parametrize(
    ("value", "text"), [(2.34, "2.3"), (-2.36, "\u22122.4"), (-0.04, "0.0"), (0, "0.0")]
)
def test_negative_numbers_have_a_minus_sign_and_zero_has_none(value: float, text: str) -> None:
    assert signed(value, 1, QLocale.c()) == text


def test_the_language_decides_on_the_decimal_point() -> None:
    assert signed(-1.5, 2, QLocale(QLocale.Language.German)) == "\u22121,50"
