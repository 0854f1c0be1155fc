from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from app.text.signed_numbers import signed


@pytest.mark.parametrize(
    ("value", "text"), [(2.34, "2.3"), (-2.36, "\u22122.4"), (-0.04, "0.0"), (0, "0.0")]
)
def test_negative_numbers_have_a_minus_sign_and_zero_has_none(value: float, text: str) -> None:
    assert signed(value, 1, QLocale.c()) == text


def test_the_language_decides_on_the_decimal_point() -> None:
    assert signed(-1.5, 2, QLocale(QLocale.Language.German)) == "\u22121,50"
