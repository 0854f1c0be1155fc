from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.ui import file_dialogs
from tests.app.parts import part

PICTURES = ["Pictures (*.png *.jpg)", "Drawings (*.svg)", "All files (*)"]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder


def when_it_opens(act: Callable[[QFileDialog], None]) -> None:
    """Answer the next file dialog as soon as it has opened."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        # A test that fails must not wait for a user.
        QTimer.singleShot(5000, dialog, dialog.reject)
        act(dialog)

    QTimer.singleShot(0, answer)


def choosing(path: Path, name_filter: str = "") -> Callable[[QFileDialog], None]:
    def choose(dialog: QFileDialog) -> None:
        if name_filter:
            dialog.selectNameFilter(name_filter)
            dialog.filterSelected.emit(name_filter)
        name = part(dialog, QLineEdit, "fileNameEdit")
        name.setText(str(path))
        dialog.accept()

    return choose


def test_a_chosen_file_comes_back_and_its_folder_is_where_the_next_dialog_opens(
    parent: QWidget, folder: Path
) -> None:
    picture = folder / "seven.png"
    picture.write_bytes(b"")
    when_it_opens(choosing(picture))
    assert file_dialogs.open_file(parent, "Open", PICTURES, "picture") == picture
    opened_at = []

    def look(dialog: QFileDialog) -> None:
        opened_at.append(Path(dialog.directory().absolutePath()))
        dialog.reject()

    when_it_opens(look)
    file_dialogs.open_file(parent, "Open", PICTURES, "picture")
    assert opened_at == [folder]
    assert Settings().folder("picture") == folder


def test_a_folder_is_chosen(parent: QWidget, folder: Path) -> None:
    when_it_opens(choosing(folder))
    assert file_dialogs.open_folder(parent, "Open", "lessons") == folder
    when_it_opens(lambda dialog: dialog.reject())
    assert file_dialogs.open_folder(parent, "Open", "lessons") is None
    assert Settings().folder("lessons") == folder.parent


def test_each_purpose_has_a_folder_of_its_own(parent: QWidget, folder: Path) -> None:
    (folder / "seven.png").write_bytes(b"")
    when_it_opens(choosing(folder / "seven.png"))
    file_dialogs.open_file(parent, "Open", PICTURES, "picture")
    assert Settings().folder("network") is None


def test_a_folder_that_is_gone_is_forgotten(parent: QWidget, folder: Path) -> None:
    Settings().set_folder("picture", folder)
    folder.rmdir()
    opened_at = []

    def look(dialog: QFileDialog) -> None:
        opened_at.append(Path(dialog.directory().absolutePath()))
        dialog.reject()

    when_it_opens(look)
    file_dialogs.open_file(parent, "Open", PICTURES, "picture")
    assert opened_at[0] != folder
    assert opened_at[0].is_dir()


def test_thinking_better_of_it_gives_nothing_and_remembers_nothing(parent: QWidget) -> None:
    when_it_opens(QFileDialog.reject)
    assert file_dialogs.open_file(parent, "Open", PICTURES, "picture") is None
    when_it_opens(QFileDialog.reject)
    assert file_dialogs.save_file(parent, "Save", PICTURES, "seven", "picture") is None
    assert Settings().folder("picture") is None


@pytest.mark.parametrize(
    ("typed", "name_filter", "saved"),
    [
        ("seven", "", "seven.png"),
        ("seven.jpg", "", "seven.jpg"),
        ("seven.PNG", "", "seven.PNG"),
        ("seven.v2", "", "seven.v2.png"),
        ("seven", PICTURES[1], "seven.svg"),
        ("seven", PICTURES[2], "seven"),
    ],
)
def test_a_saved_name_ends_as_its_filter_says(
    parent: QWidget, folder: Path, typed: str, name_filter: str, saved: str
) -> None:
    when_it_opens(choosing(folder / typed, name_filter))
    assert file_dialogs.save_file(parent, "Save", PICTURES, "x", "picture") == folder / saved


def test_the_suggested_name_is_there_to_be_taken(parent: QWidget, folder: Path) -> None:
    Settings().set_folder("picture", folder)
    when_it_opens(QFileDialog.accept)
    assert file_dialogs.save_file(parent, "Save", PICTURES, "digit", "picture") == (
        folder / "digit.png"
    )


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_a_file_that_the_ending_leads_to_is_replaced_only_if_the_user_says_so(
    parent: QWidget, folder: Path, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = folder / "seven.v2.png"
    taken.write_bytes(b"")
    asked = []

    def question(_parent: QWidget, _title: str, text: str) -> QMessageBox.StandardButton:
        asked.append(text)
        return QMessageBox.StandardButton[answer]

    monkeypatch.setattr(QMessageBox, "question", question)
    when_it_opens(choosing(folder / "seven.v2"))
    path = file_dialogs.save_file(parent, "Save", PICTURES, "x", "picture")
    assert path == (taken if answer == "Yes" else None)
    assert "seven.v2.png" in asked[0]
