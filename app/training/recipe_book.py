"""The recipes that there are: the built-in ones, and the user's own as files in a folder.

    recipes/*.toml → a thread → RecipeBook → chooser, editor
    editor → save, delete → RecipeBook → a thread → recipes/*.toml

What is saved can be used at once; its file follows. A file that holds no recipe is set aside under
another name and told about once, so that the user can mend it. Names are told apart without
regard to case, and none is that of a built-in recipe: a file with such a name gets a number.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.jobs.background import BackgroundTask
from app.text.formats import in_a_row
from app.text.translate import recipe_title, translated
from nn.data.files import remove_leftovers, set_aside
from nn.messages import advice
from nn.recipe_files import RecipeFileError, load_recipe, problems_of, save_recipe
from nn.recipe_files.checks import LONGEST_NAME
from nn.recipes import RECIPES, Recipe

MOST_FILES = 200
"""That are read; who has more has to choose."""

_LONGEST_FILE_NAME = 40

Changes = dict[Path, Recipe | None]
"""What is to be written under which name, and None for what is to be deleted."""


class RecipeBook(QObject):
    """All recipes by their names.

    ``changed`` comes when there are other own recipes, also when those of the folder have been
    read; ``problem`` carries a sentence about what could not be read or written.
    """

    changed = Signal()
    problem = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._own: dict[str, Recipe] = {}
        self._paths: dict[str, Path] = {}
        self._pending: Changes = {}
        self._is_loaded = False
        self._reading = BackgroundTask(self)
        self._reading.finished.connect(self._take_loaded)
        self._writing = BackgroundTask(self)
        self._writing.finished.connect(self._take_written)
        self._reading.submit(_load, folder)

    @property
    def is_loaded(self) -> bool:
        """Whether the folder has been read."""
        return self._is_loaded

    @property
    def own_names(self) -> tuple[str, ...]:
        """The user's own recipes, by the alphabet."""
        return tuple(sorted(self._own, key=str.casefold))

    @property
    def names(self) -> tuple[str, ...]:
        """All recipes, the built-in ones first."""
        return (*RECIPES, *self.own_names)

    def __contains__(self, name: object) -> bool:
        return name in RECIPES or name in self._own

    def recipe(self, name: str) -> Recipe:
        """The recipe of this name; raises KeyError where there is none."""
        return RECIPES[name] if name in RECIPES else self._own[name]

    def is_own(self, name: str) -> bool:
        """Whether it is one of the user's own."""
        return name in self._own

    def is_free(self, name: str) -> bool:
        """Whether a new recipe may have this name: no other is called so, nor shown so."""
        return name.strip().casefold() not in self._taken()

    def free_name(self, wanted: str) -> str:
        """The name itself where it is free, else with the first number that makes it so."""
        wanted = wanted.strip()[:LONGEST_NAME].strip() or "1"
        number, name = 1, wanted
        while not self.is_free(name):
            number += 1
            end = f" {number}"
            name = wanted[: LONGEST_NAME - len(end)].rstrip() + end
        return name

    def save(self, recipe: Recipe) -> None:
        """Keep an own recipe, in the place of the one of that name if there is one.

        Raises ValueError for a recipe that cannot be trained, and for a name that is taken.
        """
        for wrong in problems_of(recipe):
            raise ValueError(f"{wrong.place}: {wrong.message}")
        if not self.is_own(recipe.name) and not self.is_free(recipe.name):
            raise ValueError(f"the name {recipe.name!r} is taken")
        if recipe.name not in self._paths:
            self._paths[recipe.name] = self._path(recipe.name)
        self._own[recipe.name] = recipe
        self._write(self._paths[recipe.name], recipe)
        self.changed.emit()

    def delete(self, name: str) -> None:
        """Forget an own recipe and delete its file."""
        del self._own[name]
        self._write(self._paths.pop(name), None)
        self.changed.emit()

    @Slot()
    def finish(self) -> None:
        """Do at once what is still to be done, and take nothing any more."""
        self._reading.close()
        self._writing.close()
        pending, self._pending = self._pending, {}
        # The thread may have done it already: to do it twice does no harm.
        _write(pending)

    def _taken(self) -> set[str]:
        titles = (recipe_title(name) for name in RECIPES)
        english = (recipe.title for recipe in RECIPES.values())
        return {name.casefold() for name in (*self.names, *titles, *english)}

    def _path(self, name: str) -> Path:
        """A file of its own for a new recipe, with a name that says which."""
        letters = (letter if letter.isalnum() else "-" for letter in name.lower())
        stem = "-".join(filter(None, "".join(letters).split("-")))[:_LONGEST_FILE_NAME]
        stem = stem or "recipe"
        used = {path.name.casefold() for path in (*self._paths.values(), *self._pending)}
        number, path = 1, self._folder / f"{stem}.toml"
        while path.name.casefold() in used or os.path.lexists(path):
            number += 1
            path = self._folder / f"{stem}-{number}.toml"
        return path

    def _write(self, path: Path, recipe: Recipe | None) -> None:
        self._pending[path] = recipe
        # All of it: a request that still waits is replaced by this one.
        self._writing.submit(_write, dict(self._pending))

    @Slot(object)
    def _take_loaded(self, loaded: _Loaded) -> None:
        self._is_loaded = True
        for path, recipe in loaded.recipes:
            if path not in self._pending:
                name = self.free_name(recipe.name)
                title = name if recipe.title == recipe.name or name != recipe.name else recipe.title
                self._own[name] = replace(recipe, name=name, title=title)
                self._paths[name] = path
        self.changed.emit()
        if loaded.problems:
            self.problem.emit("\n".join(loaded.problems))

    @Slot(object)
    def _take_written(self, written: _Written) -> None:
        for path, recipe in written.changes.items():
            if path in self._pending and self._pending[path] is recipe:
                del self._pending[path]
        for problem in written.problems:
            self.problem.emit(problem)


