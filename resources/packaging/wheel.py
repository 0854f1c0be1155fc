"""How the checkout becomes the package ``digits``: run by hatchling, which pyproject.toml names.

    app/  nn/  resources/           → digits/app/  digits/nn/  digits/resources/
    main.py                         → digits/__main__.py
    from nn.strokes import Stroke   → from digits.nn.strokes import Stroke

In the checkout the packages have the short names that its readers see. Installed under those, they
would take the places of every other ``app`` and ``nn``, and be taken for them: putting a folder of
ours on ``sys.path`` would only move that collision into the running program. So the imports are
written anew on the way, and nothing has to be done at run time, in no background process either.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = ("app", "nn")

LEFT_OUT = ("app/demo/", "resources/notebooks/", "resources/packaging/", "resources/screenshots/")
"""What only the checkout needs."""

_IMPORT = re.compile(r"^( *(?:from|import) )(?=(?:app|nn)\b)", re.MULTILINE)
_MODULE_IN_QUOTES = re.compile(r"""(?<=["'])(?=(?:app|nn)(?:\.\w+)+["'])""")
_IMPORT_WITHOUT_FROM = re.compile(r"^ *import (?:app|nn)\b.*", re.MULTILINE)


class DigitsBuildHook(BuildHookInterface):
    """Puts the renamed sources into the wheel, and the resources as they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            self.app.abort("Digits is not installed as editable: run its checkout, python main.py")
        root = Path(self.root)
        self._folder = Path(tempfile.mkdtemp(prefix="digits-wheel-"))
        included: dict[str, str] = build_data["force_include"]
        for name in shipped(root):
            source, target = root / name, f"digits/{name}"
            if source.suffix == ".py":
                source = self._renamed(source, name)
            included[str(source)] = target
        main = self._renamed(root / "main.py", Path("main.py"))
        included[str(main)] = "digits/__main__.py"
        included[str(Path(__file__).with_name("library.py"))] = "digits/__init__.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        shutil.rmtree(self._folder)

    def _renamed(self, source: Path, name: Path) -> Path:
        """A copy of a source file in which our packages lie within ``digits``."""
        copy = self._folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(renamed(source.read_text("utf-8"), str(name)), "utf-8", newline="\n")
        return copy


def shipped(root: Path) -> Iterator[Path]:
    """The files of the checkout at ``root`` that are installed, relative to it."""
    for folder in (*SOURCES, "resources"):
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            is_generated = "__pycache__" in name.parts or name.suffix == ".ts"
            if path.is_file() and not is_generated and not name.as_posix().startswith(LEFT_OUT):
                yield name


def renamed(source: str, name: str) -> str:
    """The text of a module with our packages called ``digits.app`` and ``digits.nn``.

    Module names in quotes, for what is imported when it is needed, count too. Raises ValueError for
    ``import nn.strokes``, which binds ``nn``: it cannot be renamed without reading on.
    """
    if found := _IMPORT_WITHOUT_FROM.search(source):
        raise ValueError(f"{name}: write {found.group().strip()!r} as from … import …")
    return _MODULE_IN_QUOTES.sub("digits.", _IMPORT.sub(r"\1digits.", source))
