from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from nn.layers import Conv2D, Dense, Flatten, LeakyReLU, Sigmoid, Tanh
from nn.optimizers import OptimizerChoice, cosine
from nn.recipe_files import RecipeError, content_of, recipe_of
from nn.recipes import RECIPES, Recipe

OWN = Recipe(
    name="Zwei Schichten, 两层",
    title="Zwei Schichten, 两层",
    summary='Says "hello" \\ and more',
    layers=(
        Conv2D(4, 5, stride=3, initial="glorot"),
        LeakyReLU(0.2),
        Flatten(),
        Dense(7, bias=False, initial="uniform"),
        Tanh(),
        Dense(10),
        Sigmoid(),
    ),
    output="sigmoid",
    optimizer=OptimizerChoice("momentum", momentum=0.5, weight_decay=1e-5),
    schedule=cosine,
    learning_rate=1e-3 / 3,
    epochs=2,
    batch_size=30,
    training_images=1000,
    pixel_divisor=25.5,
)


@pytest.mark.parametrize("recipe", [*RECIPES.values(), OWN], ids=lambda recipe: recipe.name)
def test_a_recipe_comes_back_as_it_was(recipe: Recipe) -> None:
    assert recipe_of(json.loads(json.dumps(content_of(recipe)))) == recipe


def test_what_is_usual_can_be_left_out() -> None:
    content = {
        "name": "Short",
        "training": {
            "output": "softmax",
            "optimizer": "adam",
            "learning_rate": 1,
            "epochs": 1,
            "batch_size": 10,
        },
        "layers": [{"type": "Flatten"}, {"type": "Dense", "units": 10}],
    }
    recipe = recipe_of(content)
    assert (recipe.title, recipe.summary) == ("Short", "")
    assert (recipe.pixel_divisor, recipe.training_images) == (255.0, None)
    assert type(recipe.learning_rate) is float
    assert recipe.optimizer == OptimizerChoice("adam")


def changed(path: str, value: Any) -> dict[str, Any]:
    """The content of a recipe with one value put in, or taken out where it is None."""
    content = deepcopy(content_of(OWN))
    last: str | int
    *way, last = path.split("/")
    holder: Any = content
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    last = int(last) if isinstance(holder, list) else last
    if value is None:
        del holder[last]
    else:
        holder[last] = value
    return content


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("name", None, "name: This is missing"),
        ("name", 7, "name: Expected a text in quotes, found 7"),
        ("name", "", "name: A recipe needs a name"),
        ("name", "x" * 61, "name: This is a text of at most 60"),
        ("summary", "two\nlines", "summary: .*in one line"),
        ("format", 2, "format: This is format 2"),
        ("colour", "red", "colour: There is no such value"),
        ("training", None, "training: This is missing"),
        ("training", [], "training: Expected a table, found \\[\\]"),
        ("training/epochs", 1.5, "training, epochs: Expected a whole number, found 1.5"),
        ("training/epochs", True, "training, epochs: Expected a whole number, found True"),
        ("training/epochs", 0, "epochs: This is a number from 1 to 1000, found 0"),
        ("training/learning_rate", "fast", "training, learning_rate: Expected a number"),
        ("training/learning_rate", float("nan"), "learning_rate: .*found nan"),
        ("training/learning_rate", float("inf"), "learning_rate: .*found inf"),
        ("training/learning_rate", 10**400, "learning_rate: Expected a number"),
        ("training/momentum", 1.0, "momentum: This is a number from 0 to 0.999, found 1"),
        ("training/weight_decay", -0.1, "weight_decay"),
        ("training/optimizer", "adamw", "training, optimizer: This is one of sgd, momentum, adam"),
        ("training/output", "relu", "training, output: This is one of softmax, sigmoid"),
        ("training/schedule", "weekly", "training, schedule: This is one of constant"),
        ("training/pixel_divisor", 0, "pixel_divisor: This is a number from 1 to 10000, found 0"),
        ("training/training_images", 20, "training_images: 20 training images do not fill"),
        ("training/shards", 4, "batch_size: A batch of 30 images cannot be shared by 4"),
        ("training/synthetic", 30, "batch_size: A batch of 30 images has no room"),
        ("training/non_digits", 5, "layer 6, Dense: The outputs are 11 units"),
        ("training/speed", 1, "training, speed: There is no such value"),
        ("layers", {}, "layers: Expected a list of tables"),
        ("layers", [], "layers: A network has 1 to 200 layers, found 0"),
        ("layers", [7], "layer 1: Expected a table, found 7"),
        ("layers", [{"type": "ReLU"}] * 201, "layers: A network has 1 to 200 layers, found 201"),
        ("layers/0/type", "Lambda", "layer 1, type: This is one of AveragePool2D"),
        ("layers/0/type", None, "layer 1, type: This is missing"),
        ("layers/0/filters", 0, "layer 1, Conv2D: filters is a whole number"),
        ("layers/0/filters", None, "layer 1, Conv2D: .*filters"),
        ("layers/0/colour", 1, "layer 1, colour: Conv2D has no such value; it has bias, filters"),
        (
            "layers/0/kernel",
            29,
            "layer 1, Conv2D: A kernel of 29×29 is larger than the image of 28",
        ),
        ("layers/1", {"type": "MaxPool2D", "size": 9}, "layer 2, MaxPool2D: Squares of 9×9"),
        ("layers/3", {"type": "MaxPool2D"}, "layer 4, MaxPool2D: MaxPool2D needs an image"),
        ("layers/2", {"type": "ReLU"}, "layer 4, Dense: Dense takes flat values"),
        ("layers/3/units", 1_000_000, "layer 4, Dense: Up to here the network has"),
        ("layers/5/units", 9, "layer 6, Dense: The outputs are 10 units"),
        ("layers/6", {"type": "ReLU"}, "layer 7, ReLU: The output sigmoid ends"),
        ("training/one_by_one", True, "one_by_one: The article's rule learns"),
        ("augmentation", {"rotation": 300.0}, "rotation: This is a number from 0 to 180"),
        ("augmentation", {"rotation": "a"}, "augmentation, rotation: Expected a number"),
        ("augmentation", {"turn": 3}, "augmentation, turn: There is no such value"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(path: str, value: Any, words: str) -> None:
    with pytest.raises(RecipeError, match=words):
        recipe_of(changed(path, value))


@pytest.mark.parametrize("content", [None, 7, [], "recipe", {"name": "x"}])
def test_what_is_no_recipe_at_all_is_refused(content: Any) -> None:
    with pytest.raises(RecipeError):
        recipe_of(content)


def test_a_schedule_without_a_name_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="has no name"):
        content_of(replace(OWN, schedule=lambda done: 1 - done))
