"""What the program remembers between starts, each value with its type, its range and its default.

    settings.json → checked against the table of values → Settings → saved: merged, whole, renamed

Everything of the user's lies in one folder: the system's place for application data, or the one
that the environment variable ``DIGITS_HOME`` names. The file is JSON and holds nothing but numbers,
texts and lists of them; no byte of it reaches native code. A value that is not as the table has it
counts as absent, and a file that is no JSON is set aside. Settings of earlier checkouts
(``settings.ini``) are taken over once; how their panels stood is not, because that was kept as
bytes for Qt.
"""

from __future__ import annotations

import json
import math
import os
import re
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from nn.data.files import atomic_write, open_regular, set_aside

DEFAULT_PEN_WIDTH = 0.05
"""Width of the pen as a share of the canvas' side."""


HOME_VARIABLE = "DIGITS_HOME"
"""Environment variable that names the folder for everything of the user's."""


class Appearance(StrEnum):
    """What the user wants: the system's theme or one of the two."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """What the user wants: the system's language, or one of those that there are."""

    SYSTEM = "system"
    ENGLISH = "en"
    CHINESE = "zh_CN"


def home() -> Path:
    """The folder that holds the settings, the trained network and the log; made if missing.

    Raises OSError where it cannot be made; :mod:`app.platform.home_folder` sees to it at the start.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    location = QStandardPaths.StandardLocation.AppDataLocation
    folder = Path(chosen or QStandardPaths.writableLocation(location))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


_LARGEST_FILE = 1_000_000
"""Bytes; a file of settings has a few hundred."""

_PEN_WIDTHS = (0.005, 0.5)
"""Shares of the canvas' side."""

_FAR = 100_000
"""Logical pixels: no screen is further away."""

Check = Callable[[Any], bool]


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)


