"""What to train and how: the recipe; how fast, in what portions, how long, how varied, which seed.

    recipe → its values → the user's changes → settings

The fields hold only what can be trained with: what lies outside a range cannot be entered.
"""

from __future__ import annotations

import math
from contextlib import suppress
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette, QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.text.formats import duration, learning_rate, rounded_percent, whole_number
from app.text.translate import recipe_title, translated
from app.training.recipe_book import RecipeBook
from app.ui.buttons import PushButton
from app.ui.choice_box import ChoiceBox
from app.ui.theme import UNIT
from app.ui.widgets import WheelGuard
from nn.recipes import RECIPES, Recipe
from nn.training.settings import (
    LARGEST_BATCH,
    LARGEST_SEED,
    LEARNING_RATES,
    MOST_EPOCHS,
    STRONGEST_AUGMENTATION,
    TrainingSettings,
    TrainingSettingsError,
    smallest_batch,
)

FIRST_CHOICE = "mlp"
"""The recipe that is chosen at first: in seconds, a network that is worth keeping."""

_DECIMALS = 7
"""Enough for the smallest rate; shown are only those that say something."""

_STEPS = (1.0, 2.0, 5.0, 10.0)
"""The arrows go through 1, 2 and 5 of each power of ten."""


class RecipeChooser(QWidget):
    """What the chosen recipe is; ``chosen`` carries the name of another one.

    It also comes for the same name when that recipe was changed. ``selector`` lists the recipes of
    a book by their titles. It stands elsewhere.
    """

    chosen = Signal(str)

    def __init__(self, book: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._wanted = ""
        self._is_restoring = False
        self._is_built_in_data = False
        self.selector = ChoiceBox(parent)
        self.selector.setObjectName("recipeSelector")
        self.selector.setAccessibleName(self.tr("Recipe"))
        # The longest name of a recipe must not make the panel wider.
        self.selector.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.selector.setMinimumContentsLength(10)
        WheelGuard(self).guard(self.selector)
        self._recipe = book.recipe(FIRST_CHOICE)
        self._list()
        self.selector.currentIndexChanged.connect(self._choose)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._summary)
        self._describe()
        book.changed.connect(self._follow_book)

    @property
    def recipe_name(self) -> str:
        """The recipe that is chosen, by its name in the book."""
        return self._recipe.name

    @property
    def recipe(self) -> Recipe:
        """The recipe that is chosen."""
        return self._recipe

    @property
    def is_waiting(self) -> bool:
        """Whether the recipe that is wanted may still be among those that are being read."""
        return bool(self._wanted)

    @property
    def is_restoring(self) -> bool:
        """Whether what is just being chosen is what was wanted from the start."""
        return self._is_restoring

    @Slot(str)
    def choose(self, name: str) -> None:
        """Choose the recipe of this name; without effect where there is none."""
        index = self.selector.findData(name)
        if index >= 0:
            self.selector.setCurrentIndex(index)

    def choose_when_known(self, name: str) -> None:
        """Choose this one now or when it has been read, unless the user chooses another before."""
        if name not in self._book and self._book.is_loaded:
            return
        self._wanted = name
        self._restore()

    def set_built_in_data(self, is_built_in: bool) -> None:
        """Whether it is the built-in digits that are learned from, and not MNIST."""
        self._is_built_in_data = is_built_in
        self._describe()

    def _restore(self) -> None:
        """Choose what is wanted, if it is known by now."""
        if self._wanted and self._wanted in self._book:
            self._is_restoring = True
            self._recipe = self._book.recipe(self._wanted)
            self._wanted = ""
            self._list()
            self._describe()
            self.chosen.emit(self.recipe_name)
            self._is_restoring = False

    def _list(self) -> None:
        """All that the book has, the chosen one as the current one."""
        was_blocked = self.selector.blockSignals(True)
        self.selector.clear()
        for name in self._book.names:
            if self._book.is_own(name) and self.selector.count() == len(RECIPES):
                self.selector.insertSeparator(len(RECIPES))
            self.selector.addItem(recipe_title(name), name)
        self.selector.setCurrentIndex(self.selector.findData(self.recipe_name))
        self.selector.blockSignals(was_blocked)

    @Slot()
    def _follow_book(self) -> None:
        before, name = self._recipe, self.recipe_name
        self._recipe = self._book.recipe(name if name in self._book else FIRST_CHOICE)
        self._list()
        self._describe()
        if self._recipe != before:
            self.chosen.emit(self.recipe_name)
        self._restore()
        if self._book.is_loaded:
            self._wanted = ""

    @Slot()
    def _choose(self) -> None:
        self._wanted = ""
        self._recipe = self._book.recipe(str(self.selector.currentData()))
        self._describe()
        self.chosen.emit(self.recipe_name)

    def _describe(self) -> None:
        recipe = self._recipe
        lines = [translated(recipe.summary) if recipe.name in RECIPES else recipe.summary]
        if self._book.is_own(recipe.name):
            count = whole_number(recipe.parameter_count, self.locale())
            lines.append(self.tr("Your own recipe, with {0} parameters.").format(count))
        elif self._is_built_in_data:
            lines.append(self.tr("It learns from the built-in digits, not from MNIST."))
        elif recipe.expected_seconds is not None and recipe.expected_accuracy is not None:
            expectation = self.tr("About {0}, {1} of MNIST's test images right.")
            seconds = duration(recipe.expected_seconds, self.locale())
            accuracy = rounded_percent(recipe.expected_accuracy, self.locale(), 1)
            lines.append(expectation.format(seconds, accuracy))
        self._summary.setText("\n".join(filter(None, lines)))


