"""Links of a lesson that are buttons: read, checked, and made into actions.

    [Train at 0.3](do:train?recipe=classic&learning_rate=0.3) → parse_action → Train(…)

The address of such a link begins with ``do:``. What is not in the vocabulary of
:mod:`app.lessons.actions`, or lies out of its range, is refused when the lesson is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import unquote

from app.lessons.actions import (
    Action,
    BreakNetwork,
    ChooseDigit,
    ChooseRecipe,
    ClearCanvas,
    DrawDigit,
    HealNetwork,
    OpenPanel,
    RecipeChoice,
    ResetNetwork,
    SetCentring,
    SetValues,
    StopTraining,
    TakeStep,
    Train,
    TrainingValues,
)
from app.lessons.facts import PANELS
from app.lessons.problems import LessonError, quoted
from nn.messages import N_
from nn.network import DIGITS
from nn.recipes import RECIPES
from nn.training.settings import (
    LARGEST_BATCH,
    LARGEST_SEED,
    LEARNING_RATES,
    MOST_EPOCHS,
    STRONGEST_AUGMENTATION,
)

SCHEME = "do:"
"""Begins the address of a link that is an action."""


def parse_action(address: str, folder: Path) -> Action:
    """The action of a link ``do:name?key=value&…`` in a lesson of ``folder``.

    Recipe files are looked for in that folder. Raises LessonError, with what is wrong, for
    everything that is not in the vocabulary.
    """
    name, _, query = address.removeprefix(SCHEME).partition("?")
    if not address.startswith(SCHEME) or name not in _ACTIONS:
        raise LessonError(
            N_("nn", "There is no action “{0}”; there are: {1}."),
            quoted(name),
            ", ".join(_ACTIONS),
        )
    keys, make = _ACTIONS[name]
    return make(_Values(name, _parsed_query(name, keys, query), folder))


def _parsed_query(name: str, keys: tuple[str, ...], query: str) -> dict[str, str]:
    """The values by their keys, none of them unknown or twice."""
    values: dict[str, str] = {}
    for part in query.split("&") if query else ():
        key, is_given, value = part.partition("=")
        if key not in keys or not is_given:
            raise LessonError(
                N_("nn", "The action “{0}” knows no “{1}”; it takes: {2}."),
                name,
                quoted(part),
                ", ".join(keys) or "–",
            )
        if key in values:
            raise LessonError(N_("nn", "The action “{0}” has “{1}” twice."), name, key)
        values[key] = unquote(value)
    return values


_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(frozen=True)
class _Values:
    """What stands behind the name of an action, read with its type and range."""

    action: str
    given: Mapping[str, str]
    folder: Path

    def text(self, key: str) -> str:
        if key not in self.given:
            raise LessonError(N_("nn", "The action “{0}” needs “{1}”."), self.action, key)
        return self.given[key]

    def word(self, key: str, words: tuple[str, ...]) -> str:
        text = self.text(key)
        if text not in words:
            raise LessonError(
                N_("nn", "“{0}” is one of {1}, found “{2}”."), key, ", ".join(words), quoted(text)
            )
        return text

    def number(self, key: str, smallest: float, largest: float) -> float:
        text = self.text(key)
        if not _NUMBER.fullmatch(text) or not smallest <= float(text) <= largest:
            raise LessonError(
                N_("nn", "“{0}” is a number from {1} to {2}, found “{3}”."),
                key,
                f"{smallest:g}",
                f"{largest:.10g}",
                quoted(text),
            )
        return float(text)

    def whole(self, key: str, smallest: int, largest: int) -> int:
        value = self.number(key, smallest, largest)
        if not value.is_integer():
            raise LessonError(
                N_("nn", "“{0}” is a whole number, found “{1}”."), key, quoted(self.given[key])
            )
        return int(value)

    def recipe(self) -> RecipeChoice:
        text = self.text("recipe")
        if text in RECIPES:
            return text
        if not text.endswith(".toml"):
            raise LessonError(
                N_("nn", "“recipe” is one of {0}, or a recipe file (.toml); found “{1}”."),
                ", ".join(RECIPES),
                quoted(text),
            )
        return file_of(self.folder, text)

    def training_values(self) -> TrainingValues:
        given = self.given
        return TrainingValues(
            self.number("learning_rate", *LEARNING_RATES) if "learning_rate" in given else None,
            self.whole("batch_size", 1, LARGEST_BATCH) if "batch_size" in given else None,
            self.whole("epochs", 1, MOST_EPOCHS) if "epochs" in given else None,
            self.number("augmentation", 0, STRONGEST_AUGMENTATION)
            if "augmentation" in given
            else None,
            self.whole("seed", 0, LARGEST_SEED) if "seed" in given else None,
        )


def file_of(folder: Path, name: str) -> Path:
    """The file of this name beside a lesson; raises LessonError where it is not there, or not
    inside the lesson's folder."""
    try:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    except (OSError, RuntimeError, ValueError):
        # A name that no file can have, or links in a circle: as good as not there.
        pass
    raise LessonError(N_("nn", "There is no file “{0}” in the lesson's folder."), quoted(name))


_VALUES = tuple(f.name for f in fields(TrainingValues))


def _set_values(values: _Values) -> Action:
    if not values.given:
        raise LessonError(N_("nn", "The action “{0}” needs “{1}”."), "set", _VALUES[0])
    return SetValues(values.training_values())


def _train(values: _Values) -> Action:
    recipe = values.recipe() if "recipe" in values.given else None
    return Train(recipe, values.training_values())


def _draw(values: _Values) -> Action:
    digit = values.whole("digit", 0, DIGITS - 1)
    corner = "place" in values.given and values.word("place", ("middle", "corner")) == "corner"
    size = values.number("size", 0.05, 1) if "size" in values.given else DrawDigit.size
    return DrawDigit(digit, "corner" if corner else "middle", size)


def _break(values: _Values) -> Action:
    given = values.given
    if not given:
        raise LessonError(N_("nn", "The action “{0}” needs “{1}”."), "break", "noise")
    return BreakNetwork(
        values.number("noise", 0, 5) if "noise" in given else None,
        values.number("pruned", 0, 1) if "pruned" in given else None,
        values.whole("bits", 1, 32) if "bits" in given else None,
    )


_ACTIONS: dict[str, tuple[tuple[str, ...], Callable[[_Values], Action]]] = {
    "open": (("panel",), lambda values: OpenPanel(values.word("panel", PANELS))),
    "choose": (("recipe",), lambda values: ChooseRecipe(values.recipe())),
    "set": (_VALUES, _set_values),
    "train": (("recipe", *_VALUES), _train),
    "stop": ((), lambda values: StopTraining()),
    "reset": ((), lambda values: ResetNetwork()),
    "step": ((), lambda values: TakeStep()),
    "draw": (("digit", "place", "size"), _draw),
    "clear": ((), lambda values: ClearCanvas()),
    "centring": (
        ("state",),
        lambda values: SetCentring(values.word("state", ("on", "off")) == "on"),
    ),
    "break": (("noise", "pruned", "bits"), _break),
    "heal": ((), lambda values: HealNetwork()),
    "explain": (("digit",), lambda values: ChooseDigit(values.whole("digit", 0, DIGITS - 1))),
}
"""Every action by the name that a lesson calls it by: the keys that it knows, and how it is made.
"""
