"""The gallery with real keys and clicks, over a real library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.library.file import FILE_NAME
from app.library.gallery import Gallery
from app.library.gallery_model import DRAWING, GalleryModel
from app.library.gallery_view import GalleryView
from app.library.library import Library
from app.library.store import Contents, KeptDrawing, LibraryStore, NewDrawing
from tests.app.drawings import drawing
from tests.app.parts import part

LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
KEPT = 30


@pytest.fixture
def library(qtbot: QtBot, tmp_path: Path) -> Iterator[Library]:
    with LibraryStore(tmp_path / FILE_NAME) as store:
        store.add([NewDrawing(drawing(seed), seed % 10, "") for seed in range(KEPT)])
    library = Library(folder=tmp_path)
    yield library
    library.close()


@pytest.fixture
def gallery(qtbot: QtBot, library: Library) -> Gallery:
    """The open gallery with thirty drawings, three of each digit, the newest a 9."""
    gallery = Gallery(library)
    qtbot.addWidget(gallery)
    gallery.resize(320, 500)
    gallery.show()
    library.open()
    qtbot.waitUntil(lambda: len(gallery.shown_ids) == KEPT)
    return gallery


def view(gallery: Gallery) -> GalleryView:
    return part(gallery, GalleryView)


def click(gallery: Gallery, row: int, modifiers: Qt.KeyboardModifier | None = None) -> None:
    rect = view(gallery).visualRect(view(gallery).model().index(row, 0))
    place = rect.topLeft() + QPoint(20, 20)
    QTest.mouseClick(
        view(gallery).viewport(), LEFT, modifiers or Qt.KeyboardModifier.NoModifier, place
    )


def labels(library: Library) -> list[int]:
    """The labels of all drawings, the newest first."""
    return [int(label) for label in library.contents.labels]


def test_a_digit_key_changes_the_label_of_the_selection(
    gallery: Gallery, library: Library, qtbot: QtBot
) -> None:
    click(gallery, 0)
    click(gallery, 2, SHIFT)
    with qtbot.waitSignal(library.changed):
        QTest.keyClick(view(gallery), Qt.Key.Key_4)
    assert labels(library)[:4] == [4, 4, 4, 6]
    assert gallery.chosen_ids == gallery.shown_ids[:3]


def test_delete_takes_them_out_and_undo_brings_them_back(
    gallery: Gallery, library: Library, qtbot: QtBot
) -> None:
    before = gallery.shown_ids
    click(gallery, 1)
    click(gallery, 3, CONTROL)
    with qtbot.waitSignal(library.changed):
        QTest.keyClick(view(gallery), Qt.Key.Key_Delete)
    assert gallery.shown_ids == [before[0], before[2], *before[4:]]
    with qtbot.waitSignal(library.changed):
        QTest.keyClick(view(gallery), Qt.Key.Key_Z, CONTROL)
    assert gallery.shown_ids == before


def test_the_gallery_takes_keys_only_while_it_has_a_selection(
    gallery: Gallery, library: Library, qtbot: QtBot
) -> None:
    pressed: list[str] = []
    window_action = QAction(gallery)
    window_action.setShortcuts(["7", "Delete"])  # type: ignore[list-item]
    window_action.triggered.connect(lambda: pressed.append("window"))
    gallery.addAction(window_action)
    gallery.activateWindow()
    view(gallery).setFocus()
    qtbot.waitUntil(view(gallery).hasFocus)
    QTest.keyClick(view(gallery), Qt.Key.Key_7)
    assert pressed == ["window"]
    click(gallery, 0)
    with qtbot.waitSignal(library.changed):
        QTest.keyClick(view(gallery), Qt.Key.Key_7)
    QTest.keyClick(view(gallery), Qt.Key.Key_Escape)
    assert gallery.chosen_ids == []
    QTest.keyClick(view(gallery), Qt.Key.Key_Delete)
    assert pressed == ["window", "window"]


def test_return_and_a_double_click_open_a_drawing(gallery: Gallery, qtbot: QtBot) -> None:
    opened: list[KeptDrawing] = []
    gallery.drawing_opened.connect(opened.append)
    click(gallery, 1)
    QTest.keyClick(view(gallery), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert opened[0].drawing == drawing(KEPT - 2)
    rect = view(gallery).visualRect(view(gallery).model().index(4, 0))
    place = rect.topLeft() + QPoint(20, 20)
    QTest.mouseClick(view(gallery).viewport(), LEFT, pos=place)
    QTest.mouseDClick(view(gallery).viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened[1].drawing == drawing(KEPT - 5)


def test_the_arrow_keys_move_over_the_rows_of_cards(gallery: Gallery) -> None:
    columns = next(
        row
        for row in range(1, KEPT)
        if view(gallery).visualRect(view(gallery).model().index(row, 0)).left()
        == view(gallery).visualRect(view(gallery).model().index(0, 0)).left()
    )
    assert columns == 4
    click(gallery, 0)
    QTest.keyClick(view(gallery), Qt.Key.Key_Down)
    QTest.keyClick(view(gallery), Qt.Key.Key_Right)
    assert view(gallery).rows == [5]
    QTest.keyClick(view(gallery), Qt.Key.Key_A, CONTROL)
    assert len(view(gallery).rows) == KEPT


def test_the_filter_shows_one_digit(gallery: Gallery, library: Library, qtbot: QtBot) -> None:
    box = part(gallery, QComboBox, "galleryFilter")
    assert box.itemText(0) == "All digits (30)"
    box.setCurrentIndex(box.findData(3))
    assert [int(library.contents.ids[i]) for i in range(KEPT) if labels(library)[i] == 3] == (
        gallery.shown_ids
    )
    view(gallery).selectAll()
    with qtbot.waitSignal(library.changed):
        QTest.keyClick(view(gallery), Qt.Key.Key_8)
    assert gallery.shown_ids == []
    assert box.itemText(box.findData(8)) == "8 (6)"
    assert "No drawing is kept as 3." in view(gallery).accessibleDescription()


def test_the_buttons_and_the_menu_do_the_same(
    gallery: Gallery, library: Library, qtbot: QtBot
) -> None:
    open_button, delete = (
        part(gallery, QPushButton, name) for name in ("galleryOpen", "galleryDelete")
    )
    assert not open_button.isEnabled()
    assert not delete.isEnabled()
    click(gallery, 0)
    click(gallery, 1, CONTROL)
    assert part(gallery, QLabel, "galleryChosen").text() == "Selected: 2"
    assert not open_button.isEnabled()
    relabel = part(gallery, QPushButton, "galleryRelabel").menu()
    with qtbot.waitSignal(library.changed):
        relabel.actions()[5].trigger()
    assert labels(library)[:2] == [5, 5]
    with qtbot.waitSignal(library.changed):
        QTest.mouseClick(delete, LEFT)
    assert len(gallery.shown_ids) == KEPT - 2
    click(gallery, 0)
    menu = gallery.context_menu()
    assert [action.text().replace("&", "") for action in menu.actions() if action.text()] == [
        "Open on the Canvas",
        "Change the Label to",
        "Delete",
    ]
    with qtbot.waitSignal(library.changed):
        menu.actions()[-1].trigger()


def test_a_new_drawing_comes_first_and_what_was_chosen_stays_chosen(
    gallery: Gallery, library: Library, qtbot: QtBot
) -> None:
    click(gallery, 2)
    chosen = gallery.chosen_ids
    with qtbot.waitSignal(library.changed) as changed:
        library.keep(drawing(99), 1)
    assert gallery.shown_ids[0] == changed.args[0].change.ids[0]
    assert gallery.chosen_ids == chosen


def test_an_empty_gallery_says_what_would_fill_it(qtbot: QtBot, tmp_path: Path) -> None:
    library = Library(folder=tmp_path / "new")
    gallery = Gallery(library)
    qtbot.addWidget(gallery)
    gallery.show()
    library.open()
    assert view(gallery).accessibleDescription() == "The drawings that you keep show here."
    library.close()


def test_a_screen_reader_hears_what_each_drawing_is(gallery: Gallery, qtbot: QtBot) -> None:
    model = view(gallery).model()
    qtbot.waitUntil(lambda: model.index(0, 0).data(DRAWING) is not None)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Kept as 9, ")


# The model alone.


def contents(ids: list[int], label: int = 0) -> Contents:
    return Contents(
        np.array(ids, np.int64), np.full(len(ids), label, np.uint8), np.zeros(len(ids), bool)
    )


def test_only_visible_drawings_are_loaded(qtbot: QtBot) -> None:
    model = GalleryModel()
    model.set_contents(contents(list(range(10_000, 0, -1))))
    wanted: list[list[int]] = []
    model.wanted.connect(wanted.append)
    for row in (5000, 5001, 5002):
        assert model.index(row).data(DRAWING) is None
    qtbot.waitUntil(lambda: len(wanted) == 1)
    assert len(wanted[0]) <= 128
    assert {10_000 - 5000, 10_000 - 5001} <= set(wanted[0])


def test_one_request_runs_at_a_time_and_the_next_is_for_visible_rows(qtbot: QtBot) -> None:
    model = GalleryModel()
    model.set_contents(contents(list(range(10_000, 0, -1))))
    wanted: list[list[int]] = []
    model.wanted.connect(wanted.append)
    model.index(0).data(DRAWING)
    qtbot.waitUntil(lambda: len(wanted) == 1)
    for row in (2000, 4000, 6000):
        model.index(row).data(DRAWING)
        # Time for the request that there must not be.
        QCoreApplication.processEvents()
    assert len(wanted) == 1
    with qtbot.waitSignal(model.dataChanged):
        model.set_drawings([KeptDrawing(10_000, 0, False, 0.0, "", drawing(0))])
    assert model.index(0).data(DRAWING).drawing == drawing(0)
    model.index(6000).data(DRAWING)
    qtbot.waitUntil(lambda: len(wanted) == 2)
    assert 10_000 - 6000 in wanted[1]


@pytest.mark.parametrize("seed", range(20))
def test_rows_follow_any_change_of_the_contents(
    seed: int, qtbot: QtBot, qtmodeltester: object
) -> None:
    rng = np.random.default_rng(seed)
    model = GalleryModel()
    for _ in range(6):
        ids = sorted(rng.choice(60, rng.integers(0, 40), replace=False).tolist(), reverse=True)
        model.set_contents(contents(ids, int(rng.integers(0, 3))))
        assert model.all_ids() == ids
        shown = [model.index(row).data() for row in range(model.rowCount())]
        assert len(set(shown)) <= 1
    qtmodeltester.check(model)  # type: ignore[attr-defined]
