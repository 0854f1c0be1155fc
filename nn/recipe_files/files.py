"""Recipe files: TOML that people can read and change, read with suspicion, written whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nn.data.files import atomic_write, first_line
from nn.messages import N_, DigitsError, Message, message
from nn.recipe_files.content import RecipeError, content_of, recipe_of
from nn.recipes import Recipe
from nn.regular_files import open_regular

LARGEST_FILE = 2**16
"""Bytes; two hundred layers take a third of it."""

_LONGEST_LINE = 600
"""Characters: in a longer one, a name could have so many parts that its reading takes minutes."""

_HEADER = """\
# A recipe of Digits: a network, and how it is trained. Change what you like; the window shows what
# comes of it (panel Build, Open), and so does the command: train --recipe FILE
"""


class RecipeFileError(DigitsError):
    """A file holds no recipe that can be used; one sentence says where and why."""


def save_recipe(recipe: Recipe, path: Path) -> None:
    """Write the recipe to ``path``, whole or not at all; :func:`load_recipe` gives the same again.

    Raises OSError where the file cannot be written, ValueError for a schedule without a name.
    """
    with atomic_write(path) as file:
        file.write(as_toml(recipe).encode())


def load_recipe(path: Path) -> Recipe:
    """The recipe in ``path``; raises RecipeFileError where there is none that can be used."""
    # Imported when first needed: most have no recipes of their own, and the window starts sooner.
    import tomllib

    try:
        return recipe_of(tomllib.loads(_text(path)))
    except OSError as error:
        reason = message(N_("nn", "nothing readable there ({0})"), error.strerror or str(error))
        raise _refusal(path, reason) from error
    except RecipeError as error:
        raise RecipeFileError(N_("nn", "{0}, {1}"), path, error.message) from error
    # The parser raises more than its own errors: of its depth, and of numbers and dates.
    except (OverflowError, RecursionError, ValueError) as error:
        reason = message(N_("nn", "what is no TOML ({0})"), first_line(error))
        raise _refusal(path, reason) from error


def as_toml(recipe: Recipe) -> str:
    """The text of a recipe's file."""
    content = content_of(recipe)
    tables = {name: content.pop(name) for name in ("training", "augmentation") if name in content}
    layers = content.pop("layers")
    parts = [_HEADER, *_lines(content)]
    for name, values in tables.items():
        parts += ["", f"[{name}]", *_lines(values)]
    for layer in layers:
        parts += ["", "[[layers]]", *_lines(layer)]
    return "\n".join(parts) + "\n"


def _lines(values: dict[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        yield f"{name} = {_written(value)}"


def _written(value: Any) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    # TOML's numbers, flags and escapes in texts are those of JSON.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _text(path: Path) -> str:
    """What the file says; raises OSError, RecipeFileError or ValueError."""
    with open_regular(path) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _refusal(path, message(N_("nn", "more than {0} kB"), LARGEST_FILE // 1024))
    # Some editors write a mark before the text.
    text = content.decode("utf-8-sig")
    if any(len(line) > _LONGEST_LINE for line in text.splitlines()):
        raise _refusal(path, message(N_("nn", "a line of more than {0} letters"), _LONGEST_LINE))
    return text


def _refusal(path: Path, found: Message) -> RecipeFileError:
    return RecipeFileError(
        N_(
            "nn", "{0}: expected a recipe; found {1}. Choose another file, or save the recipe anew."
        ),
        path,
        found,
    )