@dataclass(frozen=True)
class _Loaded:
    """Own recipes with their files, and a sentence for each that was left out."""

    recipes: tuple[tuple[Path, Recipe], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class _Written:
    """What was tried, and a sentence for each that failed."""

    changes: Changes
    problems: tuple[str, ...]


def _load(folder: Path) -> _Loaded:
    """In the background: read every recipe in the folder."""
    recipes, problems = [], []
    for path in _files(folder):
        try:
            recipes.append((path, load_recipe(path)))
        except RecipeFileError as error:
            problems.append(_set_aside(path, error))
    return _Loaded(tuple(recipes), tuple(problems))


def _files(folder: Path) -> Iterable[Path]:
    # Of a folder that cannot be looked into the program's start has told.
    with suppress(OSError):
        remove_leftovers(folder)
        paths = sorted(folder.glob("*.toml"))
        return [path for path in paths if "-damaged-" not in path.name][:MOST_FILES]
    return []


def _set_aside(path: Path, error: RecipeFileError) -> str:
    """Leave a file out from now on; what to tell the user."""
    name = path.name
    with suppress(OSError):
        name = set_aside(path).name
    return QCoreApplication.translate(
        "RecipeBook", "A recipe is left out and set aside as {0}: {1}"
    ).format(name, translated(error))


def _write(changes: Changes) -> _Written:
    """Write and delete files, in the background."""
    problems = []
    for path, recipe in changes.items():
        try:
            if recipe is None:
                path.unlink(missing_ok=True)
            else:
                save_recipe(recipe, path)
        except OSError as error:
            text = QCoreApplication.translate(
                "RecipeBook",
                "The recipe's file {0} could not be changed ({1}), so the next start does not know "
                "of it.",
            )
            told = text.format(path, translated(error))
            problems.append(in_a_row(told, translated(advice(error))))
    return _Written(changes, tuple(problems))
