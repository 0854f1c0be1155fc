"""The file of settings, read with suspicion and written whole.

    settings.json → checked against the table of values → values → merged, written, renamed

A value that is not as the table has it counts as absent. A file with such values, or one that is
no JSON, is set aside, once, and a new one is written with what was right. Settings of earlier
checkouts (``settings.ini``) are taken over once; how their panels stood is not, because that was
kept as bytes for Qt.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.settings.values import LAYOUT, is_known, is_valid
from nn.data.files import atomic_write, open_regular, set_aside

_LARGEST_FILE = 1_000_000
"""Bytes; a file of settings has a few hundred."""


@dataclass(frozen=True)
class Damage:
    """What was wrong with a settings file: all of it, or some values. ``aside`` is where it was
    put, None where it could not be renamed."""

    aside: Path | None
    is_whole: bool


class SettingsFile:
    """The content of one settings file, shared by all that use it in this process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.changed: dict[str, Any] = {}
        self.damage: Damage | None = None
        self.values = self._read()
        self._write_anew()

    def save(self) -> None:
        """Merge what was changed here into the file, which another window may have written to.

        Raises OSError where it cannot be written.
        """
        if not self.changed:
            return
        values = {**self._read(), **self.changed}
        values = {name: value for name, value in values.items() if value is not None}
        self._write(values)
        self.values = values
        self.changed.clear()

    def _write_anew(self) -> None:
        """Put what was right where a damaged file was."""
        if self.damage is not None:
            with suppress(OSError):
                self._write(self.values)

    def _write(self, values: dict[str, Any]) -> None:
        with atomic_write(self.path) as file:
            file.write(json.dumps(values, indent=1, sort_keys=True).encode())

    def _read(self) -> dict[str, Any]:
        """The values that are as the table has them; a file with others is set aside."""
        is_there = os.path.lexists(self.path)
        path, parse = (self.path, _of_json) if is_there else (self._earlier, _of_ini)
        if not os.path.lexists(path):
            return {}
        try:
            values = parse(_content(path))
        except (OSError, RecursionError, ValueError):
            self._set_aside(path, is_whole=True)
            return {}
        known = {name: value for name, value in values.items() if is_known(name)}
        valid = {name: value for name, value in known.items() if is_valid(name, value)}
        if len(valid) < len(known):
            self._set_aside(path, is_whole=False)
        return valid

    @property
    def _earlier(self) -> Path:
        """The file of an earlier checkout."""
        return self.path.with_suffix(".ini")

    def _set_aside(self, path: Path, *, is_whole: bool) -> None:
        aside = None
        # Where it cannot be renamed, the program runs with what could be read all the same.
        with suppress(OSError):
            aside = set_aside(path)
        self.damage = Damage(aside, is_whole)


def _content(path: Path) -> bytes:
    """The bytes of a settings file; raises OSError, or ValueError where there are too many."""
    with open_regular(path) as file:
        content = file.read(_LARGEST_FILE + 1)
    if len(content) > _LARGEST_FILE:
        raise ValueError(f"settings of more than {_LARGEST_FILE} bytes")
    return content


def _of_json(content: bytes) -> dict[str, Any]:
    """The values of the file; raises ValueError or RecursionError where it is no JSON object."""
    values = json.loads(content)
    if not isinstance(values, dict):
        raise ValueError(f"settings that are no object but {type(values).__name__}")
    return values


def _of_ini(content: bytes) -> dict[str, Any]:
    """The values of an earlier checkout's file that are plain texts, numbers and flags."""
    values: dict[str, Any] = {}
    section = ""
    for line in content.decode("latin-1").splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line.strip()):
            section = header[1]
        elif entry := re.fullmatch(r"(\w+)=(.*)", line):
            values[f"{section}/{entry[1]}"] = _ini_value(entry[2])
    return {name: value for name, value in values.items() if name not in LAYOUT}


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
