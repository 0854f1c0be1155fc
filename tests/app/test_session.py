from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Session
from app.platform import opening_mark
from app.settings import Language, Settings
from app.text.language import speak
from app.training.panel import TrainingPanel
from app.training.retraining import Retraining
from app.training.run import Outcome
from app.training.status import State
from tests.app.hand import DIGITS, draw
from tests.app.parts import canvas_of, click, message_of, part


@pytest.fixture
def session(qapp: QApplication, shipped: Path) -> Iterator[Session]:
    hook, locale = sys.excepthook, QLocale()
    Settings().language = Language.ENGLISH
    session = Session(None)
    session.open()
    yield session
    assert session.window is not None
    session.window.close()
    session.end()
    sys.excepthook = hook
    speak(Language.ENGLISH)
    QLocale.setDefault(locale)


def test_a_window_opened_again_keeps_the_drawing_and_speaks_the_new_language(
    qtbot: QtBot, session: Session
) -> None:
    first = session.window
    assert first is not None
    draw(canvas_of(first), DIGITS[7])
    drawn = first.drawing
    settings = Settings()
    settings.language = Language.CHINESE
    first.reopen_requested.emit()
    qtbot.waitUntil(lambda: session.window is not first)
    second = session.window
    assert second is not None
    assert not first.isVisible()
    assert second.isVisible()
    assert second.drawing == drawn
    assert "网络" in [menu.text()[:2] for menu in second.menuBar().actions()]
    assert QApplication.quitOnLastWindowClosed()


@pytest.mark.parametrize("is_paused", [False, True])
def test_a_training_goes_on_in_the_window_of_another_language(
    qtbot: QtBot, session: Session, many_digits_path: Path, is_paused: bool
) -> None:
    assert session.window is not None
    session.window.close()
    session = Session(many_digits_path)
    first = session.open()
    begun = part(first, Retraining)
    click(first, "retrainButton")
    qtbot.waitUntil(lambda: part(first, TrainingPanel).state is State.RUNNING)
    if is_paused:
        click(first, "pauseButton")
    process = begun.process_id
    Settings().language = Language.CHINESE
    first.reopen_requested.emit()
    qtbot.waitUntil(lambda: session.window is not first)
    second = session.window
    assert second is not None
    panel, going_on = part(second, TrainingPanel), part(second, Retraining)
    assert going_on.process_id == process
    assert panel.state is (State.PAUSED if is_paused else State.RUNNING)
    assert len(going_on.history.runs) == 1
    click(second, "stopButton")
    qtbot.waitUntil(lambda: panel.state is State.IDLE)
    assert going_on.history.runs[0].outcome is Outcome.STOPPED
    second.close()
    session.end()


def test_the_start_after_a_crash_has_the_usual_layout_and_says_so_once(
    qtbot: QtBot, shipped: Path, digits_home: Path, session: Session
) -> None:
    assert session.window is not None
    session.window.close()
    settings = Settings()
    assert settings.has_layout
    settings.pen_width = 0.07
    settings.save()
    (digits_home / "opening-4194305").touch()
    after = Session(None)
    window = after.open()
    assert "usual places" in message_of(window)
    assert Settings().pen_width == 0.07
    assert not list(digits_home.glob("opening-*"))
    window.close()
    after.end()
    again = Session(None)
    window = again.open()
    assert message_of(window) == ""
    window.close()
    again.end()


def test_a_mark_lies_in_the_folder_until_the_restored_window_has_opened(
    qtbot: QtBot, digits_home: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert session.window is not None
    assert not list(digits_home.glob("opening-*")), "nothing was restored"
    session.window.close()
    monkeypatch.setattr(opening_mark, "SETTLED", 50)
    second = Session(None)
    window = second.open()
    assert len(list(digits_home.glob("opening-*"))) == 1
    qtbot.waitUntil(lambda: not list(digits_home.glob("opening-*")))
    window.close()
    second.end()


def test_the_old_window_is_gone_and_errors_are_told_in_the_new_one(
    qtbot: QtBot, session: Session
) -> None:
    first = session.window
    assert first is not None
    first.reopen_requested.emit()
    qtbot.waitUntil(lambda: session.window is not first)
    sys.excepthook(RuntimeError, RuntimeError("the reason"), None)
    assert session.window is not None
    assert "RuntimeError" in message_of(session.window)
