"""Rows of named fields, each with room below it for what is wrong with its value."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import UNIT
from app.ui.widgets import WheelGuard


class FieldRows(QWidget):
    """A form; each row is known by the name of its value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guard = WheelGuard(self)
        self._rows: dict[str, _Row] = {}
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(UNIT // 2)
        self._form.setHorizontalSpacing(2 * UNIT)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)

    def add(self, name: str, title: str, field: QWidget) -> None:
        """Add a row; ``title`` is also what a screen reader calls the field."""
        field.setObjectName(name)
        field.setAccessibleName(title)
        self._guard.guard(field)
        row = _Row(field, self)
        self._rows[name] = row
        self._form.addRow(title, row)

    def show_row(self, name: str, is_shown: bool) -> None:
        """Show or hide a row with its title."""
        # To say it again would have everything laid out anew.
        if self._form.isRowVisible(self._rows[name]) != is_shown:
            self._form.setRowVisible(self._rows[name], is_shown)

    def tell(self, problems: Mapping[str, str]) -> None:
        """Say below each field what is wrong with it, and nothing below the others."""
        for name, row in self._rows.items():
            row.tell(problems.get(name, ""))


class _Row(QWidget):
    """A field, and below it a sentence where there is one."""

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._problem = QLabel(self)
        self._problem.setWordWrap(True)
        self._problem.setForegroundRole(QPalette.ColorRole.BrightText)
        self._problem.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT // 2)
        layout.addWidget(field)
        layout.addWidget(self._problem)

    def tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._field.setAccessibleDescription(problem)


def whole_box(parent: QWidget, smallest: int, largest: int) -> QSpinBox:
    """A field for a whole number; it tells of complete values only."""
    field = QSpinBox(parent)
    field.setRange(smallest, largest)
    _set_up(field)
    return field


class NumberBox(QDoubleSpinBox):
    """A field for a number, shown without zeros at its end."""

    def __init__(
        self, parent: QWidget, smallest: float, largest: float, step: float, decimals: int = 6
    ) -> None:
        super().__init__(parent)
        self.setDecimals(decimals)
        self.setRange(smallest, largest)
        self.setSingleStep(step)
        _set_up(self)

    def textFromValue(self, value: float) -> str:
        return self.locale().toString(value, "g", 6)


def choice_box(parent: QWidget, choices: Mapping[str, str]) -> QComboBox:
    """A field for one of a few; ``choices`` are values and their texts."""
    field = QComboBox(parent)
    for value, text in choices.items():
        field.addItem(text, value)
    # The longest text shall not make the panel wider.
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(8)
    return field


def choose(field: QComboBox, value: str | None) -> None:
    """Show this choice, None for that there is none."""
    field.setCurrentIndex(-1 if value is None else field.findData(value))


def silently(fields: tuple[QWidget, ...], show: Callable[[], None]) -> None:
    """Call ``show`` while none of the fields tells of a change."""
    blocked = [field.blockSignals(True) for field in fields]
    show()
    for field, was_blocked in zip(fields, blocked, strict=True):
        field.blockSignals(was_blocked)


def _set_up(field: QAbstractSpinBox) -> None:
    field.setKeyboardTracking(False)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
