"""Starting up and ending well.

Before Qt is even imported, what would make it fail is looked for, because Qt itself ends the
program without a word that a user could use. A folder for what is to be remembered that cannot be
made is no such thing: the program runs without. What goes wrong afterwards is
:mod:`app.platform.exception_reporter`'s.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from app.platform.memory import keep_heaps_small
from app.platform.system_libraries import QT, X11, advice, missing_libraries

NAME = "Digits"
"""Of the program and of the organisation: the folder for its data is called after it."""

_NO_SCREEN = (
    "Digits needs a screen and found none. To see it at work without one, run: make demo "
    "(or: python -m app.demo)."
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
    from PySide6.QtWidgets import QApplication

    application = QApplication([NAME])
    name_application()
    from app.platform.exception_reporter import write_log
    from app.platform.garbage import GarbageCollector
    from app.platform.interrupt import Interrupt
    from app.settings.home_folder import usable_home
    from app.window.session import Session

    with ExitStack() as stack:
        obstacle = usable_home(stack)
        write_log()
        GarbageCollector(application)
        stack.callback(Interrupt(application).close)
        window = Session(data_path, application).open()
        if obstacle is not None:
            window.show_error(obstacle())
        return application.exec()


def name_application() -> None:
    """Tell Qt who we are: where settings lie depends on it."""
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
