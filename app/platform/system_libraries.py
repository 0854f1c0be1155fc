"""The shared libraries that Qt expects from the system, and the packages that bring them.

PySide6 carries Qt itself, but on Linux Qt leans on libraries that a bare server or container may
lack; then the import of Qt fails, or Qt ends the program where its window system should start.
:func:`missing_libraries` finds out beforehand and :func:`advice` says what to install.

This file needs no package, so it runs before anything is installed:
``python app/platform/system_libraries.py`` prints the advice and ends with 1 where something is
missing; with ``--debian`` it prints only the names of Debian's packages.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Library:
    """A shared library by its file name, and the packages that carry it."""

    file: str
    debian: str
    fedora: str


QT = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
)
"""What any use of Qt's widgets needs, on a screen or off."""

X11 = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
)
"""What a window on an X11 screen needs besides."""


def missing_libraries(libraries: Iterable[Library] = QT) -> list[Library]:
    """Those of ``libraries`` that the system cannot load; none anywhere but on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in libraries if not _loads(library.file)]


def advice(missing: Iterable[Library]) -> str:
    """One sentence that says what is missing and how to install it."""
    missing = list(missing)
    files = ", ".join(library.file for library in missing)
    debian = " ".join(library.debian for library in missing)
    fedora = " ".join(library.fedora for library in missing)
    return (
        f"Qt needs system libraries that are not installed: {files}. "
        f"On Debian and Ubuntu: sudo apt install {debian}. On Fedora: sudo dnf install {fedora}."
    )


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def main(arguments: list[str]) -> int:
    """Print what is missing of :data:`QT`; 1 where anything is, else 0."""
    missing = missing_libraries()
    if not missing:
        return 0
    if "--debian" in arguments:
        print(*(library.debian for library in missing))
    else:
        print(advice(missing))
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
