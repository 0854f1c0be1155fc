"""What was done of which lesson, remembered between starts.

A task is remembered by its lesson's key and its condition, so it counts in every language, and no
longer once the lesson asks for something else. A lesson without tasks is done when it has been
read.
"""

from __future__ import annotations

from app.lessons.folder import Lessons
from app.lessons.lesson_file import Lesson, Task
from app.settings import Settings


class LessonProgress:
    """Reads and writes what the settings remember."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._done = dict.fromkeys(settings.lessons_done)

    def is_met(self, lessons: Lessons, lesson: Lesson, task: Task) -> bool:
        """Whether the task has ever been done."""
        return _of_task(lessons, lesson, task) in self._done

    def meet(self, lessons: Lessons, lesson: Lesson, task: Task) -> None:
        """Remember that the task is done."""
        self._remember(_of_task(lessons, lesson, task))

    def read(self, lessons: Lessons, lesson: Lesson) -> None:
        """Remember that the lesson was read to its end."""
        self._remember(lessons.key(lesson))

    def is_done(self, lessons: Lessons, lesson: Lesson) -> bool:
        """Whether all its tasks were done; without any, whether it was read."""
        if not lesson.tasks:
            return lessons.key(lesson) in self._done
        return all(self.is_met(lessons, lesson, task) for task in lesson.tasks)

    def count(self, lessons: Lessons) -> int:
        """How many of the lessons are done."""
        return sum(self.is_done(lessons, lesson) for lesson in lessons.lessons)

    def _remember(self, entry: str) -> None:
        if entry not in self._done:
            self._done[entry] = None
            self._settings.lessons_done = tuple(self._done)
            self._settings.save()


def _of_task(lessons: Lessons, lesson: Lesson, task: Task) -> str:
    return f"{lessons.key(lesson)}: {task.condition}"
