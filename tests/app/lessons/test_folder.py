from __future__ import annotations

from pathlib import Path

from app.lessons.folder import MOST_LESSONS, read_folder, shipped_folder
from app.settings import Language
from tests.app.lessons.files import write_lesson


def test_lessons_are_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("03-c.md", "01-a.md", "02-b.MD"):
        write_lesson(tmp_path, name=name)
    lessons = read_folder(tmp_path)
    assert [lesson.name for lesson in lessons.lessons] == ["01-a", "02-b", "03-c"]
    assert lessons.mistakes == ()


def test_a_mistake_in_one_file_keeps_no_other_from_being_opened(tmp_path: Path) -> None:
    write_lesson(tmp_path, name="01-a.md")
    write_lesson(tmp_path, "nonsense", name="02-b.md")
    write_lesson(tmp_path, name="03-c.md")
    lessons = read_folder(tmp_path)
    assert [lesson.name for lesson in lessons.lessons] == ["01-a", "03-c"]
    (mistake,) = lessons.mistakes
    assert str(mistake.text).startswith("02-b.md, line 1: ")


def test_what_is_no_lesson_is_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "readme.zh.md", ".hidden.md", "notes.txt", "01-a.md"):
        write_lesson(tmp_path, name=name)
    (tmp_path / "recipes").mkdir()
    assert [lesson.name for lesson in read_folder(tmp_path).lessons] == ["01-a"]


def test_an_empty_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    (empty,) = read_folder(tmp_path).mistakes
    assert "no lessons" in str(empty.text)
    (missing,) = read_folder(tmp_path / "missing").mistakes
    assert "missing: cannot be read" in str(missing.text)


def test_only_so_many_files_are_read(tmp_path: Path) -> None:
    for number in range(MOST_LESSONS + 1):
        write_lesson(tmp_path, name=f"{number:03}.md")
    lessons = read_folder(tmp_path)
    assert len(lessons.lessons) == MOST_LESSONS
    assert "there are 201" in str(lessons.mistakes[0].text)


def test_what_was_done_of_the_programs_lessons_counts_in_every_language() -> None:
    english = read_folder(shipped_folder(Language.ENGLISH))
    chinese = read_folder(shipped_folder(Language.CHINESE))
    assert english.are_shipped
    assert chinese.are_shipped
    assert [english.key(lesson) for lesson in english.lessons] == [
        chinese.key(lesson) for lesson in chinese.lessons
    ]


def test_lessons_of_two_folders_are_told_apart(tmp_path: Path) -> None:
    keys = set()
    for name in ("algebra", "geometry"):
        write_lesson(tmp_path / name)
        lessons = read_folder(tmp_path / name)
        assert not lessons.are_shipped
        keys.add(lessons.key(lessons.lessons[0]))
    assert keys == {"algebra/01-steps", "geometry/01-steps"}
