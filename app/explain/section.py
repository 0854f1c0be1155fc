"""What the panel's sections share: the forward pass that they explain, a base class, a caption.

drawing, reader → ForwardPass → section.question()(forward pass) → section.show_answer(answer)
                  in a background thread                           in the GUI thread
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nn.arrays import Array
from nn.preprocessing.pipeline import Steps, preprocessing_steps
from nn.reader import Reader
from nn.strokes import Drawing


@dataclass(frozen=True, eq=False)
class ForwardPass:
    """One drawing's preprocessing and one pass of the network over it.

    ``activations`` are the values of each layer, as :meth:`nn.network.Network.activations` gives
    them for a batch of one.
    """

    drawing: Drawing
    reader: Reader
    steps: Steps
    activations: list[Array]

    @staticmethod
    def of(drawing: Drawing, reader: Reader) -> ForwardPass:
        """The forward pass of a drawing that is not empty."""
        steps = preprocessing_steps(drawing, centred=reader.centred)
        activations = reader.network.activations(steps.centred[None])
        return ForwardPass(drawing, reader, steps, activations)

    @property
    def image(self) -> Array:
        """The network's input, (28, 28) float32 in [0, 1]."""
        return self.steps.centred

    @property
    def logits(self) -> Array:
        """The logits of the drawing, (1, classes)."""
        return self.reader.network.logits_of(self.activations[-1])

    @property
    def is_finite(self) -> bool:
        """Whether the outputs are numbers: after a training that diverged they are not."""
        return bool(np.isfinite(self.activations[-1]).all())


Question = Callable[[ForwardPass], Any]
"""What a section computes in the background; it knows no widget."""


class ExplainSection(QWidget):
    """One section of the panel.

    ``question_changed`` is emitted when the same drawing needs another answer; ``digit_chosen``
    when the user chooses the digit to be explained, -1 for the network's own answer.
    """

    can_be_exact = False
    """Whether an exact answer differs from a fast one."""

    question_changed = Signal()
    digit_chosen = Signal(int)

    def choose(self, digit: int | None) -> None:
        """Explain this digit; without effect in sections that treat all digits alike."""

    def question(self, *, exact: bool) -> Question:
        """What to compute with the current choices; fast answers may be less exact."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show what the question returned."""
        raise NotImplementedError


class LiveCaption(QWidget):
    """A wrapped text that changes many times a second; ``muted`` gives it the colour of captions.

    A QLabel asks for a new layout at every change of its text, which takes milliseconds in a panel
    full of wrapped labels. This widget asks only when the number of lines changes.
    """

    def __init__(self, parent: QWidget | None = None, *, muted: bool = True) -> None:
        super().__init__(parent)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        if muted:
            self._label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Show another text."""
        if text == self._label.text():
            return
        before = self._label.heightForWidth(self.width())
        self._label.setText(text)
        if self._label.heightForWidth(self.width()) != before:
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._label.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(8 * self.fontMetrics().averageCharWidth(), self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._label.resize(event.size())
