"""The packaged program as its users have it: ``make test-package``, after ``make package``.

    archive in build/ → unpacked into an empty folder, no Python on the path → used from outside

Its command line reads a picture and says of Keras how to get it. On Linux its window is started
under Xvfb, drawn in, retrains on the built-in digits in a process of its own, and is closed; on
other systems it is only opened and stays open. Sizes and the time to a window that recognises are
printed and held to their bars. Exit code 1 where anything is not as it should be.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from PIL import Image, ImageChops, ImageDraw

from app import __version__
from tests.benchmarks.figures import BUILD, Figure, report
from tests.package.screen import Person, TrialError, screen, wait_until

STARTS = 5

# Of the window without a window manager, which lies in the screen's corner.
CANVAS = (120, 200)
"""A place on the canvas that is white once it is painted, pixels."""
STROKE = [(217, 200), (217, 260), (216, 320), (216, 380), (215, 440)]
"""A one, drawn in the middle of the canvas."""
BARS = (870, 150, 1010, 510)
"""Where the ten bars are."""
FILLED = 1500
"""Pixels: of the inside of a bar that is nearly full."""


class Trial:
    """One unpacked program with an empty home."""

    def __init__(self, folder: Path) -> None:
        self.archive = _archive()
        shutil.unpack_archive(self.archive, folder)
        (self.unpacked,) = folder.iterdir()
        self.program = self.unpacked / ("digits.exe" if os.name == "nt" else "digits")
        self.home = folder / "home"
        self.home.mkdir()

    def environment(self, display: str | None = None) -> dict[str, str]:
        """No Python to be found, no MNIST, and no way to download it."""
        variables = {
            "PATH": str(self.home),
            "HOME": str(self.home),
            "DIGITS_HOME": str(self.home / "digits"),
            "KERAS_HOME": str(self.home / "keras"),
            "HTTPS_PROXY": "http://127.0.0.1:9",
            "LANG": "C.UTF-8",
            **({"DISPLAY": display} if display else {"QT_QPA_PLATFORM": "offscreen"}),
        }
        if os.name == "nt":
            # Without these Windows starts no program.
            variables |= {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP")}
        return variables

    def sizes(self) -> list[Figure]:
        """Packed and unpacked."""
        files = [path for path in self.unpacked.rglob("*") if path.is_file()]
        unpacked = sum(path.stat().st_size for path in files if not path.is_symlink())
        return [
            Figure("packaged program, packed", self.archive.stat().st_size / 1e6, "MB", 110),
            Figure("packaged program, unpacked", unpacked / 1e6, "MB", 330),
        ]

    def use_command_line(self) -> None:
        """Read a picture, and ask for what the package leaves out."""
        self._expect("--version", code=0, part=f"Digits {__version__}")
        picture = Image.new("L", (100, 100), "white")
        ImageDraw.Draw(picture).line([(50, 20), (50, 80)], "black", 8)
        picture.save(self.home / "one.png")
        printed = self._expect("predict", "one.png", "--json", code=0)
        if json.loads(printed)[0]["number"] != "1":
            raise TrialError(f"a one is read as {printed}")
        for library in ("keras", "onnx"):
            options = ("export", "--format", library, "--out", f"out.{library}")
            self._expect(*options, code=2, part="install Digits with pip")

    def _expect(self, *arguments: str, code: int, part: str = "") -> str:
        run = subprocess.run(
            [self.program, *arguments],
            cwd=self.home,
            env=self.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = run.stdout + run.stderr
        if run.returncode != code or part not in said or "Traceback" in said:
            raise TrialError(f"digits {' '.join(arguments)}: exit code {run.returncode}, {said}")
        return run.stdout

    @contextmanager
    def window(self, display: str | None = None) -> Iterator[subprocess.Popen[str]]:
        """The program with its window, which is killed where it has not been closed."""
        window = subprocess.Popen(
            [self.program],
            cwd=self.home,
            env=self.environment(display),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield window
        finally:
            window.kill()
            window.communicate()

    def use_window(self, person: Person) -> None:
        """Draw, retrain, and see that everything ends when the window is closed."""
        with self.window(person.display) as window:
            draw(person)
            person.press("ctrl+r", "Digits")
            wait_until(lambda: person.has_window("Training Data"), "the question for data")
            person.press("Return", "Training Data")
            trained = self.home / "digits" / "trained.npz"
            wait_until(trained.exists, "a trained network")
            close(person, window)
        left = [process for process in psutil.process_iter(["exe"]) if self._is_ours(process)]
        if left:
            raise TrialError(f"still running after the window was closed: {left}")

    def _is_ours(self, process: psutil.Process) -> bool:
        return bool(process.info["exe"] == str(self.program))

    def seconds_to_start(self, person: Person) -> float:
        """From the start of the process to bars that show a reading."""
        start = time.monotonic()
        with self.window(person.display) as window:
            draw(person)
            seconds = time.monotonic() - start
            close(person, window)
        shutil.rmtree(self.home / "digits")
        return seconds

    def stay_open(self) -> None:
        """Where nobody can use the window from outside: it opens and does not end by itself."""
        with self.window() as window, suppress(subprocess.TimeoutExpired):
            said, _ = window.communicate(timeout=15)
            raise TrialError(f"the window has closed: exit code {window.returncode}, {said}")


def draw(person: Person) -> None:
    """Draw a one as soon as there is a canvas, and wait for it to be read."""
    x, y = CANVAS
    canvas = (x, y, x + 1, y + 1)
    white = (255, 255, 255)
    wait_until(lambda: person.look(canvas).getpixel((0, 0)) == white, "an empty canvas")
    before = person.look(BARS)

    def is_read() -> bool:
        change = ImageChops.difference(before, person.look(BARS)).convert("L")
        return sum(change.histogram()[1:]) >= FILLED

    person.drag(STROKE)
    wait_until(is_read, "bars that show a reading")


def close(person: Person, window: subprocess.Popen[str]) -> None:
    """Close the window by its key; raises TrialError where the program has anything to say."""
    person.press("ctrl+q", "Digits")
    said, _ = window.communicate(timeout=30)
    if window.returncode != 0 or said:
        raise TrialError(f"the program ended with exit code {window.returncode}: {said}")


def _archive() -> Path:
    found = [
        path
        for path in BUILD.glob(f"digits-{__version__}-*")
        if path.name.endswith((".tar.xz", ".tar.gz", ".zip"))
    ]
    if not found:
        raise TrialError("there is no packaged program in build/; make it first: make package")
    return max(found, key=lambda path: path.stat().st_mtime)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        try:
            trial = Trial(Path(folder))
            figures = trial.sizes()
            trial.use_command_line()
            if sys.platform == "linux":
                with screen() as person:
                    trial.use_window(person)
                    shutil.rmtree(trial.home / "digits")
                    starts = [trial.seconds_to_start(person) for _ in range(STARTS)]
                name = f"start to a window that recognises, median of {STARTS}"
                figures.append(Figure(name, statistics.median(starts), "s", 0.6))
            else:
                trial.stay_open()
        except TrialError as error:
            print(error, file=sys.stderr)
            return 1
    report(figures, "package.json")
    return 0 if all(figure.is_within_bar for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
