"""``export`` and ``import``: networks to and from other libraries' files."""

from __future__ import annotations

import argparse
from pathlib import Path

from nn.cli.options import (
    Subparsers,
    add_json_option,
    add_model_option,
    check_own_format,
    chosen_model,
    print_json,
)
from nn.interop.formats import READ_SUFFIXES, read_any, remark, write_any
from nn.interop.keras import ExchangeError
from nn.messages import N_, Message
from nn.model_file import save_model


def add_parsers(commands: Subparsers) -> None:
    exporting = commands.add_parser(
        "export",
        help="write a network for Keras, ONNX or as safetensors",
        description="Write a network as a file of Keras or ONNX, which gives the same"
        " probabilities, or its weights as safetensors.",
    )
    exporting.add_argument("--format", choices=("keras", "onnx", "safetensors"), required=True)
    add_model_option(exporting)
    exporting.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_json_option(exporting)
    exporting.set_defaults(run=export)

    importing = commands.add_parser(
        "import",
        help="take over a network of Keras or ONNX",
        description="Take over a model of Keras or ONNX that is a chain of layers which this"
        " program has: dense, convolution, pooling, batch normalisation, the usual activations."
        " It is compared with its original, and refused where it answers differently.",
    )
    importing.add_argument("file", type=Path, metavar="FILE", help=" ".join(READ_SUFFIXES))
    importing.add_argument("--out", type=Path, required=True, metavar="FILE.npz")
    add_json_option(importing)
    importing.set_defaults(run=take_over)


def export(options: argparse.Namespace) -> int:
    suffix = f".{options.format}"
    if options.out.suffix.lower() != suffix:
        raise ExchangeError(
            N_("nn", "{0}: the name of a file of this format has to end in {1}"),
            options.out,
            suffix,
        )
    write_any(options.out, chosen_model(options.model))
    return _tell(options)


def take_over(options: argparse.Namespace) -> int:
    check_own_format(options.out)
    model = read_any(options.file)
    save_model(options.out, model)
    return _tell(options, remark(model))


def _tell(options: argparse.Namespace, said: Message | None = None) -> int:
    if options.json:
        print_json({"written": str(options.out), **({"remark": str(said)} if said else {})})
    else:
        print(f"Wrote {options.out}.", *([said] if said else []))
    return 0
