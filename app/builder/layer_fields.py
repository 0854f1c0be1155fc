"""The fields of the layer that is chosen: what it does, and the values that it has.

draft, place → show_layer → the fields of its kind → edited(the layer with other values)
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from app.builder.draft import ACTIVATIONS, NEW_LAYERS
from app.builder.fields import FieldRows, NumberBox, choice_box, choose, silently, whole_box
from app.builder.texts import kind_of, layer_sentence
from app.ui.theme import UNIT
from app.ui.type_scale import scale_type
from nn.layers import Conv2D, Dense, Dropout, Layer, LeakyReLU, MaxPool2D

_WHOLE: dict[str, tuple[int, int]] = {
    "units": (1, 4096),
    "filters": (1, 512),
    "kernel": (1, 28),
    "stride": (1, 14),
    "padding": (0, 14),
    "size": (1, 28),
}
"""Smallest and largest of the whole numbers; one from a file may be larger."""

_VALUES: dict[type, tuple[str, ...]] = {
    Dense: ("units", "initial", "bias"),
    Conv2D: ("filters", "kernel", "stride", "padding", "initial", "bias"),
    MaxPool2D: ("size",),
    Dropout: ("rate",),
    LeakyReLU: ("slope",),
}
"""Those of each kind of layer that have a field."""


class LayerFields(QWidget):
    """Title, sentence and fields; ``edited`` carries the layer with another value."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: Layer | None = None
        self._title = QLabel(self)
        scale_type(self._title, 1.0, bold=True)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._sentence.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._rows = FieldRows(self)
        self._whole: dict[str, QSpinBox] = {}
        self._make_fields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        for part in (self._title, self._sentence, self._rows):
            layout.addWidget(part)

    def show_image(self) -> None:
        """Tell of the image, which has no values."""
        sentence = self.tr(
            "What was drawn, centred in 28×28 grey values. Choose a layer to change it, or add one."
        )
        self._show(None, self.tr("Image"), sentence, ())

    def show_layer(self, layer: Layer) -> None:
        """Show the values of one of the user's layers."""
        values = _VALUES.get(type(layer), ())
        if isinstance(layer, ACTIVATIONS):
            values = ("function", *values)
        self._show(layer, kind_of(layer), layer_sentence(layer), values)

    def show_output(self, layer: Dense, classes: int) -> None:
        """Show the values of the outputs' layer, which has as many units as there are classes."""
        sentence = self.tr("{0} units, one for each answer.").format(classes)
        self._show(layer, self.tr("Output"), sentence, ("initial", "bias"))

    def _show(
        self, layer: Layer | None, title: str, sentence: str, values: tuple[str, ...]
    ) -> None:
        self._layer = layer
        self._title.setText(title)
        self._sentence.setText(sentence)
        for name in (*self._whole, "rate", "slope", "function", "initial", "bias"):
            self._rows.show_row(name, name in values)
        self._rows.setVisible(bool(values))
        silently(self._fields, self._fill)

    @property
    def _fields(self) -> tuple[QWidget, ...]:
        others = (self._rate, self._slope, self._function, self._initial, self._bias)
        return (*self._whole.values(), *others)

    def _fill(self) -> None:
        layer: Any = self._layer
        for name, field in self._whole.items():
            if hasattr(layer, name):
                value = getattr(layer, name)
                field.setMaximum(max(_WHOLE[name][1], value))
                field.setValue(value)
        if isinstance(layer, Dropout):
            self._rate.setValue(round(100 * layer.rate))
        if isinstance(layer, LeakyReLU):
            self._slope.setValue(layer.slope)
        if isinstance(layer, ACTIVATIONS):
            choose(self._function, kind_of(layer))
        if isinstance(layer, Dense | Conv2D):
            choose(self._initial, layer.initial)
            self._bias.setChecked(layer.bias)

    def _make_fields(self) -> None:
        titles = {
            "units": self.tr("Units"),
            "filters": self.tr("Filters"),
            "kernel": self.tr("Size"),
            "stride": self.tr("Stride"),
            "padding": self.tr("Padding"),
            "size": self.tr("Squares of"),
        }
        for name, title in titles.items():
            self._whole[name] = whole_box(self, *_WHOLE[name])
            self._rows.add(name, title, self._whole[name])
        self._rate = whole_box(self, 0, 95)
        self._rate.setSuffix(self.tr("\u00a0%"))
        self._rate.setSingleStep(5)
        self._slope = NumberBox(self, 0, 0.99, 0.05)
        self._function = choice_box(self, {kind.__name__: kind.__name__ for kind in ACTIVATIONS})
        self._initial = initial_box(self)
        self._bias = QCheckBox(self.tr("adds a number of its own"), self)
        self._rows.add("rate", self.tr("Share"), self._rate)
        self._rows.add("slope", self.tr("Slope below 0"), self._slope)
        self._rows.add("function", self.tr("Function"), self._function)
        self._rows.add("initial", self.tr("First weights"), self._initial)
        self._rows.add("bias", self.tr("Bias"), self._bias)
        for field in (*self._whole.values(), self._rate):
            field.valueChanged.connect(self._tell)
        self._slope.valueChanged.connect(self._tell)
        for box in (self._function, self._initial):
            box.currentIndexChanged.connect(self._tell)
        self._bias.toggled.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        if self._layer is not None:
            self.edited.emit(self._edited(self._layer))

    def _edited(self, layer: Layer) -> Layer:
        """The layer with the values of the fields."""
        if isinstance(layer, ACTIVATIONS):
            function = str(self._function.currentData())
            if function != kind_of(layer):
                return NEW_LAYERS[function]
        values: dict[str, Any] = {
            name: field.value() for name, field in self._whole.items() if hasattr(layer, name)
        }
        match layer:
            case Dense() | Conv2D():
                values["initial"] = self._initial.currentData()
                values["bias"] = self._bias.isChecked()
            case Dropout(rate) if self._rate.value() != round(100 * rate):
                values["rate"] = self._rate.value() / 100
            case LeakyReLU():
                values["slope"] = self._slope.value()
        edited: Layer = replace(layer, **values)  # type: ignore[type-var]
        return edited


def initial_box(parent: QWidget) -> QComboBox:
    """A field for how weights begin."""
    translate = QCoreApplication.translate
    return choice_box(
        parent,
        {
            "he": translate("LayerFields", "He, for ReLU"),
            "glorot": translate("LayerFields", "Glorot, for sigmoid and tanh"),
            "uniform": translate("LayerFields", "Uniform ±0.5, as in the article"),
        },
    )
