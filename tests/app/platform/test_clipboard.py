"""A program that has copied a drawing ends well."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from app.platform.clipboard import release_clipboard
application = QGuiApplication(sys.argv[:1])
data = QMimeData()
data.setText("a drawing")
application.clipboard().setMimeData(data)
release_clipboard()
"""


def test_what_was_copied_does_not_crash_the_end_of_the_program() -> None:
    assert subprocess.run([sys.executable, "-c", PROGRAM], check=False).returncode == 0
