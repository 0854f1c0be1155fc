from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.lessons.actions import ClearCanvas, DrawDigit, Train, TrainingValues
from app.lessons.page import LessonPage
from app.ui.theme import palette
from tests.app.lessons.files import HEADER, a_lesson

IMAGE = QTextDocument.ResourceType.ImageResource.value


@pytest.fixture
def page(qtbot: QtBot) -> LessonPage:
    page = LessonPage()
    qtbot.addWidget(page)
    page.resize(440, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def place_of(page: LessonPage, text: str) -> QPoint:
    """The middle of a text on the page."""
    cursor = page.document().find(text)
    assert not cursor.isNull(), text
    middle = (cursor.selectionStart() + cursor.selectionEnd()) // 2
    cursor.setPosition(middle)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    return page.cursorRect(cursor).center()


def click(page: LessonPage, text: str) -> None:
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, text))


def test_a_button_asks_for_its_action(page: LessonPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_lesson(a_lesson(tmp_path))
    with qtbot.waitSignal(page.action_requested) as asked:
        click(page, "Train")
    assert asked.args == [Train("classic", TrainingValues(learning_rate=0.3))]


def test_buttons_are_reached_by_the_keyboard(
    page: LessonPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_lesson(a_lesson(tmp_path))
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    QTest.keyClick(page, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.action_requested) as asked:
        QTest.keyClick(page, Qt.Key.Key_Return)
    assert asked.args == [DrawDigit(7)]


def test_the_answer_is_hidden_until_it_is_asked_for(page: LessonPage, tmp_path: Path) -> None:
    page.show_lesson(a_lesson(tmp_path))
    assert "Nothing good" not in page.toPlainText()
    click(page, "Show the answer")
    assert page.shows_answer
    assert "Nothing good" in page.toPlainText()
    assert "Show the answer" not in page.toPlainText()


def test_another_lesson_hides_its_answer_again(page: LessonPage, tmp_path: Path) -> None:
    lesson = a_lesson(tmp_path)
    page.show_lesson(lesson)
    page.show_answer()
    page.show_lesson(lesson)
    assert "Nothing good" not in page.toPlainText()


def test_a_lesson_without_an_answer_offers_none(page: LessonPage, tmp_path: Path) -> None:
    page.show_lesson(a_lesson(tmp_path, HEADER + "Text."))
    assert "answer" not in page.toPlainText()


def test_a_link_of_the_web_is_opened_only_after_a_question(
    page: LessonPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    questions: list[str] = []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def question(*arguments: object) -> QMessageBox.StandardButton:
        questions.append(str(arguments[2]))
        return answers.pop(0)

    monkeypatch.setattr(QMessageBox, "question", question)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.show_lesson(a_lesson(tmp_path))
    click(page, "look")
    assert opened == []
    click(page, "look")
    assert [url.toString() for url in opened] == ["https://example.org/seven"]
    assert all("https://example.org/seven" in text for text in questions)


@pytest.mark.parametrize("address", ["file:///x", "other.md", "javascript:x", "mailto:a@b.c"])
def test_no_other_link_does_anything(
    page: LessonPage, tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(QMessageBox, "question", lambda *_: asked.append("question"))
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    page.action_requested.connect(asked.append)
    page.show_lesson(a_lesson(tmp_path, HEADER + f"A [strange link]({address})."))
    before = page.toPlainText()
    click(page, "strange")
    assert asked == []
    assert page.toPlainText() == before


def test_an_action_that_the_reader_of_files_overlooked_is_refused_when_it_is_clicked(
    page: LessonPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_lesson(a_lesson(tmp_path, HEADER + "A [link][1] by reference.\n\n[1]: do:fly"))
    asked: list[object] = []
    page.action_requested.connect(asked.append)
    with qtbot.waitSignal(page.problem) as problem:
        click(page, "link")
    assert "no action “fly”" in problem.args[0]
    assert asked == []


def picture(path: Path, width: int = 40) -> Path:
    image = QImage(width, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    assert image.save(str(path))
    return path


def test_an_image_beside_the_lesson_is_shown_and_fits_the_page(
    page: LessonPage, tmp_path: Path
) -> None:
    picture(tmp_path / "small.png")
    picture(tmp_path / "wide.png", width=2000)
    page.show_lesson(a_lesson(tmp_path, HEADER + "![A](small.png)\n\n![B](wide.png)"))
    assert page.loadResource(IMAGE, QUrl("small.png")).width() == 40
    assert 100 < page.loadResource(IMAGE, QUrl("wide.png")).width() <= page.viewport().width()


def test_no_image_from_elsewhere_is_loaded(page: LessonPage, tmp_path: Path) -> None:
    folder = tmp_path / "lessons"
    page.show_lesson(a_lesson(folder))
    outside = picture(tmp_path / "outside.png")
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "broken.png").write_text("no picture")
    names = (str(outside), f"file://{outside}", "../outside.png", "https://example.org/a.png")
    for name in (*names, "drawing.svg", "broken.png", ":/qt-project.org/a.png"):
        image = page.loadResource(IMAGE, QUrl(name))
        assert (image.width(), image.height()) == (1, 1), name
        assert image.pixelColor(0, 0).alpha() == 0


def test_qt_itself_finds_no_image_elsewhere_either(
    page: LessonPage, tmp_path: Path, qtbot: QtBot
) -> None:
    outside = picture(tmp_path / "outside.png", width=300)
    # By reference, so that the reader of files does not refuse it.
    text = f"An image: ![A][1] and ![B][2]\n\n[1]: {outside}\n[2]: file://{outside}"
    page.show_lesson(a_lesson(tmp_path / "lessons", HEADER + text))
    page.repaint()
    red = page.grab().toImage()
    reds = sum(
        red.pixelColor(x, y) == QColor("red")
        for x in range(0, red.width(), 8)
        for y in range(0, red.height(), 8)
    )
    assert reds == 0


def test_lines_stay_short_on_a_wide_page(page: LessonPage, tmp_path: Path) -> None:
    page.show_lesson(a_lesson(tmp_path, HEADER + "word " * 200))
    page.resize(1600, 700)
    assert page.viewport().width() < 70 * page.fontMetrics().averageCharWidth() * 1.2
    assert abs(page.viewport().geometry().center().x() - page.width() / 2) < 20


def test_the_page_follows_theme_and_font(page: LessonPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_lesson(a_lesson(tmp_path))
    page.show_answer()
    before = page.document().size().height()
    page.setPalette(palette(dark=True))
    cursor = page.document().find("Train")
    assert cursor.charFormat().foreground().color() == palette(dark=True).link().color()
    font = page.font()
    font.setPointSizeF(2 * font.pointSizeF())
    page.setFont(font)
    assert page.document().size().height() > 1.4 * before
    assert page.shows_answer


def test_a_button_is_painted_and_answers_the_pointer(page: LessonPage, tmp_path: Path) -> None:
    page.show_lesson(a_lesson(tmp_path, HEADER + "[Clear the sheet](do:clear)"))
    place = place_of(page, "Clear")
    page.setTextCursor(QTextCursor(page.document()))
    QTest.mouseMove(page.viewport(), QPoint(2, 2))
    plain = page.grab().toImage()
    QTest.mouseMove(page.viewport(), place)
    assert page.grab().toImage() != plain


def test_clear_is_an_action_like_any_other(page: LessonPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.show_lesson(a_lesson(tmp_path, HEADER + "[Clear the sheet](do:clear)"))
    with qtbot.waitSignal(page.action_requested) as asked:
        click(page, "Clear")
    assert asked.args == [ClearCanvas()]


def test_a_lesson_begins_at_its_beginning_also_on_a_page_that_comes_to_be_seen_later(
    qtbot: QtBot, tmp_path: Path
) -> None:
    page = LessonPage()
    qtbot.addWidget(page)
    page.resize(300, 200)
    body = "\n\n".join(["A paragraph of some words that are there to fill the page."] * 60)
    page.show_lesson(a_lesson(tmp_path, HEADER + body))
    page.resize(440, 700)
    page.show()
    qtbot.waitExposed(page)
    assert page.verticalScrollBar().maximum() > 0
    assert page.verticalScrollBar().value() == 0
