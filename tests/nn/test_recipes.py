from __future__ import annotations

import pickle

import pytest

from nn.recipes import RECIPES, Recipe


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_recipe_arrives_whole_in_another_process(recipe: Recipe) -> None:
    assert pickle.loads(pickle.dumps(recipe)) == recipe


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_built_in_recipe_reads_as_it_has_learned(recipe: Recipe) -> None:
    assert recipe.brightness == 1
    assert recipe.training_images is None
    assert recipe.expected_seconds is not None
    assert recipe.expected_accuracy is not None
