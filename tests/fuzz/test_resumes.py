"""Some of the kills of ``python -m tests.fuzz.resumes``."""

from __future__ import annotations

from dataclasses import replace

from tests.fuzz.resumes import EVERYTHING, MOMENTUM, kill


def test_a_training_that_was_killed_ends_with_the_same_bits() -> None:
    short = (replace(EVERYTHING, epochs=2), replace(MOMENTUM, epochs=20))
    kills, problems = kill(6, seed=1, recipes=short)
    assert not problems
    assert sum(kills.values()) == 6
