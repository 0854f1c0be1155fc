"""The program from its start to its end.

    run → check what Qt needs → QApplication → Session → MainWindow → event loop → exit code

Qt ends the program without a useful word where something that it needs is missing. So that is
looked for before Qt is imported. A folder for settings that cannot be made does not keep the
program from running (:mod:`app.platform.home_folder`), and exceptions after the start are told in
the window (:mod:`app.platform.crash_reports`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from app.platform.memory import keep_heaps_small
from app.platform.system_libraries import QT, X11, advice, missing_libraries

if TYPE_CHECKING:
    from app.main_window import MainWindow
    from app.training.retraining import Underway

NAME = "Digits"
"""Of the program and of the organisation: the folder for its data is called after it."""

_NO_SCREEN = (
    "Digits needs a screen and found none. Its command line needs none: see --help. To see the "
    "window at work without one, run in a checkout: make demo (or: python -m app.demo)."
)

_NOT_SET_UP = (
    "Digits needs Python packages that are not installed here: {0}. Start it with: make run (or "
    "install them first: python -m pip install -r requirements.txt)."
)

_PACKAGES = ("PySide6", "numpy", "scipy")
"""Without these there is no window."""


def run(data_path: Path | None = None) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    ``data_path`` is the MNIST file or folder to train on. What keeps the window from opening is
    written to stderr in one sentence, and the exit code is 1.
    """
    problem = start_problem(os.environ, sys.platform)
    if problem is not None:
        sys.stderr.write(problem + "\n")
        return 1
    keep_heaps_small()
    from PySide6.QtCore import QCoreApplication, Qt

    # A fast stroke is reported many times a frame, and every report is a point of its curve.
    for compression in (
        Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents,
        Qt.ApplicationAttribute.AA_CompressTabletEvents,
    ):
        QCoreApplication.setAttribute(compression, False)
    from app.platform.pen_proximity import PenApplication

    application = PenApplication([NAME])
    name_application()
    from app.platform.garbage import GarbageCollector

    # First of all: most of a start is imports, in which there is nothing to collect.
    GarbageCollector(application)
    from app.platform.clipboard import release_clipboard
    from app.platform.crash_reports import usable_log, write_log
    from app.platform.home_folder import usable_home
    from app.platform.signals import Interrupt

    with ExitStack() as stack:
        obstacles = [usable_home(stack), usable_log()]
        write_log()
        stack.callback(Interrupt(application).close)
        stack.callback(release_clipboard)
        session = Session(data_path)
        stack.callback(session.end)
        window = session.open()
        for obstacle in obstacles:
            if obstacle is not None:
                window.show_error(obstacle())
        return application.exec()


class Session:
    """One run of the program: its window, and the one that takes its place in another language.

    Texts are looked up when a widget is made, so a change of language makes the window anew. The
    drawing and a training that runs go over to the new one; everything else comes back from the
    settings, as at a start.
    """

    def __init__(self, data_path: Path | None) -> None:
        from app.platform.opening_mark import OpeningMark
        from app.settings import home

        self._data_path = data_path
        self._mark = OpeningMark(home())
        self._has_crashed = self._mark.find_left()
        self.window: MainWindow | None = None
        """The window that is open now."""

    def open(self, underway: Underway | None = None) -> MainWindow:
        """Show a window in the language that the settings name, with what is underway."""
        from PySide6.QtCore import Qt, QTimer

        from app.main_window import MainWindow
        from app.platform.crash_reports import ExceptionReporter
        from app.platform.opening_mark import SETTLED
        from app.settings import Settings
        from app.text.language import speak

        settings = Settings()
        speak(settings.language)
        has_crashed, self._has_crashed = self._has_crashed, False
        if has_crashed:
            settings.forget_layout()
            settings.save()
        if settings.has_layout:
            self._mark.set()
        window = MainWindow(self._data_path, underway=underway)
        # Not from within the old window's own slot: it is going to be closed.
        window.reopen_requested.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = ExceptionReporter(window.show_error)
        window.show()
        QTimer.singleShot(SETTLED, self._mark.remove)
        if has_crashed:
            window.show_error(_after_a_crash())
        self.window = window
        return window

    def end(self) -> None:
        """The event loop is over: this was a clean end."""
        self._mark.remove()

    def _reopen(self) -> None:
        from PySide6.QtWidgets import QApplication

        if self.window is None:
            return
        drawing, underway = self.window.drawing, self.window.hand_over()
        # Between the two there is no window, and that is no reason to end.
        QApplication.setQuitOnLastWindowClosed(False)
        self.window.close()
        self.open(underway).set_drawing(drawing)
        QApplication.setQuitOnLastWindowClosed(True)


def _after_a_crash() -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate(
        "Application",
        "The program ended unexpectedly while its window was opening, so window and panels are in "
        "their usual places again.",
    )


def name_application() -> None:
    """Give Qt the names on which it depends where the program's folder lies."""
    from PySide6.QtCore import QCoreApplication

    from app import __version__

    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setOrganizationName(NAME)
    QCoreApplication.setApplicationVersion(__version__)


def start_problem(environment: Mapping[str, str], platform: str) -> str | None:
    """Why no window can be opened here, in one sentence; None if it can."""
    absent = [package for package in _PACKAGES if find_spec(package) is None]
    if absent:
        return _NOT_SET_UP.format(", ".join(absent))
    chosen = environment.get("QT_QPA_PLATFORM", "")
    has_wayland = bool(environment.get("WAYLAND_DISPLAY"))
    has_x11 = bool(environment.get("DISPLAY"))
    if platform.startswith("linux") and not (chosen or has_wayland or has_x11):
        return _NO_SCREEN
    uses_x11 = chosen.startswith("xcb") or (not chosen and has_x11 and not has_wayland)
    missing = missing_libraries((*QT, *X11) if uses_x11 else QT)
    return advice(missing) if missing else None
