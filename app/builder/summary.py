"""The figures of a draft: its parameters and the time it takes to train, or what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.builder.draft import Draft
from app.builder.texts import rough_duration
from app.builder.timing import EpochTimer
from app.text.formats import whole_number
from app.text.translate import translated
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type


class DraftSummary(QWidget):
    """Two lines; the second one follows what the timer finds out."""

    def __init__(self, timer: EpochTimer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = timer
        self._draft: Draft | None = None
        self._first = QLabel(self)
        self._first.setObjectName("draftSize")
        scale_type(self._first, 1.0, bold=True)
        self._second = QLabel(self)
        self._second.setObjectName("draftTime")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        for line in (self._first, self._second):
            line.setWordWrap(True)
            layout.addWidget(line)
        timer.changed.connect(self._show)

    def show_draft(self, draft: Draft) -> None:
        """Show the figures of this draft."""
        self._draft = draft
        self._show()

    @Slot()
    def _show(self) -> None:
        draft = self._draft
        if draft is None:
            return
        problem = first_problem(draft)
        role = QPalette.ColorRole.BrightText if problem else QPalette.ColorRole.PlaceholderText
        self._second.setForegroundRole(role)
        self._second.setText(problem or self._time_text(draft))
        count = draft.parameter_count
        self._first.setVisible(count is not None)
        if count is not None:
            text = self.tr("{0} parameters in all")
            self._first.setText(text.format(whole_number(count, self.locale())))

    def _time_text(self, draft: Draft) -> str:
        seconds = self._timer.seconds(draft)
        if seconds is None:
            return ""
        epochs, locale = draft.base.epochs, self.locale()
        each = rough_duration(seconds, locale)
        if epochs == 1:
            return self.tr("About {0} an epoch.").format(each)
        whole = rough_duration(seconds * epochs, locale)
        text = self.tr("About {0} an epoch, about {1} for all {2}.")
        return text.format(each, whole, whole_number(epochs, locale))


def first_problem(draft: Draft) -> str:
    """The first thing that is wrong with a draft, in a sentence; empty if nothing is."""
    for problem in draft.problems:
        return translated(problem.message)
    return ""
