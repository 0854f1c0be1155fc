"""Help > Report a Problem: what somebody who is to help has to know, to be copied into a message.

Nothing is sent: the text is shown, and copied when its button is pressed. The user's name, which
is part of many paths, is left out.
"""

from __future__ import annotations

import platform
import sys
from collections import deque
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QScreen
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import __version__
from app.platform.crash_reports import log_path
from app.ui.theme import UNIT

_PACKAGES = (
    "PySide6-Essentials", "numpy", "scipy", "pillow", "pyqtgraph", "keras", "jax", "onnx",
)  # fmt: skip

_LAST_LINES = 200
"""Of the log."""


def problem_report() -> str:
    """Versions, screens and the end of the log, as text."""
    lines = [
        f"Digits {__version__}",
        f"Python {platform.python_version()}, {sys.platform}, {platform.platform()}",
        *(f"{name} {_version(name)}" for name in _PACKAGES),
        f"Qt platform {QGuiApplication.platformName()}",
        *(_described(screen) for screen in QGuiApplication.screens()),
        "",
        *_end_of_log(log_path()),
    ]
    return _without_home("\n".join(lines))


def _without_home(text: str) -> str:
    """The text with ``~`` for the user's folder, also as Python quotes it on Windows."""
    home = Path.home()
    if home == Path(home.anchor):
        return text
    for written in (str(home), str(home).replace("\\", "\\\\"), home.as_posix()):
        text = text.replace(written, "~")
    return text


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _described(screen: QScreen) -> str:
    size = screen.size()
    return (
        f"Screen {size.width()}×{size.height()}, scale {screen.devicePixelRatio():g}, "
        f"{screen.logicalDotsPerInch():.0f} dots an inch"
    )


def _end_of_log(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = deque(file, _LAST_LINES)
    except FileNotFoundError:
        yield "Log: nothing written yet"
        return
    except OSError as error:
        yield f"Log: {error.strerror}"
        return
    yield f"Log, its last {len(lines)} lines:"
    yield from (line.rstrip("\n") for line in lines)


class ProblemDialog(QDialog):
    """Shows the report, and copies it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("problemReport")
        self.setWindowTitle(self.tr("Report a Problem"))
        explanation = QLabel(
            self.tr(
                "Say what you did, what you expected and what happened, and put this below it: "
                "versions, screens and the end of the program's log. Nothing is sent from here."
            ),
            self,
        )
        explanation.setWordWrap(True)
        self._text = QPlainTextEdit(problem_report(), self)
        self._text.setReadOnly(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._copy = QPushButton(self.tr("Copy"), self)
        self._copy.setObjectName("copyReport")
        self._copy.setDefault(True)
        buttons.addButton(self._copy, QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.clicked.connect(self._copy_all)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(explanation)
        layout.addWidget(self._text)
        layout.addWidget(buttons)
        self.resize(80 * UNIT, 60 * UNIT)

    @Slot()
    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
        self._copy.setText(self.tr("Copied"))
