"""Reading and writing networks as a background process: our own files, Keras' and ONNX'.

This is the child's side; :class:`app.files.model_files.ModelFiles` is the window's. Importing
Keras alone takes a second, and a file from elsewhere may take any time, or be made to take all
memory: so whatever it is, it is read and written here. What is sent, once:

    "opened"    what makes a model: recipe, facts, architecture, and the parameters as float32 bytes
    "written"   the file is complete
    "refused"   one sentence: why the file is of no use, or why the other library cannot be used
    "failed"    what the system says about why the file could not be written
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.jobs.worker_channel import Channel

if TYPE_CHECKING:
    from nn.checkpoint import Model

KERAS_SUFFIXES = (".keras", ".h5")
"""Of the files that Keras writes."""


def open_network(channel: Channel, *, path: str) -> None:
    """Read the network in a model file or, going by its suffix, in one of Keras'."""
    from nn.checkpoint import ModelFileError
    from nn.interop.keras_loader import ExchangeError

    try:
        model = _read(Path(path))
    except (ExchangeError, ModelFileError) as error:
        channel.send({"kind": "refused", "sentence": str(error)})
        return
    network = model.network
    description = {"recipe": model.recipe, "facts": model.facts, "network": network.describe()}
    channel.send({"kind": "opened", **description}, network.parameters.data)


def write_network(
    channel: Channel, *, path: str, recipe: str, facts: dict[str, Any], network: dict[str, Any]
) -> None:
    """Write a network, whose parameters come as a block, in the format that the suffix names."""
    import numpy as np

    from nn.checkpoint import Model
    from nn.interop.keras_loader import ExchangeError
    from nn.network import Network

    parameters = np.frombuffer(channel.block(), np.float32)
    model = Model(Network.from_description(network, parameters=parameters), recipe, facts)
    try:
        _write(Path(path), model)
    except ExchangeError as error:
        channel.send({"kind": "refused", "sentence": str(error)})
    except OSError as error:
        channel.send({"kind": "failed", "reason": error.strerror or str(error)})
    else:
        channel.send({"kind": "written"})


def _read(path: Path) -> Model:
    from nn.checkpoint import Model, load_model

    if path.suffix.lower() not in KERAS_SUFFIXES:
        return load_model(path)
    from nn.interop.keras_import import import_keras

    # Its file's name is all that is known of where it comes from.
    return Model(import_keras(path), path.name, {"imported_from": path.name})


def _write(path: Path, model: Model) -> None:
    match path.suffix.lower():
        case ".keras":
            from nn.interop.keras_export import export_keras

            export_keras(model.network, path)
        case ".onnx":
            from nn.interop.onnx_export import export_onnx

            export_onnx(model, path)
        case _:
            from nn.checkpoint import save_model

            save_model(path, model)
