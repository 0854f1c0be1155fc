"""One run of the program: its window, and the one that takes its place in another language.

Texts are looked up when a widget is made, so a change of language makes the window anew. The
drawing goes over to the new one; everything else comes back from the settings, as at a start.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.platform.exception_reporter import ExceptionReporter
from app.settings.settings import Settings
from app.text.language import speak


class Session(QObject):
    """Opens the window, and again when the window asks for it."""

    def __init__(self, data_path: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._data_path = data_path
        self._window: MainWindow | None = None

    @property
    def window(self) -> MainWindow | None:
        """The window that is open now."""
        return self._window

    def open(self) -> MainWindow:
        """Show a window in the language that the settings name."""
        speak(Settings().language)
        window = MainWindow(self._data_path)
        # Not from within the old window's own slot: it is going to be closed.
        window.reopen_requested.connect(self._reopen, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = ExceptionReporter(window)
        window.show()
        self._window = window
        return window

    @Slot()
    def _reopen(self) -> None:
        if self._window is None:
            return
        drawing = self._window.drawing
        # Between the two there is no window, and that is no reason to end.
        QApplication.setQuitOnLastWindowClosed(False)
        self._window.close()
        self.open().set_drawing(drawing)
        QApplication.setQuitOnLastWindowClosed(True)
