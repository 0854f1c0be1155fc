"""All lessons from first to last, by real events: ``make lessons``.

In each language a pupil sits down before the real window, in a home folder of its own, and does
what the lessons ask for with mouse, wheel and keys (:mod:`tests.app.lessons.walks`), really
training on MNIST. What counts as done is what the program itself says when the window has been
closed and opened again. Prints one line a lesson and one figure a language, and writes the figures
to ``build/lessons.json``. It takes some minutes: ``--language`` and ``--lesson`` do a part.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.data import mnist_path
from tests.benchmarks.figures import Figure, report

if TYPE_CHECKING:
    from tests.app.lessons.pupil import Pupil

LESSONS = 11

LANGUAGES = {"en": "English", "zh_CN": "Chinese"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Do the lessons; 1 where one of them cannot be done."""
    parser = argparse.ArgumentParser(description="Do the lessons by real events.")
    parser.add_argument("--language", choices=LANGUAGES, help="only in this one (default: both)")
    parser.add_argument("--lesson", type=int, choices=range(1, LESSONS + 1), help="only this one")
    parser.add_argument("--data", type=Path, default=mnist_path(), help="MNIST to train on")
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not options.data.exists():
        parser.error(f"there is no {options.data}: set DIGITS_MNIST to the path of MNIST")
    languages = [options.language] if options.language else list(LANGUAGES)
    figures = [
        Figure(
            f"lessons done by real events, {LANGUAGES[language]}",
            _share_done(language, options.data, options.lesson),
            "%",
            bar=1.0,
            sense="at least",
        )
        for language in languages
    ]
    report(figures, "lessons.json")
    return 0 if all(figure.is_within_bar for figure in figures) else 1


def _share_done(language: str, data: Path, only: int | None) -> float:
    """The share of the lessons that are done in a window that was opened again."""
    numbers = list(range(1, LESSONS + 1)) if only is None else [only]
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIGITS_HOME"] = home
        with _pupil(language, data) as pupil:
            for number in numbers:
                _do(pupil, number)
        with _pupil(language, data) as pupil:
            done = pupil.lessons_done()
    assert len(done) == LESSONS, "each of them is counted"
    return sum(done[number - 1] for number in numbers) / len(numbers)


def _do(pupil: Pupil, number: int) -> None:
    """Do a lesson, and say how that went."""
    from app.demo.hand import DemonstrationError
    from tests.app.lessons.walks import WALKS

    walk, started = WALKS[number - 1], time.monotonic()
    name = walk.__name__.replace("_", " ")
    try:
        pupil.open_lesson(number)
        walk(pupil)
        result = "done"
    except DemonstrationError as error:
        result = str(error)
        tasks = ", ".join("done" if is_done else "open" for is_done in pupil.tasks_done())
        result += f" Its tasks: {tasks}."
    print(f"{number:3} {name:22} {time.monotonic() - started:5.0f} s  {result}", flush=True)


@contextmanager
def _pupil(language: str, data: Path) -> Iterator[Pupil]:
    """A pupil before a new window that speaks this language."""
    from PySide6.QtWidgets import QApplication

    from app.application import name_application
    from app.main_window import MainWindow
    from app.platform.garbage import GarbageCollector
    from app.settings import Language, Settings
    from app.text.language import speak
    from tests.app.lessons.pupil import Pupil

    application = QApplication.instance() or QApplication(["lessons"])
    name_application()
    collector = GarbageCollector(application)
    settings = Settings()
    settings.language = Language(language)
    settings.save()
    speak(settings.language)
    window = MainWindow(data)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    try:
        pupil = Pupil(window)
        pupil.wait(window.isActiveWindow, "the window never gets the keyboard")
        yield pupil
    finally:
        window.close()
        application.processEvents()
        collector.deleteLater()


if __name__ == "__main__":
    sys.exit(main())
