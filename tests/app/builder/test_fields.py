from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from app.builder.fields import FieldRows, NumberBox, choice_box, choose, silently, whole_box


@pytest.fixture
def rows(qtbot: QtBot) -> FieldRows:
    rows = FieldRows()
    qtbot.addWidget(rows)
    rows.add("epochs", "Epochs", whole_box(rows, 1, 10))
    rows.show()
    return rows


def shown(rows: FieldRows) -> list[str]:
    return [label.text() for label in rows.findChildren(QLabel) if label.isVisible()]


def test_what_is_wrong_is_said_below_its_field_and_to_a_screen_reader(rows: FieldRows) -> None:
    field = rows.findChild(QSpinBox, "epochs")
    assert isinstance(field, QSpinBox)
    assert field.accessibleName() == "Epochs"
    rows.tell({"epochs": "Too many.", "other": "Not here."})
    assert sorted(shown(rows)) == ["Epochs", "Too many."]
    assert field.accessibleDescription() == "Too many."
    rows.tell({})
    assert shown(rows) == ["Epochs"]
    rows.show_row("epochs", False)
    assert shown(rows) == []


def test_a_number_is_shown_without_zeros_at_its_end(qtbot: QtBot, rows: FieldRows) -> None:
    box = NumberBox(rows, 0, 10, 0.5)
    box.setValue(0.25)
    assert box.text() == "0.25"
    box.selectAll()
    QTest.keyClicks(box, "0.125")
    with qtbot.waitSignal(box.valueChanged) as told:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert told.args == [0.125]


def test_a_choice_may_be_none(rows: FieldRows) -> None:
    box = choice_box(rows, {"a": "First", "b": "Second"})
    choose(box, "b")
    assert box.currentText() == "Second"
    choose(box, None)
    assert box.currentData() is None


def test_what_is_shown_silently_is_told_to_nobody(qtbot: QtBot, rows: FieldRows) -> None:
    box = whole_box(rows, 1, 10)
    with qtbot.assertNotEmitted(box.valueChanged):
        silently((box,), lambda: box.setValue(5))
    with qtbot.waitSignal(box.valueChanged):
        box.setValue(6)
