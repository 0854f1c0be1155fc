"""What makes a recipe one that can be trained; whatever does not is said at its place.

    recipe → problems_of → Problem(place, message), …; none: it can be trained

Nothing here takes memory for a network: shapes and numbers of values are only computed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, fields

from nn.augmentation import Augmentation
from nn.layers import (
    AveragePool2D,
    Conv2D,
    Dense,
    Flatten,
    Layer,
    MaxPool2D,
    Shape,
    Sigmoid,
)
from nn.messages import N_, Message, message
from nn.network import DIGITS, MOST_LAYERS, MOST_PARAMETERS, MOST_VALUES
from nn.preprocessing.frame import SIZE
from nn.recipes import LARGEST_BATCH, LEARNING_RATES, MOST_EPOCHS, Recipe

INPUT_SHAPE: Shape = (1, SIZE, SIZE)

LONGEST_NAME = 60
LONGEST_SUMMARY = 200
"""Characters."""

FEWEST_IMAGES = 10
MOST_IMAGES = 1_000_000
"""That a recipe may want to train on; a data set that has fewer gives what it has."""

PIXEL_DIVISORS = (1.0, 10_000.0)

MOST_BATCH_VALUES = 2**27
"""Of a whole batch, in all layers: half a gigabyte, which training needs a few times over."""

RANGES: dict[str, tuple[float, float]] = {
    "learning_rate": LEARNING_RATES,
    "epochs": (1, MOST_EPOCHS),
    "batch_size": (1, LARGEST_BATCH),
    "momentum": (0, 0.999),
    "weight_decay": (0, 1),
    "label_smoothing": (0, 0.9),
    "averaging": (0, 0.99999),
    "synthetic": (0, LARGEST_BATCH),
    "non_digits": (0, LARGEST_BATCH),
    "shards": (1, 8),
    "training_images": (FEWEST_IMAGES, MOST_IMAGES),
    "pixel_divisor": PIXEL_DIVISORS,
    "expected_seconds": (0, 1e7),
    "expected_accuracy": (0, 1),
}
"""Smallest and largest of each number."""

_VARIATIONS: dict[str, float] = {
    "rotation": 180,
    "scale": 2,
    "stretch": 2,
    "shear": 80,
    "shift": SIZE,
    "elastic": SIZE,
    "thickness": 1,
    "unchanged": 1,
}
"""The largest of each limit of an augmentation."""


@dataclass(frozen=True)
class Problem:
    """What does not fit, and where: the number of a layer, from 0, or the name of a value."""

    place: int | str
    message: Message


def problems_of(recipe: Recipe) -> list[Problem]:
    """Everything for which the recipe cannot be trained, the layers first; empty where it can."""
    return [
        *_of_layers(recipe),
        *_of_texts(recipe),
        *_of_numbers(recipe),
        *_of_batch(recipe),
        *_of_article(recipe),
    ]


def misfit(layer: Layer, shape: Shape) -> Message | None:
    """Why the layer cannot take samples of this shape; None where it can."""
    kind = type(layer).__name__
    match layer, shape:
        case (Conv2D() | MaxPool2D() | AveragePool2D(), (_,)):
            return message(
                N_(
                    "nn",
                    "{0} needs an image, and what comes here is flat already: move it further to "
                    "the front.",
                ),
                kind,
            )
        case Conv2D(kernel=kernel, padding=padding), (_, height, width):
            if kernel > min(height, width) + 2 * padding:
                return message(
                    N_(
                        "nn",
                        "A kernel of {0}×{0} is larger than the image of {1}×{2} that comes here: "
                        "make it smaller, or pad the image.",
                    ),
                    kernel,
                    height,
                    width,
                )
        case ((MaxPool2D(size) | AveragePool2D(size)), (_, height, width)):
            if size > min(height, width):
                return message(
                    N_(
                        "nn",
                        "Squares of {0}×{0} do not fit into the image of {1}×{2} that comes here: "
                        "make them smaller.",
                    ),
                    size,
                    height,
                    width,
                )
        case Dense(), (_, _, _):
            return message(N_("nn", "Dense takes flat values: put Flatten before it."))
    return None


def _of_layers(recipe: Recipe) -> Iterator[Problem]:
    if not 0 < len(recipe.layers) <= MOST_LAYERS:
        text = N_("nn", "A network has 1 to {0} layers, found {1}.")
        yield Problem("layers", message(text, MOST_LAYERS, len(recipe.layers)))
        return
    shape, values, parameters, patches = INPUT_SHAPE, 0, 0, 0
    for place, layer in enumerate(recipe.layers):
        wrong = misfit(layer, shape)
        if wrong is None:
            parameters += sum(math.prod(group) for group in layer.parameter_shapes(shape))
            patches += _patch_values(layer, shape)
            shape = layer.output_shape(shape)
            values += math.prod(shape)
            wrong = _too_much(values, parameters)
        if wrong is not None:
            # What comes behind has no shape to be judged by.
            yield Problem(place, wrong)
            return
    yield from _of_end(recipe)
    most = MOST_BATCH_VALUES // (values + patches)
    if recipe.batch_size > most:
        text = N_("nn", "Batches of {0} images take too much memory here: at most {1} fit.")
        yield Problem("batch_size", message(text, recipe.batch_size, most))


def _patch_values(layer: Layer, shape: Shape) -> int:
    """What a convolution spells out of one image, besides what it gives."""
    if not isinstance(layer, Conv2D):
        return 0
    channels, height, _ = shape
    columns = layer.output_shape(shape)[2]
    return (height + 2 * layer.padding) * channels * layer.kernel * columns


def _too_much(values: int, parameters: int) -> Message | None:
    if parameters > MOST_PARAMETERS:
        text = N_(
            "nn", "Up to here the network has {0} parameters, more than {1}: make a layer smaller."
        )
        return message(text, parameters, MOST_PARAMETERS)
    if values > MOST_VALUES:
        text = N_("nn", "Up to here an image has {0} values, more than {1}: make a layer smaller.")
        return message(text, values, MOST_VALUES)
    return None


def _of_end(recipe: Recipe) -> Iterator[Problem]:
    """The last layers have to give what the loss takes: a number for each class."""
    *_, last = recipe.layers
    place = len(recipe.layers) - 1
    if recipe.output == "sigmoid":
        if not isinstance(last, Sigmoid):
            yield Problem(place, message(N_("nn", "The output sigmoid ends in the layer Sigmoid.")))
            return
        place -= 1
    output = recipe.layers[place] if place >= 0 else None
    classes = DIGITS + bool(recipe.non_digits)
    if not isinstance(output, Dense):
        text = N_("nn", "The outputs come from a Dense layer of {0} units: end in one.")
        yield Problem(max(place, 0), message(text, classes))
    elif output.units != classes:
        text = N_("nn", "The outputs are {0} units, one for each class; found {1}.")
        yield Problem(place, message(text, classes, output.units))


def _of_texts(recipe: Recipe) -> Iterator[Problem]:
    for place, longest in (
        ("name", LONGEST_NAME),
        ("title", LONGEST_NAME),
        ("summary", LONGEST_SUMMARY),
    ):
        text: str = getattr(recipe, place)
        if place == "name" and not text.strip():
            yield Problem(place, message(N_("nn", "A recipe needs a name.")))
        elif len(text) > longest or not text.isprintable() or text != text.strip():
            what = N_("nn", "This is a text of at most {0} characters, in one line.")
            yield Problem(place, message(what, longest))


def _of_numbers(recipe: Recipe) -> Iterator[Problem]:
    for place, (smallest, largest) in RANGES.items():
        holder = recipe.optimizer if place in ("momentum", "weight_decay") else recipe
        value = getattr(holder, place)
        if value is not None and not smallest <= value <= largest:
            yield _out_of_range(place, value, smallest, largest)
    if recipe.augmentation is not None:
        for limit in fields(Augmentation):
            value = getattr(recipe.augmentation, limit.name)
            if not 0 <= value <= _VARIATIONS[limit.name]:
                yield _out_of_range(limit.name, value, 0, _VARIATIONS[limit.name])


def _out_of_range(place: str, value: float, smallest: float, largest: float) -> Problem:
    text = N_("nn", "This is a number from {0} to {1}, found {2}.")
    return Problem(place, message(text, *(f"{n:.10g}" for n in (smallest, largest, value))))


def _of_batch(recipe: Recipe) -> Iterator[Problem]:
    real = recipe.batch_size - recipe.synthetic - recipe.non_digits
    if real < 1:
        text = N_("nn", "A batch of {0} images has no room for real ones beside the synthesised.")
        yield Problem("batch_size", message(text, recipe.batch_size))
    elif recipe.training_images is not None and real > recipe.training_images:
        text = N_(
            "nn", "{0} training images do not fill a batch of {1}: take more, or smaller batches."
        )
        yield Problem("training_images", message(text, recipe.training_images, real))
    if recipe.shards > 0 and recipe.batch_size % recipe.shards:
        text = N_("nn", "A batch of {0} images cannot be shared by {1} threads equally.")
        yield Problem("batch_size", message(text, recipe.batch_size, recipe.shards))


def _of_article(recipe: Recipe) -> Iterator[Problem]:
    """The article's rule knows its own network, of any width, and nothing that came later."""
    if not recipe.one_by_one:
        return
    match recipe.layers:
        case (Flatten(), Dense(bias=False), Sigmoid(), Dense(bias=False), Sigmoid()):
            pass
        case _:
            text = N_(
                "nn",
                "The article's rule learns one hidden layer of sigmoids, both Dense layers without "
                "bias, and nothing else: change the layers, or choose batches.",
            )
            yield Problem("one_by_one", message(text))
    later = (
        recipe.output != "sigmoid"
        or recipe.batch_size != 1
        or recipe.optimizer.method != "sgd"
        or recipe.optimizer.weight_decay
        or recipe.augmentation is not None
        or recipe.label_smoothing
        or recipe.averaging
        or recipe.synthetic
        or recipe.non_digits
    )
    if later:
        text = N_(
            "nn",
            "The article's rule is plain: squared error, one image at a time, and no weight decay, "
            "varied images, averaging or synthesised images.",
        )
        yield Problem("one_by_one", message(text))