class TrainingForm(QWidget):
    """Fields for everything in :class:`TrainingSettings` but the recipe.

    ``changed`` carries the settings after each complete change by the user or a new recipe,
    ``learning_rate_edited`` the learning rate alone, when only it was changed.
    """

    changed = Signal(object)
    learning_rate_edited = Signal(float)

    def __init__(self, recipe: Recipe | str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = _recipe_of(recipe)
        self._make_fields()
        self._lay_out()
        self.set_recipe(recipe)
        for field in (self._batch_size, self._epochs, self._augmentation, self._seed):
            field.valueChanged.connect(self._tell)
        self._learning_rate.valueChanged.connect(self._tell_learning_rate)

    @property
    def settings(self) -> TrainingSettings:
        """What the fields say."""
        return replace(
            TrainingSettings.of(self._recipe),
            learning_rate=self._learning_rate.value(),
            batch_size=self._batch_size.value(),
            epochs=self._epochs.value(),
            augmentation=self._augmentation.value() / 100,
            seed=self._seed.value(),
        )

    @property
    def is_of_recipe(self) -> bool:
        """Whether these are the recipe's own values, whatever the seed."""
        own = TrainingSettings.of(self._recipe, seed=self._seed.value())
        return self.settings == own

    def set_recipe(self, recipe: Recipe | str, values: dict[str, Any] | None = None) -> None:
        """Take the values of another recipe, of a built-in one by its name; the seed stays.

        ``values``, where they can be trained with, are taken in their place.
        """
        recipe = _recipe_of(recipe)
        self._recipe = recipe
        settings = TrainingSettings.of(recipe, seed=self._seed.value())
        with suppress(TrainingSettingsError):
            settings = replace(settings, **values or {})
        self._fill(settings)
        for field in (self._batch_size, self._augmentation):
            field.setEnabled(not recipe.one_by_one)
            field.setToolTip(
                self.tr("This network learns one image at a time.") if recipe.one_by_one else ""
            )
        self._tell()

    @Slot()
    def back_to_recipe(self) -> None:
        """Take the recipe's own values again, with the first seed."""
        before = self._learning_rate.value()
        self._fill(TrainingSettings.of(self._recipe))
        self._tell()
        if self._learning_rate.value() != before:
            self.learning_rate_edited.emit(self._learning_rate.value())

    def _fill(self, settings: TrainingSettings) -> None:
        """Show these settings without a signal of each field."""
        fields = (
            self._learning_rate,
            self._batch_size,
            self._epochs,
            self._augmentation,
            self._seed,
        )
        blocked = [field.blockSignals(True) for field in fields]
        self._batch_size.setRange(smallest_batch(self._recipe), LARGEST_BATCH)
        self._learning_rate.setValue(settings.learning_rate)
        self._batch_size.setValue(settings.batch_size)
        self._epochs.setValue(settings.epochs)
        self._augmentation.setValue(round(100 * settings.augmentation))
        self._seed.setValue(settings.seed)
        for field, was_blocked in zip(fields, blocked, strict=True):
            field.blockSignals(was_blocked)

    def _make_fields(self) -> None:
        self._learning_rate = LearningRateBox(self)
        self._batch_size = _number(self, 1, LARGEST_BATCH)
        self._epochs = _number(self, 1, MOST_EPOCHS)
        self._augmentation = _number(self, 0, round(100 * STRONGEST_AUGMENTATION))
        self._augmentation.setSingleStep(25)
        self._augmentation.setSuffix(self.tr("\u00a0%"))
        self._augmentation.setSpecialValueText(self.tr("Off"))
        self._seed = _number(self, 0, LARGEST_SEED)
        self._back = PushButton(self.tr("Back to the Recipe's Values"), self)
        self._back.setObjectName("recipeValuesButton")
        self._back.clicked.connect(self.back_to_recipe)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._note.setText(self.tr("The learning rate also applies to a training that runs."))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(UNIT // 2)
        form.setHorizontalSpacing(2 * UNIT)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        guard = WheelGuard(self)
        for name, title, field in (
            ("learningRate", self.tr("Learning rate"), self._learning_rate),
            ("batchSize", self.tr("Batch size"), self._batch_size),
            ("epochs", self.tr("Epochs"), self._epochs),
            ("augmentation", self.tr("Vary the images"), self._augmentation),
            ("seed", self.tr("Seed"), self._seed),
        ):
            field.setObjectName(name)
            field.setAccessibleName(title)
            guard.guard(field)
            form.addRow(title, field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(self._back)

    @Slot()
    def _tell(self) -> None:
        self._back.setEnabled(not self.is_of_recipe or self._seed.value() != 0)
        self.changed.emit(self.settings)

    @Slot(float)
    def _tell_learning_rate(self, learning_rate: float) -> None:
        self._tell()
        self.learning_rate_edited.emit(learning_rate)


def _recipe_of(recipe: Recipe | str) -> Recipe:
    return recipe if isinstance(recipe, Recipe) else RECIPES[recipe]


def _number(parent: QWidget, smallest: int, largest: int) -> QSpinBox:
    field = QSpinBox(parent)
    field.setRange(smallest, largest)
    field.setKeyboardTracking(False)
    field.setAlignment(Qt.AlignmentFlag.AlignRight)
    field.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    return field


class LearningRateBox(QDoubleSpinBox):
    """A learning rate between 1e-6 and 1000; what lies outside cannot be entered.

    ``valueChanged`` comes when the value is complete, not at each key.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(_DECIMALS)
        self.setRange(*LEARNING_RATES)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def stepBy(self, steps: int) -> None:
        value = self.value()
        for _ in range(abs(steps)):
            value = _next_round(value) if steps > 0 else _previous_round(value)
        self.setValue(value)

    def textFromValue(self, value: float) -> str:
        return learning_rate(value, self.locale())

    def valueFromText(self, text: str) -> float:
        value, is_number = self._read(text)
        return value if is_number else self.value()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        value, is_number = self._read(text)
        if is_number and self.minimum() <= value <= self.maximum():
            return QValidator.State.Acceptable, text, position
        # "0.00" or "1e" may yet become a rate; if it does not, the last rate comes back.
        allowed = set("0123456789eE+-") | {self.locale().decimalPoint(), "."}
        if set(text.strip()) <= allowed:
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Invalid, text, position

    def _read(self, text: str) -> tuple[float, bool]:
        for locale in (self.locale(), self.locale().c()):
            value, is_number = locale.toDouble(text.strip())
            if is_number:
                return value, True
        return 0.0, False


def _next_round(value: float) -> float:
    """The next value above among 1, 2 and 5 times powers of ten."""
    power = 10.0 ** math.floor(math.log10(value) + 1e-9)
    return next(step * power for step in _STEPS if step * power > value * (1 + 1e-6))


def _previous_round(value: float) -> float:
    return 1 / _next_round(1 / value)
