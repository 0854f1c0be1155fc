"""The library's documentation, from its docstrings: ``python -m tests.documentation``.

    nn and all its modules → pdoc → build/docs/index.html

A warning is an error: it says what a reader would not find.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pdoc
import pdoc.render

import nn

ROOT = Path(__file__).resolve().parents[1]


def modules() -> Iterator[str]:
    """What pdoc has to be told of: it finds the rest within packages that have no ``__all__``."""
    yield nn.__name__
    for module in walk_packages(nn.__path__, "nn."):
        parent = import_module(module.name.rpartition(".")[0])
        if hasattr(parent, "__all__") and module.name != "nn.__main__":
            yield module.name


def write_documentation(folder: Path) -> None:
    """Write the pages into the folder; raises a UserWarning where one would not be complete."""
    # Names that are loaded when they are asked for, for whom that is to look at.
    vars(nn).update({name: getattr(nn, name) for name in nn.__all__})
    pdoc.render.configure(docformat="restructuredtext", show_source=False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pdoc.pdoc(*modules(), output_directory=folder)


if __name__ == "__main__":
    target = ROOT / "build" / "docs"
    write_documentation(target)
    sys.stdout.write(f"Wrote {target.relative_to(ROOT) / 'index.html'}.\n")
