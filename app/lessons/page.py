"""A lesson's text on a page: Markdown as Qt renders it, whose only live parts are its buttons.

Nothing on a page can run code or reach beyond the lesson's folder: HTML is shown as text, images
come from that folder alone, and a link either names an action, shows the answer, or is an address
of the web that is opened only after a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QFontMetricsF,
    QImage,
    QImageReader,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextLine,
)
from PySide6.QtWidgets import QFrame, QMessageBox, QTextBrowser, QWidget

from app.lessons.action_links import SCHEME, file_of, parse_action
from app.lessons.lesson_file import Lesson
from app.lessons.problems import LessonError
from app.lessons.typography import action_ranges, button_colours, set_markdown
from app.text.translate import translated
from app.ui.theme import RADIUS, UNIT, scaled_font

_ANSWER = "answer:"
"""The address of the link that shows the answer."""

_TEXT_SIZE = 1.08
"""Relative to the window's font: a page is read, not glanced at."""

_CHARACTERS = 68
"""Of a line at most: a wider panel gets wider margins."""

_LARGEST_IMAGE = 4096
"""Pixels of a side."""

_LARGEST_IMAGE_FILE = 4 * 2**20
"""Bytes."""

_IMAGE_FORMATS = (b"png", b"jpeg", b"jpg", b"gif", b"webp", b"bmp")


class LessonPage(QTextBrowser):
    """Shows one lesson. ``action_requested`` carries what a button asks for, ``problem`` what is
    wrong with it."""

    action_requested = Signal(object)
    problem = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lesson: Lesson | None = None
        self._shows_answer = False
        self._buttons: list[tuple[int, int]] = []
        self._hovered = -1
        self._beside = 0
        self.setObjectName("lessonPage")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._follow)

    def show_lesson(self, lesson: Lesson) -> None:
        """Show another lesson from its beginning, its answer hidden."""
        self._lesson = lesson
        self._shows_answer = False
        self.setAccessibleName(lesson.title)
        self._set()
        # The page scrolls to where its cursor is as soon as it is laid out.
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    @property
    def beside(self) -> int:
        """What is left free on either side of the text, logical pixels."""
        return self._beside

    @property
    def shows_answer(self) -> bool:
        return self._shows_answer

    def show_answer(self) -> None:
        """Show the answer where the offer to show it was."""
        if self._lesson is None or self._shows_answer:
            return
        place = self.verticalScrollBar().value()
        self._shows_answer = True
        self._set()
        self.verticalScrollBar().setValue(place)

    def _set(self) -> None:
        """Set the page in the font and the colours of this moment."""
        if self._lesson is None:
            return
        document = self.document()
        document.setDefaultFont(scaled_font(self, _TEXT_SIZE))
        document.setDocumentMargin(2 * UNIT)
        set_markdown(document, self._markdown(self._lesson), self.palette())
        self._buttons = list(action_ranges(document))
        self._hovered = -1

    def _markdown(self, lesson: Lesson) -> str:
        answer, offer = self.tr("Answer"), self.tr("Show the answer")
        parts = [f"# {_plain(lesson.title)}", lesson.body]
        if lesson.answer and self._shows_answer:
            parts += [f"## {answer}", lesson.answer]
        elif lesson.answer:
            parts += [f"[{offer}]({_ANSWER})"]
        return "\n\n".join(parts)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        """Do what a link stands for."""
        address = url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
        if address == _ANSWER:
            self.show_answer()
        elif address.startswith(SCHEME) and self._lesson is not None:
            try:
                action = parse_action(address, self._lesson.folder)
            except LessonError as error:
                self.problem.emit(translated(error))
            else:
                self.action_requested.emit(action)
        elif url.scheme() in ("http", "https"):
            self._offer_to_open(url)

    def _offer_to_open(self, url: QUrl) -> None:
        question = self.tr("This lesson links to {0}. Open it in your browser?")
        answer = QMessageBox.question(
            self, self.tr("Open a Link"), question.format(url.toDisplayString())
        )
        if answer == QMessageBox.StandardButton.Yes:
            QDesktopServices.openUrl(url)

    def _fit(self) -> None:
        """Lines no longer than can be read with ease, in the middle of a wide page."""
        metrics = QFontMetricsF(scaled_font(self, _TEXT_SIZE))
        widest = round(_CHARACTERS * metrics.averageCharWidth()) + 4 * UNIT
        self._beside = max(0, self.width() - widest) // 2
        self.setViewportMargins(self._beside, 0, self._beside, 0)

    def _button_at(self, place: QPoint) -> int:
        """The index of the button at a place of the viewport, -1 where there is none."""
        if not self.anchorAt(place).startswith(SCHEME):
            return -1
        position = self.cursorForPosition(place).position()
        for index, (start, end) in enumerate(self._buttons):
            if start <= position <= end:
                return index
        return -1

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()

    def _paint_buttons(self, painter: QPainter) -> None:
        """The grounds of the buttons, below their text."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for index, (start, end) in enumerate(self._buttons):
            ground, edge = button_colours(self.palette(), is_hovered=index == self._hovered)
            painter.setBrush(ground)
            painter.setPen(QPen(edge, 1))
            for box in self._boxes(start, end):
                painter.drawRoundedRect(box, RADIUS, RADIUS)

    def _boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """Where the text between two positions lies on the document: a box for each line."""
        document = self.document()
        block = document.findBlock(start)
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            if first < last:
                left, right = _x_of(line, first), _x_of(line, last)
                # The line's own height, without what its spacing adds.
                height = line.ascent() + line.descent()
                yield QRectF(
                    corner.x() + left,
                    corner.y() + line.y() + line.height() - height - 3.5,
                    right - left,
                    height + 6,
                )

    # Qt's side.

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """An image of the lesson's folder; nothing else is ever loaded.

        Whatever else is asked for becomes an empty picture: where there is none, Qt would look for
        a file of that name anywhere.
        """
        image = QImage()
        if kind == QTextDocument.ResourceType.ImageResource.value and self._lesson is not None:
            image = _image_of(self._lesson, QUrl(name).toString(), self._column())
        if image.isNull():
            image = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
        return image

    def _column(self) -> int:
        """The width that an image may have, logical pixels."""
        return max(self.viewport().width() - 4 * UNIT, 16 * UNIT)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            place = self.verticalScrollBar().value()
            self._set()
            self._fit()
            self.verticalScrollBar().setValue(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._button_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            self._paint_buttons(painter)
        super().paintEvent(event)


def _plain(title: str) -> str:
    """The title with nothing in it that Markdown would read as more than text."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#&!" else sign for sign in title)


def _x_of(line: QTextLine, position: int) -> float:
    """Where a position of the line's text is, from the left of its block."""
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)


def _image_of(lesson: Lesson, name: str, widest: int) -> QImage:
    """An image beside the lesson, no wider than that; a null one where it is not allowed."""
    try:
        path = file_of(lesson.folder, name)
        if path.stat().st_size > _LARGEST_IMAGE_FILE:
            return QImage()
    except (LessonError, OSError):
        return QImage()
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    # Never one that is made of other files, as SVG can be.
    if bytes(reader.format().data()) not in _IMAGE_FORMATS or not size.isValid():
        return QImage()
    if max(size.width(), size.height()) > _LARGEST_IMAGE:
        return QImage()
    if size.width() > widest:
        reader.setScaledSize(
            size.scaled(widest, _LARGEST_IMAGE, Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()
