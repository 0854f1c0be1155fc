"""What layers, shapes and numbers of a draft are called in the user's language.

A layer is called as in the recipe's file and in the code; the words beside it say what it is.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QLocale

from app.text.formats import duration, rounded_percent, whole_number
from nn.layers import (
    ELU,
    AveragePool2D,
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Shape,
    Tanh,
)


def kind_of(layer: Layer) -> str:
    """Such as "Conv2D"."""
    return type(layer).__name__


def layer_words(layer: Layer, locale: QLocale) -> str:
    """What the layer is, in a few words, such as "16 filters of 3×3"."""
    translate = QCoreApplication.translate
    match layer:
        case Dense(units):
            text = translate("Layers", "{0} units")
            return text.format(whole_number(units, locale))
        case Conv2D(filters, kernel, stride, padding):
            parts = [translate("Layers", "{0} filters of {1}×{1}").format(filters, kernel)]
            if stride > 1:
                parts.append(translate("Layers", "stride {0}").format(stride))
            if padding:
                parts.append(translate("Layers", "padding {0}").format(padding))
            return in_a_list(parts)
        case MaxPool2D(size):
            return translate("Layers", "the largest of {0}×{0}").format(size)
        case AveragePool2D(size):
            return translate("Layers", "the mean of {0}×{0}").format(size)
        case Dropout(rate):
            text = translate("Layers", "leaves out {0} while it learns")
            return text.format(rounded_percent(rate, locale))
        case BatchNorm():
            return translate("Layers", "mean 0, spread 1")
        case Flatten():
            return translate("Layers", "the image as one row of numbers")
    return _activation_words(layer, locale)


def _activation_words(layer: Layer, locale: QLocale) -> str:
    translate = QCoreApplication.translate
    match layer:
        case LeakyReLU(slope):
            text = translate("Layers", "below 0 only {0} of it")
            return text.format(rounded_percent(slope, locale))
        case ELU():
            return translate("Layers", "flattens out below 0")
        case ReLU():
            return translate("Layers", "nothing below 0")
        case Tanh():
            return translate("Layers", "squeezed between −1 and 1")
    return translate("Layers", "squeezed between 0 and 1")


def layer_sentence(layer: Layer) -> str:
    """What the layer does, for somebody who wonders whether to add it."""
    translate = QCoreApplication.translate
    match layer:
        case Dense():
            return translate(
                "Layers", "Every unit adds up all inputs, each with a weight of its own."
            )
        case Conv2D():
            return translate(
                "Layers",
                "Small filters that move over the image look for the same pattern everywhere.",
            )
        case MaxPool2D():
            return translate(
                "Layers", "Of each square only the largest value goes on: the image gets smaller."
            )
        case AveragePool2D():
            return translate(
                "Layers", "Of each square the mean value goes on: the image gets smaller."
            )
        case Dropout():
            return translate(
                "Layers",
                "While it learns, a share of the values is left out by chance, so that no unit "
                "relies on another.",
            )
        case BatchNorm():
            return translate(
                "Layers",
                "Each batch's values are brought to the same scale; deep networks learn faster.",
            )
        case Flatten():
            return translate("Layers", "Comes by itself where Dense layers follow an image.")
    return translate(
        "Layers", "Bends the sum of a unit. Without it, layers in a row would be a single one."
    )


def shape_text(shape: Shape, locale: QLocale) -> str:
    """Such as "16 × 14 × 14" (maps, height, width) or "784"."""
    return " × ".join(whole_number(side, locale) for side in shape)


def parameters_text(count: int, locale: QLocale) -> str:
    """Such as "416 parameters"; empty for none."""
    if count == 0:
        return ""
    text = QCoreApplication.translate("Layers", "{0} parameters")
    return text.format(whole_number(count, locale))


def rough_duration(seconds: float, locale: QLocale) -> str:
    """Such as "0.3 s" below ten seconds, then as any other."""
    if seconds >= 9.5:
        return duration(seconds, locale)
    if seconds < 0.1:
        return QCoreApplication.translate("Layers", "less than {0} s").format(
            locale.toString(0.1, "f", 1)
        )
    number = locale.toString(seconds, "f", 1)
    return QCoreApplication.translate("Layers", "{0} s").format(number)


def in_a_list(parts: Iterable[str]) -> str:
    """One after the other, with the language's comma."""
    return QCoreApplication.translate("Layers", ", ").join(parts)
