from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.lessons.lesson_file import Lesson
from app.lessons.lesson_list import LessonList

LESSONS = [Lesson(Path(f"{title}.md"), title, 5, (), "Text", "") for title in ("One", "Two")]


@pytest.fixture
def lessons(qtbot: QtBot) -> LessonList:
    lessons = LessonList()
    qtbot.addWidget(lessons)
    lessons.resize(400, 300)
    lessons.show()
    qtbot.waitExposed(lessons)
    lessons.show_lessons(LESSONS, [True, False])
    return lessons


def test_a_lesson_is_opened_by_a_click(lessons: LessonList, qtbot: QtBot) -> None:
    place = lessons.visualItemRect(lessons.item(1)).center()
    with qtbot.waitSignal(lessons.opened) as opened:
        QTest.mouseClick(lessons.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [1]


def test_a_lesson_is_opened_by_the_keyboard(lessons: LessonList, qtbot: QtBot) -> None:
    lessons.setFocus()
    QTest.keyClick(lessons, Qt.Key.Key_Down)
    with qtbot.waitSignal(lessons.opened) as opened:
        QTest.keyClick(lessons, Qt.Key.Key_Return)
    assert opened.args == [1]


def test_one_click_opens_once(lessons: LessonList) -> None:
    opened: list[int] = []
    lessons.opened.connect(opened.append)
    place = lessons.visualItemRect(lessons.item(0)).center()
    QTest.mouseClick(lessons.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [0]


def test_a_screen_reader_hears_what_is_done(lessons: LessonList) -> None:
    spoken = [
        lessons.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(lessons.count())
    ]
    assert spoken == ["1. One, 5 min, done", "2. Two, 5 min, not done yet"]


def test_the_current_row_stays_when_the_ticks_change(lessons: LessonList) -> None:
    lessons.setCurrentRow(1)
    before = lessons.grab().toImage()
    lessons.show_lessons(LESSONS, [True, True])
    assert lessons.currentRow() == 1
    assert lessons.grab().toImage() != before
