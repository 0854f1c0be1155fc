"""The real window at work without a screen: ``make demo``.

Draws digits with real mouse events, retrains the network, opens every panel, and writes pictures
of all its states in both languages and themes, in several sizes and scales, and a film of a few
seconds. It trains on MNIST where the machine has it, otherwise on the built-in digits. Nothing of
the user's is read or changed.

    main → one process for each language and scale (sitting) → chapters → shots → album → pictures
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from app.application import start_problem

_AT_ONCE = 4
"""Processes beside each other: most of the time each of them waits for its window to rest."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; 1 where it cannot run or the window did not do what it should."""
    options = _parser().parse_args(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    problem = start_problem(os.environ, sys.platform)
    if problem is None and options.sitting:
        problem = _hold(options)
    elif problem is None:
        with tempfile.TemporaryDirectory() as folder:
            data = options.data or _training_data(Path(folder))
            problem = _hold_all(options, data)
        if problem is None and options.readme:
            from app.demo.readme_pictures import renew

            renew(options.out)
    if problem is not None:
        print(problem, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app.demo", description=__doc__)
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("build") / "screenshots",
        metavar="FOLDER",
        help="where to write the pictures (default: %(default)s)",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="CHAPTER",
        help="show only these, such as: film, reading, retraining, learn",
    )
    parser.add_argument(
        "--readme", action="store_true", help="put the README's pictures in place as well"
    )
    # How this program calls itself.
    parser.add_argument("--sitting", help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    return parser


def _hold_all(options: argparse.Namespace, data: Path | None) -> str | None:
    """All sittings, each in a process of its own; returns what went wrong."""
    from app.demo.sitting import CHAPTERS, FILM, SHARP

    known = (FILM, *CHAPTERS)
    wanted = options.only or known
    if unknown := [name for name in wanted if name not in known]:
        return f"There is no chapter {unknown[0]}. These can be shown: {', '.join(known)}."
    sittings = {
        f"{language}@{scale}": [name for name in chapters if name in wanted]
        for scale, chapters in ((1, tuple(CHAPTERS)), (2, SHARP))
        for language in ("en", "zh_CN")
    }
    run = partial(_run, options.out, data)
    # What is filmed has the machine for itself.
    failed = FILM in wanted and not all(
        run(f"{language}@1", [FILM]) for language in ("en", "zh_CN")
    )
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        failed |= not all(pool.map(run, sittings, sittings.values()))
    return "Something is wrong: see above." if failed else None


def _run(out: Path, data: Path | None, sitting: str, chapters: Sequence[str]) -> bool:
    """One sitting in a process of its own; whether all went well."""
    if not chapters:
        return True
    command = [sys.executable, "-m", "app.demo", "--out", str(out), "--sitting", sitting]
    if data is not None:
        command += ["--data", str(data)]
    scale = sitting.partition("@")[2]
    environment = {**os.environ, "QT_SCALE_FACTOR": scale}
    return subprocess.run([*command, "--only", *chapters], env=environment).returncode == 0


def _hold(options: argparse.Namespace) -> str | None:
    """The sitting of this process; returns what went wrong."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIGITS_HOME"] = home
        from app.demo.hand import DemonstrationError
        from app.demo.sitting import Sitting
        from app.settings import Language

        language, _, scale = options.sitting.partition("@")
        sitting = Sitting(Language(language), int(scale), tuple(options.only))
        try:
            sitting.hold(options.out, options.data, partial(print, flush=True))
        except DemonstrationError as error:
            return f"{options.sitting}: {error}"
    return None


def _training_data(folder: Path) -> Path | None:
    """None where MNIST is in its usual places, otherwise a file of synthesised digits."""
    from nn.data.download import keras_cache

    if os.environ.get("DIGITS_MNIST") or keras_cache().exists():
        return None
    from nn.data.files import write_arrays
    from nn.synthesis.fresh import built_in_data

    print("MNIST is not on this machine: training on the built-in digits.")
    data = built_in_data()
    path = folder / "built-in.npz"
    arrays = {"x_train": data.train.images, "y_train": data.train.labels}
    write_arrays(path, arrays | {"x_test": data.test.images, "y_test": data.test.labels})
    return path


if __name__ == "__main__":
    sys.exit(main())
