"""Starts the program: ``python main.py``; ``--help`` lists the options.

With a command, such as ``python main.py predict photo.jpg``, it is the command line of ``nn``.
Installed, the same is called ``digits``.
"""

from __future__ import annotations

import signal

# Until there is a window to close, Ctrl-C ends the program without a traceback of its imports.
signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from app import __version__  # noqa: E402
from app.application import run  # noqa: E402

PROGRAM = "digits" if __package__ or getattr(sys, "frozen", False) else "python main.py"
"""How it is called: installed it is a package's ``__main__``, or packaged as a program."""


def main() -> int:
    if len(sys.argv) > 1 and not sys.argv[1].startswith("-"):
        from nn.__main__ import main as command_line

        signal.signal(signal.SIGINT, signal.default_int_handler)
        return command_line(sys.argv[1:], program=PROGRAM)
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="Draw a digit and watch a neural network read it.",
        epilog="Commands that need no window: train, evaluate, predict, data, synthesise,"
        f" export, import, completion; such as {PROGRAM} predict photo.jpg. Each has --help.",
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="PATH",
        help="digits to retrain on: MNIST as Keras' .npz file or as IDX files, EMNIST, QMNIST, a"
        " .csv file, arrays in an .npz file, or a folder with pictures in folders 0 to 9",
    )
    parser.add_argument("--version", action="version", version=f"Digits {__version__}")
    return run(parser.parse_args().data)


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # Packaged as one file, the program's background processes begin here, too.
        import multiprocessing

        multiprocessing.freeze_support()
    sys.exit(main())
