"""Trained networks as files: an ``.npz`` without pickles that proves itself whole.

Four arrays: ``format_version``, a number; ``description``, JSON with the recipe's name, the
network's architecture and the metadata of its training; ``parameters``, all weights as one flat
float32 vector; ``checksum``, the SHA-256 of the three. A file is believed only if its checksum
is right and its network can be built; whatever else it is, it is refused in one sentence.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import NpzError, array_names, first_line, read_arrays, write_arrays
from nn.messages import N_, DigitsError, Message, message
from nn.network import DIGITS, LARGEST_VALUE, Network
from nn.preprocessing.frame import SIZE
from nn.reader import Calibration

FORMAT_VERSION = 1
"""Raised when a change makes older programs misread the file."""

LEARNED = 0.2
"""Validation accuracy from which a network has learned something; guessing gets a tenth."""

_LONGEST_DESCRIPTION = 2**20
"""Characters; a run's, with its curves, has some ten thousand."""

_LONGEST_NAME = 200
"""Characters of a recipe's name."""

_DEEPEST = 20
"""Lists and objects within each other in the metadata; a run's curves lie three deep."""

_ARRAYS = ("format_version", "description", "parameters", "checksum")


class ModelFileError(DigitsError):
    """A file holds no network that can be used; one sentence says what was found and expected."""


@dataclass(frozen=True)
class Model:
    """A trained network and where it comes from.

    ``metadata`` is what is known of the training, as JSON can hold it: seed, epochs, seconds,
    samples, validation_accuracy, data, date, temperature, thresholds and so on.
    """

    network: Network
    recipe: str
    metadata: dict[str, Any]

    @property
    def has_learned(self) -> bool:
        """Whether it reads better than by guessing, as far as is known."""
        accuracy = self.metadata.get("validation_accuracy")
        return accuracy is None or accuracy >= LEARNED


def shipped_model_path() -> Path:
    """The network that comes with the program."""
    return Path(__file__).resolve().parent.parent / "resources" / "digits.npz"


def save_model(path: str | Path, model: Model) -> None:
    """Write the model to ``path``, whole or not at all.

    Raises OSError where the file cannot be written and TypeError or ValueError for metadata that
    JSON cannot hold. The same model gives the same bytes.
    """
    content = {"recipe": model.recipe, "facts": model.metadata, "network": model.network.describe()}
    description = json.dumps(content, indent=1, allow_nan=False)
    parameters = np.ascontiguousarray(model.network.parameters, np.float32)
    arrays: dict[str, Array] = {
        "format_version": np.array(FORMAT_VERSION),
        "description": np.array(description),
        "parameters": parameters,
        "checksum": np.array(_checksum(FORMAT_VERSION, description, parameters)),
    }
    # Packed it would be a fourteenth smaller and take ten times as long, in a window that waits.
    write_arrays(Path(path), arrays)


def load_model(path: str | Path) -> Model:
    """The model in ``path``; raises ModelFileError where there is none that can be used."""
    path = Path(path)
    arrays = _read(path)
    version, description, parameters, checksum = (arrays[name] for name in _ARRAYS)
    well_formed = (
        description.dtype.kind == checksum.dtype.kind == "U"
        and description.ndim == checksum.ndim == 0
        and parameters.dtype == np.float32
        and parameters.ndim == 1
    )
    try:
        # A text in the file need not be one that can be encoded.
        if not well_formed or checksum.item() != _checksum(
            int(version), description.item(), parameters
        ):
            raise _refusal(
                path,
                message(
                    N_("nn", "one whose content does not agree with its checksum: it is damaged")
                ),
            )
        return model_of(parsed_description(description.item()), parameters)
    # A right checksum over a description that this program cannot build.
    except (
        AttributeError,
        KeyError,
        OverflowError,
        RecursionError,
        SystemError,
        TypeError,
        ValueError,
    ) as error:
        raise _refusal(
            path, message(N_("nn", "a network that cannot be built ({0})"), first_line(error))
        ) from error


