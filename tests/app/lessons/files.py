"""Lesson files for the tests."""

from __future__ import annotations

from pathlib import Path

from app.lessons.lesson_file import Lesson, read_lesson

HEADER = """---
title: How large a step?
minutes: 5
task: recipe == classic and learning_rate == 0.3 and training == finished
text: Train the article's network at 0.3.
task: read == 7
text: Draw a seven.
---
"""

BODY = """Some *text* with a button: [Train at 0.3](do:train?recipe=classic&learning_rate=0.3).

[Draw a seven](do:draw?digit=7) and [look it up](https://example.org/seven).

What would a rate of 100 do?

---
Nothing good.
"""


def write_lesson(folder: Path, content: str = HEADER + BODY, name: str = "01-steps.md") -> Path:
    """A lesson's file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(content, encoding="utf-8", newline="")
    return path


def a_lesson(folder: Path, content: str = HEADER + BODY) -> Lesson:
    """A lesson that was read from a file."""
    return read_lesson(write_lesson(folder, content))
