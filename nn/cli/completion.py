"""``completion``: a script by which a shell completes commands, options and file names."""

from __future__ import annotations

import argparse
from pathlib import Path

from nn.cli.options import Subparsers, UsageError
from nn.messages import N_

COMMAND = "digits"
"""The name that shells complete: that of the installed program, or of an alias for it."""

_SHELLS = ("bash", "zsh", "fish")


def add_parser(commands: Subparsers, root: argparse.ArgumentParser) -> None:
    """Add the command; ``root`` is the parser whose commands the script completes."""
    parser = commands.add_parser(
        "completion",
        help="print a script that completes commands in a shell",
        description=f"Print a script by which a shell completes what follows '{COMMAND}': the name"
        " of the installed program, or of an alias for it.",
    )
    parser.add_argument("shell", choices=_SHELLS)
    parser.set_defaults(run=lambda options: run(options, root))


def run(options: argparse.Namespace, root: argparse.ArgumentParser) -> int:
    try:
        import shtab
    except ImportError as error:
        raise UsageError(
            N_("nn", "completion needs the package shtab: pip install shtab")
        ) from error
    _complete_files(root, shtab.FILE)
    root.prog = COMMAND
    print(shtab.complete(root, options.shell))
    return 0


def _complete_files(parser: argparse.ArgumentParser, files: object) -> None:
    """Have every argument that is a path completed as one.

    Done here, so that no command has to know of it. What a parser consists of is not published by
    argparse, and shtab goes through the same lists.
    """
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                _complete_files(command, files)
        elif action.type is Path or action.dest in ("data", "recipe"):
            action.complete = files  # type: ignore[attr-defined]
