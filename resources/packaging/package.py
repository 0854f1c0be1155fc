"""Builds the packaged program for the system that it runs on: ``make package``.

    digits, as pip has installed it → PyInstaller → a folder → one archive in build/

The archive is a tarball with a desktop file and an icon on Linux, a tarball on macOS, and a .zip
on Windows. Nothing has to be installed to run what is in it.
"""

from __future__ import annotations

import platform
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import PyInstaller.__main__
from digits import __version__

HERE = Path(__file__).resolve().parent
BUILD = HERE.parents[1] / "build"
ARCHIVES = {"win32": ("windows", "zip"), "darwin": ("macos", "gztar")}
"""The system's name in that of the archive, and the archive's format; others are Linux."""


def main() -> None:
    """Freeze the program, add what its system wants beside it, and pack it."""
    frozen = BUILD / "frozen"
    PyInstaller.__main__.run(
        [
            *("--noconfirm", "--log-level=WARN"),
            *(f"--distpath={frozen}", f"--workpath={BUILD / 'freezing'}"),
            str(HERE / "digits.spec"),
        ]
    )
    system, archive_format = ARCHIVES.get(sys.platform, ("linux", "xztar"))
    if system == "linux":
        _strip_python(frozen / "digits")
        _add_desktop_files(frozen / "digits")
    name = f"digits-{__version__}-{system}-{platform.machine().lower()}"
    folder = BUILD / "package" / name
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(frozen / "digits", folder, symlinks=True)
    archive = shutil.make_archive(str(BUILD / name), archive_format, folder.parent, name)
    print(f"{archive}: {Path(archive).stat().st_size / 1e6:.0f} MB")


def _strip_python(folder: Path) -> None:
    """Some builds of Python carry 17 MB of symbols for debuggers.

    The other libraries come without any, and some of NumPy's do not survive it.
    """
    for library in (folder / "_internal").glob("libpython*.so*"):
        subprocess.run(["strip", "--strip-unneeded", library], check=True)


def _add_desktop_files(folder: Path) -> None:
    """The icon, and what puts the program into a desktop's menu from wherever it was unpacked."""
    for name in ("digits.desktop", "add-to-menu.sh"):
        shutil.copy(HERE / "linux" / name, folder)
    shutil.copy(HERE.parent / "icons" / "digits.svg", folder)
    script = folder / "add-to-menu.sh"
    script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


if __name__ == "__main__":
    main()
