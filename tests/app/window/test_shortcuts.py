from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenuBar
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow
from app.text.formats import without_mnemonic
from app.window.shortcuts import Shortcut, ShortcutsDialog, menu_sections
from tests.app.parts import part


def listed(dialog: ShortcutsDialog) -> list[str]:
    return [label.accessibleName() for label in dialog.findChildren(QLabel)]


def test_help_lists_every_key_of_the_menus(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = part(window, ShortcutsDialog)
    assert dialog.isVisible()
    lines = "\n".join(listed(dialog))
    for menu in window.menuBar().actions():
        for action in menu.menu().actions():  # type: ignore[attr-defined]
            if action.shortcut().toString():
                assert f"{without_mnemonic(action.text()).rstrip('…')}: " in lines
    assert "Retrain: Ctrl+R" in lines
    assert "Keyboard Shortcuts: F1, Ctrl+/" in lines
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(ShortcutsDialog) is None)


def test_keys_that_no_keyboard_has_are_not_listed(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    undo = bar.addMenu("&Edit").addAction("&Undo")
    undo.setShortcuts([QKeySequence(keys) for keys in ("Ctrl+Z", "Undo", "F14", "Shift+F13")])
    plain = bar.actions()[0].menu().addAction("&Full Screen")  # type: ignore[attr-defined]
    plain.setShortcuts([QKeySequence("F11"), QKeySequence("Ctrl+F")])
    (section,) = menu_sections(bar)
    assert [shortcut.keys for shortcut in section.shortcuts] == [("Ctrl+Z",), ("F11", "Ctrl+F")]


def test_no_two_entries_of_a_menu_are_chosen_by_the_same_letter_and_no_two_by_the_same_key(
    window: MainWindow,
) -> None:
    keys: list[str] = []
    menus = [window.menuBar(), *(action.menu() for action in window.menuBar().actions())]
    for menu in menus:
        letters = re.findall(r"&(\w)", " ".join(action.text() for action in menu.actions()).lower())  # type: ignore[attr-defined]
        assert len(letters) == len(set(letters)), letters
        keys += [key.toString() for action in menu.actions() for key in action.shortcuts()]  # type: ignore[attr-defined]
    assert len(keys) == len(set(keys)), keys


def test_a_menu_s_entries_are_read_as_they_are_now_with_those_of_its_submenus(
    qtbot: QtBot,
) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    menu = bar.addMenu("&File")
    menu.addAction("Without a key")
    save = menu.addAction("&Save…")
    save.setShortcut(QKeySequence("Ctrl+S"))
    inner = menu.addMenu("&More").addAction("打印(&P)")
    inner.setShortcuts([QKeySequence("Ctrl+P"), QKeySequence("F12")])
    bar.addMenu("&Empty")
    (section,) = menu_sections(bar)
    assert section.title == "File"
    assert section.shortcuts == (
        Shortcut("Save", ("Ctrl+S",)),
        Shortcut("打印", ("F12", "Ctrl+P")),
    )


def test_keys_that_hardly_any_keyboard_has_are_left_out(qtbot: QtBot) -> None:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    action = QAction("Undo", bar)
    action.setShortcuts([QKeySequence(Qt.Key.Key_Undo), QKeySequence("Ctrl+Z")])
    bar.addMenu("Edit").addAction(action)
    assert menu_sections(bar)[0].shortcuts == (Shortcut("Undo", ("Ctrl+Z",)),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("&Undo", "Undo"),
        ("Thic&ker Pen", "Thicker Pen"),
        ("撤销(&U)", "撤销"),
        ("Save (&S)", "Save"),
        ("Black && White", "Black & White"),
        ("Rest", "Rest"),
    ],
)
def test_the_letter_of_a_menu_goes_in_every_language(text: str, said: str) -> None:
    assert without_mnemonic(text) == said
