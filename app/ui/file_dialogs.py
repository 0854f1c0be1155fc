"""The dialogs that ask for a file: the system's own, opened where the last one was left.

Each kind of file has a ``purpose``, and the folder in which the user last chose one is remembered
under it, between starts too: drawings are kept in one place and networks in another.

A caller says ``file_dialogs.open_file(…)`` and not ``from … import open_file``, so that a test
can put an answer in the place of the dialog.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from app.settings import Settings


def open_file(parent: QWidget, title: str, filters: Sequence[str], purpose: str) -> Path | None:
    """Ask for a file that exists; None when the user thinks better of it.

    ``filters`` are Qt's: ``"Pictures (*.png *.jpg)"``, the usual one first.
    """
    dialog = _dialog(parent, title, filters, purpose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _run(dialog, purpose)


def open_folder(parent: QWidget, title: str, purpose: str) -> Path | None:
    """Ask for a folder that exists; None when the user thinks better of it."""
    dialog = _dialog(parent, title, [], purpose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _run(dialog, purpose)


def save_file(
    parent: QWidget, title: str, filters: Sequence[str], suggested_name: str, purpose: str
) -> Path | None:
    """Ask for the file to write; None when the user thinks better of it.

    The name that comes back ends as the chosen filter wants it. Whether an existing file may be
    replaced has been asked.
    """
    dialog = _dialog(parent, title, filters, purpose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(_suffixes(filters[0])[0])
    dialog.filterSelected.connect(lambda name: dialog.setDefaultSuffix(_suffixes(name)[0]))
    dialog.selectFile(suggested_name)
    chosen = _run(dialog, purpose)
    if chosen is None:
        return None
    path = _with_suffix(chosen, _suffixes(dialog.selectedNameFilter() or filters[0]))
    # The dialog has asked about the name that was typed, and knows nothing of this one.
    if path != chosen and path.exists() and not _may_replace(parent, title, path):
        return None
    return path


def _dialog(parent: QWidget, title: str, filters: Sequence[str], purpose: str) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName(f"{purpose}Dialog")
    dialog.setNameFilters(list(filters))
    dialog.setDirectory(str(_folder(purpose)))
    return dialog


def _run(dialog: QFileDialog, purpose: str) -> Path | None:
    """Show it until it is answered; the window goes on living meanwhile."""
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted or not dialog.selectedFiles():
        return None
    path = Path(dialog.selectedFiles()[0])
    settings = Settings()
    settings.set_folder(purpose, path.parent)
    settings.save()
    return path


def _folder(purpose: str) -> Path:
    """Where the last file of this kind was chosen; at first, and when that is gone, documents."""
    remembered = Settings().folder(purpose)
    if remembered is not None and remembered.is_dir():
        return remembered
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents) or Path.home())


def _suffixes(name_filter: str) -> list[str]:
    """The endings that a filter lists, without their dots; [""] where it takes any name."""
    patterns = re.search(r"\(([^()]*)\)\s*$", name_filter)
    listed = patterns.group(1).split() if patterns else []
    return [pattern[2:] for pattern in listed if pattern.startswith("*.")] or [""]


def _with_suffix(path: Path, suffixes: list[str]) -> Path:
    if not suffixes[0] or path.suffix.lower() in {f".{suffix.lower()}" for suffix in suffixes}:
        return path
    return path.with_name(f"{path.name}.{suffixes[0]}")


def _may_replace(parent: QWidget, title: str, path: Path) -> bool:
    question = QCoreApplication.translate("FileDialogs", "{0} already exists. Replace it?")
    answer = QMessageBox.question(parent, title, question.format(path.name))
    return answer == QMessageBox.StandardButton.Yes
