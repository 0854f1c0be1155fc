"""Help > Keyboard Shortcuts: what every key does, in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import RADIUS, UNIT, hairline, scaled_font
from app.window.shortcuts import Section, Shortcut, menu_sections, widget_sections

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
