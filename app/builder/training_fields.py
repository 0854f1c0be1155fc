"""The fields of how a network is trained: loss, optimiser, rates, batches, images.

draft → show_draft → fields → edited(the draft with another value)
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDoubleSpinBox, QLabel, QVBoxLayout, QWidget

from app.builder.draft import Draft
from app.builder.fields import FieldRows, NumberBox, choice_box, choose, silently, whole_box
from app.builder.layer_fields import initial_box
from app.builder.texts import in_a_list
from app.text.translate import translated
from app.training.form import LearningRateBox
from app.ui.buttons import PushButton
from app.ui.theme import UNIT
from nn.optimizers import SCHEDULES, OptimizerChoice
from nn.recipe_files.checks import FEWEST_IMAGES, MOST_IMAGES, PIXEL_DIVISORS, RANGES
from nn.recipes import LARGEST_BATCH, MOST_EPOCHS

_ALL_IMAGES = FEWEST_IMAGES - 1
"""What the field shows as "All"."""

_ARTICLE = "article"
"""The choice among the optimisers that stands for the article's rule."""


class TrainingFields(QWidget):
    """``edited`` carries the :class:`Draft` with another value."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft: Draft | None = None
        self._rows = FieldRows(self)
        self._make_fields()
        self._extras = QLabel(self)
        self._extras.setWordWrap(True)
        self._extras.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._leave_out = PushButton(self.tr("Leave These Out"), self)
        self._leave_out.setObjectName("leaveOutButton")
        self._leave_out.clicked.connect(self._tell_without_extras)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self._rows, self._extras, self._leave_out):
            layout.addWidget(part)
        self._connect()

    def show_draft(self, draft: Draft) -> None:
        """Show the values of this draft, and below each what is wrong with it."""
        self._draft = draft
        silently(self._fields, partial(self._fill, draft))
        base = draft.base
        self._rows.show_row("momentum", base.optimizer.method == "momentum")
        self._rows.show_row("weight_decay", not base.one_by_one)
        self._batch_size.setEnabled(not base.one_by_one)
        self._output.setEnabled(not base.one_by_one)
        problems = {
            str(problem.place): translated(problem.message) for problem in draft.problems[::-1]
        }
        if "one_by_one" in problems:
            problems["optimizer"] = problems["one_by_one"]
        self._rows.tell(problems)
        self._extras.setText(_extras_text(draft))
        for part in (self._extras, self._leave_out):
            part.setVisible(draft.has_extras)

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self._output,
            self._optimizer,
            self._momentum,
            self._learning_rate,
            self._schedule,
            self._weight_decay,
            self._initial,
            self._epochs,
            self._batch_size,
            self._images,
            self._divisor,
        )

    def _fill(self, draft: Draft) -> None:
        base = draft.base
        choose(self._output, base.output)
        choose(self._optimizer, _ARTICLE if base.one_by_one else base.optimizer.method)
        self._momentum.setValue(base.optimizer.momentum)
        self._learning_rate.setValue(base.learning_rate)
        names = {function: name for name, function in SCHEDULES.items()}
        choose(self._schedule, names[base.schedule])
        self._weight_decay.setValue(base.optimizer.weight_decay)
        choose(self._initial, draft.initial)
        self._epochs.setValue(base.epochs)
        self._batch_size.setValue(base.batch_size)
        self._images.setValue(base.training_images or _ALL_IMAGES)
        self._divisor.setValue(base.pixel_divisor)

    def _make_fields(self) -> None:
        self._make_choices()
        self._momentum = NumberBox(self, *RANGES["momentum"], 0.05)
        self._learning_rate = LearningRateBox(self)
        self._weight_decay = NumberBox(self, *RANGES["weight_decay"], 0.001)
        self._weight_decay.setSpecialValueText(self.tr("Off"))
        self._epochs = whole_box(self, 1, MOST_EPOCHS)
        self._batch_size = whole_box(self, 1, LARGEST_BATCH)
        self._images = whole_box(self, _ALL_IMAGES, MOST_IMAGES)
        self._images.setSpecialValueText(self.tr("All"))
        self._images.setSingleStep(1000)
        self._divisor = NumberBox(self, *PIXEL_DIVISORS, 5)
        self._divisor.setToolTip(
            self.tr(
                "In training alone. Reading always divides by 255; with another number here, the "
                "network learns from brighter images than it will read."
            )
        )
        for name, title, field in (
            ("output", self.tr("Output, loss"), self._output),
            ("optimizer", self.tr("Optimiser"), self._optimizer),
            ("momentum", self.tr("Momentum"), self._momentum),
            ("learning_rate", self.tr("Learning rate"), self._learning_rate),
            ("schedule", self.tr("Its course"), self._schedule),
            ("weight_decay", self.tr("Weight decay"), self._weight_decay),
            ("initial", self.tr("First weights"), self._initial),
            ("epochs", self.tr("Epochs"), self._epochs),
            ("batch_size", self.tr("Batch size"), self._batch_size),
            ("training_images", self.tr("Training images"), self._images),
            ("pixel_divisor", self.tr("Pixels divided by"), self._divisor),
        ):
            self._rows.add(name, title, field)

    def _make_choices(self) -> None:
        self._output = choice_box(
            self,
            {
                "softmax": self.tr("Softmax, cross-entropy"),
                "sigmoid": self.tr("Sigmoids, squared error"),
            },
        )
        self._optimizer = choice_box(
            self,
            {
                "sgd": self.tr("SGD"),
                "momentum": self.tr("SGD with momentum"),
                "adam": self.tr("Adam"),
                _ARTICLE: self.tr("The article's rule"),
            },
        )
        self._schedule = choice_box(
            self,
            {
                "constant": self.tr("Always the same"),
                "cosine": self.tr("Falling to 0"),
                "one cycle": self.tr("Rising, then falling to 0"),
            },
        )
        self._initial = initial_box(self)
        self._initial.setPlaceholderText(self.tr("Mixed"))

    def _connect(self) -> None:
        self._output.currentIndexChanged.connect(self._tell_output)
        self._optimizer.currentIndexChanged.connect(self._tell_optimizer)
        self._schedule.currentIndexChanged.connect(self._tell_values)
        self._initial.currentIndexChanged.connect(self._tell_initial)
        for field in (self._momentum, self._weight_decay):
            field.valueChanged.connect(self._tell_optimizer)
        for box in (
            self._learning_rate,
            self._epochs,
            self._batch_size,
            self._images,
            self._divisor,
        ):
            box.valueChanged.connect(self._tell_values)

    @Slot()
    def _tell_output(self) -> None:
        if self._draft is not None:
            self.edited.emit(self._draft.with_output(self._output.currentData()))

    @Slot()
    def _tell_optimizer(self) -> None:
        if self._draft is None:
            return
        method = self._optimizer.currentData()
        if method == _ARTICLE:
            self.edited.emit(self._draft.with_articles_rule())
            return
        before = self._draft.base.optimizer
        choice = OptimizerChoice(
            method,
            _value(self._momentum, before.momentum),
            _value(self._weight_decay, before.weight_decay),
        )
        self.edited.emit(self._draft.with_optimizer(choice))

    @Slot()
    def _tell_initial(self) -> None:
        if self._draft is not None and self._initial.currentData() is not None:
            self.edited.emit(self._draft.with_initial(self._initial.currentData()))

    @Slot()
    def _tell_values(self) -> None:
        if self._draft is None:
            return
        images, base = self._images.value(), self._draft.base
        draft = self._draft.with_values(
            learning_rate=_value(self._learning_rate, base.learning_rate),
            schedule=SCHEDULES[self._schedule.currentData()],
            epochs=self._epochs.value(),
            batch_size=self._batch_size.value(),
            training_images=None if images == _ALL_IMAGES else images,
            pixel_divisor=_value(self._divisor, base.pixel_divisor),
        )
        self.edited.emit(draft)

    @Slot()
    def _tell_without_extras(self) -> None:
        if self._draft is not None:
            self.edited.emit(self._draft.without_extras())


def _value(field: QDoubleSpinBox, before: float) -> float:
    """What the field says, or what was there if it still shows that: it may have more digits."""
    is_as_before = field.value() == round(before, field.decimals())
    return before if is_as_before else field.value()


def _extras_text(draft: Draft) -> str:
    """What there is no field for, in one sentence."""
    translate, base = QCoreApplication.translate, draft.base
    parts = []
    if base.augmentation is not None:
        parts.append(translate("TrainingFields", "varied images"))
    if base.synthetic:
        parts.append(translate("TrainingFields", "synthesised digits"))
    if base.non_digits:
        parts.append(translate("TrainingFields", "drawings that are no digits"))
    if base.averaging:
        parts.append(translate("TrainingFields", "averaged weights"))
    if base.label_smoothing:
        parts.append(translate("TrainingFields", "smoothed labels"))
    sentence = translate("TrainingFields", "Kept from the recipe that it began with: {0}.")
    return sentence.format(in_a_list(parts))
