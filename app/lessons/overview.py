"""What the panel shows between lessons: how much is done, the list, and whose lessons these are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app.lessons.folder import Lessons
from app.lessons.lesson_list import LessonList
from app.text.translate import translated
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from app.ui.widgets import FlowLayout

_MOST_MISTAKES = 8
"""That are told at once."""


class LessonOverview(QWidget):
    """``folder_wanted`` asks for another folder of lessons, ``shipped_wanted`` for the program's
    own, and ``reload_wanted`` for the same to be read again."""

    folder_wanted = Signal()
    shipped_wanted = Signal()
    reload_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setObjectName("lessonsTitle")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        scale_type(self._title, 1.5, bold=True)
        self._title.setWordWrap(True)
        self._count = QLabel(self)
        self._count.setObjectName("lessonsCount")
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(UNIT // 2)
        self._bar.setAccessibleName(self.tr("Lessons done"))
        self._mistakes = QLabel(self)
        self._mistakes.setObjectName("lessonMistakes")
        self._mistakes.setTextFormat(Qt.TextFormat.PlainText)
        self._mistakes.setWordWrap(True)
        self._mistakes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = LessonList(self)
        self._open = self._button(self.tr("Open a Folder of Lessons…"), "openLessonsButton")
        self._open.clicked.connect(self.folder_wanted)
        self._shipped = self._button(self.tr("The Program's Lessons"), "shippedLessonsButton")
        self._shipped.clicked.connect(self.shipped_wanted)
        self._again = self._button(self.tr("Read Again"), "readLessonsAgainButton")
        self._again.setToolTip(self.tr("Read the files of this folder again"))
        self._again.clicked.connect(self.reload_wanted)
        self._lay_out()

    def show_lessons(self, lessons: Lessons, done: Sequence[bool]) -> None:
        """Show these lessons; ``done`` says of each whether it is."""
        is_own = not lessons.are_shipped
        self._title.setText(
            lessons.folder.name if is_own else self.tr("See it think, see it learn")
        )
        self._count.setText(self.tr("{0} of {1} done").format(sum(done), len(done)))
        self._bar.setRange(0, max(len(done), 1))
        self._bar.setValue(sum(done))
        self._shipped.setVisible(is_own)
        self._again.setVisible(is_own)
        self.list.show_lessons(lessons.lessons, done)

    def show_mistakes(self, lessons: Lessons) -> None:
        """Say what is wrong with files of the folder."""
        mistakes = lessons.mistakes
        lines = [translated(mistake.text) for mistake in mistakes[:_MOST_MISTAKES]]
        if len(mistakes) > _MOST_MISTAKES:
            lines.append(self.tr("And {0} more.").format(len(mistakes) - _MOST_MISTAKES))
        self._mistakes.setText("\n".join(lines))
        self._mistakes.setVisible(bool(lines))

    def _button(self, text: str, name: str) -> PushButton:
        button = PushButton(text, self)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for button in (self._open, self._again, self._shipped):
            buttons.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, 0)
        head.setSpacing(UNIT)
        for widget in (self._title, self._count, self._bar, self._mistakes):
            head.addWidget(widget)
        foot = QVBoxLayout()
        foot.setContentsMargins(2 * UNIT, 0, 2 * UNIT, 2 * UNIT)
        foot.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(head)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self._mistakes.hide()
