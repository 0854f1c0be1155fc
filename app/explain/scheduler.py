"""When to look inside: what to ask the network, and how often.

    a change → 20 ms for the bars, 67 ms since the last question → question → background → answer
             → a quarter of a second without another change → the same, to be answered exactly

While the pen moves, an answer that is soon there is worth more than an exact one, and less
arithmetic beside the window leaves more of the processor to the window.

What the sections of "See inside" have in common: a question for the background, an answer.

    scene → section.question(scene) → in the background → section.show_answer(answer)

A section asks only while it is seen, and only the newest question is answered.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.jobs.background import BackgroundTask
from nn.preprocessing.pipeline import network_input
from nn.reader import Reader
from nn.strokes import Drawing

INTERVAL = 67
"""Milliseconds between two questions at the least: fifteen a second."""

SETTLED = 250
"""Milliseconds without a change after which there is time for an exact answer."""

_AFTER_BARS = 20
"""Milliseconds that a question waits for the bars, which show the same change."""


class Inquiry(QObject):
    """Asks for ``panel``, and only while that is seen. ``answered`` carries each Answer.

    ``emptied`` says that there is nothing to ask about: no network or no drawing.
    """

    answered = Signal(object)
    emptied = Signal()

    def __init__(self, panel: QWidget) -> None:
        super().__init__(panel)
        self._panel = panel
        self._section: InsideSection | None = None
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
        """Ask about this drawing from now on."""
        self._drawing = drawing
        self.schedule()

    def set_reader(self, reader: Reader) -> None:
        """Ask this reader from now on."""
        self._reader = reader
        self.schedule()

    def set_section(self, section: InsideSection) -> None:
        """Ask this section's questions from now on; what another one asked is forgotten."""
        if section is not self._section:
            self._section = section
            self._task.cancel()
        self.schedule()

    @Slot()
    def schedule(self) -> None:
        """Something has changed: ask as soon as it is time."""
        if not self._panel.isVisible():
            return
        self._settle.start()
        if not self._next.isActive():
            elapsed = 1000 * (time.monotonic() - self._asked_at)
            self._next.start(max(_AFTER_BARS, round(INTERVAL - elapsed)))

    @Slot()
    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        self._submit(is_settled=False)

    @Slot()
    def _ask_exactly(self) -> None:
        if self._section is not None and self._section.can_be_exact:
            self._submit(is_settled=True)

    def _submit(self, *, is_settled: bool) -> None:
        if self._reader is None or self._drawing.is_empty:
            self._task.cancel()
            self.emptied.emit()
        elif self._section is not None and self._panel.isVisible():
            scene = Scene(self._drawing, self._reader, is_settled)
            self._task.submit(answer, self._section, scene, self._section.question(scene))


@dataclass(frozen=True)
class Scene:
    """What is looked into: a drawing that is not empty, and who reads it.

    ``is_settled``: it has not changed for a while, and there is time for an exact answer.
    """

    drawing: Drawing
    reader: Reader
    is_settled: bool = True


@dataclass(frozen=True)
class Question:
    """A function and plain immutable values to call it with; neither knows a widget."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]


class InsideSection(QWidget):
    """One way of looking inside.

    ``asked`` says that there is another question than before; ``chosen`` that the user picked a
    digit to be explained, or -1 for the network's own answer.
    """

    can_be_exact = False
    """Whether the answer for a scene that is settled is another one than before."""

    asked = Signal()
    chosen = Signal(int)

    def choose(self, digit: int | None) -> None:
        """Explain this digit; most sections look at all digits alike."""

    def question(self, scene: Scene) -> Question:
        """What to compute for this scene as the section is set now."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show what the question's function returned."""
        raise NotImplementedError


@dataclass(frozen=True)
class Answer:
    """An answer on its way back to the section that asked.

    There is none where the network ``is_broken``: it gives numbers that are none.
    """

    section: InsideSection
    answer: Any = None
    is_broken: bool = False


def answer(section: InsideSection, scene: Scene, question: Question) -> Answer:
    """In the background; the section is only carried along."""
    # A training that diverges overflows; the window says so in words.
    with np.errstate(over="ignore", invalid="ignore"):
        probabilities, _ = scene.reader.probabilities(network_input(scene.drawing)[None])
        if not np.isfinite(probabilities).all():
            return Answer(section, is_broken=True)
        return Answer(section, question.function(*question.arguments))
