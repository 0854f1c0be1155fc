"""A recipe as plain values: texts, numbers and flags in three tables, and the recipe of such.

    recipe ⇄ {"format", "name", …, "training": {…}, "augmentation": {…}, "layers": [{…}, …]}

What comes from a file may be anything, so each value is taken by its name and looked at: its kind
here, its range and whether it fits the others in :mod:`nn.recipe_files.checks`. Nothing is guessed,
and what has no meaning is refused rather than passed over: it may be a typing error.
"""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import Any

from nn.augmentation import Augmentation
from nn.data.files import first_line
from nn.layers import Layer
from nn.messages import N_, DigitsError, Message, message
from nn.network import LAYER_TYPES, MOST_LAYERS
from nn.optimizers import METHODS, SCHEDULES, USUAL_MOMENTUM, OptimizerChoice
from nn.recipe_files.checks import Problem, problems_of
from nn.recipes import WHITE, Recipe

FORMAT = 1
"""Raised when a change makes older programs misread a recipe."""

_OUTPUTS = ("softmax", "sigmoid")

_NUMBERS: dict[str, tuple[type, Any]] = {
    "learning_rate": (float, None),
    "epochs": (int, None),
    "batch_size": (int, None),
    "training_images": (int, None),
    "pixel_divisor": (float, WHITE),
    "label_smoothing": (float, 0.0),
    "averaging": (float, 0.0),
    "synthetic": (int, 0),
    "non_digits": (int, 0),
    "shards": (int, 1),
    "one_by_one": (bool, False),
    "expected_seconds": (float, None),
    "expected_accuracy": (float, None),
}
"""The values of the table "training" that are a recipe's own fields: their kind, and what they are
where they are left out."""

_NEEDED = ("learning_rate", "epochs", "batch_size")

_KINDS: dict[type, Message] = {
    int: message(N_("nn", "a whole number")),
    float: message(N_("nn", "a number")),
    bool: message(N_("nn", "true or false")),
    str: message(N_("nn", "a text in quotes")),
    dict: message(N_("nn", "a table")),
    list: message(N_("nn", "a list of tables")),
}


class RecipeError(DigitsError, ValueError):
    """Plain values that are no recipe; the message says where, and what is wrong there."""


def content_of(recipe: Recipe) -> dict[str, Any]:
    """The recipe as plain values, as TOML and JSON can hold them; what is usual is left out.

    Raises ValueError for a schedule that has no name.
    """
    names = {function: name for name, function in SCHEDULES.items()}
    if recipe.schedule not in names:
        raise ValueError(f"the schedule {recipe.schedule!r} has no name")
    optimizer = recipe.optimizer
    training: dict[str, Any] = {"output": recipe.output, "optimizer": optimizer.method}
    if optimizer.momentum != USUAL_MOMENTUM or optimizer.method == "momentum":
        training["momentum"] = optimizer.momentum
    if optimizer.weight_decay:
        training["weight_decay"] = optimizer.weight_decay
    training["schedule"] = names[recipe.schedule]
    for name, (_, usual) in _NUMBERS.items():
        value = getattr(recipe, name)
        if value != usual or name == "pixel_divisor":
            training[name] = value
    content: dict[str, Any] = {"format": FORMAT, "name": recipe.name}
    if recipe.title != recipe.name:
        content["title"] = recipe.title
    if recipe.summary:
        content["summary"] = recipe.summary
    content["training"] = training
    if recipe.augmentation is not None:
        content["augmentation"] = asdict(recipe.augmentation)
    content["layers"] = [_described(layer) for layer in recipe.layers]
    return content


def recipe_of(content: object) -> Recipe:
    """The recipe of :func:`content_of`; raises RecipeError, which names the place, for others."""
    top = _Table(content, None)
    version = top.take("format", int, FORMAT)
    if version != FORMAT:
        raise top.refusal("format", message(_UNKNOWN_FORMAT, version, FORMAT))
    name = top.take("name", str)
    title, summary = top.take("title", str, name), top.take("summary", str, "")
    training = _Table(top.take("training", dict), "training")
    varied = top.take("augmentation", dict, None)
    layers = _layers(top.take("layers", list))
    top.finish()
    values = {
        place: training.take(place, kind, *(() if place in _NEEDED else (usual,)))
        for place, (kind, usual) in _NUMBERS.items()
    }
    recipe = Recipe(
        name=name,
        title=title,
        summary=summary,
        layers=layers,
        output=training.choose("output", _OUTPUTS),
        optimizer=OptimizerChoice(
            training.choose("optimizer", METHODS),
            training.take("momentum", float, USUAL_MOMENTUM),
            training.take("weight_decay", float, 0.0),
        ),
        schedule=SCHEDULES[training.choose("schedule", tuple(SCHEDULES), "constant")],
        augmentation=None if varied is None else _augmentation(varied),
        **values,
    )
    training.finish()
    check_recipe(recipe)
    return recipe


