from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.builder.draft import NEW_LAYERS, Draft
from nn.layers import Conv2D, Dense, Dropout, Flatten, Layer, MaxPool2D, ReLU, Sigmoid
from nn.network import Network
from nn.optimizers import OptimizerChoice
from nn.recipe_files import content_of, recipe_of
from nn.recipes import BEST, CLASSIC, CNN, MLP, RECIPES, Recipe


def kinds(draft: Draft) -> list[str]:
    return [type(stage.layer).__name__ for stage in draft.stages]


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_draft_that_nobody_has_edited_makes_the_recipe_again(recipe: Recipe) -> None:
    draft = Draft.of(recipe)
    assert draft.recipe == recipe
    assert draft.problems == []
    assert draft.parameter_count == recipe.parameter_count


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_shapes_and_parameters_are_those_of_the_network(recipe: Recipe) -> None:
    network = Network(recipe.layers, output=recipe.output)
    stages = Draft.of(recipe).stages
    assert [stage.shape for stage in stages] == network.shapes[1:]
    counts = [sum(view.size for view in views) for views in network.views]
    assert [stage.parameters for stage in stages] == counts


def test_under_another_name_nothing_is_promised() -> None:
    draft = Draft.of(MLP, "Mine")
    assert (draft.recipe.name, draft.recipe.title, draft.recipe.summary) == ("Mine", "Mine", "")
    assert draft.recipe.expected_seconds is draft.recipe.expected_accuracy is None
    assert draft.recipe.layers == MLP.layers


def test_flatten_stands_between_the_images_and_the_flat_values() -> None:
    draft, at = Draft.of(MLP).inserted(0, NEW_LAYERS["Conv2D"])
    assert at == 0
    assert kinds(draft) == ["Conv2D", "Flatten", "Dense", "ReLU", "Dense"]
    draft, _ = draft.inserted(1, ReLU())
    assert kinds(draft) == ["Conv2D", "ReLU", "Flatten", "Dense", "ReLU", "Dense"]
    without = draft.removed(0).removed(0).removed(0).removed(0)
    assert kinds(without) == ["Flatten", "Dense"]
    assert without.problems == []


def test_a_layer_for_images_goes_no_further_back_than_they_reach() -> None:
    draft, at = Draft.of(MLP).inserted(2, NEW_LAYERS["MaxPool2D"])
    assert at == 0
    assert draft.problems == []
    draft, at = Draft.of(CNN).inserted(7, NEW_LAYERS["Conv2D"])
    assert isinstance(draft.layers[at + 1], Dense)
    assert draft.problems == []


def test_moved_behind_a_dense_layer_it_says_why_it_does_not_fit() -> None:
    draft, at = Draft.of(MLP).inserted(0, NEW_LAYERS["MaxPool2D"])
    wrong = draft.moved(at, 1)
    (problem,) = wrong.problems
    assert isinstance(problem.place, int)
    stage = wrong.stages[problem.place]
    assert isinstance(stage.layer, MaxPool2D)
    assert stage.problem is not None
    assert "needs an image" in str(stage.problem)
    assert wrong.parameter_count is None
    assert wrong.stages[-1].shape is None
    assert wrong.moved(1, 0) == draft


def test_what_a_pooling_leaves_out_and_layers_without_activation_are_noted() -> None:
    draft, _ = Draft.of(MLP).inserted(0, MaxPool2D(3))
    assert "28×28 is no multiple of 3" in str(draft.stages[0].note)
    assert draft.problems == []
    assert draft.changed(0, MaxPool2D(4)).stages[0].note is None
    plain = Draft.of(MLP).removed(1)
    assert "no more than one" in str(plain.stages[-1].note)
    assert Draft.of(MLP).stages[-1].note is None


def test_the_output_follows_the_loss() -> None:
    draft = Draft.of(MLP).with_output("sigmoid")
    assert kinds(draft)[-2:] == ["Dense", "Sigmoid"]
    assert draft.problems == []
    assert draft.with_output("softmax") == Draft.of(MLP)


def test_all_first_weights_can_be_set_at_once() -> None:
    assert Draft.of(MLP).initial is None
    draft = Draft.of(CNN).with_initial("uniform")
    assert draft.initial == "uniform"
    weighted = [layer for layer in draft.recipe.layers if isinstance(layer, Dense | Conv2D)]
    assert {layer.initial for layer in weighted} == {"uniform"}
    draft, at = draft.inserted(0, NEW_LAYERS["Conv2D"])
    assert draft.layers[at] == replace(NEW_LAYERS["Conv2D"], initial="uniform")  # type: ignore[type-var]


def test_synthesised_images_keep_their_share_of_a_batch() -> None:
    draft = Draft.of(BEST).with_values(batch_size=64)
    assert (draft.base.synthetic, draft.base.non_digits) == (
        BEST.synthetic // 2,
        BEST.non_digits // 2,
    )
    assert draft.problems == []
    assert Draft.of(BEST).with_values(batch_size=2).problems != []


