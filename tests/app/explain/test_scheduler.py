from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.explain.scheduler import INTERVAL, Answer, ExplanationScheduler
from app.explain.section import ExplainSection, ForwardPass, Question
from nn.reader import Reader
from nn.strokes import Drawing, drawing_from_points

ONE = drawing_from_points([[(0.5, 0.2), (0.48, 0.8)]])
TWO = drawing_from_points([[(0.3, 0.3), (0.6, 0.3), (0.3, 0.8), (0.7, 0.8)]])


class RecordingSection(ExplainSection):
    """Remembers its questions, whose answer is the drawing itself, given while ``is_free``."""

    can_be_exact = True

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times: list[float] = []
        self.exact: list[bool] = []
        self.is_free = threading.Event()
        self.is_free.set()

    def question(self, *, exact: bool) -> Question:
        self.times.append(time.monotonic())
        self.exact.append(exact)
        return self._answer

    def _answer(self, forward: ForwardPass) -> Drawing:
        assert self.is_free.wait(5)
        return forward.drawing


class Scheduled:
    """A scheduler in a panel with one section, and the answers that it has given."""

    def __init__(self) -> None:
        self.panel = QWidget()
        self.section = RecordingSection(self.panel)
        self.scheduler = ExplanationScheduler(self.panel)
        self.answers: list[Answer] = []
        self.scheduler.answered.connect(self.answers.append)

    @property
    def drawings(self) -> list[Drawing | None]:
        return [answer.answer for answer in self.answers]


@pytest.fixture
def hidden(qtbot: QtBot, reader: Reader) -> Scheduled:
    """What explains no drawing yet, in a panel that is not shown."""
    scheduled = Scheduled()
    qtbot.addWidget(scheduled.panel)
    scheduled.scheduler.set_reader(reader)
    scheduled.scheduler.set_section(scheduled.section)
    return scheduled


@pytest.fixture
def shown(qtbot: QtBot, reader: Reader) -> Iterator[Scheduled]:
    """What explains no drawing yet, in a panel that is shown."""
    scheduled = Scheduled()
    qtbot.addWidget(scheduled.panel)
    with qtbot.waitExposed(scheduled.panel):
        scheduled.panel.show()
    scheduled.scheduler.set_reader(reader)
    with qtbot.waitSignal(scheduled.scheduler.emptied):
        scheduled.scheduler.set_section(scheduled.section)
    yield scheduled
    scheduled.panel.hide()


def test_many_changes_are_explained_at_most_fifteen_times_a_second(
    shown: Scheduled, qtbot: QtBot
) -> None:
    changes = QTimer(interval=5)
    changes.timeout.connect(lambda: shown.scheduler.set_drawing(ONE))
    changes.start()
    qtbot.waitUntil(lambda: len(shown.section.times) >= 5)
    changes.stop()
    shown.scheduler.set_drawing(TWO)
    qtbot.waitUntil(lambda: bool(shown.drawings) and shown.drawings[-1] is TWO)
    asked = zip(shown.section.times, shown.section.exact, strict=True)
    fast = [at for at, exact in asked if not exact]
    pauses = [1000 * (after - before) for before, after in pairwise(fast)]
    # A timer may be early by a twentieth.
    assert min(pauses) > 0.9 * INTERVAL


def test_a_drawing_that_rests_is_explained_once_more_and_exactly(
    shown: Scheduled, qtbot: QtBot
) -> None:
    for count, drawing in ((2, ONE), (4, TWO)):
        shown.scheduler.set_drawing(drawing)
        # A busy machine may ask exactly before the first answer is begun, which then falls away.
        qtbot.waitUntil(lambda count=count: len(shown.section.exact) == count)  # type: ignore[misc]
        qtbot.waitUntil(lambda drawing=drawing: shown.drawings[-1:] == [drawing])  # type: ignore[misc]
    assert shown.section.exact == [False, True, False, True]


def test_nothing_is_computed_for_a_hidden_panel(
    hidden: Scheduled, shown: Scheduled, qtbot: QtBot
) -> None:
    for scheduled in (hidden, shown):
        scheduled.scheduler.set_drawing(ONE)
        scheduled.scheduler.set_drawing(TWO)
    qtbot.waitUntil(lambda: shown.section.exact[-1:] == [True])
    assert hidden.section.exact == []
    hidden.panel.show()
    hidden.scheduler.set_section(hidden.section)
    qtbot.waitUntil(lambda: bool(hidden.answers))
    assert hidden.drawings[0] is TWO


def test_another_section_gets_no_answer_to_the_questions_of_the_last_one(
    shown: Scheduled, qtbot: QtBot
) -> None:
    other = RecordingSection(shown.panel)
    shown.section.is_free.clear()
    shown.scheduler.set_drawing(ONE)
    qtbot.waitUntil(lambda: bool(shown.section.times))
    shown.scheduler.set_section(other)
    shown.section.is_free.set()
    qtbot.waitUntil(lambda: bool(shown.answers))
    assert all(answer.section is other for answer in shown.answers)


def test_an_erased_drawing_is_reported(shown: Scheduled, qtbot: QtBot) -> None:
    shown.scheduler.set_drawing(ONE)
    qtbot.waitUntil(lambda: bool(shown.answers))
    with qtbot.waitSignal(shown.scheduler.emptied):
        shown.scheduler.set_drawing(Drawing())
    assert not shown.scheduler.has_drawing
