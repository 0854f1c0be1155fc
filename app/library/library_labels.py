"""The row that says what the drawing on the canvas was: a button for each digit, its count below.

Each digit is one action with its key, shown here as a button and in the window's menu as an entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.ui.theme import UNIT, scaled_font
from nn.data.digit_data import CLASSES


class LabelRow(QWidget):
    """``chosen`` carries the digit that was pressed. ``actions`` are for a menu too."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label_actions = [self._action(digit) for digit in range(CLASSES)]
        self._buttons = [self._button(action) for action in self.label_actions]
        self._counts = [self._count() for _ in range(CLASSES)]
        heading = QLabel(self.tr("That was a"), self)
        heading.setFont(scaled_font(self, 1.0, bold=True))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(UNIT // 4)
        layout.setVerticalSpacing(UNIT // 4)
        layout.addWidget(heading, 0, 0, 1, CLASSES)
        layout.setRowMinimumHeight(0, heading.sizeHint().height() + UNIT // 2)
        for column, (button, count) in enumerate(zip(self._buttons, self._counts, strict=True)):
            layout.addWidget(button, 1, column)
            layout.addWidget(count, 2, column)
            layout.setColumnStretch(column, 1)
        self.show_counts([0] * CLASSES)

    def show_counts(self, counts: Sequence[int]) -> None:
        """So many drawings of each digit are kept."""
        for digit, (label, count) in enumerate(zip(self._counts, counts, strict=True)):
            shown = self.locale().toString(count)
            label.setText(shown)
            kept = self.tr("Kept so far: {0}").format(shown)
            label.setToolTip(kept)
            self._buttons[digit].setAccessibleDescription(kept)

    def _action(self, digit: int) -> QAction:
        name = self.tr("That Was an {0}") if digit == _WITH_AN else self.tr("That Was a {0}")
        action = QAction(name.format(digit), self)
        action.setShortcut(QKeySequence(str(digit)))
        action.setToolTip(self.tr("Keep the drawing on the canvas as {0} (key {0})").format(digit))
        action.triggered.connect(partial(self.chosen.emit, digit))
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        digit = action.shortcut().toString()
        # The action's name is for the menu; the heading says the rest here.
        button.setText(digit)
        button.setObjectName(f"label{digit}")
        button.setAccessibleName(action.text())
        button.setFont(scaled_font(self, 1.1, bold=True))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumSize(QSize(3 * UNIT - 2, 4 * UNIT))
        return button

    def _count(self) -> QLabel:
        label = QLabel(self)
        label.setFont(scaled_font(self, 0.85))
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # A large number is cut rather than push the others aside.
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return label


_WITH_AN = 8
"""The only digit that English calls "an"."""
