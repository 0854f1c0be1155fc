from __future__ import annotations

import numpy as np
import pytest

from app.comparison.agreement import Kind, agreement
from nn.reader import Reading, Verdict


def reading(digit: int | None, verdict: Verdict = "digit") -> Reading:
    probabilities = np.full(10, 0.1, np.float32)
    return Reading(np.zeros((28, 28), np.float32), probabilities, 1.0, digit, verdict)


EMPTY = Reading(np.zeros((28, 28), np.float32), np.empty(0, np.float32), 0.0, None, "empty")
UNSURE = reading(None, "unsure")


def test_networks_that_name_one_digit_agree() -> None:
    compared = agreement([reading(4), reading(4), reading(4)])
    assert compared.kind is Kind.ALIKE
    assert compared.answers == (4, 4, 4)
    assert compared.apart == (False, False, False)


def test_the_minority_stands_apart() -> None:
    compared = agreement([reading(9), reading(4), UNSURE, reading(4)])
    assert compared.kind is Kind.APART
    assert compared.answers == (9, 4, None, 4)
    assert compared.apart == (True, False, True, False)


@pytest.mark.parametrize("first", [3, 8])
def test_without_a_majority_the_first_network_is_the_measure(first: int) -> None:
    compared = agreement([reading(first), reading(11 - first)])
    assert compared.kind is Kind.APART
    assert compared.apart == (False, True)


def test_a_network_that_is_unsure_differs_from_one_that_is_not() -> None:
    assert agreement([reading(4), UNSURE]).apart == (False, True)
    assert agreement([UNSURE, reading(4)]).apart == (False, True)


def test_networks_that_all_refuse_agree_in_that() -> None:
    compared = agreement([UNSURE, reading(None, "not a digit")])
    assert compared.kind is Kind.NONE_ANSWERS
    assert not any(compared.apart)


def test_nothing_is_compared_without_a_drawing_or_a_second_answer() -> None:
    assert agreement([EMPTY, EMPTY]).kind is Kind.NOTHING
    assert agreement([reading(4), None]).kind is Kind.NOTHING
    assert agreement([]).kind is Kind.NOTHING


def test_a_network_that_has_not_answered_is_left_out() -> None:
    compared = agreement([None, reading(4), reading(4)])
    assert compared.kind is Kind.ALIKE
    assert compared.answers == (None, 4, 4)
    assert compared.apart == (False, False, False)
