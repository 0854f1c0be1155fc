"""Recipes as files of the user's choice: one opened into the editor, one written out of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.jobs.background import BackgroundTask
from app.text.formats import in_a_row
from app.text.translate import translated
from app.ui import file_dialogs
from nn.messages import DigitsError, advice
from nn.recipe_files import load_recipe, save_recipe
from nn.recipes import Recipe

_PURPOSE = "recipe"
"""Under which the dialogs remember their folder."""


class RecipeExchange(QObject):
    """Asks for a file, and reads or writes it in the background.

    ``opened`` carries the :class:`Recipe` of a file; ``done`` and ``problem`` a sentence.
    """

    opened = Signal(object)
    done = Signal(str)
    problem = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._task = BackgroundTask(self)
        self._task.finished.connect(self._deliver)

    def open(self) -> None:
        """Let the user choose a recipe's file; ``opened`` or ``problem`` follows."""
        kinds = [self.tr("Recipes ({0})").format("*.toml"), self.tr("All files (*)")]
        path = file_dialogs.open_file(self._window, self.tr("Open a Recipe"), kinds, _PURPOSE)
        if path is not None:
            self._task.submit(_read, path)

    def export(self, recipe: Recipe) -> None:
        """Let the user choose where to write the recipe; ``done`` or ``problem`` follows."""
        kind = self.tr("Recipes ({0})").format("*.toml")
        title = self.tr("Export the Recipe")
        path = file_dialogs.save_file(self._window, title, [kind], recipe.name, _PURPOSE)
        if path is not None:
            self._task.submit(_write, recipe, path)

    def close(self) -> None:
        """Take nothing any more."""
        self._task.close()

    @Slot(object)
    def _deliver(self, result: Recipe | Path | str) -> None:
        match result:
            case Recipe():
                self.opened.emit(result)
            case Path():
                self.done.emit(self.tr("The recipe is saved in {0}.").format(result))
            case _:
                self.problem.emit(result)


def _read(path: Path) -> Recipe | str:
    """In the background: the recipe of a file, or why there is none."""
    try:
        return load_recipe(path)
    except DigitsError as error:
        return translated(error)


def _write(recipe: Recipe, path: Path) -> Path | str:
    """In the background: write a file; its path, or why it could not be written."""
    try:
        save_recipe(recipe, path)
    except OSError as error:
        text = QCoreApplication.translate(
            "RecipeExchange", "The recipe could not be saved in {0} ({1})."
        )
        return in_a_row(text.format(path, translated(error)), translated(advice(error)))
    return path
