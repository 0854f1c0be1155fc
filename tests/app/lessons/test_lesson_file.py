from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.lesson_file import (
    MOST_BYTES,
    MOST_TASKS,
    actions_of,
    parse_lesson,
    read_lesson,
)
from app.lessons.problems import LessonFileError
from tests.app.lessons.files import BODY, HEADER, write_lesson

PATH = Path("01-steps.md")
PLAIN = "---\ntitle: A\nminutes: 5\n---\n"


def mistakes_of(content: str) -> list[tuple[int, str]]:
    """The mistakes by their lines."""
    with pytest.raises(LessonFileError) as caught:
        parse_lesson(PATH, content)
    return [(mistake.line, str(mistake.message)) for mistake in caught.value.mistakes]


def test_a_lesson_is_read_from_its_file(tmp_path: Path) -> None:
    lesson = read_lesson(write_lesson(tmp_path))
    assert lesson.name == "01-steps"
    assert lesson.folder == tmp_path
    assert lesson.title == "How large a step?"
    assert lesson.minutes == 5
    assert [task.text for task in lesson.tasks] == [
        "Train the article's network at 0.3.",
        "Draw a seven.",
    ]
    assert str(lesson.tasks[1].condition) == "read == 7"
    assert lesson.body.startswith("Some *text*")
    assert lesson.body.endswith("a rate of 100 do?")
    assert lesson.answer == "Nothing good."
    assert actions_of(lesson) == [
        "do:train?recipe=classic&learning_rate=0.3",
        "do:draw?digit=7",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_on_every_system(newline: str) -> None:
    lesson = parse_lesson(PATH, (HEADER + BODY).replace("\n", newline))
    assert lesson == parse_lesson(PATH, HEADER + BODY)


def test_a_mark_of_the_encoding_before_the_text_is_no_part_of_it(tmp_path: Path) -> None:
    path = write_lesson(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_lesson(path).title == "How large a step?"


def test_a_lesson_needs_neither_tasks_nor_an_answer() -> None:
    lesson = parse_lesson(PATH, PLAIN + "Text.")
    assert lesson.tasks == ()
    assert lesson.answer == ""
    assert lesson.body == "Text."


def test_a_table_in_the_text_is_no_rule() -> None:
    body = "| a | b |\n|---|---|\n| 1 | 2 |"
    assert parse_lesson(PATH, PLAIN + body).body == body


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("", 1, "begins with a header"),
        ("# Title\n", 1, "found “# Title”"),
        ("---\ntitle: A\n", 3, "no end"),
        ("---\nminutes: 5\n---\nText", 3, "lacks a line “title: …”"),
        ("---\ntitle: A\n---\nText", 3, "lacks a line “minutes: …”"),
        ("---\ntitle: A\ntitle: B\nminutes: 5\n---\nText", 3, "“title” twice"),
        ("---\ntitle:\nminutes: 5\n---\nText", 2, "from 1 to 80 characters"),
        ("---\ntitle: " + "A" * 81 + "\nminutes: 5\n---\nText", 2, "found 81"),
        ("---\ntitle: A\nminutes: soon\n---\nText", 3, "whole number from 1 to 120"),
        ("---\ntitle: A\nminutes: 0\n---\nText", 3, "whole number from 1 to 120"),
        ("---\ntitle: A\nminutes: \uff15\n---\nText", 3, "whole number from 1 to 120"),
        ("---\ntitle: A\nminutes: 5\nauthor: B\n---\nText", 4, "found “author: B”"),
        ("---\ntitle: A\nminutes: 5\nnonsense\n---\nText", 4, "found “nonsense”"),
        ("---\ntitle: A\nminutes: 5\ntext: B\n---\nText", 4, "stands below its line"),
        ("---\ntitle: A\nminutes: 5\ntask: read == 7\n---\nText", 4, "lacks a line “text: …”"),
        ("---\ntitle: A\nminutes: 5\ntask: x == 7\ntext: B\n---\nText", 4, "no fact “x”"),
        (PLAIN, 5, "has no text"),
        (PLAIN + "---\nOnly an answer.", 6, "has no text"),
        (PLAIN + "Text\n\n[Go](do:fly)", 7, "no action “fly”"),
        (PLAIN + "Text\n\n---\n[Go](do:fly)", 8, "no action “fly”"),
        (PLAIN + "![A picture](missing.png)", 5, "no file “missing.png”"),
        (PLAIN + "![A picture](https://example.org/a.png)", 5, "no file"),
        (PLAIN + "Text\n" + "a" * 5000, 6, "at most 4000 characters"),
        (PLAIN + "Text\n" + "[a](b) " * 101, 6, "at most 100 links"),
        (PLAIN + "Text\n" + "|a" * 401, 6, "400 signs “|”"),
    ],
)
def test_a_mistake_is_told_with_its_line(content: str, line: int, says: str) -> None:
    ((found, message),) = mistakes_of(content)
    assert found == line
    assert says in message


def test_all_mistakes_of_a_file_are_told_in_their_order() -> None:
    links = "[A](do:fly) [B](do:draw?digit=11)"
    content = f"---\ntask: read == 70x\ntext: A\nminutes: 900\n---\nText\n{links}"
    lines = [line for line, _ in mistakes_of(content)]
    assert lines == [2, 4, 5, 7, 7]


def test_a_lesson_has_only_so_many_tasks() -> None:
    task = "task: read == 7\ntext: Draw it.\n"
    content = f"---\ntitle: A\nminutes: 5\n{task * (MOST_TASKS + 1)}---\nText"
    ((line, message),) = mistakes_of(content)
    assert line == 4 + 2 * MOST_TASKS
    assert "at most 6 tasks" in message


def test_what_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    for name in ("missing.md", "folder.md"):
        (tmp_path / "folder.md").mkdir(exist_ok=True)
        with pytest.raises(LessonFileError, match=f"{name}: cannot be read"):
            read_lesson(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(LessonFileError, match="cannot be read"):
        read_lesson(tmp_path / "pipe.md")


def test_a_file_that_is_too_long_is_refused(tmp_path: Path) -> None:
    path = write_lesson(tmp_path, PLAIN + "Text\n" * MOST_BYTES)
    with pytest.raises(LessonFileError, match="at most"):
        read_lesson(path)


def test_another_encoding_is_told_with_the_line_of_its_first_strange_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.md"
    path.write_bytes(PLAIN.encode() + "Größe".encode("latin-1"))
    with pytest.raises(LessonFileError, match=r"latin.md, line 5: .*UTF-8"):
        read_lesson(path)


@given(st.text(max_size=200))
def test_any_text_is_a_lesson_or_has_mistakes(text: str) -> None:
    for content in (text, HEADER + text, f"---\n{text}\n---\nText"):
        with suppress(LessonFileError):
            assert parse_lesson(PATH, content).body