def parsed_description(description: str) -> dict[str, Any]:
    """The content of a description, which is strict JSON of a reasonable size.

    Raises ValueError or TypeError for any other text.
    """
    if len(description) > _LONGEST_DESCRIPTION:
        raise ValueError(f"its description has {len(description)} characters")

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no number")

    content = json.loads(description, parse_constant=refuse)
    if not isinstance(content, dict):
        raise TypeError(f"its description is no object but {type(content).__name__}")
    return content


def model_of(content: dict[str, Any], parameters: Array) -> Model:
    """The model that a description tells of; raises ValueError or its like where there is none."""
    recipe, metadata = content["recipe"], content["facts"]
    check_facts(recipe, metadata)
    if parameters.size == 0:
        raise ValueError("it has no weights")
    network = Network.from_description(content["network"], parameters=parameters)
    if network.input_shape != (1, SIZE, SIZE):
        raise ValueError(f"it reads images of shape {network.input_shape}")
    if network.classes not in (DIGITS, DIGITS + 1) or len(network.shapes[-1]) != 1:
        raise ValueError(f"it has {network.classes} classes, not {DIGITS} or {DIGITS + 1}")
    if not np.isfinite(parameters).all():
        raise ValueError("some of its weights are no finite numbers")
    if not network.largest_value() <= LARGEST_VALUE:
        raise ValueError("its weights are so large that its answers are no numbers")
    return Model(network, recipe, metadata)


def check_facts(recipe: object, metadata: object) -> None:
    """Raise ValueError or TypeError for what no :class:`Model` can know of its training."""
    if not isinstance(recipe, str) or not isinstance(metadata, dict):
        raise TypeError("its recipe or metadata are of another kind")
    if len(recipe) > _LONGEST_NAME:
        raise ValueError(f"its recipe's name has {len(recipe)} characters")
    _check_depth(metadata)
    accuracy = metadata.get("validation_accuracy")
    if accuracy is not None and not _is_share(accuracy):
        raise ValueError(f"its validation accuracy is {accuracy!r}")
    Calibration.from_metadata(metadata)


def _check_depth(content: object, depth: int = 0) -> None:
    """Raise ValueError for metadata that are nested too deep to be written again."""
    if depth > _DEEPEST:
        raise ValueError(f"its metadata are nested more than {_DEEPEST} deep")
    if isinstance(content, dict):
        content = list(content.values())
    if isinstance(content, list):
        for entry in content:
            _check_depth(entry, depth + 1)


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _read(path: Path) -> dict[str, Array]:
    """The four arrays, after the version said that they mean what this program thinks."""
    try:
        missing = set(_ARRAYS) - array_names(path)
        if "format_version" in missing:
            raise _refusal(path, message(N_("nn", "an .npz file of another kind")))
        version = read_arrays(path, ["format_version"])["format_version"]
        if version.ndim or version.dtype.kind not in "iu" or version < 1:
            raise _refusal(path, message(N_("nn", "an .npz file of another kind")))
        if version > FORMAT_VERSION:
            raise ModelFileError(
                N_(
                    "nn",
                    "{0}: this model file has format {1}, and this program knows formats up to "
                    "{2}. Update the program, or choose another model file.",
                ),
                path,
                version,
                FORMAT_VERSION,
            )
        return read_arrays(path, _ARRAYS)
    except NpzError as error:
        raise _refusal(path, error.message) from error


def _refusal(path: Path, found: Message) -> ModelFileError:
    return ModelFileError(
        N_(
            "nn",
            "{0}: expected a model file; found {1}. Choose another model file, or train a network "
            "anew.",
        ),
        path,
        found,
    )


def _checksum(version: int, description: str, parameters: Array) -> str:
    """SHA-256 over version, description and the parameters' little-endian bytes."""
    digest = hashlib.sha256(f"{version}\n{len(description)}\n{description}\n".encode())
    digest.update(np.ascontiguousarray(parameters, dtype="<f4").data)
    return digest.hexdigest()
