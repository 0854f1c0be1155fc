from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.lessons.reading_view import ReadingView
from tests.app.lessons.files import a_lesson
from tests.app.parts import part


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> ReadingView:
    view = ReadingView()
    qtbot.addWidget(view)
    view.show_lesson(a_lesson(tmp_path), [False, True], 0, 3)
    return view


def test_the_way_on_is_the_main_button_once_all_is_done(view: ReadingView) -> None:
    on = part(view, QPushButton, "nextLessonButton")
    assert not on.isDefault()
    view.set_done(0)
    assert on.isDefault()


def test_the_first_lesson_has_none_before_and_the_last_one_is_finished(
    view: ReadingView, tmp_path: Path
) -> None:
    assert not part(view, QPushButton, "previousLessonButton").isEnabled()
    assert part(view, QPushButton, "nextLessonButton").text() == "Next"
    view.show_lesson(a_lesson(tmp_path), [False, False], 2, 3)
    assert part(view, QPushButton, "previousLessonButton").isEnabled()
    assert part(view, QPushButton, "nextLessonButton").text() == "Finish"
