from __future__ import annotations

from app.builder.draft import Draft
from app.builder.history import MOST_STEPS, DraftHistory
from nn.recipes import CNN, MLP

FIRST = Draft.of(MLP)


def test_steps_are_undone_and_done_again() -> None:
    history = DraftHistory(FIRST)
    assert not history.can_undo
    second, third = FIRST.renamed("a"), FIRST.renamed("b")
    history.do(second)
    history.do(third)
    history.undo()
    assert history.draft == second
    assert history.can_redo
    history.redo()
    assert history.draft == third
    assert not history.can_redo
    history.redo()
    assert history.draft == third
    for _ in range(5):
        history.undo()
    assert history.draft == FIRST


def test_a_new_step_forgets_what_was_undone() -> None:
    history = DraftHistory(FIRST)
    history.do(FIRST.renamed("a"))
    history.undo()
    history.do(Draft.of(CNN))
    assert not history.can_redo
    assert history.draft == Draft.of(CNN)


def test_the_same_draft_is_no_step() -> None:
    history = DraftHistory(FIRST)
    history.do(Draft.of(MLP))
    assert not history.can_undo
    history.amend(FIRST.renamed("a"))
    assert not history.can_undo
    assert history.draft == FIRST.renamed("a")


def test_not_everything_is_kept_for_ever() -> None:
    history = DraftHistory(FIRST)
    for number in range(MOST_STEPS + 50):
        history.do(FIRST.renamed(str(number)))
    steps = 0
    while history.can_undo:
        history.undo()
        steps += 1
    assert steps == MOST_STEPS
