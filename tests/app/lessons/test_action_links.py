from __future__ import annotations

import re
from pathlib import Path
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.action_links import parse_action
from app.lessons.actions import (
    Action,
    BreakNetwork,
    ChooseDigit,
    ChooseRecipe,
    ClearCanvas,
    DrawDigit,
    HealNetwork,
    OpenPanel,
    ResetNetwork,
    SetCentring,
    SetValues,
    StopTraining,
    TakeStep,
    Train,
    TrainingValues,
)
from app.lessons.facts import PANELS
from app.lessons.problems import LessonError


@pytest.mark.parametrize(
    ("address", "action"),
    [
        ("do:open?panel=inside", OpenPanel("inside")),
        ("do:choose?recipe=mlp", ChooseRecipe("mlp")),
        ("do:set?batch_size=16&epochs=2", SetValues(TrainingValues(batch_size=16, epochs=2))),
        ("do:train", Train()),
        (
            "do:train?recipe=classic&learning_rate=0.3&seed=7",
            Train("classic", TrainingValues(learning_rate=0.3, seed=7)),
        ),
        ("do:train?augmentation=1", Train(None, TrainingValues(augmentation=1))),
        ("do:train?learning_rate=1e-4", Train(None, TrainingValues(learning_rate=0.0001))),
        ("do:stop", StopTraining()),
        ("do:reset", ResetNetwork()),
        ("do:step", TakeStep()),
        ("do:draw?digit=7", DrawDigit(7)),
        ("do:draw?digit=0&place=corner&size=0.25", DrawDigit(0, "corner", 0.25)),
        ("do:clear", ClearCanvas()),
        ("do:centring?state=off", SetCentring(on=False)),
        ("do:centring?state=on", SetCentring(on=True)),
        ("do:break?pruned=0.5", BreakNetwork(pruned=0.5)),
        ("do:break?noise=0.2&bits=4", BreakNetwork(noise=0.2, bits=4)),
        ("do:heal", HealNetwork()),
        ("do:explain?digit=3", ChooseDigit(3)),
    ],
)
def test_every_action_can_be_asked_for(address: str, action: Action, tmp_path: Path) -> None:
    assert parse_action(address, tmp_path) == action


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_can_be_opened(panel: str, tmp_path: Path) -> None:
    assert parse_action(f"do:open?panel={panel}", tmp_path) == OpenPanel(panel)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("do:", "no action “”"),
        ("do:run?code=1", "no action “run”"),
        ("file:///etc/passwd", "no action"),
        ("do:open", "needs “panel”"),
        ("do:open?panel=attic", "is one of training"),
        ("do:open?panel", "knows no “panel”"),
        ("do:open?panel=inside&panel=inside", "has “panel” twice"),
        ("do:clear?all=1", "knows no “all=1”"),
        ("do:choose?recipe=secret", "is one of classic"),
        ("do:set", "needs “learning_rate”"),
        ("do:set?learning_rate=0", "from 1e-06 to 1000"),
        ("do:set?learning_rate=nan", "is a number"),
        ("do:set?learning_rate=0x10", "is a number"),
        ("do:set?epochs=0", "from 1 to 1000"),
        ("do:set?epochs=2.5", "whole number"),
        ("do:set?batch_size=100000", "from 1 to 1024"),
        ("do:set?augmentation=9", "from 0 to 1.5"),
        ("do:set?seed=-1", "from 0 to 2147483647"),
        ("do:train?speed=9", "knows no “speed=9”"),
        ("do:draw", "needs “digit”"),
        ("do:draw?digit=10", "from 0 to 9"),
        ("do:draw?digit=1&place=edge", "is one of middle, corner"),
        ("do:draw?digit=1&size=2", "from 0.05 to 1"),
        ("do:centring?state=yes", "is one of on, off"),
        ("do:break", "needs “noise”"),
        ("do:break?bits=0", "from 1 to 32"),
        ("do:break?pruned=1.1", "from 0 to 1"),
        ("do:explain?digit=-1", "from 0 to 9"),
    ],
)
def test_what_is_not_in_the_vocabulary_is_refused_with_the_reason(
    address: str, says: str, tmp_path: Path
) -> None:
    with pytest.raises(LessonError, match=re.escape(says)):
        parse_action(address, tmp_path)


def test_a_recipe_file_is_found_beside_the_lesson(tmp_path: Path) -> None:
    folder = tmp_path / "lessons"
    recipe = folder / "recipes" / "my own.toml"
    recipe.parent.mkdir(parents=True)
    recipe.touch()
    action = parse_action("do:train?recipe=recipes/my%20own.toml&epochs=2", folder)
    assert action == Train(recipe.resolve(), TrainingValues(epochs=2))


def test_a_recipe_file_elsewhere_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lessons"
    folder.mkdir()
    outside = tmp_path / "outside.toml"
    outside.touch()
    (folder / "link.toml").symlink_to(outside)
    (folder / "folder.toml").mkdir()
    names = [
        "../outside.toml",
        str(outside),
        "link.toml",
        "missing.toml",
        "folder.toml",
        "%00.toml",
    ]
    for name in names:
        with pytest.raises(LessonError, match="no file"):
            parse_action(f"do:choose?recipe={name}", folder)


@given(st.text(printable, max_size=60))
def test_any_text_is_an_action_or_refused(text: str) -> None:
    for address in (text, f"do:{text}", f"do:train?recipe={text}", f"do:draw?digit={text}"):
        try:
            assert isinstance(parse_action(address, Path("lessons")), Action)
        except LessonError:
            continue
