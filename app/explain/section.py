"""What the sections of "See inside" have in common: a question for the background, an answer.

    scene → section.question(scene) → in the background → section.show_answer(answer)

A section asks only while it is seen, and only the newest question is answered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nn.preprocessing.pipeline import network_input
from nn.reader import Reader
from nn.strokes import Drawing


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
