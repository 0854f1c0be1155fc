"""One lesson being read: its page, its tasks, and the ways on from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from app.lessons.lesson_file import Lesson
from app.lessons.page import LessonPage
from app.lessons.task_list import HairLine, TaskList
from app.ui.buttons import PushButton
from app.ui.theme import UNIT


class ReadingView(QWidget):
    """``left`` goes back to the list, ``explored`` leaves the lesson and the window as it is, and
    ``turned`` goes to the lesson before (-1) or after (+1)."""

    left = Signal()
    explored = Signal()
    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = LessonPage(self)
        self.tasks = TaskList(self)
        self._place = QLabel(self)
        self._place.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._back = self._quiet(self.tr("All Lessons"), "allLessonsButton")
        self._back.setArrowType(Qt.ArrowType.LeftArrow)
        self._back.clicked.connect(self.left)
        self._explore = self._quiet(self.tr("Explore"), "exploreButton")
        self._explore.setToolTip(self.tr("Leave the lesson, and keep the window as it is"))
        self._explore.clicked.connect(self.explored)
        self._previous = PushButton(self.tr("Previous"), self)
        self._previous.setObjectName("previousLessonButton")
        self._previous.clicked.connect(self._turn_back)
        self._next = PushButton(self.tr("Next"), self)
        self._next.setObjectName("nextLessonButton")
        self._next.clicked.connect(self._turn_on)
        self._lay_out()

    def show_lesson(self, lesson: Lesson, done: Sequence[bool], place: int, count: int) -> None:
        """Show a lesson, the one at ``place`` (from 0) of ``count``; ``done`` is of its tasks."""
        self.page.show_lesson(lesson)
        self.tasks.show_tasks(lesson.tasks, done)
        self._line.setVisible(bool(lesson.tasks))
        self._place.setText(self.tr("{0} of {1}").format(place + 1, count))
        self._previous.setEnabled(place > 0)
        is_last = place + 1 == count
        self._next.setText(self.tr("Finish") if is_last else self.tr("Next"))
        self._mark_next()

    def set_done(self, index: int) -> None:
        """Tick a task."""
        self.tasks.set_done(index)
        self._mark_next()

    def _mark_next(self) -> None:
        """Make the way on the main button once there is nothing left to do."""
        self._next.setDefault(all(self.tasks.done))

    def _turn_back(self) -> None:
        self.turned.emit(-1)

    def _turn_on(self) -> None:
        self.turned.emit(1)

    def _quiet(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setAutoRaise(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(UNIT, 0, UNIT, 0)
        head.setSpacing(UNIT)
        head.addWidget(self._back)
        head.addStretch()
        head.addWidget(self._place)
        head.addWidget(self._explore)
        foot = self._foot = QHBoxLayout()
        foot.addWidget(self._previous)
        foot.addStretch()
        foot.addWidget(self._next)
        self._line = HairLine(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        layout.addWidget(self.page, 1)
        layout.addWidget(self._line)
        layout.addWidget(self.tasks)
        layout.addLayout(foot)
        self._fit()

    def _fit(self) -> None:
        """Tasks and buttons stand below the text, also in the middle of a wide page."""
        beside = 2 * UNIT + self.page.beside
        self.tasks.setContentsMargins(self.page.beside, 0, self.page.beside, 0)
        self._foot.setContentsMargins(beside, 0, beside, 2 * UNIT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
