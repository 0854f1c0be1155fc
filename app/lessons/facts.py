"""What tasks may be about: the facts of the window, each with its name and what it may be.

    the window → set_fact(name, value) → a task's condition holds, or not yet

A fact that is not known yet has no value, and no condition about it holds. The facts of a training
are about the one that ran last and are set together when it begins (:func:`training_facts`), so
that its accuracy is never held against the layers of another.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from nn.layers import Conv2D, Dense, Dropout, Layer
from nn.network import DIGITS, Network
from nn.recipes import Recipe
from nn.training.settings import TrainingSettings

FactValue = float | str | bool


@dataclass(frozen=True)
class Number:
    """A number from ``smallest`` to ``largest``."""

    smallest: float = 0.0
    largest: float = math.inf


@dataclass(frozen=True)
class Word:
    """One of some words, or any word where there is no list of them."""

    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Switch:
    """On or off, True or False."""


Kind = Number | Word | Switch

PANELS = ("training", "inside", "mistakes", "library", "microscope", "build", "compare", "learn")
"""The panels by the names that lessons know them by."""

_ACTIVATIONS = {
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "ReLU": "relu",
    "LeakyReLU": "leaky_relu",
    "ELU": "elu",
}

_TRAINING: dict[str, Kind] = {
    "recipe": Word(),
    "learning_rate": Number(),
    "batch_size": Number(1),
    "epochs": Number(1),
    "augmentation": Number(),
    "augmented": Switch(),
    "seed": Number(),
    "layers": Number(),
    "hidden_units": Number(),
    "parameters": Number(),
    "activation": Word(("none", *_ACTIVATIONS.values(), "several")),
    "dropout": Number(0, 1),
    "weight_decay": Number(),
    "pixel_divisor": Number(1),
    "training_images": Number(1),
    "training": Word(("running", "finished", "stopped", "diverged")),
    "epochs_done": Number(),
    "accuracy": Number(0, 1),
}

FACTS: Mapping[str, Kind] = MappingProxyType(
    {
        **_TRAINING,
        "steps": Number(),
        "drawn": Number(),
        "read": Number(-1, DIGITS - 1),
        "confidence": Number(0, 1),
        "chosen": Number(-1, DIGITS - 1),
        "centring": Switch(),
        "broken": Switch(),
        "panel": Word(PANELS),
        "microscope_stop": Number(),
        "mistakes_seen": Switch(),
        "compared": Switch(),
    }
)
"""Every fact by its name.

Of the training that ran last: ``recipe`` (its name) and the values it was begun with; ``layers``
that have weights, ``hidden_units`` in those but the last, ``parameters`` in all, ``activation`` of
the hidden layers, ``dropout`` (the largest share), ``weight_decay``, ``pixel_divisor`` of its
training images and their number ``training_images`` where the recipe limits it; ``training`` is how
it stands, ``epochs_done`` how far it came, and ``accuracy`` (a share, on the validation images) is
that of its end, unknown before.

``steps``: single steps taken in all. ``drawn``: strokes on the canvas. ``read``: the digit that is
read, -1 for none, and ``confidence`` its probability. ``chosen``: the digit whose bar was chosen,
-1 for none. ``centring``: whether drawings are brought into MNIST's frame. ``broken``: whether a
network that was broken on purpose answers. ``panel``: the one that was opened last.
``microscope_stop``: the stop that is looked at, from 1; 0 before there is a sample.
``mistakes_seen``: whether a cell of the confusion matrix was opened. ``compared``: whether two
networks were looked at side by side.
"""


def check_fact(name: str, value: FactValue) -> None:
    """Raise ValueError where there is no such fact, or where it cannot be this."""
    kind = FACTS.get(name)
    match kind:
        case Number(smallest, largest):
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            is_right = is_number and smallest <= float(value) <= largest
        case Word(words):
            is_right = isinstance(value, str) and (not words or value in words)
        case Switch():
            is_right = isinstance(value, bool)
        case _:
            is_right = False
    if not is_right:
        raise ValueError(f"{value!r} is no value of a fact {name!r} of the kind {kind}")


def training_facts(recipe: Recipe, settings: TrainingSettings) -> dict[str, FactValue | None]:
    """The facts of a training that begins now: with this recipe, and these values for it.

    They replace those of the training before; what only its end tells is unknown.
    """
    return {
        **dict.fromkeys(_TRAINING),
        "recipe": recipe.name,
        "learning_rate": settings.learning_rate,
        "batch_size": settings.batch_size,
        "epochs": settings.epochs,
        "augmentation": settings.augmentation,
        "augmented": settings.augmentation > 0,
        "seed": settings.seed,
        "pixel_divisor": recipe.pixel_divisor,
        "training_images": recipe.training_images,
        "weight_decay": recipe.optimizer.weight_decay,
        "training": "running",
        "epochs_done": 0,
        **_layer_facts(recipe),
    }


def _layer_facts(recipe: Recipe) -> dict[str, FactValue]:
    network = Network(recipe.layers, output=recipe.output)
    weighted = [
        index for index, layer in enumerate(recipe.layers) if isinstance(layer, Dense | Conv2D)
    ]
    hidden = recipe.layers[: weighted[-1]] if weighted else ()
    shares = [layer.rate for layer in recipe.layers if isinstance(layer, Dropout)]
    return {
        "layers": len(weighted),
        "hidden_units": sum(math.prod(network.shapes[index + 1]) for index in weighted[:-1]),
        "parameters": network.parameter_count,
        "activation": _activation(hidden),
        "dropout": max(shares, default=0.0),
    }


def _activation(layers: Sequence[Layer]) -> str:
    """The word for the activation of these layers."""
    kinds = {type(layer).__name__ for layer in layers} & _ACTIVATIONS.keys()
    if len(kinds) > 1:
        return "several"
    return _ACTIVATIONS[kinds.pop()] if kinds else "none"
