from __future__ import annotations

from dataclasses import replace

import pytest

from app.lessons.facts import FACTS, FactValue, check_fact, training_facts
from nn.layers import Conv2D, Dense, Dropout, Flatten, ReLU, Sigmoid
from nn.optimizers import OptimizerChoice
from nn.recipes import BEST, CLASSIC, CNN, MLP, RECIPES
from nn.training.settings import TrainingSettings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accuracy", 0.95),
        ("accuracy", 1),
        ("hidden_units", 20),
        ("read", -1),
        ("recipe", "five_sigmoids"),
        ("training", "diverged"),
        ("panel", "build"),
        ("centring", False),
    ],
)
def test_what_a_fact_may_be(name: str, value: FactValue) -> None:
    check_fact(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("accuracy", 95),
        ("accuracy", float("nan")),
        ("accuracy", "high"),
        ("accuracy", True),
        ("read", 10),
        ("training", "begun"),
        ("panel", "reading"),
        ("centring", 1),
        ("centring", "on"),
        ("weather", "fine"),
    ],
)
def test_what_a_fact_cannot_be(name: str, value: FactValue) -> None:
    with pytest.raises(ValueError, match=name):
        check_fact(name, value)


def test_facts_of_the_articles_network() -> None:
    facts = training_facts(CLASSIC, TrainingSettings.of(CLASSIC, seed=3))
    assert facts["recipe"] == "classic"
    assert facts["learning_rate"] == 0.02
    assert facts["seed"] == 3
    assert facts["layers"] == 2
    assert facts["hidden_units"] == 100
    assert facts["parameters"] == 79_400
    assert facts["activation"] == "sigmoid"
    assert facts["dropout"] == 0
    assert facts["pixel_divisor"] == 255
    assert facts["augmented"] is False
    assert facts["training"] == "running"


def test_a_training_that_begins_takes_the_accuracy_of_the_one_before_away() -> None:
    facts = training_facts(MLP, TrainingSettings.of(MLP))
    assert facts["accuracy"] is None
    assert facts["epochs_done"] == 0


def test_units_of_a_convolution_are_counted_at_every_place() -> None:
    layers = (Conv2D(2, kernel=5, stride=2, padding=2), ReLU(), Flatten(), Dense(3), Dense(10))
    facts = training_facts(replace(CNN, layers=layers), TrainingSettings.of(CNN))
    assert facts["layers"] == 3
    assert facts["hidden_units"] == 2 * 14 * 14 + 3


@pytest.mark.parametrize(
    ("layers", "activation"),
    [
        ((Flatten(), Dense(10)), "none"),
        # What follows the last weights is no activation of a hidden layer.
        ((Flatten(), Dense(4), ReLU(), Dense(10), Sigmoid()), "relu"),
        ((Flatten(), Dense(4), ReLU(), Dense(4), Sigmoid(), Dense(10)), "several"),
    ],
)
def test_the_activation_is_that_of_the_hidden_layers(
    layers: tuple[Dense, ...], activation: str
) -> None:
    facts = training_facts(replace(MLP, layers=layers), TrainingSettings.of(MLP))
    assert facts["activation"] == activation


def test_dropout_and_weight_decay_are_found() -> None:
    layers = (Flatten(), Dense(4), Dropout(0.5), Dense(4), Dropout(0.2), Dense(10))
    recipe = replace(MLP, layers=layers, optimizer=OptimizerChoice("adam", weight_decay=0.5))
    facts = training_facts(recipe, TrainingSettings.of(MLP))
    assert facts["dropout"] == 0.5
    assert facts["weight_decay"] == 0.5


@pytest.mark.parametrize("name", RECIPES)
def test_every_recipe_has_facts_that_are_such(name: str) -> None:
    facts = training_facts(RECIPES[name], TrainingSettings.of(RECIPES[name]))
    assert facts.keys() <= FACTS.keys()
    for fact, value in facts.items():
        if value is not None:
            check_fact(fact, value)


def test_the_shipped_recipe_varies_its_images() -> None:
    assert training_facts(BEST, TrainingSettings.of(BEST))["augmented"] is True
