"""A lesson's file: Markdown below a short header, read with suspicion.

    ---
    title: How large a step?
    minutes: 5
    task: recipe == classic and learning_rate == 0.3 and training == finished
    text: Train the article's network at 0.3.
    ---
    Text in Markdown, with buttons: [Train at 0.3](do:train?recipe=classic&learning_rate=0.3).

    What would a rate of 100 do?

    ---
    What stands below the body's last rule is the answer: shown when it is asked for.

The header has a line ``title`` and a line ``minutes``, and for each task a line ``task`` with its
condition (:mod:`app.lessons.conditions`) and a line ``text`` that says in words what to do.
``resources/lessons/README.md`` tells authors all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.lessons.action_links import SCHEME, file_of, parse_action
from app.lessons.conditions import Condition, parse_condition
from app.lessons.problems import LessonError, LessonFileError, Mistake, quoted
from nn.messages import N_, message
from nn.regular_files import open_regular

MOST_BYTES = 50_000
"""Of a lesson; one of five minutes has some 4 000."""

_LONGEST_LINE = 4000
"""Characters. This and the next two keep Qt from taking many seconds to lay out nonsense."""

_MOST_LINKS = 100
_MOST_BARS = 400
"""Signs | in a lesson: a table of five columns and ten rows has sixty."""

MOST_TASKS = 6

_LONGEST_TITLE = 80
_LONGEST_TEXT = 240
"""Characters."""

_MOST_MINUTES = 120
_RULE = re.compile(r"-{3,}[ \t]*")
_LINK = re.compile(r"(?P<image>!?)\[[^\]\n]*\]\((?P<address>[^)\s]+)[^)\n]*\)")


@dataclass(frozen=True)
class Task:
    """``text`` says in words what to do, and it is done as soon as ``condition`` holds."""

    condition: Condition
    text: str


@dataclass(frozen=True)
class Lesson:
    """One lesson. ``name`` is its file's, without the ending; ``body`` and ``answer`` are Markdown.

    ``answer`` is empty where there is none.
    """

    path: Path
    title: str
    minutes: int
    tasks: tuple[Task, ...]
    body: str
    answer: str

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def folder(self) -> Path:
        """Where its images and recipe files are."""
        return self.path.parent


def read_lesson(path: Path) -> Lesson:
    """The lesson in a file.

    Raises LessonFileError, with every mistake and its line, where it is not as it should be or
    cannot be read.
    """
    return parse_lesson(path, _content(path))


def parse_lesson(path: Path, content: str) -> Lesson:
    """The lesson that ``content`` is; ``path`` says where it lies. Raises LessonFileError."""
    # As editors count them: what else Python takes for the end of a line is a sign in it.
    lines = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    end = _end_of_header(path, lines)
    header = _Header(path)
    for number, line in enumerate(lines[1:end], start=2):
        header.take(number, line)
    header.finish(end + 1)
    mistakes = [
        *header.mistakes,
        *_mistakes_in_size(path, lines),
        *_mistakes_in_links(path, lines, end + 1),
    ]
    body, answer = _parts(lines[end + 1 :])
    if not body:
        mistakes.append(Mistake(path, len(lines), message(N_("nn", "The lesson has no text."))))
    if mistakes:
        raise LessonFileError(sorted(mistakes, key=lambda mistake: mistake.line))
    return Lesson(path, header.title, header.minutes, tuple(header.tasks), body, answer)


def _content(path: Path) -> str:
    """The text of a file of UTF-8."""
    try:
        with open_regular(path) as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        found = message(N_("nn", "cannot be read: {0}"), error.strerror or str(error))
        raise LessonFileError([Mistake(path, 0, found)]) from error
    if len(content) > MOST_BYTES:
        too_long = message(N_("nn", "a lesson has at most {0} bytes"), MOST_BYTES)
        raise LessonFileError([Mistake(path, 0, too_long)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        strange = message(N_("nn", "The text is not UTF-8: save the file with that encoding."))
        raise LessonFileError([Mistake(path, line, strange)]) from error


def _end_of_header(path: Path, lines: list[str]) -> int:
    """The index of the line that ends the header."""
    if not lines or not _RULE.fullmatch(lines[0]):
        first = quoted(lines[0]) if lines else ""
        text = N_("nn", "A lesson begins with a header between two lines “---”; found “{0}”.")
        raise LessonFileError([Mistake(path, 1, message(text, first))])
    for index, line in enumerate(lines[1:], start=1):
        if _RULE.fullmatch(line):
            return index
    unended = message(N_("nn", "The header has no end: a second line “---” is missing."))
    raise LessonFileError([Mistake(path, len(lines), unended)])


class _Header:
    """Takes the header's lines one by one and collects what they say and what is wrong."""

    def __init__(self, path: Path) -> None:
        self.title = ""
        self.minutes = 0
        self.tasks: list[Task] = []
        self.mistakes: list[Mistake] = []
        self._path = path
        self._seen: set[str] = set()
        self._pending: tuple[int, Condition | None] | None = None

    def take(self, number: int, line: str) -> None:
        """Read one line; ``number`` is its place in the file."""
        if not line.strip():
            return
        try:
            self._take(number, line)
        except LessonError as error:
            self._note(number, error)

    def finish(self, number: int) -> None:
        """Look for what is missing; ``number`` is the line that ended the header."""
        self._insist_on_text()
        for key in ("title", "minutes"):
            if key not in self._seen:
                self._note(number, LessonError(N_("nn", "The header lacks a line “{0}: …”."), key))

    def _take(self, number: int, line: str) -> None:
        key, is_entry, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if not is_entry or key not in ("title", "minutes", "task", "text"):
            raise LessonError(
                N_(
                    "nn",
                    "The header has lines “title: …”, “minutes: …”, “task: …”, “text: …”; "
                    "found “{0}”.",
                ),
                quoted(line),
            )
        if key in self._seen and key in ("title", "minutes"):
            raise LessonError(N_("nn", "The header has “{0}” twice."), key)
        self._seen.add(key)
        match key:
            case "title":
                self.title = _short(key, value, _LONGEST_TITLE)
            case "minutes":
                self.minutes = _minutes(value)
            case "task":
                self._begin_task(number, value)
            case "text":
                self._end_task(value)

    def _begin_task(self, number: int, value: str) -> None:
        self._insist_on_text()
        # Noted at once, so that its text is not called one too many if the condition is wrong.
        self._pending = (number, None)
        if len(self.tasks) == MOST_TASKS:
            raise LessonError(N_("nn", "A lesson has at most {0} tasks."), MOST_TASKS)
        self._pending = (number, parse_condition(value))

    def _end_task(self, value: str) -> None:
        if self._pending is None:
            raise LessonError(N_("nn", "A line “text: …” stands below its line “task: …”."))
        _, condition = self._pending
        self._pending = None
        text = _short("text", value, _LONGEST_TEXT)
        if condition is not None:
            self.tasks.append(Task(condition, text))

    def _insist_on_text(self) -> None:
        """Note that the task before has no text."""
        if self._pending is not None:
            number, _ = self._pending
            self._pending = None
            self._note(
                number,
                LessonError(N_("nn", "The task lacks a line “text: …” that says what to do.")),
            )

    def _note(self, number: int, error: LessonError) -> None:
        self.mistakes.append(Mistake(self._path, number, error.message))


