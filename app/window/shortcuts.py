"""Every key that does something: those of the menus as they are, those of single widgets by hand.

The menus' keys are read from the window's own actions, so the list cannot fall behind them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from app.text.mnemonics import without_mnemonic

_NATIVE = QKeySequence.SequenceFormat.NativeText
_RARE_KEYS = ("Undo", "Redo", "Alt+Backspace", "Alt+Shift+Backspace")
"""Systems know them; keyboards or people hardly."""

_ENOUGH = 2
"""Keys that are listed for one thing, the shortest first."""


@dataclass(frozen=True)
class Shortcut:
    """What is done by which keys; any of them will do."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Shortcuts that belong together."""

    title: str
    shortcuts: tuple[Shortcut, ...]


def menu_sections(bar: QMenuBar) -> list[Section]:
    """A section for each menu that has entries with keys, submenus among them."""
    sections = []
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu):
            shortcuts = tuple(map(_shortcut, _actions_with_keys(menu)))
            if shortcuts:
                sections.append(Section(without_mnemonic(entry.text()), shortcuts))
    return sections


def widget_sections() -> list[Section]:
    """The keys of what has the focus: the arrows move everywhere, Enter chooses."""
    translate = QCoreApplication.translate
    return [
        Section(
            translate("Shortcuts", "Everywhere"),
            (
                Shortcut(translate("Shortcuts", "Go on to the next control"), _keys("Tab")),
                Shortcut(translate("Shortcuts", "Go back"), _keys("Shift+Tab")),
                Shortcut(translate("Shortcuts", "Press a button"), _keys("Space")),
            ),
        ),
        Section(
            translate("Shortcuts", "Bars, pictures of units, digits and mistakes"),
            (
                Shortcut(translate("Shortcuts", "Move"), ("↑", "↓", "←", "→")),
                Shortcut(translate("Shortcuts", "Choose or open"), _keys("Return", "Space")),
                Shortcut(translate("Shortcuts", "Take the choice back"), _keys("Esc")),
            ),
        ),
        Section(
            translate("Shortcuts", "Chosen digits in the gallery"),
            (
                Shortcut(translate("Shortcuts", "Give another label"), ("0 … 9",)),
                Shortcut(translate("Shortcuts", "Delete"), _keys("Del", "Backspace")),
                Shortcut(translate("Shortcuts", "Put on the canvas"), _keys("Return")),
            ),
        ),
        Section(
            translate("Shortcuts", "Curves"),
            (
                Shortcut(translate("Shortcuts", "Read the values"), ("←", "→")),
                Shortcut(translate("Shortcuts", "Zoom"), ("+", "−")),
                Shortcut(translate("Shortcuts", "Move along"), ("⇧ ←", "⇧ →")),
                Shortcut(translate("Shortcuts", "Show everything"), _keys("Home")),
            ),
        ),
    ]


def _actions_with_keys(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        submenu = action.menu()
        if isinstance(submenu, QMenu):
            yield from _actions_with_keys(submenu)
        elif action.shortcuts():
            yield action


def _shortcut(action: QAction) -> Shortcut:
    common = [keys for keys in action.shortcuts() if keys.toString() not in _RARE_KEYS]
    names = sorted((keys.toString(_NATIVE) for keys in common), key=len)
    return Shortcut(without_mnemonic(action.text()).rstrip("…"), tuple(names[:_ENOUGH]))


def _keys(*names: str) -> tuple[str, ...]:
    """Keys as this system and the user's language call them."""
    return tuple(QKeySequence(name).toString(_NATIVE) for name in names)
