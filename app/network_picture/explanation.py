"""What the card says of one unit: its formula with the numbers put in, and its picture.

    choice, content → Explanation: title, formula, rows of contributions, weights → UnitCard

No widget.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QLocale

from app.network_picture.content import Content
from app.network_picture.selection import UnitChoice
from app.network_picture.texts import in_brackets, number, source_name, unit_name
from app.text.formats import rounded_percent
from nn.arrays import Array
from nn.explain.contributions import IMAGE, Forward, UnitNumbers, forward, unit_numbers, weights_of
from nn.explain.units import FieldOfView, field_of_view
from nn.layers import Conv2D
from nn.losses import softmax
from nn.reader import Reader

ROWS = 6
"""Contributions that are listed."""

_TINY = 1e-9


@dataclass(frozen=True)
class Row:
    """One contribution: where it comes from, its product, and ``share`` of the largest, -1 … 1."""

    source: UnitChoice
    name: str
    product: str
    value: str
    share: float


@dataclass(frozen=True, eq=False)
class Explanation:
    """What is said of ``choice``. ``picture`` (height, width) in [-1, 1] are its weights.

    ``seen`` is the part of the image that the number depends on, None where that is all of it.
    """

    choice: UnitChoice
    title: str
    formula: tuple[str, ...]
    rows: tuple[Row, ...]
    rest: str
    picture: Array | None
    picture_name: str
    seen: FieldOfView | None
    numbers: UnitNumbers | None

    @property
    def spoken(self) -> str:
        """All of it in one line, for a screen reader."""
        rows = [f"{row.name}: {row.value}" for row in self.rows]
        return ". ".join([self.title, *self.formula, *rows, *([self.rest] if self.rest else [])])


def explain(content: Content, choice: UnitChoice, reader: Reader, locale: QLocale) -> Explanation:
    """The explanation of a unit that the network has; a blank image where nothing is drawn."""
    passed = content.passed
    if passed is None:
        facts = content.facts
        passed = forward(facts.network, facts.levels, np.zeros(facts.network.input_shape[1:]))
    if choice.level == IMAGE:
        return _pixel(passed, choice, locale)
    with np.errstate(over="ignore", invalid="ignore"):
        numbers = unit_numbers(passed, choice.level, choice.place)
        rows, rest = _rows(numbers, locale)
        picture, name = _picture(passed, numbers)
        formula = _formula(passed, numbers, reader, locale)
    level = content.facts.levels[choice.level]
    seen = None
    if len(level.shape) == 3:
        seen = field_of_view(passed.network, level, *choice.place[1:])
    return Explanation(
        choice=choice,
        title=unit_name(level, choice.level + 1, choice.place),
        formula=formula,
        rows=rows,
        rest=rest,
        picture=picture,
        picture_name=name,
        seen=seen,
        numbers=numbers,
    )


def _pixel(passed: Forward, choice: UnitChoice, locale: QLocale) -> Explanation:
    value = float(passed.image[choice.place])
    text = QCoreApplication.translate(
        "NetworkPicture", "x = {0}: its ink, from 0 (paper) to 1 (black)"
    )
    return Explanation(
        choice,
        unit_name(None, 0, choice.place),
        (text.format(number(value, locale)),),
        (),
        "",
        None,
        "",
        FieldOfView(choice.place[0], choice.place[1], 1),
        None,
    )


def _formula(
    passed: Forward, numbers: UnitNumbers, reader: Reader, locale: QLocale
) -> tuple[str, ...]:
    """The lines from the weighted sum to what the unit gives."""
    if numbers.activation == "MaxPool2D":
        text = QCoreApplication.translate("NetworkPicture", "a = the largest of {0} values = {1}")
        return (text.format(len(numbers.inputs), number(numbers.value, locale)),)
    z, total = number(numbers.z, locale), number(numbers.z - numbers.bias, locale)
    lines = [f"z = Σ w·x = {z}"]
    if numbers.has_bias:
        lines = [f"z = Σ w·x + b = {total} + {in_brackets(numbers.bias, locale)} = {z}"]
    if numbers.activation:
        lines.append(_activated(numbers, locale))
    if numbers.level == len(passed.levels) - 1:
        lines.append(_probability(passed, numbers, reader, locale))
    return tuple(lines)


def _activated(numbers: UnitNumbers, locale: QLocale) -> str:
    z, a = number(numbers.z, locale), number(numbers.value, locale)
    match numbers.activation:
        case "ReLU":
            return f"a = ReLU(z) = max(0, {z}) = {a}"
        case "Sigmoid":
            exponent = in_brackets(-numbers.z, locale)
            return f"a = sigmoid(z) = 1 / (1 + e^{exponent}) = {a}"
        case "Tanh":
            return f"a = tanh({z}) = {a}"
        case name:
            return f"a = {name}({z}) = {a}"


def _probability(passed: Forward, numbers: UnitNumbers, reader: Reader, locale: QLocale) -> str:
    """How the output becomes what its bar shows: its share among all outputs."""
    outputs = np.stack([passed.activations[-1][:, 0]], axis=1)
    temperature = reader.calibration.temperature
    scaled = passed.network.logits_of(outputs)[0] / temperature
    if not np.isfinite(scaled).all():
        return QCoreApplication.translate("NetworkPicture", "The numbers have overflowed.")
    share = float(softmax(scaled[:, None])[numbers.place[0], 0])
    shown = rounded_percent(share, locale, 1)
    if passed.network.output == "sigmoid":
        if math.isclose(temperature, 1):
            return f"p = a / Σ a = {shown}"
        return f"p = a^(1/{number(temperature, locale)}) / Σ … = {shown}"
    if math.isclose(temperature, 1):
        return f"p = e^z / Σ e^z = {shown}"
    return f"p = e^(z/{number(temperature, locale)}) / Σ … = {shown}"


def _rows(numbers: UnitNumbers, locale: QLocale) -> tuple[tuple[Row, ...], str]:
    """The largest contributions, and in a sentence what the others add."""
    products = np.nan_to_num(numbers.contributions)
    chosen = numbers.largest(ROWS)
    largest = max((abs(float(products[index])) for index in chosen), default=_TINY)
    rows = tuple(
        Row(
            source=UnitChoice(
                numbers.source_level, tuple(int(at) for at in numbers.sources[index])
            ),
            name=source_name(numbers.source_level, numbers.sources[index].tolist()),
            product=f"{number(float(numbers.weights[index]), locale)} × "
            f"{number(float(numbers.inputs[index]), locale)}",
            value=number(float(products[index]), locale),
            share=float(products[index]) / largest,
        )
        for index in chosen
    )
    others = np.count_nonzero(products) - len(chosen)
    if others <= 0:
        return rows, ""
    text = QCoreApplication.translate("NetworkPicture", "{0} others together: {1}")
    remaining = float(products.sum() - products[chosen].sum())
    return rows, text.format(others, number(remaining, locale))


def _picture(passed: Forward, numbers: UnitNumbers) -> tuple[Array | None, str]:
    """The weights as a picture, and what it is a picture of."""
    translate = QCoreApplication.translate
    level = passed.levels[numbers.level]
    if level.kind == "pooling":
        return None, ""
    layer = passed.network.layers[level.first]
    unit = np.array(numbers.place[:1])
    weights = np.nan_to_num(weights_of(passed.network, passed.levels, numbers.level, unit)[0])
    scaled = weights / max(float(np.abs(weights).max(initial=0)), _TINY)
    if isinstance(layer, Conv2D):
        source = _strongest_map(numbers)
        name = translate("NetworkPicture", "Its kernel")
        if numbers.source_level != IMAGE:
            name = translate("NetworkPicture", "Its kernel for map {0}").format(source)
        return scaled[source].reshape(layer.kernel, layer.kernel), name
    if level.sees_image:
        shape = passed.network.input_shape[1:]
        return scaled.reshape(shape), translate("NetworkPicture", "Its weights")
    before = passed.levels[numbers.level - 1]
    if len(before.shape) == 3:
        source = _strongest_map(numbers)
        name = translate("NetworkPicture", "Its weights for map {0}").format(source)
        return scaled[source].reshape(before.shape[1:]), name
    side = math.ceil(math.sqrt(before.units))
    padded = np.zeros(side * -(-before.units // side), scaled.dtype)
    padded[: before.units] = scaled[:, 0]
    return padded.reshape(-1, side), translate("NetworkPicture", "Its weights")


def _strongest_map(numbers: UnitNumbers) -> int:
    """The map that the largest contribution comes from; the first where there is none."""
    largest = numbers.largest(1)
    if numbers.source_level == IMAGE or not largest:
        return 0
    return int(numbers.sources[largest[0]][0])
