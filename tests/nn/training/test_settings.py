from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import Any

import pytest

from nn.recipes import RECIPES
from nn.training.settings import TrainingSettings, TrainingSettingsError


def settings(recipe: str, **changes: Any) -> TrainingSettings:
    return replace(TrainingSettings.of(RECIPES[recipe]), **changes)


@pytest.mark.parametrize("name", RECIPES)
def test_unchanged_settings_are_the_recipe_itself(name: str) -> None:
    assert settings(name, seed=7).applied() == RECIPES[name]


def test_changed_settings_take_the_place_of_the_recipes_values() -> None:
    recipe = settings("cnn", learning_rate=0.01, batch_size=64, epochs=2).applied()
    assert (recipe.learning_rate, recipe.batch_size, recipe.epochs) == (0.01, 64, 2)
    assert recipe.layers == RECIPES["cnn"].layers
    assert recipe.schedule is RECIPES["cnn"].schedule


def test_images_can_be_varied_in_a_recipe_that_does_not() -> None:
    varied = settings("mlp", augmentation=0.5).applied().augmentation
    whole = RECIPES["best"].augmentation
    assert varied is not None
    assert whole is not None
    assert varied.rotation == whole.rotation / 2
    assert varied.unchanged == whole.unchanged
    assert settings("best", augmentation=0.0).applied().augmentation is None


@pytest.mark.parametrize("batch_size", [3, 4, 7, 64, 129, 1024])
def test_synthesised_images_keep_their_share_of_any_batch(batch_size: int) -> None:
    whole = RECIPES["best"].synthetic
    recipe = settings("best", batch_size=batch_size).applied()
    assert recipe.synthetic >= 1
    assert recipe.non_digits >= 1
    assert recipe.synthetic + recipe.non_digits < batch_size
    assert recipe.synthetic <= max(1, batch_size * whole / 128)


def test_an_odd_batch_is_not_shared() -> None:
    shards = RECIPES["cnn"].shards
    assert shards == 2
    assert settings("cnn", batch_size=33).applied().shards == 1
    assert settings("cnn", batch_size=34).applied().shards == 2


def test_the_articles_recipe_learns_one_by_one_whatever_the_batch_size() -> None:
    recipe = settings("classic", batch_size=32, augmentation=1.0, learning_rate=0.1).applied()
    assert recipe == replace(RECIPES["classic"], learning_rate=0.1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rate": 0.0}, "learning rate is between 1e-06 and 1000, found 0"),
        ({"learning_rate": -1.0}, "found -1"),
        ({"learning_rate": float("nan")}, "found nan"),
        ({"batch_size": 0}, "batch size"),
        ({"batch_size": 2000}, "between 1 and 1024"),
        ({"epochs": 0}, "number of epochs"),
        ({"augmentation": 2.0}, "strength of the augmentation"),
        ({"seed": -1}, "seed"),
        ({"recipe": "unknown"}, "no recipe unknown"),
    ],
)
def test_what_cannot_be_trained_with_is_refused_in_a_sentence(
    changes: dict[str, Any], words: str
) -> None:
    with pytest.raises(TrainingSettingsError, match=words):
        replace(TrainingSettings.of(RECIPES["mlp"]), **changes)


def test_a_batch_has_room_for_every_kind_of_image() -> None:
    with pytest.raises(TrainingSettingsError, match="between 3 and"):
        settings("best", batch_size=2)


def test_settings_survive_json() -> None:
    original = settings("best", learning_rate=0.00123, augmentation=0.75, seed=9)
    assert (
        TrainingSettings.from_metadata(json.loads(json.dumps(original.to_metadata()))) == original
    )


OWN = replace(RECIPES["mlp"], name="Mine", title="Mine", expected_seconds=None)


def test_a_recipe_of_ones_own_goes_along_whole() -> None:
    settings_of_own = TrainingSettings.of(OWN, seed=3)
    assert settings_of_own.recipe == "Mine"
    assert settings_of_own.base == settings_of_own.applied() == OWN
    kept = json.loads(json.dumps(settings_of_own.to_metadata()))
    assert TrainingSettings.from_metadata(kept) == settings_of_own
    assert pickle.loads(pickle.dumps(settings_of_own)) == settings_of_own


def test_a_built_in_recipe_is_kept_by_its_name_alone() -> None:
    assert settings("best").own is None
    assert "own" not in settings("best").to_metadata()


def test_a_changed_recipe_of_a_built_in_name_is_not_taken_for_that() -> None:
    changed = replace(RECIPES["mlp"], layers=RECIPES["classic"].layers, output="sigmoid")
    assert TrainingSettings.of(changed).base == changed


def test_a_recipe_has_to_be_the_one_that_is_named() -> None:
    with pytest.raises(TrainingSettingsError, match="no recipe mlp: choose one of Mine"):
        replace(TrainingSettings.of(OWN), recipe="mlp")
    kept = TrainingSettings.of(OWN).to_metadata()
    kept["own"]["layers"][0] = {"type": "ReLU"}
    with pytest.raises(ValueError, match="Dense"):
        TrainingSettings.from_metadata(kept)


@pytest.mark.parametrize("name", ["batch_size", "epochs", "seed"])
def test_numbers_that_count_are_whole_ones(name: str) -> None:
    kept = TrainingSettings.of(RECIPES["mlp"], seed=3).to_metadata()
    with pytest.raises(TypeError, match=name):
        TrainingSettings.from_metadata({**kept, name: 3.0})
