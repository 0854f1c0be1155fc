from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nn.recipe_files import RecipeFileError, load_recipe, save_recipe
from nn.recipe_files.files import LARGEST_FILE, as_toml
from nn.recipes import RECIPES, Recipe
from tests.nn.recipe_files.test_content import OWN


@pytest.mark.parametrize("recipe", [*RECIPES.values(), OWN], ids=lambda recipe: recipe.name)
def test_a_file_gives_the_same_recipe_again(recipe: Recipe, tmp_path: Path) -> None:
    path = tmp_path / "recipes" / "one.toml"
    save_recipe(recipe, path)
    assert load_recipe(path) == recipe
    assert [each.name for each in path.parent.iterdir()] == ["one.toml"]


@given(st.floats(1e-6, 1e3), st.text(st.characters(min_codepoint=32), min_size=1, max_size=60))
def test_numbers_and_texts_survive_to_the_last_bit(rate: float, name: str) -> None:
    import tomllib

    from nn.recipe_files.content import content_of

    # What is no printable text is refused when it is read, but has to be written as TOML all the
    # same: the characters of a name decide nothing about the rest.
    if not name.isprintable():
        return
    recipe = replace(OWN, learning_rate=rate, name=name, title=name)
    assert tomllib.loads(as_toml(recipe)) == content_of(recipe)


def test_a_file_is_made_for_people() -> None:
    text = as_toml(RECIPES["mlp"])
    assert text.startswith("# A recipe of Digits")
    assert '[[layers]]\ntype = "Dense"\nunits = 256\n' in text
    assert "pixel_divisor = 255\n" in text


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "name: This is missing"),
        (b"name = ", "what is no TOML"),
        (b"\xff\xfe", "what is no TOML"),
        (b"a = " + b"[" * 500 + b"]" * 500, "recipe|TOML"),
        (b"a = " + b"[\n" * 20_000, "no TOML"),
        (b"[" + b"a." * 10_000 + b"a]", "a line of more than 600"),
        (b"a = 1\n" * (LARGEST_FILE // 6 + 1), "more than 64 kB"),
        (b"name = 2026-01-31", "name: Expected a text in quotes"),
        (b"a = " + b"9" * 595, "name: This is missing|TOML"),
    ],
)
def test_a_file_that_is_no_recipe_is_refused_in_a_sentence(
    content: bytes, words: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "bad.toml", content)
    with pytest.raises(RecipeFileError, match=words) as refused:
        load_recipe(path)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_mistake_is_told_with_file_and_place(tmp_path: Path) -> None:
    text = as_toml(RECIPES["cnn"]).replace("kernel = 5", "kernel = 50", 1)
    path = write(tmp_path / "mine.toml", text.encode())
    with pytest.raises(RecipeFileError, match=r"mine\.toml, layer 1, Conv2D: A kernel of 50×50"):
        load_recipe(path)


def test_a_mark_of_an_editor_at_the_beginning_does_no_harm(tmp_path: Path) -> None:
    text = as_toml(OWN).replace("\n", "\r\n")
    assert load_recipe(write(tmp_path / "a.toml", text.encode("utf-8-sig"))) == OWN


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(RecipeFileError, match="nothing readable there"):
            load_recipe(path)
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    with pytest.raises(RecipeFileError, match="not a regular file"):
        load_recipe(pipe)
