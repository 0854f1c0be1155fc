from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.lessons.conditions import parse_condition
from app.lessons.lesson_file import Task
from app.lessons.task_list import TaskList

TASKS = [Task(parse_condition(f"read == {digit}"), f"Draw a {digit}.") for digit in (1, 2)]


@pytest.fixture
def tasks(qtbot: QtBot) -> TaskList:
    tasks = TaskList()
    qtbot.addWidget(tasks)
    return tasks


def texts(tasks: TaskList) -> str:
    return "\n".join(label.text() for label in tasks.findChildren(QLabel))


def test_tasks_are_shown_with_their_state(tasks: TaskList) -> None:
    tasks.show_tasks(TASKS, [False, True])
    assert tasks.done == [False, True]
    assert "Draw a 1." in texts(tasks)
    assert "1 of 2 done" in texts(tasks)


def test_a_task_is_ticked(tasks: TaskList) -> None:
    tasks.show_tasks(TASKS, [False, True])
    tasks.set_done(0)
    assert tasks.done == [True, True]
    assert "Well done" in texts(tasks)


def test_the_tick_is_seen_and_told_to_screen_readers(tasks: TaskList) -> None:
    tasks.show_tasks(TASKS[:1], [False])
    tasks.resize(400, 100)
    before = tasks.grab().toImage()
    (row,) = [row for row in tasks.children() if row.property("accessibleName") == "Draw a 1."]
    assert row.property("accessibleDescription") == "Not done yet"
    tasks.set_done(0)
    assert row.property("accessibleDescription") == "Done"
    assert tasks.grab().toImage() != before


def test_the_tasks_of_another_lesson_take_the_place_of_those_before(
    tasks: TaskList, qtbot: QtBot
) -> None:
    def seen() -> list[str]:
        return [label.text() for label in tasks.findChildren(QLabel) if label.isVisible()]

    tasks.show_tasks(TASKS[:1], [False])
    tasks.show()
    qtbot.waitUntil(lambda: "Draw a 1." in seen())
    tasks.show_tasks(TASKS[1:], [False])
    assert "Draw a 1." not in seen()
    qtbot.waitUntil(lambda: "Draw a 2." in seen())


def test_a_lesson_without_tasks_shows_none(tasks: TaskList) -> None:
    tasks.show_tasks(TASKS, [False, False])
    tasks.show_tasks([], [])
    assert tasks.isHidden()
    assert tasks.done == []
