"""A mark in the program's folder while a window opens, so that the start after a crash is noticed.

    before the window is made → opening-1234 → three seconds later, or at the end → removed

Where native code ends the process, no exception is raised. The mark that stays behind then says
that what the window was given did it, or that somebody was tired of waiting; the next start does
without. A program that is killed later, when its window is in use, leaves no mark. Several windows
may open at once: each mark names its process, and counts only when that is gone.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from nn.data.files import is_running

SETTLED = 3000
"""Milliseconds after which a window counts as open."""

_PREFIX = "opening-"


class OpeningMark:
    """The mark of this process in ``folder``; where that cannot be written there is none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"{_PREFIX}{os.getpid()}"
        self._file: BinaryIO | None = None

    def find_left(self) -> bool:
        """Whether an earlier start left its mark; it is removed. To be asked before :meth:`set`."""
        found = False
        for path in self._others():
            number = path.name.removeprefix(_PREFIX)
            # Numbers are given again: one like this process' own is of an earlier one.
            if number.isdecimal() and (path == self._path or not is_running(int(number))):
                with suppress(OSError):
                    path.unlink()
                    found = True
        return found

    def _others(self) -> list[Path]:
        with suppress(OSError):
            return list(self._folder.glob(f"{_PREFIX}*"))
        return []

    def set(self) -> None:
        """Leave the mark until :meth:`remove`."""
        with suppress(OSError):
            # Kept open: on Windows nobody else can delete it then.
            self._file = self._path.open("xb")

    def remove(self) -> None:
        """The window has opened, or is gone; without effect where there is no mark."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._path.unlink(missing_ok=True)
