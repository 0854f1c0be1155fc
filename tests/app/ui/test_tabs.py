"""Texts of tabs, cut by nothing: painted by the real style."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.ui.tabs import DockTabs, keep_texts_whole
from nn.arrays import Array

TAILS = "gjpqy"


def dark(tabs: QTabBar, place: QRect) -> Array:
    """For each row of pixels at that place, how many are of the text."""
    image = tabs.grab(place).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    counts: Array = (pixels[:, : image.width()] < 100).sum(axis=1)
    return counts


def text_rows(tabs: QTabBar, index: int) -> list[int]:
    """The rows with text of a tab, counted from the first one."""
    rows = np.flatnonzero(dark(tabs, tabs.tabRect(index).adjusted(4, 4, -4, -4)))
    return [int(row - rows[0]) for row in rows]


@pytest.fixture
def tabs(qtbot: QtBot) -> QTabBar:
    tabs = QTabBar()
    qtbot.addWidget(tabs)
    for _ in range(2):
        tabs.addTab(TAILS)
    tabs.resize(tabs.sizeHint())
    tabs.show()
    return tabs


def test_a_tab_behind_shows_as_much_of_its_text_as_the_one_in_front(tabs: QTabBar) -> None:
    keep_texts_whole(tabs)
    assert tabs.currentIndex() == 0
    assert text_rows(tabs, 1) == text_rows(tabs, 0)


def test_the_tabs_of_docks_are_mended_as_soon_as_they_are_made(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    DockTabs(window)
    docks = [QDockWidget(TAILS, window) for _ in range(2)]
    for dock in docks:
        dock.setWidget(QWidget())
        window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.tabifyDockWidget(*docks)
    window.resize(400, 300)
    window.show()
    qtbot.waitUntil(lambda: any(tabs.isVisible() for tabs in window.findChildren(QTabBar)))
    (made,) = window.findChildren(QTabBar)
    assert text_rows(made, 0) == text_rows(made, 1)
