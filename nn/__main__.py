"""The command line: ``python -m nn COMMAND``; each command has ``--help``.

Results go to standard output, progress and errors to standard error. The exit code is 0, or 2
with one line that says what is wrong, or 130 after Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from threadpoolctl import threadpool_limits

from nn.checkpoint import ModelFileError
from nn.cli import evaluate, exchange, predict, synthesise, train
from nn.cli.options import UsageError
from nn.data.datasets import DataError
from nn.interop.keras import ExchangeError
from nn.messages import advice
from nn.preprocessing.photos.photo import ImageError
from nn.training.loop import TrainingDivergedError

_EXPECTED = (
    DataError,
    ExchangeError,
    ImageError,
    ModelFileError,
    OSError,
    TrainingDivergedError,
    UsageError,
)
"""Errors whose message is written for the person at the keyboard."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        # Threads of BLAS wait for each other by spinning, which costs more than they bring here.
        with threadpool_limits(limits=1, user_api="blas"):
            code: int = options.run(options)
            sys.stdout.flush()
            return code
    except BrokenPipeError:
        # The reader of our output has closed it (``| head``): no error, also not at Python's exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except _EXPECTED as error:
        print(f"python -m nn {options.command}: {_sentence(error)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"\npython -m nn {options.command}: stopped, nothing was written", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m nn", description="Train, measure and use networks that read digits."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in (train, evaluate, predict, synthesise):
        module.add_parser(commands)
    exchange.add_parsers(commands)
    return parser


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}. {advice(error)}"
    return " ".join(str(error).split())


if __name__ == "__main__":
    sys.exit(main())
