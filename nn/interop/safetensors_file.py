"""Networks as ``.safetensors``: weights that many libraries read, without anything that could run.

    layers.3.weights, layers.3.bias …   the arrays of each layer, float32, in this library's order
    metadata: format, network, recipe, facts   the architecture and the training, as JSON

A file of another program has no architecture in it, and is refused: weights alone are no network.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import numpy as np

from nn.arrays import Array
from nn.data.files import atomic_write, first_line, open_regular
from nn.interop.keras import ExchangeError, missing
from nn.layers import BatchNorm, Layer
from nn.messages import N_, message
from nn.model_file import Model, model_of, parsed_description
from nn.network import MOST_PARAMETERS, Network

_FORMAT = "digits"
_MOST_BYTES = 4 * MOST_PARAMETERS + 2**21
"""Of a file: all weights, and its header."""


def write_safetensors(path: Path, model: Model) -> None:
    """Write the model to ``path``, whole or not at all.

    Raises ExchangeError where the package safetensors is missing, OSError where the file cannot be
    written.
    """
    network = model.network
    arrays = {
        name: np.ascontiguousarray(view)
        for name, view in _named(network, network.parameters).items()
    }
    description = json.dumps(
        {"recipe": model.recipe, "facts": model.metadata, "network": network.describe()},
        allow_nan=False,
    )
    content = _library().save(arrays, {"format": _FORMAT, "description": description})
    with atomic_write(path) as file:
        file.write(content)


def read_safetensors(path: Path) -> Model:
    """The model in ``path``; raises ExchangeError where there is none that can be used."""
    _library()
    try:
        with open_regular(path) as file:
            if file.seek(0, io.SEEK_END) > _MOST_BYTES:
                raise _refusal(path, N_("nn", "more weights than are read"))
            file.seek(0)
            return _model(path, file.read())
    except ExchangeError:
        raise
    except OSError as error:
        reason = error.strerror or first_line(error)
        raise _refusal(path, N_("nn", "nothing readable there ({0})"), reason) from error
    # The library has errors of its own, and a description may lack whatever a network needs.
    except Exception as error:
        raise _refusal(
            path, N_("nn", "a network that cannot be built ({0})"), first_line(error)
        ) from error


def _model(path: Path, content: bytes) -> Model:
    length = int.from_bytes(content[:8], "little")
    arrays = _library().load(content)
    known = json.loads(content[8 : 8 + length]).get("__metadata__", {})
    if known.get("format") != _FORMAT:
        raise _refusal(path, N_("nn", "weights without an architecture: no file of this program"))
    description = parsed_description(known["description"])
    network = Network.from_description(description["network"])
    vector = np.empty(network.parameter_count, np.float32)
    views = _named(network, vector)
    if {name: array.shape for name, array in arrays.items()} != {
        name: view.shape for name, view in views.items()
    }:
        raise _refusal(path, N_("nn", "weights that do not fit its architecture"))
    for name, view in views.items():
        view[...] = arrays[name]
    return model_of(description, vector)


def _named(network: Network, vector: Array) -> dict[str, Array]:
    """Views of all arrays in the vector by their names."""
    return {
        f"layers.{index}.{name}": view
        for index, (layer, views) in enumerate(
            zip(network.layers, network.split(vector), strict=True)
        )
        for name, view in zip(_names(layer), views, strict=False)
    }


def _names(layer: Layer) -> tuple[str, ...]:
    if isinstance(layer, BatchNorm):
        return ("scale", "shift", "mean", "variance")
    return ("weights", "bias")


def _library() -> Any:
    try:
        import safetensors.numpy
    except ImportError as error:
        how_to_get = N_(
            "nn",
            "safetensors cannot be used here ({0}). Install it: python -m pip install safetensors",
        )
        raise missing("safetensors", how_to_get, error) from error
    return safetensors.numpy


def _refusal(path: Path, found: str, *arguments: object) -> ExchangeError:
    return ExchangeError(
        N_("nn", "{0}: expected weights with the architecture of a network; found {1}."),
        path,
        message(found, *arguments),
    )
