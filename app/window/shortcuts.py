"""Every key that does something: those of the menus as they are, those of single widgets by hand.

The menus' keys are read from the window's own actions, so the list cannot fall behind them.

Help > Keyboard Shortcuts: what every key does, in two columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMenuBar,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.text.formats import without_mnemonic
from app.ui.theme import RADIUS, UNIT, hairline, scaled_font

_NATIVE = QKeySequence.SequenceFormat.NativeText
_RARE_KEYS = re.compile(
    r"(Undo|Redo|Copy|Cut|Paste|Open|Save|Help|(Alt|Alt\+Shift)\+Backspace|.*F(1[3-9]|[23]\d))"
)
"""Systems know them; keyboards or people hardly: F14 undoes on a Sun of the nineties."""

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
    common = [keys for keys in action.shortcuts() if not _RARE_KEYS.fullmatch(keys.toString())]
    names = sorted((keys.toString(_NATIVE) for keys in common), key=len)
    return Shortcut(without_mnemonic(action.text()).rstrip("…"), tuple(names[:_ENOUGH]))


def _keys(*names: str) -> tuple[str, ...]:
    """Keys as this system and the user's language call them."""
    return tuple(QKeySequence(name).toString(_NATIVE) for name in names)


_SIZE = QSize(96 * UNIT, 72 * UNIT)
"""Of the dialog, logical pixels, where the window has the room."""


class ShortcutsDialog(QDialog):
    """Lists the keys of one window's menus as they are at this moment, and of what it holds."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard Shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(self._columns([*menu_sections(window.menuBar()), *widget_sections()]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        buttons.setContentsMargins(2 * UNIT, 0, 2 * UNIT, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT, 0, 2 * UNIT)
        layout.addWidget(area)
        layout.addWidget(buttons)
        self.resize(_SIZE.boundedTo(window.size() - QSize(8 * UNIT, 8 * UNIT)))

    def _columns(self, sections: Sequence[Section]) -> QWidget:
        """The sections in reading order, the columns as equal in length as that allows."""
        content = QWidget()
        layout = QHBoxLayout(content)
        layout.setContentsMargins(3 * UNIT, UNIT, 3 * UNIT, UNIT)
        layout.setSpacing(6 * UNIT)
        for part in _halves(sections):
            column = QVBoxLayout()
            column.setSpacing(3 * UNIT)
            for section in part:
                column.addLayout(self._section(section, content))
            column.addStretch()
            layout.addLayout(column, 1)
        return content

    def _section(self, section: Section, parent: QWidget) -> QVBoxLayout:
        title = QLabel(section.title, parent)
        title.setFont(scaled_font(self, 1.0, bold=True))
        title.setWordWrap(True)
        table = QGridLayout()
        table.setHorizontalSpacing(2 * UNIT)
        table.setVerticalSpacing(UNIT // 2)
        table.setColumnStretch(0, 1)
        for row, shortcut in enumerate(section.shortcuts):
            name = QLabel(shortcut.name, parent)
            name.setWordWrap(True)
            # Read out as one line, where the eye sees two columns.
            name.setAccessibleName(f"{shortcut.name}: {', '.join(shortcut.keys)}")
            table.addWidget(name, row, 0)
            table.addLayout(_caps(shortcut, parent), row, 1)
        layout = QVBoxLayout()
        layout.setSpacing(UNIT)
        layout.addWidget(title)
        layout.addLayout(table)
        return layout


class _KeyCap(QLabel):
    """A key as it looks on the keyboard."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setFont(scaled_font(self, 0.9))
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setContentsMargins(UNIT - 2, 1, UNIT - 2, 1)
        # Chinese characters are higher than Latin ones.
        self.setMinimumSize(3 * UNIT, 2 * UNIT + 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(hairline(self.palette()))
            painter.setBrush(self.palette().base())
            edge = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(edge, RADIUS / 1.5, RADIUS / 1.5)
        super().paintEvent(event)


def _caps(shortcut: Shortcut, parent: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout()
    layout.setSpacing(UNIT // 2)
    layout.addStretch()
    for key in shortcut.keys:
        layout.addWidget(_KeyCap(key, parent))
    return layout


def _halves(sections: Sequence[Section]) -> tuple[Sequence[Section], Sequence[Section]]:
    """Cut where the longer part is shortest; a title counts as two lines."""
    lengths = [len(section.shortcuts) + 2 for section in sections]
    cut = min(range(len(sections) + 1), key=lambda at: max(sum(lengths[:at]), sum(lengths[at:])))
    return sections[:cut], sections[cut:]
