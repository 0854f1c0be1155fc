"""The words and formulas of a stop: above the pictures what happens, below them the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.microscope.texts import Explanation
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type

_FORMULA = 1.45
"""Size of the formula beside that of the text."""


class ExplanationHead(QWidget):
    """Title, sentence and formula. It keeps the height that the longest of ``sentences`` needs, so
    that nothing below it moves from stop to stop."""

    def __init__(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentences = sentences
        self._title = _label(self, "microscopeTitle")
        scale_type(self._title, 1.25, bold=True)
        self._sentence = _label(self, "microscopeSentence")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._formula = FormulaCard(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._title)
        layout.addWidget(self._sentence)
        layout.addWidget(self._formula)

    def show_explanation(self, explanation: Explanation) -> None:
        """Show another stop."""
        self._title.setText(explanation.title)
        self._sentence.setText(explanation.sentence)
        self._formula.show_lines(explanation.formula, explanation.shapes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = QRect(0, 0, self.width(), 10_000)
        metrics = self._sentence.fontMetrics()
        heights = [
            metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
            for text in self._sentences
        ]
        self._sentence.setMinimumHeight(max(heights, default=0))


class FormulaCard(QFrame):
    """Two lines of a formula in large letters, and below them what shapes go in and come out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._lines = [_label(self, f"microscopeFormula{number}") for number in (1, 2)]
        for line in self._lines:
            scale_type(line, _FORMULA)
        self._shapes = _label(self, "microscopeShapes")
        self._shapes.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        layout.setSpacing(UNIT // 2)
        for line in (*self._lines, self._shapes):
            layout.addWidget(line)

    def show_lines(self, lines: tuple[str, str], shapes: str) -> None:
        """Show another formula."""
        for label, line in zip(self._lines, lines, strict=True):
            label.setText(line)
        self._shapes.setText(shapes)


class NumbersView(QWidget):
    """The formula with the chosen unit's numbers put in, and perhaps a note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = _label(self, "microscopeNumbersTitle")
        scale_type(self._title, 1.0, bold=True)
        self._numbers = _label(self, "microscopeNumbers")
        scale_type(self._numbers, 1.1)
        self._numbers.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = _label(self, "microscopeNote")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._title)
        layout.addWidget(self._numbers)
        layout.addWidget(self._note)
        layout.addStretch(1)

    def show_explanation(self, explanation: Explanation, title: str) -> None:
        """Show another stop's numbers; ``title`` says whose they are."""
        self._title.setText(title)
        lines = [f'<p style="margin: 0 0 6px 0">{line}</p>' for line in explanation.numbers]
        self._numbers.setText("".join(lines))
        self._note.setText(explanation.note)
        self._note.setVisible(bool(explanation.note))


def _label(parent: QWidget, name: str) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    return label
