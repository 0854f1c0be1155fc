"""The panel "Learn": the list of lessons, and the one that is being read.

    folder → read in the background → list → reading view → action_requested → the window
    the window → set_fact → the conditions of the open lesson's tasks → ticks, remembered

A lesson changes nothing in the window but through the actions that the user clicks, and leaving
one changes nothing at all: whoever wants to explore keeps what the lesson has set up.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.jobs.background import BackgroundTask
from app.lessons.facts import FactValue, check_fact
from app.lessons.folder import Lessons, read_folder, shipped_folder
from app.lessons.lesson_file import Lesson
from app.lessons.overview import LessonOverview
from app.lessons.progress import LessonProgress
from app.lessons.reading_view import ReadingView
from app.settings import Language, Settings
from app.ui import file_dialogs


class LearnPanel(QWidget):
    """``action_requested`` carries an :data:`app.lessons.actions.Action` that a button asks for,
    ``problem`` a sentence about a button that asks for what is not there, and ``explored`` says
    that the user left a lesson to go on alone.

    Lessons are read when the panel is first shown.
    """

    action_requested = Signal(object)
    problem = Signal(str)
    explored = Signal()

    def __init__(self, parent: QWidget | None = None, *, settings: Settings | None = None) -> None:
        super().__init__(parent)
        self._settings = settings or Settings()
        self._progress = LessonProgress(self._settings)
        self._facts: dict[str, FactValue | None] = {}
        self._lessons = Lessons(Path())
        self._open: Lesson | None = None
        self._is_read = False
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._show_lessons)
        self._overview = LessonOverview(self)
        self._reading = ReadingView(self)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._overview)
        self._pages.addWidget(self._reading)
        self._connect()

    @property
    def lessons(self) -> Lessons:
        """Those in the list; none before they have been read."""
        return self._lessons

    @property
    def lesson(self) -> Lesson | None:
        """The one being read; None while the list is shown."""
        return self._open

    @property
    def facts(self) -> Mapping[str, FactValue | None]:
        """What is known of the window, as it was told last."""
        return self._facts

    @Slot(str, object)
    def set_fact(self, name: str, value: FactValue | None) -> None:
        """Tell what is so in the window now; None for what is not known (any more).

        Raises ValueError for what :data:`app.lessons.facts.FACTS` does not have.
        """
        self.set_facts({name: value})

    @Slot(object)
    def set_facts(self, facts: Mapping[str, FactValue | None]) -> None:
        """The same for several facts that change together."""
        for name, value in facts.items():
            if value is not None:
                check_fact(name, value)
        before = dict(self._facts)
        self._facts.update(facts)
        if self._facts != before:
            self._check_tasks()

    def open_lesson(self, index: int) -> None:
        """Read the lesson at this place of the list."""
        lesson = self._lessons.lessons[index]
        self._open = lesson
        done = [self._progress.is_met(self._lessons, lesson, task) for task in lesson.tasks]
        self._reading.show_lesson(lesson, done, index, len(self._lessons.lessons))
        self._pages.setCurrentWidget(self._reading)
        self._reading.page.setFocus(Qt.FocusReason.OtherFocusReason)
        # What the lesson asks for may be so already.
        self._check_tasks()

    @Slot()
    def show_list(self) -> None:
        """Leave the lesson that is being read."""
        self._open = None
        self._show_progress()
        self._pages.setCurrentWidget(self._overview)
        self._overview.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def reload(self) -> None:
        """Read the lessons again, from the folder that was chosen or in the window's language."""
        self._is_read = True
        self._task.submit(read_folder, self._settings.lessons_folder or _shipped())

    def _connect(self) -> None:
        overview, reading = self._overview, self._reading
        overview.list.opened.connect(self.open_lesson)
        overview.folder_wanted.connect(self.choose_folder)
        overview.shipped_wanted.connect(self._use_shipped)
        overview.reload_wanted.connect(self.reload)
        reading.left.connect(self.show_list)
        reading.explored.connect(self._explore)
        reading.turned.connect(self._turn)
        reading.page.action_requested.connect(self.action_requested)
        reading.page.problem.connect(self.problem)

    @Slot(object)
    def _show_lessons(self, lessons: Lessons) -> None:
        self._lessons = lessons
        self._open = None
        self._pages.setCurrentWidget(self._overview)
        self._overview.show_mistakes(lessons)
        self._show_progress()

    def _show_progress(self) -> None:
        lessons = self._lessons
        done = [self._progress.is_done(lessons, lesson) for lesson in lessons.lessons]
        self._overview.show_lessons(lessons, done)

    def _check_tasks(self) -> None:
        """Tick what the facts say is done; once done, it stays so."""
        lesson = self._open
        if lesson is None:
            return
        for index, task in enumerate(lesson.tasks):
            is_met = self._progress.is_met(self._lessons, lesson, task)
            if not is_met and task.condition.holds(self._facts):
                self._progress.meet(self._lessons, lesson, task)
                self._reading.set_done(index)

    @Slot(int)
    def _turn(self, way: int) -> None:
        """Go to the lesson before or after; after the last one, to the list."""
        lesson = self._open
        if lesson is None:
            return
        if way > 0:
            self._progress.read(self._lessons, lesson)
        index = self._lessons.lessons.index(lesson) + way
        if 0 <= index < len(self._lessons.lessons):
            self.open_lesson(index)
        else:
            self.show_list()

    @Slot()
    def _explore(self) -> None:
        self.show_list()
        self.explored.emit()

    @Slot()
    def choose_folder(self) -> None:
        """Ask for a folder of lessons and open it; it is opened again at the next start."""
        folder = file_dialogs.open_folder(self, self.tr("Open a Folder of Lessons"), "lessons")
        if folder is not None:
            self._use_folder(folder)

    @Slot()
    def _use_shipped(self) -> None:
        self._use_folder(None)

    def _use_folder(self, folder: Path | None) -> None:
        self._settings.lessons_folder = folder
        self._settings.save()
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_read:
            self.reload()


def _shipped() -> Path:
    """The program's lessons in the language that the window speaks."""
    is_chinese = QLocale().language() is QLocale.Language.Chinese
    return shipped_folder(Language.CHINESE if is_chinese else Language.ENGLISH)
