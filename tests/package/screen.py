"""A screen that nobody sees, and a person before it: Xvfb and xdotool, as Debian has them.

    with screen() as person: person.drag(…); person.press("ctrl+r"); person.sees(…)

The events are the X server's own, so the program is used from outside, as it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageGrab

SIZE = (1280, 800)
"""Of the screen, pixels."""

Box = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of the screen, pixels."""


class TrialError(Exception):
    """The program did not do what a person expects, or there is nothing to try it with."""


class Person:
    """Hands and eyes at one X display."""

    def __init__(self, display: str) -> None:
        self.display = display

    def drag(self, points: Sequence[tuple[int, int]]) -> None:
        """Press the left button at the first point, move through all of them, and let go."""
        words: list[str] = []
        for x, y in points:
            words += ["mousemove", str(x), str(y)]
            if len(words) == 3:
                words += ["mousedown", "1"]
        self._do(*words, "mouseup", "1")

    def press(self, key: str, window: str) -> None:
        """Press a key such as ``ctrl+r`` in the window of that title: no window manager leads it
        there."""
        self._do("search", "--onlyvisible", "--name", window, "windowfocus", "--sync")
        self._do("key", key)

    def has_window(self, title: str) -> bool:
        """Whether a window whose title has these words can be seen."""
        return self._run("search", "--onlyvisible", "--name", title).returncode == 0

    def look(self, box: Box) -> Image.Image:
        """What is on that part of the screen."""
        return ImageGrab.grab(box, xdisplay=self.display)

    def _do(self, *words: str) -> None:
        done = self._run(*words)
        if done.returncode != 0:
            raise TrialError(f"xdotool {' '.join(words)}: {done.stderr.strip()}")

    def _run(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(
            ["xdotool", *words], env=environment, capture_output=True, text=True, check=False
        )


@contextmanager
def screen() -> Iterator[Person]:
    """A person at a screen of their own; raises TrialError where the two programs are missing."""
    if not (shutil.which("Xvfb") and shutil.which("xdotool")):
        raise TrialError("Xvfb and xdotool are needed. On Debian: sudo apt install xvfb xdotool")
    read, write = os.pipe()
    width, height = SIZE
    server = subprocess.Popen(
        # Without -noreset it begins anew whenever the last program has gone.
        ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            yield Person(f":{answer.readline().strip()}")
    finally:
        server.terminate()
        server.wait()


def wait_until(condition: Callable[[], bool], what: str, *, patience: float = 120.0) -> None:
    """Return as soon as the condition holds; raises TrialError after ``patience`` seconds."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TrialError(f"waited {patience:.0f} s in vain: {what}")
        time.sleep(0.01)
