"""Networks in files of any format that is known, by the file name's ending: ours, Keras', ONNX'."""

from __future__ import annotations

from pathlib import Path

from nn.checkpoint import Model, load_model, save_model

KERAS_SUFFIXES = (".keras", ".h5")
"""Of the files that Keras writes."""


def read_any(path: Path) -> Model:
    """The network in a model file or, going by its suffix, in one of Keras'.

    Raises ModelFileError or ExchangeError where the file is of no use.
    """
    if path.suffix.lower() not in KERAS_SUFFIXES:
        return load_model(path)
    from nn.interop.keras_import import import_keras

    # Its file's name is all that is known of where it comes from.
    return Model(import_keras(path), path.name, {"imported_from": path.name})


def write_any(path: Path, model: Model) -> None:
    """Write the network in the format that the suffix names, whole or not at all.

    Raises ExchangeError where the other library cannot be used, OSError where the file cannot be
    written.
    """
    match path.suffix.lower():
        case ".keras":
            from nn.interop.keras_export import export_keras

            export_keras(model.network, path)
        case ".onnx":
            from nn.interop.onnx_export import export_onnx

            export_onnx(model, path)
        case _:
            save_model(path, model)
