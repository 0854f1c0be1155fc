from __future__ import annotations

from pathlib import Path

from app.lessons.problems import LessonError, Mistake, quoted
from nn.messages import message


def test_a_mistake_names_its_file_and_line() -> None:
    error = LessonError("“{0}” is a number", "x")
    path = Path("folder") / "a.md"
    assert str(Mistake(path, 7, error.message).text) == "a.md, line 7: “x” is a number"
    assert str(Mistake(path, 0, message("too long")).text) == "a.md: too long"


def test_what_is_quoted_fits_into_a_sentence() -> None:
    assert quoted("  two\n words ") == "two words"
    assert len(quoted("a" * 1000)) == 60
