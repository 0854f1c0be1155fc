"""The digits of a number side by side: one of them is the one that the bars belong to."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QWidget

from app.ui.theme import UNIT, scaled_font
from nn.numbers import NumberReading


class NumberRow(QWidget):
    """A button for each digit, hidden for a single one; ``chosen`` carries the index of a click."""

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
        self.hide()

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

    def _add_button(self) -> None:
        button = QToolButton(self)
        button.setCheckable(True)
        button.setFont(scaled_font(self, 1.3))
        button.setMinimumSize(4 * UNIT, 4 * UNIT)
        button.setToolTip(self.tr("Show the bars of this digit"))
        self._group.addButton(button, len(self._buttons))
        self._layout.insertWidget(len(self._buttons) + 1, button)
        self._buttons.append(button)
