from __future__ import annotations

import pytest

from app.training.status import ENABLED, Control, State


def test_every_state_knows_its_buttons() -> None:
    assert set(ENABLED) == set(State)


@pytest.mark.parametrize("state", State)
def test_what_trains_can_be_stopped_and_not_started_again(state: State) -> None:
    assert (Control.RUN in ENABLED[state]) is not state.is_training
    if state.is_training:
        assert Control.STOP in ENABLED[state]


def test_a_step_needs_a_pause_or_a_fresh_start() -> None:
    able = {state for state in State if Control.STEP in ENABLED[state]}
    assert able == {State.IDLE, State.UNTRAINED, State.PAUSED}
