"""A pupil who does lessons in the real window, as any person would."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QTextBrowser

from app.demo.hand import DemonstrationError, pause
from app.lessons.lesson_list import DONE, LessonList
from app.lessons.task_list import TaskList
from tests.app.lessons.person import NOTCHES, Person


class Pupil(Person):
    """Works on one open window."""

    def open_lessons(self) -> LessonList:
        """Go to the list of lessons."""
        self.go_to("learn")
        lessons = self.part(LessonList, "lessonList")
        self.wait(lambda: lessons.count() > 0, "the lessons are never read")
        if not lessons.isVisible():
            self.press("allLessonsButton")
        return lessons

    def open_lesson(self, number: int) -> None:
        """Open the lesson of this number, from 1, by a click in the list."""
        lessons = self.open_lessons()
        item = lessons.item(number - 1)
        self.turn_until(
            lessons.viewport(),
            lambda: lessons.viewport().rect().contains(lessons.visualItemRect(item)),
            f"lesson {number} is not in the list",
        )
        self.click(lessons.visualItemRect(item).center(), lessons.viewport())
        self.wait(lambda: not lessons.isVisible(), f"lesson {number} does not open")

    def lessons_done(self) -> list[bool]:
        """Of each lesson, whether the list has it ticked."""
        lessons = self.open_lessons()
        return [bool(lessons.item(row).data(DONE)) for row in range(lessons.count())]

    def tasks_done(self) -> list[bool]:
        """Of each task of the open lesson, whether it is ticked."""
        return self.part(TaskList, "lessonTasks").done

    def finish(self, task: int) -> None:
        """Wait until the program says that this task, from 1, is done."""
        self.wait(lambda: self.tasks_done()[task - 1], f"task {task} is not seen to be done")

    def follow(self, address: str) -> None:
        """Click the lesson's button of this address, such as ``do:heal``."""
        self.go_to("learn")
        page = self.part(QTextBrowser, "lessonPage")
        # Qt wraps what it shows anew when the panel's width changes.
        pause(0.05)
        QTest.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(NOTCHES):
            place = _place_of(page, address)
            if place is not None and page.viewport().rect().contains(place):
                self.click(place, page.viewport())
                return
            QTest.keyClick(page, Qt.Key.Key_Down)
        raise DemonstrationError(f"The lesson has no button {address} in sight.")

    def finish_training(self) -> None:
        """Wait until the training that was just begun has ended."""
        stop = self.part(QAbstractButton, "stopButton")
        self.wait(stop.isEnabled, "training does not begin")
        self.wait(lambda: not stop.isEnabled(), "training does not end")


def _place_of(page: QTextBrowser, address: str) -> QPoint | None:
    """Where the middle of the link's first letters is now, in the viewport; None without one."""
    document = page.document()
    block = document.begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.anchorHref() == address:
                cursor = QTextCursor(document)
                cursor.setPosition(block.position() + form.start + min(form.length, 4) // 2)
                return page.cursorRect(cursor).center()
        block = block.next()
    return None
