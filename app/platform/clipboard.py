"""The clipboard at the end of the program.

What was copied is a QMimeData that Python has made. Qt's own exit handlers destroy it after Python
has ended, and that crashes the process. On Linux the content of a clipboard goes with its program
in any case, so it is given up in time; Windows and macOS take it over by themselves.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication


def release_clipboard() -> None:
    """Give up what this program has put into the clipboard, where it would be lost anyway."""
    clipboard = QGuiApplication.clipboard()
    # Without a screen there is one owner only, which Qt does not tell.
    is_ours = clipboard.ownsClipboard() or QGuiApplication.platformName() == "offscreen"
    if sys.platform.startswith("linux") and is_ours:
        clipboard.clear()
