from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.settings import Language, Settings
from app.window.menus import LanguageMenu
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


def test_a_choice_is_remembered_and_asks_for_the_window_in_that_language(
    qtbot: QtBot, window: MainWindow, menu: LanguageMenu
) -> None:
    with qtbot.waitSignal(window.reopen_requested):
        entry(menu, Language.CHINESE).trigger()
    assert Settings().language is Language.CHINESE
    assert message_of(window) == ""


def test_the_language_that_is_spoken_asks_for_nothing(
    qtbot: QtBot, window: MainWindow, menu: LanguageMenu
) -> None:
    with qtbot.assertNotEmitted(window.reopen_requested):
        entry(menu, Language.ENGLISH).trigger()
    assert Settings().language is Language.ENGLISH
