from __future__ import annotations

import re
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.conditions import MOST_COMPARISONS, Condition, parse_condition
from app.lessons.facts import FactValue
from app.lessons.problems import LessonError

SMALL_AND_GOOD = "accuracy >= 95% and hidden_units <= 20"


@pytest.mark.parametrize(
    ("facts", "holds"),
    [
        ({"accuracy": 0.95, "hidden_units": 20}, True),
        ({"accuracy": 0.96, "hidden_units": 12}, True),
        ({"accuracy": 0.94, "hidden_units": 20}, False),
        ({"accuracy": 0.96, "hidden_units": 21}, False),
        ({"accuracy": 0.96}, False),
        ({"accuracy": 0.96, "hidden_units": None}, False),
        ({}, False),
    ],
)
def test_all_comparisons_have_to_hold(facts: dict[str, FactValue | None], holds: bool) -> None:
    assert parse_condition(SMALL_AND_GOOD).holds(facts) is holds


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("read == 7", 7, True),
        ("read == 7", 1, False),
        ("read != 7", -1, True),
        ("read != 7", 7, False),
        ("steps > 3", 4, True),
        ("steps > 3", 3, False),
        ("steps < 3", 2, True),
        ("steps < 3", 3, False),
        ("learning_rate == 0.3", 0.1 + 0.2, True),
        ("learning_rate != 0.3", 0.1 + 0.2, False),
        ("learning_rate == 1e-4", 0.0001, True),
        ("learning_rate == 1e-4", 0.00011, False),
        ("recipe == five_sigmoids", "five_sigmoids", True),
        ("recipe != five_sigmoids", "mlp", True),
        ("training==finished", "running", False),
        ("centring == off", False, True),
        ("centring == off", True, False),
        ("centring != off", True, True),
    ],
)
def test_each_comparison(text: str, value: FactValue, holds: bool) -> None:
    condition = parse_condition(text)
    (comparison,) = condition.comparisons
    assert condition.holds({comparison.fact: value}) is holds


@pytest.mark.parametrize("text", [SMALL_AND_GOOD, "read!=-1", "centring == on and panel == build"])
def test_a_condition_is_written_as_it_is_read(text: str) -> None:
    condition = parse_condition(text)
    assert parse_condition(str(condition)) == condition


def test_the_same_condition_has_one_form() -> None:
    assert str(parse_condition("accuracy>=95%  and   steps >  2")) == str(
        parse_condition("accuracy >= 0.95 and steps > 2")
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "compares a fact"),
        ("accuracy", "compares a fact"),
        ("accuracy >= ", "compares a fact"),
        ("accuracy = 0.9", "compares a fact"),
        ("accuracy => 0.9", "compares a fact"),
        ("accuracy >= 0.9 or steps > 1", "compares a fact"),
        ("accuracy >= 0.9 and", "compares a fact"),
        ("0.9 <= accuracy", "compares a fact"),
        ("__import__('os') == 1", "compares a fact"),
        ("weather == fine", "no fact “weather”"),
        ("accuracy >= high", "is a number"),
        ("accuracy >= nan", "is a number"),
        ("accuracy >= 1_0", "is a number"),
        ("training == begun", "is one of running"),
        ("training > running", "== or !="),
        ("centring == yes", "is on or off"),
        ("centring < on", "== or !="),
        (" and ".join(["steps > 1"] * (MOST_COMPARISONS + 1)), "at most 10"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(LessonError, match=re.escape(says)):
        parse_condition(text)


@given(st.text(printable + "≥", max_size=80))
def test_any_text_is_a_condition_or_refused(text: str) -> None:
    try:
        condition = parse_condition(text)
    except LessonError:
        return
    assert isinstance(condition, Condition)
    assert condition.holds({}) is False