def check_recipe(recipe: Recipe) -> None:
    """Raise RecipeError, which names the place, for a recipe that cannot be trained."""
    for problem in problems_of(recipe):
        raise RecipeError(_AT, _place(problem, recipe), problem.message)


_AT = N_("nn", "{0}: {1}")
_UNKNOWN_FORMAT = N_("nn", "This is format {0}, and this program knows format {1}: update it.")


def _place(problem: Problem, recipe: Recipe) -> Message | str:
    if isinstance(problem.place, str):
        return problem.place
    kind = type(recipe.layers[problem.place]).__name__
    return message(N_("nn", "layer {0}, {1}"), problem.place + 1, kind)


class _Table:
    """One table of the content, from which each value is taken once, and none is left."""

    def __init__(self, values: object, name: str | Message | None) -> None:
        self._name = name
        if not isinstance(values, dict):
            raise RecipeError(_AT, name or message(N_("nn", "recipe")), _expected(dict, values))
        self._values = dict(values)

    def take(self, name: str, kind: type, *usual: Any) -> Any:
        """The value of this name and kind, or the usual one; whole numbers are numbers, too."""
        if name not in self._values:
            if usual:
                return usual[0]
            raise self.refusal(name, message(N_("nn", "This is missing.")))
        value = self._values.pop(name)
        if kind is float and type(value) is int and abs(value) < 2**53:
            value = float(value)
        if type(value) is not kind:
            raise self.refusal(name, _expected(kind, value))
        return value

    def choose(self, name: str, among: tuple[str, ...], *usual: str) -> Any:
        """The text of this name, which is one of these."""
        value = self.take(name, str, *usual)
        if value not in among:
            text = N_("nn", "This is one of {0}; found {1}.")
            raise self.refusal(name, message(text, ", ".join(among), first_line(repr(value))))
        return value

    def finish(self) -> None:
        """Raise RecipeError where there is a value that nobody has taken."""
        for name in self._values:
            text = N_("nn", "There is no such value; is it a typing error?")
            raise self.refusal(first_line(name), message(text))

    def rest(self) -> dict[str, Any]:
        """What has not been taken, and now is."""
        values, self._values = self._values, {}
        return values

    def refusal(self, name: str, what: Message) -> RecipeError:
        place = name if self._name is None else message(N_("nn", "{0}, {1}"), self._name, name)
        return RecipeError(_AT, place, what)


def _expected(kind: type, found: object) -> Message:
    text = N_("nn", "Expected {0}, found {1}.")
    return message(text, _KINDS[kind], first_line(repr(found)[:100]))


def _augmentation(values: dict[str, Any]) -> Augmentation:
    table = _Table(values, "augmentation")
    limits = {limit.name: table.take(limit.name, float, 0.0) for limit in fields(Augmentation)}
    table.finish()
    return Augmentation(**limits)


def _layers(entries: list[object]) -> tuple[Layer, ...]:
    if len(entries) > MOST_LAYERS:
        text = N_("nn", "A network has 1 to {0} layers, found {1}.")
        raise RecipeError(_AT, "layers", message(text, MOST_LAYERS, len(entries)))
    return tuple(_layer(number, entry) for number, entry in enumerate(entries, start=1))


def _layer(number: int, entry: object) -> Layer:
    table = _Table(entry, message(N_("nn", "layer {0}"), number))
    kind = table.choose("type", tuple(LAYER_TYPES))
    values = table.rest()
    known = {field.name for field in fields(LAYER_TYPES[kind])}
    for name in values:
        if name not in known:
            text = N_("nn", "{0} has no such value; it has {1}.")
            has = ", ".join(sorted(known)) or "–"
            raise table.refusal(first_line(name), message(text, kind, has))
    try:
        layer: Layer = LAYER_TYPES[kind](**values)
    except (TypeError, ValueError) as error:
        raise table.refusal(kind, message(N_("nn", "{0}."), first_line(error))) from error
    return layer


def _described(layer: Layer) -> dict[str, Any]:
    """A layer's type, and those of its values that are not the usual ones."""
    values: dict[str, Any] = {"type": type(layer).__name__}
    for field in fields(layer):  # type: ignore[arg-type]
        value = getattr(layer, field.name)
        if value != field.default:
            values[field.name] = value
    return values
