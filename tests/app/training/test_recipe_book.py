from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from pytestqt.qtbot import QtBot

from app.training.recipe_book import RecipeBook
from nn.recipe_files import load_recipe, save_recipe
from nn.recipes import RECIPES, Recipe


def own(name: str) -> Recipe:
    return replace(RECIPES["mlp"], name=name, title=name, summary="", expected_seconds=None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "recipes"


@pytest.fixture
def book(qtbot: QtBot, folder: Path) -> Iterator[RecipeBook]:
    book = opened(qtbot, folder)
    yield book
    book.finish()


def opened(qtbot: QtBot, folder: Path) -> RecipeBook:
    book = RecipeBook(folder)
    qtbot.waitUntil(lambda: book.is_loaded)
    return book


def told_by(book: RecipeBook) -> list[str]:
    told: list[str] = []
    book.problem.connect(told.append)
    return told


def test_at_first_there_are_the_built_in_ones(book: RecipeBook) -> None:
    assert book.names == tuple(RECIPES)
    assert book.own_names == ()
    assert book.recipe("cnn") is RECIPES["cnn"]
    assert "cnn" in book
    assert "Mine" not in book


def test_what_is_saved_is_there_at_once_and_at_the_next_start(
    qtbot: QtBot, book: RecipeBook, folder: Path
) -> None:
    with qtbot.waitSignal(book.changed):
        book.save(own("Zwei Schichten"))
    assert book.names[-1] == "Zwei Schichten"
    book.save(own("一个"))
    qtbot.waitUntil(lambda: (folder / "一个.toml").exists())
    assert load_recipe(folder / "zwei-schichten.toml") == own("Zwei Schichten")
    again = opened(qtbot, folder)
    assert again.own_names == ("Zwei Schichten", "一个")
    assert again.recipe("一个") == own("一个")


def test_saved_again_it_takes_the_place_of_the_one_before(
    qtbot: QtBot, book: RecipeBook, folder: Path
) -> None:
    book.save(own("Mine"))
    book.save(replace(own("Mine"), epochs=3))
    book.finish()
    assert [path.name for path in folder.iterdir()] == ["mine.toml"]
    assert opened(qtbot, folder).recipe("Mine").epochs == 3


def test_names_that_differ_only_in_signs_have_files_of_their_own(
    qtbot: QtBot, book: RecipeBook, folder: Path
) -> None:
    for name in ("a b", "a-b", "a?b", "../a", "CON: ", "???"):
        book.save(own(name.strip()))
    book.finish()
    assert sorted(path.parent for path in folder.iterdir()) == [folder] * 6
    assert len(opened(qtbot, folder).own_names) == 6


def test_what_is_deleted_is_gone(qtbot: QtBot, book: RecipeBook, folder: Path) -> None:
    book.save(own("Mine"))
    qtbot.waitUntil(lambda: (folder / "mine.toml").exists())
    book.delete("Mine")
    assert "Mine" not in book
    qtbot.waitUntil(lambda: not (folder / "mine.toml").exists())


@pytest.mark.parametrize("name", ["mlp", "MLP", "Dense", "dense", "mine"])
def test_no_name_can_be_had_twice(book: RecipeBook, name: str) -> None:
    book.save(own("Mine"))
    assert not book.is_free(name)
    with pytest.raises(ValueError, match="taken"):
        book.save(own(name))
    assert book.free_name(name) == f"{name} 2"
    book.save(own(f"{name} 2"))
    assert book.free_name(name) == f"{name} 3"


def test_a_long_name_stays_short_enough_with_its_number(book: RecipeBook) -> None:
    book.save(own("x" * 60))
    assert book.free_name("x" * 80) == "x" * 58 + " 2"


def test_what_cannot_be_trained_is_not_kept(book: RecipeBook) -> None:
    with pytest.raises(ValueError, match="batch_size"):
        book.save(replace(own("Mine"), batch_size=0))
    assert book.own_names == ()


def test_a_file_with_a_name_that_is_taken_gets_a_number(qtbot: QtBot, folder: Path) -> None:
    for file in ("a", "b"):
        save_recipe(own("Mine"), folder / f"{file}.toml")
    save_recipe(RECIPES["cnn"], folder / "c.toml")
    book = opened(qtbot, folder)
    assert book.own_names == ("cnn 2", "Mine", "Mine 2")
    assert book.recipe("cnn 2").layers == RECIPES["cnn"].layers
    book.save(replace(book.recipe("Mine 2"), epochs=4))
    book.finish()
    assert load_recipe(folder / "b.toml").epochs == 4
    assert load_recipe(folder / "a.toml").epochs == 8


def test_a_damaged_file_is_set_aside_and_told_once(qtbot: QtBot, folder: Path) -> None:
    save_recipe(own("Mine"), folder / "mine.toml")
    (folder / "bad.toml").write_text("name = 'x'\n")
    book = RecipeBook(folder)
    told = told_by(book)
    qtbot.waitUntil(lambda: book.is_loaded and bool(told))
    assert book.own_names == ("Mine",)
    (sentence,) = told
    assert "bad-damaged-" in sentence
    assert "training: This is missing" in sentence
    (aside,) = folder.glob("bad-damaged-*.toml")
    assert aside.read_text() == "name = 'x'\n"
    again = RecipeBook(folder)
    told = told_by(again)
    qtbot.waitUntil(lambda: again.is_loaded)
    assert told == []


def test_what_cannot_be_written_is_told_and_can_still_be_used(
    qtbot: QtBot, book: RecipeBook, folder: Path
) -> None:
    folder.write_text("no folder")
    with qtbot.waitSignal(book.problem) as told:
        book.save(own("Mine"))
    assert told.args is not None
    assert str(folder) in told.args[0]
    assert "Mine" in book


def test_closing_writes_what_is_still_to_be_written(qtbot: QtBot, folder: Path) -> None:
    book = opened(qtbot, folder)
    with patch.object(book._writing, "submit"):
        book.save(own("Mine"))
    book.finish()
    assert load_recipe(folder / "mine.toml") == own("Mine")


def test_a_recipe_saved_before_the_folder_is_read_stays(qtbot: QtBot, folder: Path) -> None:
    save_recipe(own("Old"), folder / "old.toml")
    book = RecipeBook(folder)
    book.save(own("New"))
    qtbot.waitUntil(lambda: book.is_loaded)
    assert book.own_names == ("New", "Old")
