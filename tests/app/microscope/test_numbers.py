from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtGui import QTextDocument

from app.microscope.numbers import MINUS, Notation, array, variable
from app.ui.theme import contrast, palette
from nn.explain.one_step import weighted_sum

NUMBER = r"\d[\d.]*(?:e-\d+)?"


def notation(*, dark: bool = False) -> Notation:
    return Notation(QLocale.c(), palette(dark=dark))


def plain(text: str) -> str:
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.7, "0.700"),
        (-2.514, f"{MINUS}2.51"),
        (12.345, "12.3"),
        (0.0123456, "0.0123"),
        (123456.0, "123456"),
        (0.000897, f"8.97·10<sup>{MINUS}4</sup>"),
        (-1.5e-9, f"{MINUS}1.50·10<sup>{MINUS}9</sup>"),
        (float("inf"), "∞"),
    ],
)
def test_a_number_has_three_digits_and_a_real_minus(value: float, text: str) -> None:
    assert notation().number(value) == text


def test_what_was_given_has_no_superfluous_zeros() -> None:
    assert notation().given(0.02) == "0.02"
    assert notation().given(1.0) == "1"


@given(before=st.floats(-2, 2), change=st.floats(1e-6, 0.5))
def test_a_change_can_be_seen(before: float, change: float) -> None:
    first, last = notation().change(before, before + change).split(" → ")
    assert first != last


def test_no_change_is_no_change() -> None:
    assert notation().change(0.5, 0.5) == "0.500 → 0.500"


@given(seed=st.integers(0, 300))
def test_the_sum_that_is_written_is_the_sum(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights, values = rng.normal(size=12), rng.normal(size=12)
    total = float(weights @ values)
    text = notation().sum_of(weighted_sum(weights, values, total), "{0}")
    text = plain(re.sub(r"·10<sup>(.+?)</sup>", r"e\1", text))
    expression = text.replace(MINUS, "-").replace("·", "*")
    assert re.fullmatch(r"[-+*(). e\d]+", expression)
    written = 0.0
    for sign, product in re.findall(rf"([-+]?) ?({NUMBER}(?:\*\(?-?{NUMBER}\)?)?)", expression):
        factors = [float(part.strip("()")) for part in product.split("*")]
        written += float(np.prod(factors)) * (-1 if sign == "-" else 1)
    assert written == pytest.approx(total, abs=0.06)


def test_a_sum_of_nothing_is_zero() -> None:
    nothing = weighted_sum(np.ones(3), np.zeros(3), 0.0)
    assert notation().sum_of(nothing, "{0}") == "0"


@pytest.mark.parametrize("dark", [False, True])
def test_what_speaks_for_and_against_can_be_read_on_every_ground(dark: bool) -> None:
    write = notation(dark=dark)
    for value in (1.0, -1.0):
        colour = re.findall("#[0-9a-f]{6}", write.signed(value, "x"))[0]
        for ground in (write.colours.window(), write.colours.base()):
            assert contrast(ground.color().fromString(colour), ground.color()) >= 4.5


def test_names_carry_their_index_below() -> None:
    assert variable("z", 37) == "<i>z</i><sub>37</sub>"
    assert array("W", "ih") == "<b>W</b><sub>ih</sub>"
