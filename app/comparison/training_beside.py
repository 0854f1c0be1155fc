"""Starting a training beside the other one: recipe, learning rate, one button, what becomes of it.

Train Beside → SideTraining.start(settings) → began(run) → a column
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.text.translate import recipe_title
from app.training.form import FIRST_CHOICE, LearningRateBox
from app.training.recipe_book import RecipeBook
from app.training.side_training import SideTraining
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from app.ui.type_scale import keep_lines, scale_type
from app.ui.widgets import WheelGuard
from nn.recipes import RECIPES, Recipe
from nn.training.settings import TrainingSettings


class TrainingBeside(QWidget):
    """Fields and a button for ``training``; the button stops what it has started.

    ``book`` has the recipes; without one, there are the built-in ones.
    """

    def __init__(
        self, training: SideTraining, book: RecipeBook | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._training = training
        self._book = book
        self._title = QLabel(self.tr("Train beside"), self)
        self._recipe = QComboBox(self)
        self._list()
        self._learning_rate = LearningRateBox(self)
        self._button = PushButton(parent=self)
        self._status = QLabel(self)
        self._set_up()
        self._lay_out()
        self._take_rate()
        self._offer()
        self._say(self._invitation(), False)

    @property
    def settings(self) -> TrainingSettings:
        """What the next training beside would be."""
        own = TrainingSettings.of(self._chosen)
        return replace(own, learning_rate=self._learning_rate.value())

    @property
    def _chosen(self) -> Recipe:
        name = self._recipe.currentData()
        return RECIPES[name] if self._book is None else self._book.recipe(name)

    @Slot()
    def _list(self) -> None:
        """List the recipes; the one that is chosen stays, as long as there is one of its name."""
        chosen = self._recipe.currentData() or FIRST_CHOICE
        names = tuple(RECIPES) if self._book is None else self._book.names
        with QSignalBlocker(self._recipe):
            self._recipe.clear()
            for name in names:
                self._recipe.addItem(recipe_title(name), name)
            kept = chosen if chosen in names else FIRST_CHOICE
            self._recipe.setCurrentIndex(self._recipe.findData(kept))
        if kept != chosen:
            self._take_rate()

    def _set_up(self) -> None:
        self._recipe.setObjectName("besideRecipe")
        self._recipe.setAccessibleName(self.tr("Recipe of the training beside"))
        self._learning_rate.setObjectName("besideLearningRate")
        self._learning_rate.setAccessibleName(self.tr("Learning rate of the training beside"))
        WheelGuard(self).guard(self._recipe, self._learning_rate)
        self._button.setObjectName("trainBesideButton")
        self._button.set_leads(True)
        self._status.setObjectName("besideStatus")
        self._status.setWordWrap(True)
        self._status.setAlignment(Qt.AlignmentFlag.AlignTop)
        # The longest name of a recipe must not make the panel wider.
        adjust = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._recipe.setSizeAdjustPolicy(adjust)
        self._recipe.setMinimumContentsLength(8)
        self._recipe.currentIndexChanged.connect(self._take_rate)
        if self._book is not None:
            self._book.changed.connect(self._list)
        self._button.clicked.connect(self._start_or_stop)
        self._training.began.connect(self._offer)
        self._training.ended.connect(self._offer)
        self._training.said.connect(self._say)
        scale_type(self._title, 1.0, bold=True)
        keep_lines(self._status, 2)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(UNIT // 2)
        form.setHorizontalSpacing(2 * UNIT)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("Recipe"), self._recipe)
        form.addRow(self.tr("Learning rate"), self._learning_rate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._title)
        layout.addLayout(form)
        layout.addWidget(self._button)
        layout.addWidget(self._status)

    def _invitation(self) -> str:
        return self.tr(
            "A second network learns in a column above, also while the other one is in training."
        )

    @Slot()
    def _take_rate(self) -> None:
        """Take the learning rate of the recipe that was chosen."""
        self._learning_rate.setValue(self._chosen.learning_rate)

    @Slot()
    def _start_or_stop(self) -> None:
        if self._training.is_running:
            self._training.stop()
        else:
            self._training.start(self.settings)

    @Slot()
    def _offer(self) -> None:
        running = self._training.is_running
        self._button.setText(self.tr("Stop") if running else self.tr("Train Beside"))
        self._button.set_leads(not running)
        for field in (self._recipe, self._learning_rate):
            field.setEnabled(not running)

    @Slot(str, bool)
    def _say(self, text: str, failed: bool) -> None:
        role = QPalette.ColorRole.BrightText if failed else QPalette.ColorRole.WindowText
        self._status.setForegroundRole(role)
        self._status.setText(text)
        self._offer()
