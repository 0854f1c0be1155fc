"""Networks in files of any format that is known, by the file name's ending.

.npz          ours
.keras, .h5   Keras', also of Keras 2
.onnx         ONNX', which other libraries write
.safetensors  weights that others can read, with the architecture in their metadata
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from nn.data.files import first_line
from nn.interop.keras import ExchangeError
from nn.interop.original import Imported, remark_on
from nn.messages import N_, Message
from nn.model_file import Model, check_facts, load_model, parsed_description, save_model
from nn.reader import Calibration

KERAS_SUFFIXES = (".keras", ".h5", ".hdf5")
"""Of the files that Keras writes."""

READ_SUFFIXES = (".npz", *KERAS_SUFFIXES, ".onnx", ".safetensors")
"""Of the files that :func:`read_any` knows."""


def read_any(path: Path) -> Model:
    """The network in a model file or, going by its suffix, in one of another format.

    Raises ModelFileError or ExchangeError where the file is of no use. What was done to make a
    foreign network read this program's images is told by :func:`remark`.
    """
    match path.suffix.lower():
        case suffix if suffix in KERAS_SUFFIXES:
            from nn.interop.keras_import import import_keras

            return _imported(path, import_keras(path))
        case ".onnx":
            from nn.interop.onnx_import import import_onnx

            return _imported(path, import_onnx(path))
        case ".safetensors":
            from nn.interop.safetensors_file import read_safetensors

            return read_safetensors(path)
        case _:
            return load_model(path)


def write_any(path: Path, model: Model) -> None:
    """Write the network in the format that the suffix names, whole or not at all.

    Raises ExchangeError where the other library cannot be used and for Keras' older suffixes, by
    which the file would not be read again; OSError where the file cannot be written.
    """
    match path.suffix.lower():
        case suffix if suffix in KERAS_SUFFIXES:
            from nn.interop.keras_export import export_keras

            export_keras(model, path)
        case ".onnx":
            from nn.interop.onnx_export import export_onnx

            export_onnx(model, path)
        case ".safetensors":
            from nn.interop.safetensors_file import write_safetensors

            write_safetensors(path, model)
        case _:
            save_model(path, model)


def remark(model: Model) -> Message | None:
    """What has to be said of a network that was taken over; None where there is nothing."""
    return remark_on(model.metadata.get("input_range"))


def _imported(path: Path, imported: Imported) -> Model:
    """The model of a network that was taken over, with what its file tells of the training."""
    # The file's name is all that is known of where a foreign network comes from.
    content: dict[str, Any] = {"recipe": path.name, "facts": {}}
    try:
        if imported.facts:
            content = parsed_description(imported.facts)
        recipe, metadata = content["recipe"], content["facts"]
        check_facts(recipe, metadata)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise ExchangeError(
            N_("nn", "{0}: what it tells of the training is damaged ({1})"), path, first_line(error)
        ) from error
    metadata = {**metadata, "imported_from": path.name}
    if imported.input_range != "unit":
        metadata["input_range"] = imported.input_range
    calibration = Calibration.from_metadata(metadata)
    # A file may have rounded the temperature that the metadata keep to the last digit.
    if not np.isclose(calibration.temperature, imported.temperature, rtol=1e-5):
        calibration = replace(calibration, temperature=imported.temperature)
        metadata |= calibration.to_metadata()
    return Model(imported.network, recipe, metadata)
