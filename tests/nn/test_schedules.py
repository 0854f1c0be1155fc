from __future__ import annotations

import pytest

from nn.schedules import constant, cosine, one_cycle


def test_cosine_falls_from_one_to_zero() -> None:
    assert cosine(0) == 1
    assert cosine(0.5) == pytest.approx(0.5)
    assert cosine(1) == pytest.approx(0)


def test_one_cycle_warms_up_and_falls_to_zero() -> None:
    assert one_cycle(0) == pytest.approx(0.1)
    assert one_cycle(0.1) == pytest.approx(0.55)
    assert one_cycle(0.2) == 1
    assert one_cycle(1) == pytest.approx(0)


def test_constant_stays() -> None:
    assert constant(0) == constant(0.7) == 1
