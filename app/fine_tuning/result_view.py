"""What came of a lesson: right answers before and after, and the drawings that changed."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.fine_tuning.changes_view import ChangesView
from app.fine_tuning.fine_tuner import BeforeAfter, Lesson
from app.fine_tuning.texts import LessonWords
from app.ui.theme import UNIT, scaled_font


class LessonView(QWidget):
    """Shows one :class:`Lesson`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = LessonWords(self)
        self._own = _Comparison("ownDigitsBeforeAfter", self)
        self._test = _Comparison("testBeforeAfter", self)
        self._right = ChangesView("readRightNow", self)
        self._wrong = ChangesView("readWrongNow", self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self._own, self._test, self._right, self._wrong):
            layout.addWidget(part)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show this one."""
        own, test = lesson.own, lesson.test
        if own.count:
            caption = self.tr("Your drawings that it did not learn from")
            self._own.show_comparison(caption, own, self._words, digits=0)
        else:
            self._own.show_sentence(
                self.tr("None of your drawings was held out: keep four of a digit to test it.")
            )
        caption = (
            self.tr("Built-in test digits")
            if lesson.is_built_in
            else self.tr("MNIST's test images")
        )
        self._test.show_comparison(caption, test, self._words, digits=2)
        right = [change for change in lesson.changed if change.is_right]
        wrong = [change for change in lesson.changed if not change.is_right]
        self._right.show_changes(self.tr("Read right now"), right)
        self._wrong.show_changes(self.tr("Read wrong now"), wrong)


class _Comparison(QWidget):
    """A caption, and below it the percentages before and after, and the counts."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        role = QPalette.ColorRole.PlaceholderText
        self._caption = QLabel(self)
        self._caption.setForegroundRole(role)
        self._caption.setWordWrap(True)
        self._share = QLabel(self)
        self._share.setObjectName(f"{name}Share")
        self._share.setFont(scaled_font(self, 1.25, bold=True))
        self._count = QLabel(self)
        self._count.setObjectName(f"{name}Count")
        self._count.setForegroundRole(role)
        # Below each other: side by side they do not fit a narrow panel.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for label in (self._caption, self._share, self._count):
            layout.addWidget(label)

    def show_comparison(
        self, caption: str, counts: BeforeAfter, words: LessonWords, *, digits: int
    ) -> None:
        """Show right answers as percentages with so many digits behind the point."""
        self._caption.setText(caption)
        before, after = (
            words.percent(right, counts.count, digits) for right in (counts.before, counts.after)
        )
        self._share.setText(self.tr("{0} → {1}").format(before, after))
        text = self.tr("{0} → {1} of {2}")
        numbers = (counts.before, counts.after, counts.count)
        self._count.setText(text.format(*map(words.number, numbers)))
        spoken = self.tr("{0}: before {1} right, after {2} right")
        self._share.setAccessibleName(spoken.format(caption, before, after))
        self._show(has_numbers=True)

    def show_sentence(self, sentence: str) -> None:
        """There is nothing to compare."""
        self._caption.setText(sentence)
        self._show(has_numbers=False)

    def _show(self, *, has_numbers: bool) -> None:
        self._share.setVisible(has_numbers)
        self._count.setVisible(has_numbers)
