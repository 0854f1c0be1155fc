"""What is copied for somebody who helps: versions and the end of the log, and no user's name."""

from __future__ import annotations

import platform
from pathlib import Path, PureWindowsPath

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app import __version__
from app.main_window import MainWindow
from app.platform.crash_reports import log_path
from app.window import problem_report as problem_report_module
from app.window.menus import LICENCES
from app.window.problem_report import ProblemDialog, problem_report
from tests.app.parts import part

ROOT = Path(__file__).parents[3]


def test_it_names_the_versions_and_the_platform(window: MainWindow) -> None:
    report = problem_report()
    for words in (
        f"Digits {__version__}",
        platform.python_version(),
        f"numpy {np.__version__}",
        "Qt platform offscreen",
        "Screen 800×800",
    ):
        assert words in report


def test_the_end_of_the_log_comes_along_without_the_users_name(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "somebody")
    log_path().write_text("\n".join(f"line {n} of {tmp_path}/somebody/x" for n in range(500)))
    report = problem_report()
    assert "line 499 of ~/x" in report
    assert "line 299 " not in report
    assert "somebody" not in report


@pytest.mark.parametrize(
    "line", [r"X:\People\somebody\x", repr(r"X:\People\somebody\x"), "X:/People/somebody/x"]
)
def test_the_users_name_is_left_out_however_windows_writes_it(
    line: str, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(problem_report_module, "Path", FoldersOfWindows)
    log_path().write_text(line)
    assert "somebody" not in problem_report()


class FoldersOfWindows(PureWindowsPath):
    @classmethod
    def home(cls) -> FoldersOfWindows:
        return cls(r"X:\People\somebody")


def test_a_folder_that_everything_lies_in_is_no_name(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("/"))
    log_path().write_text("File /usr/lib/x.py")
    assert "File /usr/lib/x.py" in problem_report()


def test_a_log_that_is_no_file_is_told(window: MainWindow) -> None:
    log_path().mkdir()
    assert "Log: Is a directory" in problem_report()


def test_the_menu_shows_it_and_the_button_copies_it(qtbot: QtBot, window: MainWindow) -> None:
    (entry,) = (one for one in window.findChildren(QAction) if one.text() == "&Report a Problem")
    entry.trigger()
    dialog = part(window, ProblemDialog, "problemReport")
    QTest.mouseClick(part(dialog, QPushButton, "copyReport"), Qt.MouseButton.LeftButton)
    assert f"Digits {__version__}" in QGuiApplication.clipboard().text()
    dialog.close()


def test_about_names_the_licence_of_everything_the_program_needs() -> None:
    named = " ".join(LICENCES).lower().replace(",", " ").split()
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    needed = {line.split("==")[0].split(">")[0].lower() for line in lines if line[:1].isalpha()}
    assert {name.removesuffix("-essentials") for name in needed} <= set(named)
