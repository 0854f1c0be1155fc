from __future__ import annotations

from dataclasses import replace

import pytest

from app.training import recipe_texts
from app.training.recipe_texts import recipe_summary, recipe_title
from nn.recipes import RECIPES


@pytest.mark.parametrize("name", RECIPES)
def test_the_texts_to_translate_are_those_of_the_recipes(name: str) -> None:
    assert recipe_texts._titles()[name] == RECIPES[name].title
    assert recipe_texts._summaries()[name] == RECIPES[name].summary


def test_a_network_from_elsewhere_keeps_its_name() -> None:
    assert recipe_title("my own") == "my own"


def test_a_recipe_that_somebody_added_is_shown_as_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    added = replace(RECIPES["mlp"], name="added", title="Mine", summary="With more of all.")
    monkeypatch.setitem(RECIPES, "added", added)
    assert recipe_title("added") == "Mine"
    assert recipe_summary("added") == "With more of all."
