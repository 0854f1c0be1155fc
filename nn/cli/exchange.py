"""``export`` and ``import``: networks to and from other libraries' files."""

from __future__ import annotations

import argparse
from pathlib import Path

from nn.checkpoint import Model, save_model
from nn.cli.options import (
    Subparsers,
    add_json_option,
    add_model_option,
    chosen_model,
    print_json,
)


def add_parsers(commands: Subparsers) -> None:
    exporting = commands.add_parser(
        "export",
        help="write a network for Keras or ONNX",
        description="Write a network as a file of Keras or ONNX; it gives the same probabilities.",
    )
    exporting.add_argument("--format", choices=("keras", "onnx"), required=True)
    add_model_option(exporting)
    exporting.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_json_option(exporting)
    exporting.set_defaults(run=export)

    importing = commands.add_parser(
        "import",
        help="take over a network of Keras",
        description="Take over a Keras model with the layers that this program has: Dense,"
        " Conv2D, max pooling, flatten, dropout, ReLU, leaky ReLU, sigmoid, tanh, softmax.",
    )
    importing.add_argument("file", type=Path, metavar="FILE.keras", help="Keras' file")
    importing.add_argument("--out", type=Path, required=True, metavar="FILE.npz")
    add_json_option(importing)
    importing.set_defaults(run=take_over)


def export(options: argparse.Namespace) -> int:
    model = chosen_model(options.model)
    if options.format == "keras":
        from nn.interop.keras_export import export_keras

        export_keras(model.network, options.out)
    else:
        from nn.interop.onnx_export import export_onnx

        export_onnx(model, options.out)
    return _tell(options)


def take_over(options: argparse.Namespace) -> int:
    from nn.interop.keras_import import import_keras

    network = import_keras(options.file)
    save_model(options.out, Model(network, "imported", {"imported_from": options.file.name}))
    return _tell(options)


def _tell(options: argparse.Namespace) -> int:
    if options.json:
        print_json({"written": str(options.out)})
    else:
        print(f"Wrote {options.out}.")
    return 0
