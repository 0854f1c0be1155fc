"""What to train and how: the recipe; how fast, in what portions, how long, how varied, which seed.

    recipe → its values → the user's changes → settings

The fields hold only what can be trained with: what lies outside a range cannot be entered.
"""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette, QValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.text.formats import duration, learning_rate, rounded_percent
from app.text.translate import recipe_title, translated
from app.ui.theme import UNIT
from app.ui.widgets import WheelGuard
from nn.recipes import RECIPES
from nn.training.settings import (
    LARGEST_BATCH,
    LARGEST_SEED,
    LEARNING_RATES,
    MOST_EPOCHS,
    STRONGEST_AUGMENTATION,
    TrainingSettings,
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

    ``selector`` lists the recipes by their titles. It stands elsewhere.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selector = QComboBox(parent)
        self.selector.setObjectName("recipeSelector")
        self.selector.setAccessibleName(self.tr("Recipe"))
        WheelGuard(self).guard(self.selector)
        for name in RECIPES:
            self.selector.addItem(recipe_title(name), name)
        self.selector.setCurrentIndex(self.selector.findData(FIRST_CHOICE))
        self.selector.currentIndexChanged.connect(self._choose)
        self._summary = QLabel(self)
        self._summary.setWordWrap(True)
        self._summary.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._summary)
        self._describe()

    @property
    def recipe_name(self) -> str:
        """The recipe that is chosen, by its name in ``RECIPES``."""
        return str(self.selector.currentData())

    @Slot()
    def _choose(self) -> None:
        self._describe()
        self.chosen.emit(self.recipe_name)

    def _describe(self) -> None:
        recipe = RECIPES[self.recipe_name]
        expectation = self.tr("About {0}, {1} of MNIST's test images right.").format(
            duration(recipe.expected_seconds, self.locale()),
            rounded_percent(recipe.expected_accuracy, self.locale(), 1),
        )
        self._summary.setText(f"{translated(recipe.summary)}\n{expectation}")


class TrainingForm(QWidget):
    """Fields for everything in :class:`TrainingSettings` but the recipe.

    ``changed`` carries the settings after each complete change by the user or a new recipe,
    ``learning_rate_edited`` the learning rate alone, when only it was changed.
    """

    changed = Signal(object)
    learning_rate_edited = Signal(float)

    def __init__(self, recipe: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = recipe
        self._make_fields()
        self._lay_out()
        self.set_recipe(recipe)
        for field in (self._batch_size, self._epochs, self._augmentation, self._seed):
            field.valueChanged.connect(self._tell)
        self._learning_rate.valueChanged.connect(self._tell_learning_rate)

    @property
    def settings(self) -> TrainingSettings:
        """What the fields say."""
        return TrainingSettings(
            recipe=self._recipe,
            learning_rate=self._learning_rate.value(),
            batch_size=self._batch_size.value(),
            epochs=self._epochs.value(),
            augmentation=self._augmentation.value() / 100,
            seed=self._seed.value(),
        )

    @property
    def is_of_recipe(self) -> bool:
        """Whether these are the recipe's own values, whatever the seed."""
        own = TrainingSettings.of(RECIPES[self._recipe], seed=self._seed.value())
        return self.settings == own

    @Slot(str)
    def set_recipe(self, name: str) -> None:
        """Take the values of another recipe; the seed stays."""
        self._recipe = name
        recipe = RECIPES[name]
        self._fill(TrainingSettings.of(recipe, seed=self._seed.value()))
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
        self._fill(TrainingSettings.of(RECIPES[self._recipe]))
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
        self._batch_size.setRange(smallest_batch(RECIPES[self._recipe]), LARGEST_BATCH)
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
        self._back = QPushButton(self.tr("Back to the Recipe's Values"), self)
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
