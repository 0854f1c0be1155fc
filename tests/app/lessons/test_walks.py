"""Lessons done in the real window by mouse, wheel and keys: ``make lessons`` does all of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.demo.hand import DemonstrationError
from app.main_window import MainWindow
from app.settings import Language
from app.text.language import speak
from tests.app.lessons.pupil import Pupil
from tests.app.lessons.test_shipped_lessons import ENGLISH
from tests.app.lessons.walks import WALKS


@contextmanager
def pupil_before(data: Path) -> Iterator[Pupil]:
    """A pupil before a new window, with the home folder of this test."""
    window = MainWindow(data_path=data)
    window.resize(1280, 720)
    window.show()
    pupil = Pupil(window)
    pupil.wait(window.isActiveWindow, "the window never gets the keyboard")
    try:
        yield pupil
    finally:
        window.close()
        window.deleteLater()


@pytest.fixture
def language(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Language]:
    """The language that the window speaks."""
    before = QLocale()
    speak(request.param)
    yield request.param
    speak(Language.ENGLISH)
    QLocale.setDefault(before)


def test_there_is_a_walk_for_each_lesson() -> None:
    assert [walk.__name__ for walk in WALKS] == [
        lesson.name.partition("-")[2].replace("-", "_") for lesson in ENGLISH.lessons
    ]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
@pytest.mark.parametrize(
    ("language", "number"),
    [(Language.ENGLISH, 1), (Language.CHINESE, 3), (Language.ENGLISH, 4), (Language.CHINESE, 11)],
    indirect=["language"],
)
def test_a_lesson_is_done_from_beginning_to_end_and_stays_done(
    language: Language, number: int, shipped: Path, digits_path: Path
) -> None:
    with pupil_before(digits_path) as pupil:
        assert not any(pupil.lessons_done())
        pupil.open_lesson(number)
        WALKS[number - 1](pupil)
        assert all(pupil.tasks_done())
        assert pupil.lessons_done()[number - 1]
    with pupil_before(digits_path) as pupil:
        assert [row for row, done in enumerate(pupil.lessons_done()) if done] == [number - 1]


def test_what_is_out_of_sight_cannot_be_clicked(qtbot: QtBot, shipped: Path) -> None:
    """Else a lesson could be done here and by nobody else."""
    with pupil_before(shipped) as pupil:
        field = pupil.part(QWidget, "learningRate")
        assert not field.isVisible()
        with pytest.raises(DemonstrationError, match="not in sight"):
            pupil.click(field.rect().center(), field)
