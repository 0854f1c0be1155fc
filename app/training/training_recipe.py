"""Which network to train: the list of recipes, and what to expect of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from app.text.formats import duration
from app.text.translate import recipe_title, translated
from app.ui.theme import UNIT
from app.ui.widgets import WheelGuard
from nn.recipes import RECIPES

FIRST_CHOICE = "mlp"
"""The recipe that is chosen at first: in seconds, a network that is worth keeping."""


class RecipeChooser(QWidget):
    """The recipes by their titles; ``chosen`` carries the name of another one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipes = QComboBox(self)
        self._recipes.setObjectName("recipeSelector")
        self._recipes.setAccessibleName(self.tr("Recipe"))
        WheelGuard(self).guard(self._recipes)
        for name in RECIPES:
            self._recipes.addItem(recipe_title(name), name)
        self._recipes.setCurrentIndex(self._recipes.findData(FIRST_CHOICE))
        self._recipes.currentIndexChanged.connect(self._choose)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._recipes)
        layout.addWidget(self._summary)
        self._describe()

    @property
    def recipe_name(self) -> str:
        """The recipe that is chosen, by its name in ``RECIPES``."""
        return str(self._recipes.currentData())

    @Slot()
    def _choose(self) -> None:
        self._describe()
        self.chosen.emit(self.recipe_name)

    def _describe(self) -> None:
        recipe = RECIPES[self.recipe_name]
        accuracy = self.locale().toString(100 * recipe.expected_accuracy, "f", 1)
        expectation = self.tr("About {0}, {1}\u00a0% of MNIST's test images right.").format(
            duration(recipe.expected_seconds, self.locale()), accuracy
        )
        self._summary.setText(f"{translated(recipe.summary)}\n{expectation}")
