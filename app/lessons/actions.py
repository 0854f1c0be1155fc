"""What a lesson's buttons may ask the window for: a fixed, small vocabulary of plain data.

    a link of the lesson → parse_action → Action → action_requested → the window does it

:mod:`app.lessons.action_links` reads them from links. Whatever is not here a lesson cannot ask for.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal

from nn.training.settings import TrainingSettings

Place = Literal["middle", "corner"]

RecipeChoice = str | Path
"""A built-in recipe by its name, or a recipe file by its path."""


@dataclass(frozen=True)
class OpenPanel:
    """Show a panel, one of :data:`app.lessons.facts.PANELS`, and bring it to the front."""

    panel: str


@dataclass(frozen=True)
class TrainingValues:
    """Values of a training; those that are None stay as they are."""

    learning_rate: float | None = None
    batch_size: int | None = None
    epochs: int | None = None
    augmentation: float | None = None
    seed: int | None = None

    def applied_to(self, settings: TrainingSettings) -> TrainingSettings:
        """The settings with these values in place of their own.

        Raises TrainingSettingsError where the recipe cannot be trained with one of them.
        """
        given = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(settings, **{name: v for name, v in given.items() if v is not None})


@dataclass(frozen=True)
class ChooseRecipe:
    """Choose what is trained next, with the recipe's own values."""

    recipe: RecipeChoice


@dataclass(frozen=True)
class SetValues:
    """Change values of the next training."""

    values: TrainingValues


@dataclass(frozen=True)
class Train:
    """Train: the recipe, or the chosen one where it is None; with these values for its own."""

    recipe: RecipeChoice | None = None
    values: TrainingValues = field(default_factory=TrainingValues)


@dataclass(frozen=True)
class StopTraining:
    """Stop the training that runs."""


@dataclass(frozen=True)
class ResetNetwork:
    """Give the chosen recipe's network fresh first weights."""


@dataclass(frozen=True)
class TakeStep:
    """Train for a single step."""


@dataclass(frozen=True)
class DrawDigit:
    """Put an example of a digit on the canvas: see :func:`app.lessons.examples.example_drawing`.

    ``size`` is its larger side as a share of the sheet's.
    """

    digit: int
    place: Place = "middle"
    size: float = 0.6


@dataclass(frozen=True)
class ClearCanvas:
    """Take a new sheet."""


@dataclass(frozen=True)
class SetCentring:
    """Bring drawings into MNIST's frame before they are read, or read the sheet as it is."""

    on: bool


@dataclass(frozen=True)
class BreakNetwork:
    """Damage the network that answers: None leaves that kind of damage as it is.

    ``noise`` is in shares of the weights' spread, ``pruned`` the share of weights set to 0, and
    ``bits`` is what each weight is stored with.
    """

    noise: float | None = None
    pruned: float | None = None
    bits: int | None = None


@dataclass(frozen=True)
class HealNetwork:
    """Undo all damage."""


@dataclass(frozen=True)
class ChooseDigit:
    """Choose a digit's bar, so that its answer is explained."""

    digit: int


Action = (
    OpenPanel
    | ChooseRecipe
    | SetValues
    | Train
    | StopTraining
    | ResetNetwork
    | TakeStep
    | DrawDigit
    | ClearCanvas
    | SetCentring
    | BreakNetwork
    | HealNetwork
    | ChooseDigit
)
