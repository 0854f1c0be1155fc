"""A folder of lessons: the program's own in the language of the window, or a teacher's.

    folder → *.md in the order of their names → read_lesson, one by one → Lessons

What is wrong with one file is told and keeps no other from being opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.lessons.lesson_file import Lesson, read_lesson
from app.lessons.problems import LessonFileError, Mistake
from app.settings import Language
from nn.messages import N_, message

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "lessons"

MOST_LESSONS = 200
"""Files of a folder that are read."""

_LARGEST_FOLDER = 10_000
"""Files of a folder that are looked at."""


@dataclass(frozen=True)
class Lessons:
    """The lessons of ``folder`` in their order, and what is wrong with its other files."""

    folder: Path
    lessons: tuple[Lesson, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @property
    def are_shipped(self) -> bool:
        """Whether they came with the program."""
        return self.folder.is_relative_to(SHIPPED)

    def key(self, lesson: Lesson) -> str:
        """What its being done is remembered under: the same in every language."""
        return lesson.name if self.are_shipped else f"{self.folder.name}/{lesson.name}"


def shipped_folder(language: Language) -> Path:
    """The folder of the program's own lessons in a language."""
    return SHIPPED / language.value


def read_folder(folder: Path) -> Lessons:
    """All lessons of a folder; what cannot be read is among the mistakes."""
    lessons: list[Lesson] = []
    mistakes: list[Mistake] = []
    try:
        paths = _lesson_files(folder)
    except OSError as error:
        found = message(N_("nn", "cannot be read: {0}"), error.strerror or str(error))
        return Lessons(folder, mistakes=(Mistake(folder, 0, found),))
    if not paths:
        nothing = message(N_("nn", "There are no lessons (files *.md) in this folder."))
        mistakes.append(Mistake(folder, 0, nothing))
    for path in paths[:MOST_LESSONS]:
        try:
            lessons.append(read_lesson(path))
        except LessonFileError as error:
            mistakes += error.mistakes
    if len(paths) > MOST_LESSONS:
        more = N_("nn", "Only the first {0} lessons are read; there are {1}.")
        mistakes.append(Mistake(folder, 0, message(more, MOST_LESSONS, len(paths))))
    return Lessons(folder, tuple(lessons), tuple(mistakes))


def _lesson_files(folder: Path) -> list[Path]:
    """The Markdown files of a folder; a README is about the lessons and is none."""
    names: list[str] = []
    for number, path in enumerate(folder.iterdir()):
        if number == _LARGEST_FOLDER:
            break
        name = path.name
        is_hidden = name.startswith(".")
        if name.lower().endswith(".md") and not is_hidden and not _is_readme(name):
            names.append(name)
    return [folder / name for name in sorted(names)]


def _is_readme(name: str) -> bool:
    return name.lower().startswith("readme")
