from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.lessons.actions import Train
from app.lessons.lesson_list import LessonList
from app.lessons.page import LessonPage
from app.lessons.panel import LearnPanel
from app.lessons.task_list import TaskList
from app.settings import Settings
from app.ui import file_dialogs
from tests.app.lessons.files import write_lesson
from tests.app.parts import click, part

PLAIN = "---\ntitle: Plain\nminutes: 3\n---\nText."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A teacher's folder with two lessons; only the first one has tasks."""
    folder = tmp_path / "course"
    write_lesson(folder, name="01-steps.md")
    write_lesson(folder, PLAIN, name="02-plain.md")
    return folder


@pytest.fixture
def panel(qtbot: QtBot, folder: Path) -> LearnPanel:
    """The open panel with the lessons of that folder."""
    settings = Settings()
    settings.lessons_folder = folder
    return opened(qtbot)


def opened(qtbot: QtBot) -> LearnPanel:
    panel = LearnPanel()
    qtbot.addWidget(panel)
    panel.resize(440, 700)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(lambda: panel.lessons.folder != Path())
    return panel


def open_first(panel: LearnPanel) -> None:
    """Open the first lesson by a click in the list."""
    lessons = part(panel, LessonList, "lessonList")
    place = lessons.visualItemRect(lessons.item(0)).center()
    QTest.mouseClick(lessons.viewport(), Qt.MouseButton.LeftButton, pos=place)


def done(panel: LearnPanel) -> list[bool]:
    return part(panel, TaskList, "lessonTasks").done


def text_of(panel: QWidget, name: str) -> str:
    return part(panel, QLabel, name).text()


def test_the_list_says_how_much_is_done(panel: LearnPanel) -> None:
    assert part(panel, LessonList, "lessonList").count() == 2
    assert text_of(panel, "lessonsCount") == "0 of 2 done"
    assert text_of(panel, "lessonsTitle") == "course"


def test_nothing_is_read_before_the_panel_is_shown(qtbot: QtBot) -> None:
    panel = LearnPanel()
    qtbot.addWidget(panel)
    assert panel.lessons.lessons == ()


def test_a_lesson_is_opened_and_its_buttons_reach_the_window(
    panel: LearnPanel, qtbot: QtBot
) -> None:
    open_first(panel)
    assert panel.lesson is not None
    page = part(panel, LessonPage, "lessonPage")
    assert page.isVisible()
    assert page.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    with qtbot.waitSignal(panel.action_requested) as asked:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert isinstance(asked.args[0], Train)


def test_tasks_tick_when_the_window_says_so(panel: LearnPanel) -> None:
    open_first(panel)
    assert done(panel) == [False, False]
    panel.set_facts({"recipe": "classic", "learning_rate": 0.3, "training": "running"})
    assert done(panel) == [False, False]
    panel.set_fact("training", "finished")
    assert done(panel) == [True, False]
    panel.set_fact("read", 7)
    assert done(panel) == [True, True]
    click(panel, "allLessonsButton")
    assert text_of(panel, "lessonsCount") == "1 of 2 done"


def test_what_was_done_once_stays_done(panel: LearnPanel, qtbot: QtBot) -> None:
    open_first(panel)
    panel.set_fact("read", 7)
    panel.set_fact("read", 1)
    assert done(panel) == [False, True]
    again = opened(qtbot)
    open_first(again)
    assert done(again) == [False, True]


def test_what_is_so_already_counts_when_the_lesson_is_opened(panel: LearnPanel) -> None:
    panel.set_fact("read", 7)
    open_first(panel)
    assert done(panel) == [False, True]


def test_tasks_of_a_lesson_that_is_not_open_are_not_ticked(panel: LearnPanel) -> None:
    open_first(panel)
    click(panel, "allLessonsButton")
    panel.set_fact("read", 7)
    panel.set_fact("read", 1)
    open_first(panel)
    assert done(panel) == [False, False]


def test_a_fact_may_be_unknown_again(panel: LearnPanel) -> None:
    panel.set_fact("read", 7)
    panel.set_fact("read", None)
    open_first(panel)
    assert done(panel) == [False, False]


