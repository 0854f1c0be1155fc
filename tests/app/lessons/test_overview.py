from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from app.lessons.folder import Lessons, read_folder, shipped_folder
from app.lessons.overview import LessonOverview
from app.lessons.problems import Mistake
from app.settings import Language
from nn.messages import message
from tests.app.parts import part


@pytest.fixture
def overview(qtbot: QtBot) -> LessonOverview:
    overview = LessonOverview()
    qtbot.addWidget(overview)
    overview.show()
    return overview


def test_the_bar_shows_the_share_that_is_done(overview: LessonOverview) -> None:
    lessons = read_folder(shipped_folder(Language.ENGLISH))
    overview.show_lessons(lessons, [True] * 3 + [False] * 8)
    bar = part(overview, QProgressBar)
    assert (bar.value(), bar.maximum()) == (3, 11)
    assert part(overview, QLabel, "lessonsCount").text() == "3 of 11 done"
    assert part(overview, QPushButton, "shippedLessonsButton").isHidden()


def test_many_mistakes_are_told_in_part(overview: LessonOverview, tmp_path: Path) -> None:
    mistakes = tuple(Mistake(tmp_path / "a.md", line, message("wrong")) for line in range(1, 31))
    overview.show_mistakes(Lessons(tmp_path, mistakes=mistakes))
    lines = part(overview, QLabel, "lessonMistakes").text().splitlines()
    assert lines[0] == "a.md, line 1: wrong"
    assert lines[-1] == "And 22 more."
