"""What the program remembers between starts, each value with its type and its default.

Everything of the user's lies in one folder: the system's place for application data, or the one
that the environment variable ``DIGITS_HOME`` names.
"""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

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


class Settings:
    """Typed access to the settings file; a value of the wrong kind counts as absent."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or home()) / "settings.ini"
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def pen_width(self) -> float:
        try:
            return float(str(self._store.value("pen/width", DEFAULT_PEN_WIDTH)))
        except ValueError:
            return DEFAULT_PEN_WIDTH

    @pen_width.setter
    def pen_width(self, width: float) -> None:
        self._store.setValue("pen/width", width)

    @property
    def appearance(self) -> Appearance:
        value = self._store.value("window/appearance")
        return Appearance(value) if value in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._store.setValue("window/appearance", appearance.value)

    @property
    def language(self) -> Language:
        value = self._store.value("window/language")
        return Language(value) if value in set(Language) else Language.SYSTEM

    @language.setter
    def language(self, language: Language) -> None:
        self._store.setValue("window/language", language.value)

    @property
    def geometry(self) -> QByteArray:
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, state: QByteArray) -> None:
        self._store.setValue("window/geometry", state)

    @property
    def panels(self) -> QByteArray:
        """Where the panels are and which are open, as ``QMainWindow.saveState`` has it."""
        return self._bytes("window/panels")

    @panels.setter
    def panels(self, state: QByteArray) -> None:
        self._store.setValue("window/panels", state)

    @property
    def inside_section(self) -> str:
        """The name of the section of "See inside" that was open last; empty at first."""
        return str(self._store.value("inside/section") or "")

    @inside_section.setter
    def inside_section(self, name: str) -> None:
        self._store.setValue("inside/section", name)

    @property
    def data_path(self) -> Path | None:
        """The MNIST file or folder that the user chose."""
        value = self._store.value("data/path")
        return Path(str(value)) if value else None

    @data_path.setter
    def data_path(self, path: Path | None) -> None:
        self._store.setValue("data/path", "" if path is None else str(path))

    def folder(self, purpose: str) -> Path | None:
        """Where the user last opened or saved a file of this kind."""
        value = self._store.value(f"folders/{purpose}")
        return Path(str(value)) if value else None

    def set_folder(self, purpose: str, folder: Path) -> None:
        self._store.setValue(f"folders/{purpose}", str(folder))

    @property
    def prefers_shipped_network(self) -> bool:
        """Whether the user went back to the shipped network after training an own one."""
        return self._store.value("network/shipped") in (True, "true")

    @prefers_shipped_network.setter
    def prefers_shipped_network(self, shipped: bool) -> None:
        self._store.setValue("network/shipped", shipped)

    @property
    def training_settings_open(self) -> bool:
        """Whether the section with a training's settings is open."""
        return self._store.value("training/settings_open") in (True, "true")

    @training_settings_open.setter
    def training_settings_open(self, is_open: bool) -> None:
        self._store.setValue("training/settings_open", is_open)

    def save(self) -> None:
        """Write to disk now rather than at Qt's leisure."""
        self._store.sync()

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()
