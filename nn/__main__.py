"""The command line: ``python -m nn COMMAND``; each command has ``--help``.

Results go to standard output, progress and errors to standard error. The exit code is 0, or 2
with one line that says what is wrong, or 130 after Ctrl-C.
"""

from __future__ import annotations

import os
import signal

from nn.cli import INTERRUPTED

if __name__ == "__main__":
    # Until there is a command to break off: Ctrl-C would show a traceback of the imports below.
    signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))

import argparse
import io
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from threadpoolctl import threadpool_limits

from nn import __version__
from nn.cli import (
    completion,
    data,
    evaluate,
    exchange,
    predict,
    synthesise,
    train,
)
from nn.messages import DigitsError, advice


def main(arguments: Sequence[str] | None = None, *, program: str = "python -m nn") -> int:
    """Run a command and return the exit code; ``program`` is what its messages call it."""
    _accept_any_output()
    try:
        return _run(_parser(program).parse_args(arguments), program)
    except SystemExit:
        # Of argparse, after help or wrong usage: the reader may have gone away meanwhile.
        try:
            sys.stdout.flush()
        except OSError:
            _give_up_output()
        raise
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(options: argparse.Namespace, program: str) -> int:
    name = f"{program} {options.command}"
    try:
        # Threads of BLAS wait for each other by spinning, which costs more than they bring here.
        with threadpool_limits(limits=1, user_api="blas"):
            code: int = options.run(options)
            sys.stdout.flush()
            return code
    except BrokenPipeError:
        # The reader of our output has closed it (``| head``): no error, also not at Python's exit.
        _give_up_output()
        return 0
    except (DigitsError, OSError) as error:
        if isinstance(error, OSError):
            _give_up_output()
        print(f"{name}: {_sentence(error)}", file=sys.stderr)
        return 2
    except MemoryError:
        print(f"{name}: there is not enough memory for this", file=sys.stderr)
        return 2
    except KeyboardInterrupt as end:
        print(f"\n{name}: stopped, {str(end) or 'nothing was written'}", file=sys.stderr)
        return INTERRUPTED


def _accept_any_output() -> None:
    """Let no closed output and no terminal that lacks a letter be an error."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # Else the next file that is opened would take its place.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _give_up_output() -> None:
    """Write what is still to be written nowhere: Python would try again at its exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser(program: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=program, description="Train, measure and use networks that read digits."
    )
    parser.add_argument("--version", action="version", version=f"Digits {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (train, evaluate, predict, data, synthesise):
        module.add_parser(commands)
    exchange.add_parsers(commands)
    completion.add_parser(commands, parser)
    return parser


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        # Of a renaming, the second name is the one that was asked for.
        name = error.filename2 or error.filename or "a file"
        return f"{name}: {error.strerror}. {advice(error)}"
    return " ".join(str(error).split())


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
