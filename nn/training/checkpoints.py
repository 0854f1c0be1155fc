"""Checkpoints: a training that is broken off goes on from its file as if nothing had happened.

    Progress.state → save_checkpoint → one .npz without pickles → load_checkpoint → train(resume=…)

The file holds everything that the rest of the training depends on but the digits themselves: the
recipe, and the state of the run with its weights, averages and generators. Of the digits it knows a
digest, so that a training cannot go on with others unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from nn.arrays import Array, State
from nn.data.digit_data import DigitData
from nn.data.files import NpzError, array_names, first_line, read_arrays, write_arrays
from nn.messages import N_, DigitsError, Message, message
from nn.model_file import parsed_description
from nn.network import MOST_PARAMETERS
from nn.recipe_files import content_of, recipe_of
from nn.recipes import Recipe
from nn.training.progress import ResumeError

FORMAT_VERSION = 1
"""Raised when a change makes older programs misread the file."""

Engine = Literal["numpy", "keras"]

_DESCRIPTION = "description"

_MOST_BYTES = 6 * 4 * MOST_PARAMETERS
"""Of all arrays: weights, two moments, an average and the best weights so far, and the order."""


class CheckpointError(DigitsError):
    """A file holds no checkpoint that can be used; one sentence says what was found."""


@dataclass(frozen=True)
class Checkpoint:
    """A training on its way: with which recipe, seed and engine, on which digits, and how far.

    ``digits`` is the :func:`digest` of the data; ``state`` is what :class:`Progress` reports.
    """

    recipe: Recipe
    seed: int
    engine: Engine
    digits: str
    state: State

    def insist_on(self, data: DigitData) -> None:
        """Raise ResumeError where the training began with other digits."""
        if digest(data) != self.digits:
            raise ResumeError(
                N_(
                    "nn",
                    "The training began with other digits than {0}: name those by --data to go on.",
                ),
                data.source,
            )


def digest(data: DigitData) -> str:
    """A hash of the images and labels that are trained and validated on."""
    found = hashlib.blake2b(digest_size=16)
    for part in (data.train, data.validation):
        for array in (part.images, part.labels):
            found.update(f"{array.dtype} {array.shape}".encode())
            found.update(np.ascontiguousarray(array).data)
    return found.hexdigest()


def save_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write the checkpoint, whole or not at all; raises OSError where it cannot be written."""
    arrays: dict[str, Array] = {}
    content = {
        "format": FORMAT_VERSION,
        "recipe": content_of(checkpoint.recipe),
        "seed": checkpoint.seed,
        "engine": checkpoint.engine,
        "digits": checkpoint.digits,
        "state": _without_arrays(checkpoint.state, "", arrays),
    }
    description = json.dumps(content, allow_nan=False)
    write_arrays(path, {_DESCRIPTION: np.array(description), **arrays})


def load_checkpoint(path: Path) -> Checkpoint:
    """The checkpoint in ``path``; raises CheckpointError where there is none that can be used.

    Whether its state fits the recipe is found where a training goes on from it.
    """
    try:
        names = array_names(path)
        if _DESCRIPTION not in names:
            raise _refusal(path, message(N_("nn", "an .npz file of another kind")))
        arrays = read_arrays(path, sorted(names), most_bytes=_MOST_BYTES)
    except NpzError as error:
        raise _refusal(path, error.message) from error
    try:
        content = _parsed(arrays.pop(_DESCRIPTION))
        if content["format"] != FORMAT_VERSION:
            raise ValueError(f"it has format {content['format']!r:.20}, not {FORMAT_VERSION}")
        return _checkpoint(content, arrays)
    # Of a file that somebody else wrote, or of a program to come.
    except (
        AttributeError,
        KeyError,
        OverflowError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise _refusal(
            path, message(N_("nn", "another content ({0})"), first_line(error))
        ) from error


def _checkpoint(content: dict[str, Any], arrays: dict[str, Array]) -> Checkpoint:
    seed, engine, digits, state = (content[n] for n in ("seed", "engine", "digits", "state"))
    if type(seed) is not int or seed < 0 or engine not in ("numpy", "keras"):
        raise ValueError(f"its seed is {seed!r:.40} and its engine {engine!r:.40}")
    if not isinstance(digits, str):
        raise TypeError("its digits are not told by a text")
    for name, array in arrays.items():
        *places, last = name.split(".")
        holder = state
        for place in places:
            holder = holder[place]
        holder[last] = array
    return Checkpoint(recipe_of(content["recipe"]), seed, engine, digits, state)


def _without_arrays(state: State, place: str, arrays: dict[str, Array]) -> State:
    """The state without its arrays, which are put among ``arrays`` under the names of the way."""
    plain: State = {}
    for name, value in state.items():
        if isinstance(value, np.ndarray):
            arrays[f"{place}{name}"] = value
        elif isinstance(value, dict):
            plain[name] = _without_arrays(value, f"{place}{name}.", arrays)
        else:
            plain[name] = value
    return plain


def _parsed(description: Array) -> dict[str, Any]:
    if description.dtype.kind != "U" or description.ndim or description.size != 1:
        raise TypeError("its description is no text")
    return parsed_description(description.item())


def _refusal(path: Path, found: Message) -> CheckpointError:
    return CheckpointError(
        N_(
            "nn",
            "{0}: expected the checkpoint of a training; found {1}. Choose another file, or begin "
            "the training anew.",
        ),
        path,
        found,
    )
