"""The scale of accuracies: places, their inverse, and the numbers at the axis."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.training.error_scale import ROUND, TOP, accuracy_at, place, round_down, round_up, ticks


def test_each_tenth_of_the_errors_is_one_step() -> None:
    assert place([0.0, 0.9, 0.99, 0.999, 1.0]).tolist() == pytest.approx([0, 1, 2, 3, TOP])


@given(st.floats(0, 0.9998), st.floats(0, 0.9998))
def test_places_are_in_the_order_of_the_accuracies_and_lead_back(
    first: float, second: float
) -> None:
    places = place([first, second])
    assert (places[0] < places[1]) <= (first < second)
    assert accuracy_at(float(places[0])) == pytest.approx(first)


@given(st.floats(-1, 2))
def test_an_accuracy_lies_between_its_round_ones(accuracy: float) -> None:
    assert round_down(accuracy) in ROUND
    assert round_up(accuracy) in ROUND
    if 0 <= accuracy < 1:
        assert round_down(accuracy) <= accuracy < round_up(accuracy)


@given(st.floats(0, 3.5), st.floats(0.1, 4), st.floats(0.01, 1))
def test_numbers_never_run_into_each_other(low: float, height: float, apart: float) -> None:
    places = ticks(low, low + height, apart)
    gaps = [above - below for below, above in pairwise(places)]
    assert all(gap >= apart for gap in gaps)
    assert all(low - 1e-6 <= at <= low + height + 1e-6 for at in places)


def test_where_there_is_little_room_the_nines_are_told_first() -> None:
    assert [round(accuracy_at(at), 4) for at in ticks(0.0, 3.0, 0.9)] == [0.0, 0.9, 0.99, 0.999]
    assert 0.95 in [round(accuracy_at(at), 4) for at in ticks(1.0, 2.0, 0.1)]
