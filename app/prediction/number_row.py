"""The digits of a number side by side: one of them is the one that the bars belong to.

A click or the keys of its two actions choose another.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui.theme import UNIT, scaled_font
from nn.numbers.reading import NumberReading


class NumberRow(QWidget):
    """A button for each digit, hidden for a single one; ``chosen`` carries the wanted index."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("numberRow")
        self._buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(UNIT // 2)
        self._layout.addWidget(QLabel(self.tr("Bars of"), self))
        self._layout.addStretch()
        self.before = self._action(self.tr("&Bars of the Digit to the Left"), "Alt+Left")
        self.after = self._action(self.tr("Bars o&f the Digit to the Right"), "Alt+Right")
        self.before.triggered.connect(self._choose_before)
        self.after.triggered.connect(self._choose_after)
        self.hide()

    @property
    def text(self) -> str:
        """The number; empty where there is none."""
        shown = [] if self.isHidden() else [b for b in self._buttons if not b.isHidden()]
        return "".join(button.text() for button in shown)

    @property
    def chosen_index(self) -> int:
        """Whose bars are shown, counted from the left from 0; -1 where there is no number."""
        return -1 if self.isHidden() else self._group.checkedId()

    @Slot(object, int)
    def show_number(self, number: NumberReading, chosen: int) -> None:
        """Show its digits, with that one pressed."""
        digits = number.digits if len(number.digits) > 1 else ()
        while len(self._buttons) < len(digits):
            self._add_button()
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(digits))
            if index < len(digits):
                digit = digits[index].digit
                text = "?" if digit is None else str(digit)
                button.setText(text)
                button.setAccessibleName(
                    self.tr("Digit {0} of the number: {1}").format(index + 1, text)
                )
                button.setChecked(index == chosen)
        self.setVisible(bool(digits))
        self.before.setEnabled(bool(digits) and chosen > 0)
        self.after.setEnabled(chosen + 1 < len(digits))

    @Slot()
    def _choose_before(self) -> None:
        self.chosen.emit(self.chosen_index - 1)

    @Slot()
    def _choose_after(self) -> None:
        self.chosen.emit(self.chosen_index + 1)

    def _action(self, text: str, keys: str) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setEnabled(False)
        return action

    def _add_button(self) -> None:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setFont(scaled_font(self, 1.3))
        button.setMinimumSize(4 * UNIT, 4 * UNIT)
        button.setToolTip(self.tr("Show the bars of this digit"))
        self._group.addButton(button, len(self._buttons))
        self._layout.insertWidget(len(self._buttons) + 1, button)
        self._buttons.append(button)
