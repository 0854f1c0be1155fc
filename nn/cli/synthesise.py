"""``synthesise``: handwritten digits by the program's own hand, as a picture or as strokes."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from nn.cli.options import (
    Subparsers,
    UsageError,
    add_json_option,
    print_json,
    seed,
    whole_number,
)
from nn.data.datasets import save_strokes
from nn.data.files import atomic_write
from nn.data.stroke_files import MOST_DRAWINGS
from nn.messages import N_
from nn.synthesis.styles import STYLES


def add_parser(commands: Subparsers) -> None:
    parser = commands.add_parser(
        "synthesise",
        help="draw digits by the program's own hand",
        description="Draw the styles of handwriting that the program knows, to see them, or"
        " write digits as pen strokes, to train and measure with.",
    )
    parser.add_argument("--sheet", type=Path, metavar="FILE.png", help="draw every style")
    parser.add_argument("--strokes", type=Path, metavar="FILE.npz", help="write a stroke file")
    parser.add_argument(
        "--count",
        type=whole_number(1, MOST_DRAWINGS),
        default=1000,
        metavar="N",
        help="of strokes (default: 1000)",
    )
    parser.add_argument("--seed", type=seed, default=0, metavar="N", help="default: %(default)s")
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.sheet is None and options.strokes is None:
        raise UsageError(N_("nn", "nothing to do: name a --sheet FILE.png or --strokes FILE.npz"))
    rng = np.random.default_rng(options.seed)
    if options.sheet is not None:
        _write_sheet(options.sheet, rng)
    if options.strokes is not None:
        from nn.synthesis.digits import synthesise

        save_strokes(options.strokes, synthesise(options.count, rng=rng))
    written = [str(path) for path in (options.sheet, options.strokes) if path is not None]
    if options.json:
        print_json({"written": written, "styles": len(STYLES)})
    else:
        print(f"Wrote {' and '.join(written)}.")
    return 0


def _write_sheet(path: Path, rng: np.random.Generator) -> None:
    from nn.synthesis.style_sheet import draw_sheet

    if path.suffix.lower() != ".png":
        raise UsageError(N_("nn", "{0}: the sheet is a PNG file, its name ends in .png"), path)
    with atomic_write(path) as file:
        draw_sheet(rng=rng).save(file, format="PNG")