def test_what_has_no_field_can_be_left_out() -> None:
    draft = Draft.of(BEST)
    assert draft.has_extras
    plain = draft.without_extras()
    assert not plain.has_extras
    assert plain.problems == []
    assert plain.recipe.layers[-1] == Dense(10, initial="glorot")


def test_the_articles_rule_and_the_way_back_to_batches() -> None:
    draft = Draft.of(CLASSIC)
    assert draft.base.one_by_one
    wider = draft.changed(0, Dense(30, bias=False, initial="uniform"))
    assert wider.problems == []
    deeper, _ = wider.inserted(2, Dense(5))
    assert [problem.place for problem in deeper.problems] == ["one_by_one"]
    batches = deeper.with_optimizer(OptimizerChoice("momentum"))
    assert batches.problems == []
    assert batches.base.batch_size > 1
    assert Draft.of(BEST).with_articles_rule().base.output == "sigmoid"
    again = wider.with_optimizer(OptimizerChoice("adam")).with_articles_rule()
    assert again.problems == []


def test_convolutions_share_a_batch_by_two_threads_if_it_is_even() -> None:
    draft, _ = Draft.of(MLP).inserted(0, NEW_LAYERS["Conv2D"])
    assert draft.base.shards == 2
    assert draft.with_values(batch_size=33).base.shards == 1
    assert draft.removed(0).base.shards == 1


EDITS: dict[str, Callable[[Draft, int, int, Layer, Any], Draft]] = {
    "insert": lambda draft, at, to, layer, value: draft.inserted(at, layer)[0],
    "remove": lambda draft, at, to, layer, value: draft.removed(at) if draft.layers else draft,
    "move": lambda draft, at, to, layer, value: draft.moved(at, to) if draft.layers else draft,
    "change": lambda draft, at, to, layer, value: (
        draft.changed(at, layer) if draft.layers else draft
    ),
    "output": lambda draft, at, to, layer, value: draft.with_output(value["output"]),
    "initial": lambda draft, at, to, layer, value: draft.with_initial(value["initial"]),
    "batch": lambda draft, at, to, layer, value: draft.with_values(batch_size=value["batch"]),
    "images": lambda draft, at, to, layer, value: draft.with_values(
        training_images=value["images"]
    ),
    "optimizer": lambda draft, at, to, layer, value: draft.with_optimizer(value["optimizer"]),
    "article": lambda draft, at, to, layer, value: draft.with_articles_rule(),
    "plain": lambda draft, at, to, layer, value: draft.without_extras(),
}

LAYERS = st.one_of(
    st.sampled_from(list(NEW_LAYERS.values())),
    st.builds(Dense, st.integers(1, 40), st.booleans(), st.sampled_from(["he", "uniform"])),
    st.builds(Conv2D, st.integers(1, 8), st.integers(1, 9), st.integers(1, 4), st.integers(0, 4)),
    st.builds(MaxPool2D, st.integers(1, 9)),
    st.builds(Dropout, st.floats(0, 0.9)),
)
VALUES = st.fixed_dictionaries(
    {
        "output": st.sampled_from(["softmax", "sigmoid"]),
        "initial": st.sampled_from(["he", "glorot", "uniform"]),
        "batch": st.integers(1, 1024),
        "images": st.none() | st.integers(10, 60_000),
        "optimizer": st.builds(OptimizerChoice, st.sampled_from(["sgd", "momentum", "adam"])),
    }
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(EDITS)), st.integers(0, 30), st.integers(0, 30), LAYERS, VALUES
    ),
    max_size=12,
)


@given(st.sampled_from(list(RECIPES.values())), STEPS)
def test_any_edits_leave_a_network_or_a_reason_at_its_place(
    recipe: Recipe, steps: list[tuple[str, int, int, Layer, dict[str, Any]]]
) -> None:
    draft = Draft.of(recipe, "Mine")
    for name, at, to, layer, value in steps:
        count = len(draft.layers)
        at, to = (at % (count + (name == "insert")) if count else 0, to % count if count else 0)
        draft = EDITS[name](draft, at, to, layer, value)
        assert sum(isinstance(stage.layer, Flatten) for stage in draft.stages) == 1
        problems, stages = draft.problems, draft.stages
        for problem in problems:
            if isinstance(problem.place, int):
                assert problem.place < len(stages)
            assert "\n" not in str(problem.message)
        for number, stage in enumerate(stages):
            if stage.problem is not None:
                assert number in [problem.place for problem in problems]
        if not problems:
            made = draft.recipe
            assert recipe_of(json.loads(json.dumps(content_of(made)))) == made
            network = Network(made.layers, output=made.output)
            assert network.shapes[1:] == [stage.shape for stage in stages]
            assert network.parameter_count == draft.parameter_count
            if network.parameter_count < 300_000:
                network = made.network(rng=np.random.default_rng(0))
                assert network.predict(np.ones((2, 28, 28), np.float32)).shape == (2, 10)
            assert (made.output == "sigmoid") == isinstance(made.layers[-1], Sigmoid)
