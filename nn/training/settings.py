"""What a person may change about a recipe's training, and the recipe that comes of it.

    recipe → TrainingSettings.of → (a form, a message to another process) → applied() → recipe

A recipe that is built in is told by its name. One that somebody has made goes along whole, so that
a training and what is kept of it do not depend on a file that may be changed or gone.

The settings are a few plain values, so that they can be shown, sent and kept with a run. With the
values of the recipe itself, what comes back is that very recipe: steering that is not used
changes no bit of a training.
"""

from __future__ import annotations

import math
import operator
from dataclasses import dataclass, fields, replace
from typing import Any

from nn.augmentation import Augmentation
from nn.messages import N_, DigitsError, message
from nn.recipe_files import content_of, recipe_of
from nn.recipes import BEST, LARGEST_BATCH, LEARNING_RATES, MOST_EPOCHS, RECIPES, Recipe

__all__ = [
    "LARGEST_BATCH",
    "LARGEST_SEED",
    "LEARNING_RATES",
    "MOST_EPOCHS",
    "STRONGEST_AUGMENTATION",
    "TrainingSettings",
    "TrainingSettingsError",
    "smallest_batch",
]

STRONGEST_AUGMENTATION = 1.5
"""Beyond it a 7 that is turned passes for a 1, and labels become wrong."""

LARGEST_SEED = 2**31 - 1

_COUNTS = ("batch_size", "epochs", "seed")
"""The settings that are whole numbers."""

_VARIED = BEST.augmentation or Augmentation()
"""How images vary in a recipe that has no variation of its own."""


class TrainingSettingsError(DigitsError, ValueError):
    """Settings that cannot be trained with; one sentence says which, and what can."""


@dataclass(frozen=True)
class TrainingSettings:
    """The recipe's name and the values to train it with.

    ``own`` is the recipe itself where it is none of the built-in ones, which the name finds.

    ``augmentation`` is a strength: 0 leaves the images as they are, 1 varies them as the recipe
    does, or as the shipped network's recipe where it has no variation of its own. The article's
    recipe learns one image at a time: it has neither batches nor augmentation. Raises
    TrainingSettingsError for a value out of its range.
    """

    recipe: str
    learning_rate: float
    batch_size: int
    epochs: int
    augmentation: float = 0.0
    seed: int = 0
    own: Recipe | None = None

    def __post_init__(self) -> None:
        known = tuple(RECIPES) if self.own is None else (self.own.name,)
        if self.recipe not in known:
            raise TrainingSettingsError(
                N_("nn", "There is no recipe {0}: choose one of {1}."),
                self.recipe,
                ", ".join(known),
            )
        _check(N_("nn", "learning rate"), self.learning_rate, *LEARNING_RATES)
        _check(
            N_("nn", "batch size"),
            self.batch_size,
            smallest_batch(self.base),
            LARGEST_BATCH,
        )
        _check(N_("nn", "number of epochs"), self.epochs, 1, MOST_EPOCHS)
        _check(
            N_("nn", "strength of the augmentation"), self.augmentation, 0, STRONGEST_AUGMENTATION
        )
        _check(N_("nn", "seed"), self.seed, 0, LARGEST_SEED)

    @property
    def base(self) -> Recipe:
        """The recipe with its own values."""
        return self.own or RECIPES[self.recipe]

    @staticmethod
    def of(recipe: Recipe, *, seed: int = 0, **changes: float | None) -> TrainingSettings:
        """The recipe's own values, but for those of ``changes`` that are not None.

        They may be NumPy's numbers. Raises TrainingSettingsError for a batch size or an
        augmentation of a recipe that learns one image at a time, which has neither, and for a
        fraction where whole numbers are counted.
        """
        changes = {
            name: _number(name, value) for name, value in changes.items() if value is not None
        }
        if recipe.one_by_one and changes.keys() & {"batch_size", "augmentation"}:
            raise TrainingSettingsError(
                N_(
                    "nn",
                    "The recipe {0} learns one image at a time: it has no batch size and no "
                    "augmentation. Leave them out, or choose another recipe.",
                ),
                recipe.name,
            )
        own = TrainingSettings(
            recipe=recipe.name,
            learning_rate=recipe.learning_rate,
            batch_size=recipe.batch_size,
            epochs=recipe.epochs,
            augmentation=1.0 if recipe.augmentation else 0.0,
            seed=_number("seed", seed),
            own=None if recipe == RECIPES.get(recipe.name) else recipe,
        )
        return replace(own, **changes) if changes else own  # type: ignore[arg-type]

    @staticmethod
    def from_metadata(metadata: dict[str, Any]) -> TrainingSettings:
        """The settings of :meth:`to_metadata`.

        Raises TypeError or ValueError where they are not such.
        """
        for name in _COUNTS:
            if not isinstance(metadata.get(name, 0), int):
                raise TypeError(f"{name} is a whole number, found {metadata.get(name)!r:.40}")
        own = metadata.get("own")
        return TrainingSettings(**{**metadata, "own": None if own is None else recipe_of(own)})

    def to_metadata(self) -> dict[str, Any]:
        """The settings as JSON can hold them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        own = values.pop("own")
        return values if own is None else {**values, "own": content_of(own)}

    def applied(self) -> Recipe:
        """The recipe with these values in place of its own.

        Synthesised images keep their share of the batch. A batch that cannot be shared by all of
        the recipe's threads is shared by as many as can.
        """
        recipe = self.base
        if recipe.one_by_one:
            return replace(recipe, learning_rate=self.learning_rate, epochs=self.epochs)
        return replace(
            recipe,
            learning_rate=self.learning_rate,
            batch_size=self.batch_size,
            epochs=self.epochs,
            augmentation=self._augmentation(recipe),
            synthetic=_share(recipe.synthetic, recipe, self.batch_size),
            non_digits=_share(recipe.non_digits, recipe, self.batch_size),
            shards=math.gcd(recipe.shards, self.batch_size),
        )

    def _augmentation(self, recipe: Recipe) -> Augmentation | None:
        if self.augmentation == 0:
            return None
        return (recipe.augmentation or _VARIED).scaled(self.augmentation)


def smallest_batch(recipe: Recipe) -> int:
    """The smallest batch with one image of each kind that the recipe mixes."""
    return 1 + bool(recipe.synthetic) + bool(recipe.non_digits)


def _share(count: int, recipe: Recipe, batch_size: int) -> int:
    """How many of ``batch_size`` images stand for ``count`` of the recipe's batch; some of some."""
    return max(1, count * batch_size // recipe.batch_size) if count else 0


def _number(name: str, value: object) -> Any:
    """The setting as Python's own number, which JSON can hold."""
    try:
        return operator.index(value) if name in _COUNTS else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError) as error:
        kind = N_("nn", "a whole number") if name in _COUNTS else N_("nn", "a number")
        raise TrainingSettingsError(
            N_("nn", "The setting {0} is {1}, found {2}."), name, message(kind), repr(value)
        ) from error


def _check(name: str, value: float, smallest: float, largest: float) -> None:
    if not smallest <= value <= largest:
        raise TrainingSettingsError(
            N_("nn", "The {0} is between {1} and {2}, found {3}."),
            message(name),
            *(f"{number:g}" for number in (smallest, largest, value)),
        )
