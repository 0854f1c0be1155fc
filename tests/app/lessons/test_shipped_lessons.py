"""The program's own lessons: right in both languages, and every task can be met."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from app.lessons.action_links import parse_action
from app.lessons.actions import Train
from app.lessons.conditions import Comparison, Condition
from app.lessons.facts import FACTS, FactValue, Number, Switch, Word, check_fact, training_facts
from app.lessons.folder import SHIPPED, Lessons, read_folder, shipped_folder
from app.lessons.lesson_file import Lesson, actions_of
from app.settings import Language
from app.text.formats import whole_number
from nn.recipes import MLP, RECIPES, Recipe
from nn.training.settings import TrainingSettings

ENGLISH = read_folder(shipped_folder(Language.ENGLISH))
CHINESE = read_folder(shipped_folder(Language.CHINESE))
BOTH = [pytest.param(lessons, id=lessons.folder.name) for lessons in (ENGLISH, CHINESE)]
ALL = [
    pytest.param(lessons, lesson, id=f"{lessons.folder.name}/{lesson.name}")
    for lessons in (ENGLISH, CHINESE)
    for lesson in lessons.lessons
]

HAS_RECIPE_FILES = importlib.util.find_spec("nn.recipe_files") is not None


@pytest.mark.parametrize("lessons", BOTH)
def test_there_are_eleven_lessons_without_a_mistake(lessons: Lessons) -> None:
    assert [str(mistake.text) for mistake in lessons.mistakes] == []
    assert [lesson.name[:2] for lesson in lessons.lessons] == [f"{n:02}" for n in range(1, 12)]


def test_both_languages_have_the_same_actions_and_tasks() -> None:
    for english, chinese in zip(ENGLISH.lessons, CHINESE.lessons, strict=True):
        assert english.name == chinese.name
        assert english.minutes == chinese.minutes
        assert actions_of(english) == actions_of(chinese), english.name
        assert [str(task.condition) for task in english.tasks] == [
            str(task.condition) for task in chinese.tasks
        ]


def test_both_languages_state_the_same_figures() -> None:
    """In the tables, which hold what was measured."""
    for english, chinese in zip(ENGLISH.lessons, CHINESE.lessons, strict=True):
        assert figures(english) == figures(chinese), english.name


def figures(lesson: Lesson) -> list[list[str]]:
    rows = [line for line in lesson.body.splitlines() if line.startswith("|")]
    return [re.findall(r"\d+(?:[.,]\d+)*", row) for row in rows]


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_large_numbers_are_written_as_the_window_writes_them(language: Language) -> None:
    assert whole_number(10_000, QLocale(language.value)) == "10,000"
    folder = shipped_folder(language)
    for path in (*folder.glob("*.md"), *folder.glob("recipes/*.toml")):
        text = path.read_text("utf-8")
        assert not re.search(r"\d[\s\u202f\u2009]\d{3}(?!\d)", text), path.name


@pytest.mark.parametrize(("lessons", "lesson"), ALL)
def test_each_lesson_has_things_to_do_tasks_and_a_question_with_its_answer(
    lessons: Lessons, lesson: Lesson
) -> None:
    assert len(actions_of(lesson)) >= 2
    assert 2 <= len(lesson.tasks) <= 3
    assert lesson.answer
    headings = [line for line in lesson.body.splitlines() if line.startswith("## ")]
    assert headings[-1] in ("## A question", "## 想一想")


@pytest.mark.parametrize(("lessons", "lesson"), ALL)
def test_lines_of_a_lesson_are_broken_where_its_language_has_a_space(
    lessons: Lessons, lesson: Lesson
) -> None:
    """Markdown makes a space of the end of a line, and there is none between Chinese characters."""
    if lessons is ENGLISH:
        assert not re.search(r"[\u3000-\u9fff]", lesson.body)
        return
    character = r"[\u3000-\u9fff\uff00-\uffef]"
    assert not re.search(rf"{character}\n{character}", lesson.body + lesson.answer)


def test_recipe_files_differ_in_their_words_only() -> None:
    english = sorted((ENGLISH.folder / "recipes").glob("*.toml"))
    chinese = sorted((CHINESE.folder / "recipes").glob("*.toml"))
    assert [path.name for path in english] == [path.name for path in chinese]
    for one, other in zip(english, chinese, strict=True):
        contents = [tomllib.loads(path.read_text("utf-8")) for path in (one, other)]
        for content in contents:
            assert content["name"] == one.stem
            del content["title"], content["summary"]
        assert contents[0] == contents[1]


def test_every_recipe_file_is_used_by_a_lesson() -> None:
    used = {
        address.partition("recipe=")[2].partition("&")[0]
        for lesson in ENGLISH.lessons
        for address in actions_of(lesson)
    }
    for path in (ENGLISH.folder / "recipes").glob("*.toml"):
        assert f"recipes/{path.name}" in used


@pytest.mark.parametrize(("lessons", "lesson"), ALL)
def test_each_task_can_be_met_by_facts_that_are_such(lessons: Lessons, lesson: Lesson) -> None:
    for task in lesson.tasks:
        facts = facts_for(task.condition)
        for name, value in facts.items():
            check_fact(name, value)
        assert task.condition.holds(facts)


def test_a_small_network_that_reads_well_is_among_the_tasks() -> None:
    conditions = [str(task.condition) for lesson in ENGLISH.lessons for task in lesson.tasks]
    assert "accuracy >= 0.95 and hidden_units >= 1 and hidden_units <= 20" in conditions


@pytest.mark.parametrize(("lessons", "lesson"), ALL)
def test_tasks_about_a_training_are_met_by_the_lessons_own_buttons(
    lessons: Lessons, lesson: Lesson
) -> None:
    """But for the one that asks for a network of one's own, and those about what one sees."""
    finished = list(trainings_of(lesson))
    for task in lesson.tasks:
        facts = {comparison.fact for comparison in task.condition.comparisons}
        if "training" in facts:
            assert any(task.condition.holds(training) for training in finished), task.text


