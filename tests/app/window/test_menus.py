from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.settings import Language, Settings
from app.training.retraining import Retraining
from app.ui.message_bar import MessageBar
from app.window.menus import CHANGES_LATER, OPEN_AGAIN, LanguageMenu
from tests.app.parts import message_of, part


@pytest.fixture
def menu(window: MainWindow) -> LanguageMenu:
    return part(window, LanguageMenu)


def entry(menu: LanguageMenu, language: Language) -> QAction:
    (action,) = (action for action in menu.actions() if action.data() == language.value)
    return action


def test_the_menu_shows_what_is_chosen_and_names_each_language_by_itself(
    menu: LanguageMenu,
) -> None:
    assert entry(menu, Language.SYSTEM).isChecked()
    assert "English" in entry(menu, Language.ENGLISH).text().replace("&", "")
    assert "中文" in entry(menu, Language.CHINESE).text()


def test_a_choice_is_remembered_and_said_in_both_languages(
    qtbot: QtBot, window: MainWindow, menu: LanguageMenu
) -> None:
    entry(menu, Language.CHINESE).trigger()
    assert Settings().language is Language.CHINESE
    assert message_of(window) == CHANGES_LATER
    offer = next(
        button
        for button in part(window, MessageBar).findChildren(QPushButton)
        if button.text() == OPEN_AGAIN
    )
    with qtbot.waitSignal(window.reopen_requested):
        QTest.mouseClick(offer, Qt.MouseButton.LeftButton)


def test_going_back_takes_the_message_away(window: MainWindow, menu: LanguageMenu) -> None:
    entry(menu, Language.CHINESE).trigger()
    entry(menu, Language.ENGLISH).trigger()
    assert message_of(window) == ""
    assert Settings().language is Language.ENGLISH


def test_a_training_is_not_ended_for_the_sake_of_a_language(
    window: MainWindow, menu: LanguageMenu, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Retraining, "is_running", property(lambda _self: True))
    entry(menu, Language.CHINESE).trigger()
    assert message_of(window) == CHANGES_LATER
    bar = part(window, MessageBar)
    assert not any(button.isVisible() for button in bar.findChildren(QPushButton))