def _is_text(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > 4096 or "\0" in value:
        return False
    # A lone surrogate can be in JSON and in no file's name.
    return value.isascii() or value == value.encode("utf-8", "ignore").decode()


def _is_flag(value: Any) -> bool:
    return isinstance(value, bool)


def _is_place(value: Any) -> bool:
    """x, y, width, height in logical pixels."""
    return (
        isinstance(value, list)
        and len(value) == 4
        and all(_is_number(part) and abs(part) <= _FAR for part in value)
    )


def _is_panels(value: Any) -> bool:
    """For each panel by its name: whether it is open, floats, and its place."""
    return (
        isinstance(value, dict)
        and len(value) <= 50
        and all(
            _is_text(name)
            and isinstance(panel, dict)
            and _is_flag(panel.get("open"))
            and _is_flag(panel.get("floating"))
            and _is_flag(panel.get("front"))
            and _is_place(panel.get("place"))
            for name, panel in value.items()
        )
    )


_VALUES: dict[str, Check] = {
    "pen/width": lambda v: _is_number(v) and _PEN_WIDTHS[0] <= v <= _PEN_WIDTHS[1],
    "window/appearance": lambda v: isinstance(v, str) and v in set(Appearance),
    "window/language": lambda v: isinstance(v, str) and v in set(Language),
    "window/place": _is_place,
    "window/maximized": _is_flag,
    "window/panels": _is_panels,
    "inside/section": _is_text,
    "data/path": _is_text,
    "network/shipped": _is_flag,
    "training/settings_open": _is_flag,
}
"""What the file may hold. The folders of the dialogs lie beside these, under "folders/…"."""


class _File:
    """The content of one settings file, shared by all that use it in this process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.changed: dict[str, Any] = {}
        self.set_aside: Path | None = None
        self.values = self._read()

    def save(self) -> None:
        """Merge what was changed here into the file, which another window may have written to.

        Raises OSError where it cannot be written.
        """
        if not self.changed:
            return
        values = {**self._read(), **self.changed}
        with atomic_write(self.path) as file:
            file.write(json.dumps(values, indent=1, sort_keys=True).encode())
        self.values = values
        self.changed.clear()

    def _read(self) -> dict[str, Any]:
        if not os.path.lexists(self.path):
            return _valid(_of_ini(self.path.with_suffix(".ini")))
        try:
            with open_regular(self.path) as file:
                content = file.read(_LARGEST_FILE + 1)
            if len(content) > _LARGEST_FILE:
                raise ValueError(f"settings of more than {_LARGEST_FILE} bytes")
            return _valid(json.loads(content))
        except (OSError, RecursionError, ValueError):
            # Where it cannot be renamed either, the program runs with its defaults.
            with suppress(OSError):
                self.set_aside = set_aside(self.path)
            return {}


def _valid(values: Any) -> dict[str, Any]:
    """Those of the values that are as the table has them."""
    if not isinstance(values, dict):
        return {}
    return {name: value for name, value in values.items() if _check_of(name)(value)}


def _check_of(name: str) -> Check:
    return _is_text if name.startswith("folders/") else _VALUES.get(name, lambda _: False)


def _of_ini(path: Path) -> dict[str, Any]:
    """The values of an earlier checkout's file that are plain texts, numbers and flags."""
    try:
        with open_regular(path) as file:
            lines = file.read(_LARGEST_FILE).decode("latin-1").splitlines()
    except OSError:
        return {}
    values: dict[str, Any] = {}
    section = ""
    for line in lines:
        if header := re.fullmatch(r"\[(\w+)\]", line.strip()):
            section = header[1]
        elif entry := re.fullmatch(r"(\w+)=(.*)", line):
            values[f"{section}/{entry[1]}"] = _ini_value(entry[2])
    return values


def _ini_value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    with suppress(ValueError):
        return float(text)
    plain = text.strip('"')
    with suppress(ValueError, OverflowError):
        # Qt writes other letters than English ones by their number.
        plain = re.sub(r"\\x([0-9a-f]{1,4})", lambda found: chr(int(found[1], 16)), plain)
    return plain.replace("\\\\", "\\")


_files: dict[Path, _File] = {}


class Settings:
    """Typed access to the settings file. ``set_aside`` is where a damaged one was put, or None."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or home()) / "settings.json"
        if path not in _files:
            _files[path] = _File(path)
        self._file = _files[path]

    @property
    def set_aside(self) -> Path | None:
        return self._file.set_aside

    @property
    def pen_width(self) -> float:
        return float(self._get("pen/width", DEFAULT_PEN_WIDTH))

    @pen_width.setter
    def pen_width(self, width: float) -> None:
        self._set("pen/width", width)

    @property
    def appearance(self) -> Appearance:
        return Appearance(self._get("window/appearance", Appearance.SYSTEM))

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._set("window/appearance", appearance.value)

    @property
    def language(self) -> Language:
        return Language(self._get("window/language", Language.SYSTEM))

    @language.setter
    def language(self, language: Language) -> None:
        self._set("window/language", language.value)

    @property
    def window_place(self) -> tuple[int, int, int, int] | None:
        """x, y, width and height of the window when it is not maximised, logical pixels."""
        place = self._get("window/place", None)
        return None if place is None else (*map(int, place),)  # type: ignore[return-value]

    @window_place.setter
    def window_place(self, place: tuple[int, int, int, int]) -> None:
        self._set("window/place", list(place))

    @property
    def is_maximized(self) -> bool:
        return bool(self._get("window/maximized", False))

    @is_maximized.setter
    def is_maximized(self, is_maximized: bool) -> None:
        self._set("window/maximized", is_maximized)

    @property
    def panels(self) -> dict[str, dict[str, Any]]:
        """Where the panels are and which are open, as :class:`app.window.layout.PanelLayout` says;
        empty at first."""
        panels: dict[str, dict[str, Any]] = self._get("window/panels", {})
        return panels

    @panels.setter
    def panels(self, panels: dict[str, dict[str, Any]]) -> None:
        self._set("window/panels", panels)

    @property
    def inside_section(self) -> str:
        """The name of the section of "Inside" that was open last; empty at first."""
        return str(self._get("inside/section", ""))

    @inside_section.setter
    def inside_section(self, name: str) -> None:
        self._set("inside/section", name)

    @property
    def data_path(self) -> Path | None:
        """The MNIST file or folder that the user chose."""
        return self._path("data/path")

    @data_path.setter
    def data_path(self, path: Path | None) -> None:
        self._set("data/path", "" if path is None else str(path))

    def folder(self, purpose: str) -> Path | None:
        """Where the user last opened or saved a file of this kind."""
        return self._path(f"folders/{purpose}")

    def set_folder(self, purpose: str, folder: Path) -> None:
        self._set(f"folders/{purpose}", str(folder))

    @property
    def prefers_shipped_network(self) -> bool:
        """Whether the user went back to the shipped network after training an own one."""
        return bool(self._get("network/shipped", False))

    @prefers_shipped_network.setter
    def prefers_shipped_network(self, shipped: bool) -> None:
        self._set("network/shipped", shipped)

    @property
    def training_settings_open(self) -> bool:
        """Whether the section with a training's settings is open."""
        return bool(self._get("training/settings_open", False))

    @training_settings_open.setter
    def training_settings_open(self, is_open: bool) -> None:
        self._set("training/settings_open", is_open)

    def save(self) -> None:
        """Write what was changed to the disk; without effect where that is not possible."""
        # The program has said at its start that nothing will be remembered.
        with suppress(OSError):
            self._file.save()

    def _get(self, name: str, default: Any) -> Any:
        return self._file.values.get(name, default)

    def _set(self, name: str, value: Any) -> None:
        if _check_of(name)(value) and self._file.values.get(name) != value:
            self._file.values[name] = self._file.changed[name] = value

    def _path(self, name: str) -> Path | None:
        value = self._get(name, "")
        return Path(value) if value else None
