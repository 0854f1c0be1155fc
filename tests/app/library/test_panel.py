"""The panel with real keys, clicks and files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.library.file import FILE_NAME, LibraryError, Trouble
from app.library.gallery_view import GalleryView
from app.library.panel import LibraryPanel
from app.library.store import LibraryStore
from app.main_window import MainWindow
from app.ui import file_dialogs
from app.ui.panel import Panel
from nn.preprocessing.pictures import drawing_of_image
from nn.strokes import Drawing
from tests.app.drawings import drawing
from tests.app.parts import part
from tests.app.waiting import bring_to_front

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> Iterator[LibraryPanel]:
    """The open panel of an empty library, in a window that has its shortcuts."""
    panel = LibraryPanel(folder=tmp_path)
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(panel)
    window.addActions(panel.library_actions.labels)
    window.addAction(panel.library_actions.undo)
    qtbot.addWidget(window)
    window.resize(320, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    panel.setFocus()
    yield panel
    panel.shutdown()


def said(panel: LibraryPanel) -> str:
    return part(panel, QLabel, "libraryFeedback").text()


def wait_for(qtbot: QtBot, panel: LibraryPanel, sentence: str) -> None:
    qtbot.waitUntil(lambda: said(panel) == sentence)


def kept(path: Path) -> list[tuple[int, Drawing]]:
    """Labels and drawings in the file, read by another connection."""
    with LibraryStore(path / FILE_NAME) as store:
        return [(one.label, one.drawing) for one in store.all_drawings()]


def heard(signal: SignalInstance) -> list[Any]:
    """A list that collects the values of a signal."""
    carried: list[Any] = []
    signal.connect(carried.append)
    return carried


def test_a_click_keeps_what_is_on_the_canvas(
    panel: LibraryPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.set_drawing(drawing(0))
    button = part(panel, QToolButton, "label7")
    QTest.mouseClick(button, LEFT)
    wait_for(qtbot, panel, "Kept as 7.")
    assert kept(tmp_path) == [(7, drawing(0))]
    assert button.accessibleName() == "That Was a 7"
    assert button.accessibleDescription() == "Kept so far: 1"
    assert panel.library_actions.labels[8].text() == "That Was an 8"


def test_a_key_keeps_it_and_undo_takes_it_back(
    panel: LibraryPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.set_drawing(drawing(0))
    QTest.keyClick(panel, Qt.Key.Key_3)
    wait_for(qtbot, panel, "Kept as 3.")
    QTest.mouseClick(part(panel, QAbstractButton, "libraryUndo"), LEFT)
    wait_for(qtbot, panel, "Undone: it is not kept any more.")
    assert kept(tmp_path) == []
    assert not panel.library_actions.undo.isEnabled()
    QTest.keyClick(panel, Qt.Key.Key_3)
    wait_for(qtbot, panel, "Kept as 3.")
    QTest.keyClick(panel, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    wait_for(qtbot, panel, "Undone: it is not kept any more.")


def test_the_same_drawing_is_kept_once_with_its_latest_label(
    panel: LibraryPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    panel.set_drawing(drawing(0))
    for key in (Qt.Key.Key_1, Qt.Key.Key_7):
        QTest.keyClick(panel, key)
    wait_for(qtbot, panel, "Now called 7. Drawings changed: 1.")
    QTest.keyClick(panel, Qt.Key.Key_7)
    assert said(panel) == "This drawing is kept as 7 already."
    QTest.keyClick(panel, Qt.Key.Key_9)
    wait_for(qtbot, panel, "Now called 9. Drawings changed: 1.")
    assert kept(tmp_path) == [(9, drawing(0))]
    panel.set_drawing(drawing(1))
    QTest.keyClick(panel, Qt.Key.Key_9)
    wait_for(qtbot, panel, "Kept as 9.")
    assert len(kept(tmp_path)) == 2


def test_nothing_and_pictures_are_refused_with_a_sentence(
    panel: LibraryPanel, tmp_path: Path
) -> None:
    QTest.keyClick(panel, Qt.Key.Key_3)
    assert said(panel) == "There is nothing to keep yet: draw a digit first."
    panel.set_drawing(drawing_of_image(np.full((28, 28), 200, np.uint8)))
    QTest.keyClick(panel, Qt.Key.Key_3)
    assert said(panel) == "Only strokes can be kept, and there is a picture on the canvas."
    assert kept(tmp_path) == []


def test_a_drawing_goes_from_the_gallery_to_the_canvas_and_is_still_the_same(
    panel: LibraryPanel, tmp_path: Path, qtbot: QtBot
) -> None:
    for seed in range(2):
        panel.set_drawing(drawing(seed))
        QTest.keyClick(panel, Qt.Key.Key_1)
        wait_for(qtbot, panel, "Kept as 1.")
        part(panel, QLabel, "libraryFeedback").clear()
    gallery = part(panel, GalleryView)
    gallery.setCurrentIndex(gallery.model().index(1, 0))
    with qtbot.waitSignal(panel.drawing_opened) as opened:
        QTest.keyClick(gallery, Qt.Key.Key_Return)
    assert opened.args[0] == drawing(0)
    panel.set_drawing(opened.args[0])
    panel.library_actions.labels[4].trigger()
    wait_for(qtbot, panel, "Now called 4. Drawings changed: 1.")
    assert kept(tmp_path) == [(4, drawing(0)), (1, drawing(1))]


def test_a_hidden_panel_says_it_by_a_notice(qtbot: QtBot, tmp_path: Path) -> None:
    panel = LibraryPanel(folder=tmp_path)
    qtbot.addWidget(panel)
    notices = heard(panel.notice)
    panel.library_actions.labels[2].trigger()
    panel.set_drawing(drawing(0))
    panel.library_actions.labels[2].trigger()
    qtbot.waitUntil(lambda: len(notices) == 2)
    assert notices == ["There is nothing to keep yet: draw a digit first.", "Kept as 2."]
    panel.shutdown()


def test_what_could_not_be_kept_is_said_and_can_be_kept_again(
    panel: LibraryPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = heard(panel.problem)
    with monkeypatch.context() as full:

        def refuse(*_arguments: object, **_options: object) -> None:
            raise LibraryError(Trouble.FULL, "database or disk is full")

        full.setattr(LibraryStore, "keep", refuse)
        panel.set_drawing(drawing(0))
        QTest.keyClick(panel, Qt.Key.Key_5)
        qtbot.waitUntil(lambda: len(problems) == 1)
    sentence = part(panel, QLabel, "libraryFeedback")
    assert problems == [
        "The disk is full: free some space and try again. The drawing was not kept; it is still "
        "on the canvas."
    ]
    assert sentence.text() == problems[0]
    assert sentence.foregroundRole() is QPalette.ColorRole.BrightText
    QTest.keyClick(panel, Qt.Key.Key_5)
    wait_for(qtbot, panel, "Kept as 5.")
    assert kept(tmp_path) == [(5, drawing(0))]


def test_the_new_name_of_a_damaged_library_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a library" * 500)
    panel = LibraryPanel(folder=tmp_path)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.problem) as told:
        panel.show()
    (aside,) = tmp_path.glob("library-damaged-*.sqlite")
    assert aside.name in told.args[0]
    assert said(panel) == told.args[0]
    panel.shutdown()


def test_drawings_go_out_and_in_by_files(
    panel: LibraryPanel, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.npz"
    monkeypatch.setattr(file_dialogs, "save_file", lambda *_: path)
    monkeypatch.setattr(file_dialogs, "open_file", lambda *_: path)
    export, load = (
        part(panel, QAbstractButton, name) for name in ("libraryExport", "libraryImport")
    )
    assert not export.isEnabled()
    for seed in range(3):
        panel.set_drawing(drawing(seed))
        panel.library_actions.labels[seed].trigger()
    qtbot.waitUntil(lambda: part(panel, GalleryView).model().rowCount() == 3)
    QTest.mouseClick(export, LEFT)
    wait_for(qtbot, panel, "Drawings written to mine.npz: 3.")
    for _ in range(3):
        panel.library_actions.undo.trigger()
    qtbot.waitUntil(lambda: part(panel, GalleryView).model().rowCount() == 0)
    QTest.mouseClick(load, LEFT)
    wait_for(qtbot, panel, "Drawings added from mine.npz: 3.")
    QTest.mouseClick(load, LEFT)
    wait_for(qtbot, panel, "Drawings added from mine.npz: 0. Already here: 3.")
    assert [label for label, _ in kept(tmp_path)] == [0, 1, 2]


def test_everything_is_reached_by_tab(panel: LibraryPanel, tmp_path: Path, qtbot: QtBot) -> None:
    for seed in range(12):
        panel.set_drawing(drawing(seed))
        panel.library_actions.labels[seed % 2].trigger()
    qtbot.waitUntil(lambda: part(panel, GalleryView).model().rowCount() == 12)
    reached = set()
    part(panel, QToolButton, "label0").setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(40):
        focused = panel.window().focusWidget()
        reached.add(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert {f"label{digit}" for digit in range(10)} <= reached
    assert {"gallery", "galleryFilter", "libraryImport", "libraryExport", "libraryUndo"} <= reached


def test_nothing_is_cut_off_in_a_narrow_panel(panel: LibraryPanel, qtbot: QtBot) -> None:
    panel.window().resize(300, 800)
    panel.set_drawing(drawing(0))
    panel.library_actions.labels[1].trigger()
    wait_for(qtbot, panel, "Kept as 1.")
    assert panel.minimumSizeHint().width() <= 300
    for button in panel.findChildren(QAbstractButton):
        if button.isVisible():
            text = button.fontMetrics().horizontalAdvance(button.text())
            assert button.width() >= text + 8, button.objectName()
            place = button.rect().translated(button.mapTo(panel, QPoint(0, 0)))
            assert panel.rect().contains(place), button.objectName()


@pytest.mark.parametrize("size", [(1280, 720), (900, 600)])
def test_the_list_scrolls_and_not_the_panel_around_it(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    dock = part(window, Panel, "libraryDock")
    bring_to_front(qtbot, dock)
    QApplication.processEvents()
    around = dock.widget()
    assert isinstance(around, QScrollArea)
    assert around.verticalScrollBar().maximum() == 0