def test_a_fact_that_there_is_not_is_a_mistake_of_the_program(panel: LearnPanel) -> None:
    for name, value in (("weather", "fine"), ("read", 12)):
        with pytest.raises(ValueError, match=name):
            panel.set_fact(name, value)


def test_one_goes_from_lesson_to_lesson(panel: LearnPanel) -> None:
    open_first(panel)
    click(panel, "nextLessonButton")
    assert panel.lesson is not None
    assert panel.lesson.title == "Plain"
    click(panel, "previousLessonButton")
    assert panel.lesson.title == "How large a step?"
    click(panel, "nextLessonButton")
    # After the last lesson comes the list; one without tasks is done when it was read.
    click(panel, "nextLessonButton")
    assert panel.lesson is None
    assert text_of(panel, "lessonsCount") == "1 of 2 done"


def test_explore_leaves_the_lesson(panel: LearnPanel, qtbot: QtBot) -> None:
    open_first(panel)
    asked: list[object] = []
    panel.action_requested.connect(asked.append)
    with qtbot.waitSignal(panel.explored):
        click(panel, "exploreButton")
    assert panel.lesson is None
    assert asked == []


def test_a_mistake_is_told_with_file_and_line_and_the_others_are_there(
    panel: LearnPanel, folder: Path, qtbot: QtBot
) -> None:
    assert part(panel, QLabel, "lessonMistakes").isHidden()
    write_lesson(folder, PLAIN + "\n\n[Go](do:fly)", name="03-broken.md")
    click(panel, "readLessonsAgainButton")
    qtbot.waitUntil(lambda: part(panel, QLabel, "lessonMistakes").isVisible())
    assert "03-broken.md, line 7: There is no action “fly”" in text_of(panel, "lessonMistakes")
    assert part(panel, LessonList, "lessonList").count() == 2
    write_lesson(folder, PLAIN, name="03-broken.md")
    click(panel, "readLessonsAgainButton")
    qtbot.waitUntil(lambda: part(panel, LessonList, "lessonList").count() == 3)
    assert part(panel, QLabel, "lessonMistakes").isHidden()


def test_a_folder_of_lessons_is_opened_and_remembered(
    qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = opened(qtbot)
    assert panel.lessons.are_shipped
    monkeypatch.setattr(file_dialogs, "open_folder", lambda *_: folder)
    click(panel, "openLessonsButton")
    qtbot.waitUntil(lambda: panel.lessons.folder == folder)
    assert opened(qtbot).lessons.folder == folder
    click(panel, "shippedLessonsButton")
    qtbot.waitUntil(lambda: panel.lessons.are_shipped)
    assert opened(qtbot).lessons.are_shipped


def test_who_thinks_better_of_the_dialog_keeps_the_lessons(
    panel: LearnPanel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_dialogs, "open_folder", lambda *_: None)
    click(panel, "openLessonsButton")
    assert panel.lessons.folder == folder


def test_a_folder_that_is_gone_is_told_and_the_programs_lessons_are_a_click_away(
    qtbot: QtBot, tmp_path: Path
) -> None:
    Settings().lessons_folder = tmp_path / "gone"
    panel = opened(qtbot)
    assert "gone: cannot be read" in text_of(panel, "lessonMistakes")
    click(panel, "shippedLessonsButton")
    qtbot.waitUntil(lambda: panel.lessons.are_shipped)


@pytest.mark.parametrize(("name", "title"), [("en_GB", "Three layers"), ("zh_CN", "三层网络")])
def test_the_programs_lessons_speak_the_language_of_the_window(
    qtbot: QtBot, name: str, title: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        panel = opened(qtbot)
    finally:
        QLocale.setDefault(before)
    assert panel.lessons.lessons[1].title == title


def test_facts_come_at_every_frame_and_cost_next_to_nothing(panel: LearnPanel) -> None:
    open_first(panel)
    before = done(panel)
    for number in range(1000):
        panel.set_facts({"read": number % 7, "confidence": (number % 100) / 100, "drawn": 1})
    assert done(panel) == before
