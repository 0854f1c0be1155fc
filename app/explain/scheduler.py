"""When an explanation is computed: soon after a change, not too often, and once more exactly.

    a change → 20 ms for the bars, 67 ms since the last question → fast answer, in the background
             → 250 ms without another change → exact answer

While the pen moves, a fast answer is better than an exact one, and less arithmetic in the
background leaves more of the processor to the GUI thread.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.explain.section import ExplainSection, ForwardPass, Question
from app.jobs.background import BackgroundTask
from app.ui.widgets import is_in_sight
from nn.reader import Reader
from nn.strokes import Drawing

INTERVAL = 67
"""The least time between two fast answers in milliseconds: at most fifteen a second."""

SETTLED = 250
"""Milliseconds without a change after which an exact answer is computed."""

_AFTER_BARS = 20
"""Milliseconds by which a question is delayed: the probability bars show the change first."""


@dataclass(frozen=True)
class Answer:
    """An answer for ``section``; None where the network's outputs are not finite."""

    section: ExplainSection
    answer: Any | None


class ExplanationScheduler(QObject):
    """Has the answers for one section computed, and only while ``panel`` is visible.

    ``answered`` carries an :class:`Answer`. ``emptied`` is emitted in its place where there is
    nothing to explain: no network or no drawing.
    """

    answered = Signal(object)
    emptied = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._section: ExplainSection | None = None
        self._drawing = Drawing()
        self._reader: Reader | None = None
        self._asked_at = 0.0
        self._task = BackgroundTask(self)
        self._task.finished.connect(self.answered)
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._ask)
        self._settle = QTimer(self, singleShot=True, interval=SETTLED)
        self._settle.timeout.connect(self._ask_exactly)

    @property
    def has_reader(self) -> bool:
        return self._reader is not None

    @property
    def has_drawing(self) -> bool:
        return not self._drawing.is_empty

    def set_drawing(self, drawing: Drawing) -> None:
        """Explain this drawing from now on."""
        self._drawing = drawing
        self.schedule()

    def set_reader(self, reader: Reader) -> None:
        """Explain this reader's network from now on."""
        self._reader = reader
        self.schedule()

    def set_section(self, section: ExplainSection) -> None:
        """Answer this section's questions from now on; a pending answer for another is dropped."""
        if section is not self._section:
            self._section = section
            self._task.cancel()
        self.schedule()

    @Slot()
    def schedule(self) -> None:
        """Something has changed: compute another answer as soon as the intervals allow."""
        if not is_in_sight(self._panel):
            return
        self._settle.start()
        if not self._next.isActive():
            elapsed = 1000 * (time.monotonic() - self._asked_at)
            self._next.start(max(_AFTER_BARS, round(INTERVAL - elapsed)))

    @Slot()
    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        self._submit(exact=False)

    @Slot()
    def _ask_exactly(self) -> None:
        if self._section is not None and self._section.can_be_exact:
            self._submit(exact=True)

    def _submit(self, *, exact: bool) -> None:
        if self._reader is None or self._drawing.is_empty:
            self._task.cancel()
            self.emptied.emit()
        elif self._section is not None and is_in_sight(self._panel):
            question = self._section.question(exact=exact)
            self._task.submit(_answer, self._section, question, self._drawing, self._reader)


def _answer(
    section: ExplainSection, question: Question, drawing: Drawing, reader: Reader
) -> Answer:
    """In the background thread; ``section`` is only passed on."""
    # The outputs of a training that diverged overflow; the panel then says so.
    with np.errstate(over="ignore", invalid="ignore"):
        forward = ForwardPass.of(drawing, reader)
        return Answer(section, question(forward) if forward.is_finite else None)
