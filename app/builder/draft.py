"""A recipe while somebody edits it: every edit keeps the shapes right, or says why not.

    recipe → Draft.of → edits, each a new Draft → recipe, where there are no problems

The layers between the image and the outputs are the user's. What has to be there anyway comes by
itself: Flatten between the last layer that needs an image and the first that takes flat values, the
Dense layer of the outputs, and the sigmoids of an output that has them. Drafts do not change, so
that to undo is to go back to an earlier one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from nn.layers import (
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
    Sigmoid,
    Tanh,
)
from nn.messages import N_, Message, message
from nn.network import DIGITS, MOST_LAYERS, Output
from nn.optimizers import OptimizerChoice
from nn.recipe_files import Problem, misfit, problems_of
from nn.recipe_files.checks import INPUT_SHAPE
from nn.recipes import Recipe

NEW_LAYERS: dict[str, Layer] = {
    "Dense": Dense(64),
    "Conv2D": Conv2D(16, kernel=3, padding=1),
    "MaxPool2D": MaxPool2D(2),
    "ReLU": ReLU(),
    "LeakyReLU": LeakyReLU(0.1),
    "Sigmoid": Sigmoid(),
    "Tanh": Tanh(),
    "Dropout": Dropout(0.2),
    "BatchNorm": BatchNorm(),
}
"""What can be added, by its name, as it is at first."""

IMAGE_LAYERS = (Conv2D, MaxPool2D, AveragePool2D)
"""Those that need an image."""

ACTIVATIONS = (ReLU, LeakyReLU, Sigmoid, Tanh)

_USUAL_BATCH = 32
"""For a recipe that learned one image at a time before."""


@dataclass(frozen=True)
class Stage:
    """One layer of the network that a draft makes.

    ``place`` is its index among the user's layers, None for those that come by themselves.
    ``shape`` is that of one sample behind it, and ``parameters`` how many it has; both are None
    where it does not fit, and behind that. ``problem`` says why it does not fit; ``note`` what
    should be known although it does.
    """

    layer: Layer
    place: int | None
    shape: Shape | None
    parameters: int | None
    problem: Message | None = None
    note: Message | None = None


@dataclass(frozen=True)
class Draft:
    """The user's ``layers``, of which the first ``flat_at`` stand before Flatten; the ``output``
    layer; and a ``base`` that has all values of the training, whatever its layers.

    ``saved_as`` is the name of the own recipe that is being edited, empty for a new one.
    """

    base: Recipe
    layers: tuple[Layer, ...]
    output: Dense
    flat_at: int
    saved_as: str = ""

    @staticmethod
    def of(recipe: Recipe, name: str = "", *, saved_as: str = "") -> Draft:
        """The draft that makes this recipe, under another name where one is given."""
        inner = list(recipe.layers[: -2 if recipe.output == "sigmoid" else -1])
        output = next(layer for layer in reversed(recipe.layers) if isinstance(layer, Dense))
        flat_at = inner.index(Flatten()) if Flatten() in inner else len(inner)
        layers = tuple(layer for layer in inner if not isinstance(layer, Flatten))
        if name:
            recipe = replace(
                recipe,
                name=name,
                title=name,
                summary="",
                expected_seconds=None,
                expected_accuracy=None,
            )
        return Draft(recipe, layers, output, flat_at, saved_as)

    @cached_property
    def recipe(self) -> Recipe:
        """What is being made; it can be trained where there are no ``problems``."""
        return replace(self.base, layers=tuple(stage.layer for stage in self.stages))

    @cached_property
    def stages(self) -> list[Stage]:
        """All layers from the image to the output, with what becomes of an image in them."""
        inside: list[tuple[Layer, int | None]] = [
            (layer, place) for place, layer in enumerate(self.layers)
        ]
        inside.insert(self.flat_at, (Flatten(), None))
        inside.append((self.output, None))
        if self.base.output == "sigmoid":
            inside.append((Sigmoid(), None))
        shape: Shape | None = INPUT_SHAPE
        stages: list[Stage] = []
        for layer, place in inside:
            wrong = None if shape is None else misfit(layer, shape)
            note = None if shape is None or wrong else _note(layer, shape, stages)
            parameters = None
            if shape is None or wrong is not None:
                shape = None
            else:
                parameters = sum(map(math.prod, layer.parameter_shapes(shape)))
                shape = layer.output_shape(shape)
            stages.append(Stage(layer, place, shape, parameters, wrong, note))
        return stages

    @cached_property
    def problems(self) -> list[Problem]:
        """Why it cannot be trained as it is; the place of a layer is its index in ``stages``."""
        return problems_of(self.recipe)

    @property
    def parameter_count(self) -> int | None:
        """How many numbers the network learns; None where its layers do not fit."""
        counts = [stage.parameters for stage in self.stages]
        return None if None in counts else sum(count or 0 for count in counts)

    @property
    def multiplications(self) -> int | None:
        """For one image: each weight as often as its layer has places; None as above."""
        total = 0
        for stage in self.stages:
            if stage.shape is None or stage.parameters is None:
                return None
            total += stage.parameters * math.prod(stage.shape[1:])
        return total

    @property
    def initial(self) -> str | None:
        """How all weights begin; None where layers differ in it."""
        every = (*self.layers, self.output)
        names = {layer.initial for layer in every if isinstance(layer, Dense | Conv2D)}
        return names.pop() if len(names) == 1 else None

    @property
    def has_extras(self) -> bool:
        """Whether it does what the editor has no field for, from the recipe it was begun with."""
        base = self.base
        return bool(
            base.augmentation or base.averaging or base.label_smoothing or self._synthesised
        )

    @property
    def can_grow(self) -> bool:
        """Whether there is room for one more layer."""
        return len(self.stages) < MOST_LAYERS

    # Edits of layers.

    def inserted(self, at: int, layer: Layer) -> tuple[Draft, int]:
        """With a layer more at this index, and the index that it got.

        One that needs an image stands no further back than images reach.
        """
        if isinstance(layer, IMAGE_LAYERS):
            at = min(at, self._first_dense)
        initial = self.initial
        if initial is not None and isinstance(layer, Dense | Conv2D):
            layer = replace(layer, initial=initial)
        layers = (*self.layers[:at], layer, *self.layers[at:])
        return self._with_layers(layers, self.flat_at + (at <= self.flat_at)), at

    def removed(self, place: int) -> Draft:
        """Without the layer at this index."""
        layers = (*self.layers[:place], *self.layers[place + 1 :])
        return self._with_layers(layers, self.flat_at - (place < self.flat_at))

    def moved(self, place: int, to: int) -> Draft:
        """With the layer at ``place`` at the index ``to``."""
        layers = list(self.layers)
        layers.insert(to, layers.pop(place))
        return self._with_layers(tuple(layers), self.flat_at)

    def changed(self, place: int, layer: Layer) -> Draft:
        """With another layer in the place of the one at this index."""
        layers = (*self.layers[:place], layer, *self.layers[place + 1 :])
        return self._with_layers(layers, self.flat_at)

    def with_output_layer(self, **values: Any) -> Draft:
        """With these values of the outputs' Dense layer."""
        return replace(self, output=replace(self.output, **values))

    def with_initial(self, name: str) -> Draft:
        """With first weights of this kind in all layers."""
        layers = tuple(
            replace(layer, initial=name) if isinstance(layer, Dense | Conv2D) else layer
            for layer in self.layers
        )
        return replace(self, layers=layers, output=replace(self.output, initial=name))

    # Edits of the training.

    def renamed(self, name: str) -> Draft:
        """Under another name."""
        return replace(self, base=replace(self.base, name=name, title=name))

    def with_output(self, output: Output) -> Draft:
        """With logits and cross-entropy, or with sigmoids and squared error."""
        return self.with_values(output=output)

    def with_values(self, **values: Any) -> Draft:
        """With these values of the training; synthesised images keep their share of a batch."""
        base = self.base
        size = values.get("batch_size", base.batch_size)
        if size != base.batch_size:
            for kind in ("synthetic", "non_digits"):
                count = getattr(base, kind)
                values[kind] = max(1, count * size // base.batch_size) if count else 0
        return replace(self, base=replace(base, **values))._shared()

    def with_optimizer(self, optimizer: OptimizerChoice) -> Draft:
        """With this optimiser, which learns from batches."""
        size = _USUAL_BATCH if self.base.one_by_one else self.base.batch_size
        return self.with_values(optimizer=optimizer, one_by_one=False, batch_size=size)

    def with_articles_rule(self) -> Draft:
        """With the article's rule of learning, and without all that came later."""
        plain = self.without_extras()
        return plain.with_values(
            one_by_one=True, batch_size=1, optimizer=OptimizerChoice("sgd"), output="sigmoid"
        )

    def without_extras(self) -> Draft:
        """Without what the editor has no field for."""
        draft = self.with_values(
            augmentation=None, averaging=0.0, label_smoothing=0.0, synthetic=0, non_digits=0
        )
        return draft.with_output_layer(units=DIGITS)

    @property
    def _synthesised(self) -> int:
        return self.base.synthetic + self.base.non_digits

    @property
    def _first_dense(self) -> int:
        """The index of the first layer that takes flat values only; the output is one."""
        dense = (place for place, layer in enumerate(self.layers) if isinstance(layer, Dense))
        return next(dense, len(self.layers))

    def _with_layers(self, layers: tuple[Layer, ...], flat_at: int) -> Draft:
        """With these layers, and Flatten where it was if it may stand there."""
        draft = replace(self, layers=layers)
        last = draft._first_dense
        images = [p for p, layer in enumerate(layers[:last]) if isinstance(layer, IMAGE_LAYERS)]
        first = images[-1] + 1 if images else 0
        fits = first <= flat_at <= last
        return replace(draft, flat_at=flat_at if fits else last)._shared()

    def _shared(self) -> Draft:
        """With as many threads for a batch as are of use: convolutions have work for two."""
        threads = 2 if any(isinstance(layer, Conv2D) for layer in self.layers) else 1
        shards = math.gcd(threads, self.base.batch_size)
        return replace(self, base=replace(self.base, shards=shards))


def _note(layer: Layer, shape: Shape, before: list[Stage]) -> Message | None:
    """What should be known of a layer that fits."""
    match layer, shape:
        case ((MaxPool2D(size) | AveragePool2D(size)), (_, height, width)) if (
            height % size or width % size
        ):
            text = N_(
                "nn", "{0}×{1} is no multiple of {2}: the last rows and columns are left out."
            )
            return message(text, height, width, size)
        case Dense(), _:
            weighted = [stage for stage in before if not isinstance(stage.layer, _BETWEEN)]
            if weighted and isinstance(weighted[-1].layer, Dense):
                return message(
                    N_(
                        "nn",
                        "Without an activation between them, two Dense layers can do no more than "
                        "one.",
                    )
                )
    return None


_BETWEEN = (BatchNorm, Dropout, Flatten)
"""Layers that are no activation and have no weights in the usual sense."""
