from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.application import Session
from app.settings import Language, Settings
from app.text.language import speak
from tests.app.hand import DIGITS, draw
from tests.app.parts import canvas_of, message_of


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