def _short(key: str, value: str, longest: int) -> str:
    if not 1 <= len(value) <= longest:
        raise LessonError(
            N_("nn", "“{0}” has from 1 to {1} characters, found {2}."), key, longest, len(value)
        )
    return value


def _minutes(value: str) -> int:
    is_number = value.isascii() and value.isdigit() and len(value) <= 4
    if not is_number or not 1 <= int(value) <= _MOST_MINUTES:
        raise LessonError(
            N_("nn", "“minutes” is a whole number from 1 to {0}, found “{1}”."),
            _MOST_MINUTES,
            quoted(value),
        )
    return int(value)


def _parts(lines: list[str]) -> tuple[str, str]:
    """The body, and the answer below its last rule."""
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line)]
    last = rules[-1] if rules else len(lines)
    return "\n".join(lines[:last]).strip(), "\n".join(lines[last + 1 :]).strip()


def _mistakes_in_size(path: Path, lines: list[str]) -> Iterator[Mistake]:
    """What there is too much of."""
    bars = links = 0
    for number, line in enumerate(lines, start=1):
        bars, links = bars + line.count("|"), links + line.count("](")
        if len(line) > _LONGEST_LINE:
            text = N_("nn", "A line has at most {0} characters.")
            yield Mistake(path, number, message(text, _LONGEST_LINE))
        if bars > _MOST_BARS or links > _MOST_LINKS:
            text = N_("nn", "A lesson has at most {0} links and {1} signs “|”.")
            yield Mistake(path, number, message(text, _MOST_LINKS, _MOST_BARS))
            return


def _mistakes_in_links(path: Path, lines: list[str], first: int) -> Iterator[Mistake]:
    """What is wrong with the actions and images from the line with index ``first`` on."""
    for number, line in enumerate(lines[first:], start=first + 1):
        for link in _LINK.finditer(line):
            try:
                if link["image"]:
                    file_of(path.parent, link["address"])
                elif link["address"].startswith(SCHEME):
                    parse_action(link["address"], path.parent)
            except LessonError as error:
                yield Mistake(path, number, error.message)


def actions_of(lesson: Lesson) -> list[str]:
    """The addresses of the lesson's actions, in their order."""
    links = _LINK.finditer(f"{lesson.body}\n{lesson.answer}")
    return [link["address"] for link in links if link["address"].startswith(SCHEME)]
