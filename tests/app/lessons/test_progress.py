from __future__ import annotations

from pathlib import Path

from app.lessons.folder import Lessons, read_folder
from app.lessons.progress import LessonProgress
from app.settings import Settings
from tests.app.lessons.files import BODY, HEADER, write_lesson

PLAIN = "---\ntitle: A\nminutes: 5\n---\nText."


def lessons_in(folder: Path, *contents: str) -> Lessons:
    for number, content in enumerate(contents, start=1):
        write_lesson(folder, content, name=f"{number:02}.md")
    return read_folder(folder)


def test_a_lesson_is_done_when_all_its_tasks_are(tmp_path: Path) -> None:
    lessons = lessons_in(tmp_path, HEADER + BODY)
    progress = LessonProgress(Settings())
    (lesson,) = lessons.lessons
    for task in lesson.tasks:
        assert not progress.is_done(lessons, lesson)
        assert not progress.is_met(lessons, lesson, task)
        progress.meet(lessons, lesson, task)
        assert progress.is_met(lessons, lesson, task)
    assert progress.is_done(lessons, lesson)
    assert progress.count(lessons) == 1


def test_a_lesson_without_tasks_is_done_when_it_was_read(tmp_path: Path) -> None:
    lessons = lessons_in(tmp_path, PLAIN, HEADER + BODY)
    progress = LessonProgress(Settings())
    for lesson in lessons.lessons:
        progress.read(lessons, lesson)
    assert [progress.is_done(lessons, lesson) for lesson in lessons.lessons] == [True, False]


def test_what_was_done_is_remembered(tmp_path: Path, digits_home: Path) -> None:
    lessons = lessons_in(tmp_path, HEADER + BODY)
    (lesson,) = lessons.lessons
    LessonProgress(Settings()).meet(lessons, lesson, lesson.tasks[1])
    again = LessonProgress(Settings(digits_home))
    assert [again.is_met(lessons, lesson, task) for task in lesson.tasks] == [False, True]
    assert "lessons/done" in (digits_home / "settings.json").read_text("utf-8")


def test_a_task_that_asks_for_something_else_is_open_again(tmp_path: Path) -> None:
    lessons = lessons_in(tmp_path, HEADER + BODY)
    progress = LessonProgress(Settings())
    (lesson,) = lessons.lessons
    progress.meet(lessons, lesson, lesson.tasks[1])
    changed = lessons_in(tmp_path, (HEADER + BODY).replace("read == 7", "read == 8"))
    assert not progress.is_met(changed, changed.lessons[0], changed.lessons[0].tasks[1])
    other_words = lessons_in(tmp_path, (HEADER + BODY).replace("Draw a seven", "Write a seven"))
    assert progress.is_met(other_words, other_words.lessons[0], other_words.lessons[0].tasks[1])