def trainings_of(lesson: Lesson) -> Iterator[dict[str, FactValue | None]]:
    """The facts after each training that a button of the lesson begins has finished."""
    for address in actions_of(lesson):
        action = parse_action(address, lesson.folder)
        if isinstance(action, Train):
            recipe = recipe_of(action)
            own = TrainingSettings.of(RECIPES.get(recipe.name, MLP))
            own = replace(
                own,
                learning_rate=recipe.learning_rate,
                batch_size=recipe.batch_size,
                epochs=recipe.epochs,
            )
            facts = training_facts(recipe, action.values.applied_to(own))
            yield {**facts, "training": "finished", "accuracy": 0.9}


def recipe_of(action: Train) -> Recipe:
    if not isinstance(action.recipe, Path):
        return RECIPES[action.recipe or "mlp"]
    if not HAS_RECIPE_FILES:
        pytest.skip("needs nn.recipe_files")
    loader = importlib.import_module("nn.recipe_files")
    recipe: Recipe = loader.load_recipe(action.recipe)
    return recipe


def facts_for(condition: Condition) -> dict[str, FactValue]:
    """Facts for which the condition holds; the test fails where one cannot be found."""
    found: dict[str, FactValue] = {}
    for name in {comparison.fact for comparison in condition.comparisons}:
        about = [comparison for comparison in condition.comparisons if comparison.fact == name]
        fitting = [
            value
            for value in candidates(name, about)
            if all(comparison.holds({name: value}) for comparison in about)
        ]
        assert fitting, name
        found[name] = fitting[0]
    return found


def candidates(name: str, about: list[Comparison]) -> list[FactValue]:
    """Values that the fact may have, among which one meets each comparison if any does."""
    named = [comparison.value for comparison in about]
    match FACTS[name]:
        case Number(smallest, largest):
            near = [float(value) + step for value in named for step in (0, -1e-3, 1e-3, -1, 1)]
            return [value for value in near if smallest <= value <= largest]
        case Word(words):
            return [*(words or named), "another"] if not words else list(words)
        case Switch():
            return [True, False]


def test_the_folder_of_lessons_explains_itself() -> None:
    """An author finds every action and every fact there."""
    text = (SHIPPED / "README.md").read_text("utf-8")
    for name in FACTS:
        assert f"`{name}`" in text, name
    for action in ("open", "choose", "set", "train", "stop", "reset", "step", "draw", "clear"):
        assert f"do:{action}" in text
    for action in ("centring", "break", "heal", "explain"):
        assert f"do:{action}" in text
