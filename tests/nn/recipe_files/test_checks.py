from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.layers import (
    BatchNorm,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Layer,
    LeakyReLU,
    MaxPool2D,
    ReLU,
    Sigmoid,
    Tanh,
)
from nn.network import Network
from nn.recipe_files import misfit, problems_of
from nn.recipes import CLASSIC, CNN, MLP, RECIPES, Recipe

LAYERS: st.SearchStrategy[Layer] = st.one_of(
    st.builds(Dense, st.integers(1, 30)),
    st.builds(Conv2D, st.integers(1, 6), st.integers(1, 9), st.integers(1, 3), st.integers(0, 3)),
    st.builds(MaxPool2D, st.integers(1, 5)),
    st.sampled_from([Flatten(), BatchNorm(), ReLU(), LeakyReLU(), Sigmoid(), Tanh(), Dropout(0.2)]),
)


def places(recipe: Recipe) -> list[int | str]:
    return [problem.place for problem in problems_of(recipe)]


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_built_in_recipes_have_no_problem(recipe: Recipe) -> None:
    assert problems_of(recipe) == []


@given(st.lists(LAYERS, max_size=7))
def test_a_layer_fits_where_its_network_can_be_built(layers: list[Layer]) -> None:
    """What is said of shapes is what the layers themselves say."""
    shape: tuple[int, ...] = (1, 28, 28)
    for layer in layers:
        wrong = misfit(layer, shape)
        try:
            shape = layer.output_shape(shape)
        except ValueError:
            assert wrong is not None, f"{layer} behind {shape}"
            return
        assert wrong is None, f"{layer} behind {shape}: {wrong}"


@given(st.lists(LAYERS, max_size=6))
def test_a_recipe_without_a_problem_makes_a_network(layers: list[Layer]) -> None:
    recipe = replace(MLP, layers=(*layers, Flatten(), Dense(10)))
    if not problems_of(recipe):
        assert Network(recipe.layers).classes == 10


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"epochs": 1001}, "epochs", "from 1 to 1000"),
        ({"batch_size": 0}, "batch_size", "from 1 to 1024"),
        ({"pixel_divisor": 0.0}, "pixel_divisor", "found 0"),
        ({"training_images": 100}, "training_images", "do not fill a batch of 128"),
        ({"shards": 3}, "batch_size", "shared by 3"),
        ({"layers": (Flatten(), Dense(11))}, 1, "10 units"),
        ({"layers": (Flatten(), Dense(10), ReLU())}, 2, "Dense layer of 10"),
        ({"layers": (Conv2D(10, 28), Flatten())}, 1, "Dense layer of 10"),
        ({"layers": (Flatten(), Dense(10)), "output": "sigmoid"}, 1, "ends in the layer Sigmoid"),
        ({"layers": (Sigmoid(),), "output": "sigmoid"}, 0, "Dense layer of 10"),
        ({"layers": (Flatten(), Dense(21400), Dense(10))}, 1, "parameters, more than"),
        ({"layers": (Conv2D(512, 3, 1, 1),) * 6}, 4, "values, more than"),
        (
            {"layers": (Conv2D(512, 3, 1, 1), Conv2D(64, 5, 1, 2), *MLP.layers)},
            "batch_size",
            "memory",
        ),
    ],
)
def test_what_does_not_fit_is_said_at_its_place(
    changes: dict[str, Any], place: int | str, words: str
) -> None:
    found = problems_of(replace(MLP, **changes))
    assert {problem.place for problem in found} == {place}
    assert any(words in str(problem.message) for problem in found)


def test_the_articles_rule_learns_its_own_network_of_any_width() -> None:
    first, second = Dense(7, bias=False), Dense(10, bias=False, initial="he")
    layers: tuple[Layer, ...] = (Flatten(), first, Sigmoid(), second, Sigmoid())
    assert problems_of(replace(CLASSIC, layers=layers)) == []
    deeper = (*layers[:3], Dense(5), Sigmoid(), *layers[3:])
    assert places(replace(CLASSIC, layers=deeper)) == ["one_by_one"]
    assert places(replace(CLASSIC, batch_size=2)) == ["one_by_one"]
    assert "one_by_one" in places(replace(CNN, one_by_one=True))
