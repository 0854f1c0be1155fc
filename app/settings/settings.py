"""What the program remembers between starts, each value with its type and its default.

Everything of the user's lies in one folder: the system's place for application data, or the one
that the environment variable ``DIGITS_HOME`` names. The settings are a file of plain JSON in it
(:mod:`app.settings.file`).
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from app.settings.file import Damage, SettingsFile
from app.settings.values import (
    DEFAULT_PEN_WIDTH,
    LAYOUT,
    MOST_TEXTS,
    Appearance,
    Language,
    is_valid,
)

HOME_VARIABLE = "DIGITS_HOME"
"""Environment variable that names the folder for everything of the user's."""


def home() -> Path:
    """The folder that holds the settings, the trained network and the log; made if missing.

    Raises OSError where it cannot be made; :mod:`app.platform.home_folder` sees to it at the start.
    """
    chosen = os.environ.get(HOME_VARIABLE)
    location = QStandardPaths.StandardLocation.AppDataLocation
    folder = Path(chosen or QStandardPaths.writableLocation(location))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


_files: dict[Path, SettingsFile] = {}


class Settings:
    """Typed access to the settings file."""

    def __init__(self, folder: Path | None = None) -> None:
        path = (folder or home()) / "settings.json"
        if path not in _files:
            _files[path] = SettingsFile(path)
        self._file = _files[path]

    def take_damage(self) -> Damage | None:
        """What was wrong with the file, to be told; None if nothing, and from the second time."""
        damage, self._file.damage = self._file.damage, None
        return damage

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
    def zoom(self) -> int:
        """The size of type in per cent of the system's."""
        return int(self._get("window/zoom", 100))

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._set("window/zoom", percent)

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
    def has_layout(self) -> bool:
        """Whether there is a place for window or panels."""
        return any(name in self._file.values for name in LAYOUT)

    def forget_layout(self) -> None:
        """Have no place for window and panels any more; everything else stays."""
        for name in LAYOUT:
            self._file.values.pop(name, None)
            self._file.changed[name] = None

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

    @property
    def lessons_done(self) -> tuple[str, ...]:
        """What was done of lessons, as :class:`app.lessons.progress.LessonProgress` writes it."""
        return tuple(self._get("lessons/done", []))

    @lessons_done.setter
    def lessons_done(self, done: tuple[str, ...]) -> None:
        # Of more than fit, the latest.
        self._set("lessons/done", list(done[-MOST_TEXTS:]))

    @property
    def lessons_folder(self) -> Path | None:
        """The folder of lessons that the user opened in place of the program's own."""
        return self._path("lessons/folder")

    @lessons_folder.setter
    def lessons_folder(self, folder: Path | None) -> None:
        self._set("lessons/folder", "" if folder is None else str(folder))

    @property
    def training_recipe(self) -> str:
        """The name of the recipe that was chosen last; empty at first."""
        return str(self._get("training/recipe", ""))

    @training_recipe.setter
    def training_recipe(self, name: str) -> None:
        self._set("training/recipe", name)

    @property
    def training_values(self) -> dict[str, Any] | None:
        """What that recipe was to be trained with: learning_rate, batch_size, epochs, augmentation
        and seed, each within its range; None at first."""
        values: dict[str, Any] | None = self._get("training/values", None)
        return values

    @training_values.setter
    def training_values(self, values: dict[str, Any]) -> None:
        self._set("training/values", values)

    def save(self) -> None:
        """Write what was changed to the disk; without effect where that is not possible."""
        # The program has said at its start that nothing will be remembered.
        with suppress(OSError):
            self._file.save()

    def _get(self, name: str, default: Any) -> Any:
        return self._file.values.get(name, default)

    def _set(self, name: str, value: Any) -> None:
        if is_valid(name, value) and self._file.values.get(name) != value:
            self._file.values[name] = self._file.changed[name] = value

    def _path(self, name: str) -> Path | None:
        value = self._get(name, "")
        return Path(value) if value else None
