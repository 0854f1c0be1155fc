"""The lessons in their order: number, title, minutes, and a tick on those that are done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.lessons.lesson_file import Lesson
from app.lessons.task_list import paint_mark
from app.text.formats import whole_number
from app.ui.theme import RADIUS, UNIT, blend, muted, scaled_font

DONE = Qt.ItemDataRole.UserRole
"""The role of an item's data under which it says whether its lesson is done."""

_MINUTES = Qt.ItemDataRole.UserRole + 1
_TITLE = Qt.ItemDataRole.UserRole + 2

_ROW = 6 * UNIT
_MARK = 3 * UNIT
"""The height of a row and the side of its number's circle, logical pixels."""


class LessonList(QListWidget):
    """``opened`` carries the index of the lesson that is clicked or entered."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonList")
        self.setAccessibleName(self.tr("Lessons"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setItemDelegate(_RowDelegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._open)
        self.itemActivated.connect(self._open)

    def show_lessons(self, lessons: Sequence[Lesson], done: Sequence[bool]) -> None:
        """Show other lessons, or the same with other ticks; the current one stays."""
        row = self.currentRow()
        self.clear()
        for number, (lesson, is_done) in enumerate(zip(lessons, done, strict=True), start=1):
            minutes = self.tr("{0} min").format(whole_number(lesson.minutes, self.locale()))
            item = QListWidgetItem(f"{number}. {lesson.title}")
            item.setData(DONE, is_done)
            item.setData(_MINUTES, minutes)
            item.setData(_TITLE, lesson.title)
            state = self.tr("done") if is_done else self.tr("not done yet")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{number}. {lesson.title}, {minutes}, {state}"
            )
            item.setToolTip(lesson.title)
            self.addItem(item)
        self.setCurrentRow(min(max(row, 0), len(lessons) - 1))

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(self.row(item))


class _RowDelegate(QStyledItemDelegate):
    """Paints a row."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, max(_ROW, 2 * QFontMetrics(option.font).height()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        box = QRectF(option.rect).adjusted(UNIT, 0, -UNIT, 0)
        colours: QPalette = option.palette
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        if state & QStyle.StateFlag.State_MouseOver or has_focus:
            painter.setPen(
                colours.color(QPalette.ColorRole.Accent) if has_focus else Qt.PenStyle.NoPen
            )
            ground = colours.window().color()
            painter.setBrush(blend(colours.windowText().color(), ground, 0.06))
            painter.drawRoundedRect(box.adjusted(0.5, 1.5, -0.5, -1.5), RADIUS, RADIUS)
        self._paint_row(painter, box.adjusted(UNIT, 0, -UNIT, 0), colours, index)
        painter.restore()

    def _paint_row(
        self,
        painter: QPainter,
        box: QRectF,
        colours: QPalette,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        parent = self.parent()
        assert isinstance(parent, LessonList)
        mark = QRectF(box.left(), box.center().y() - _MARK / 2, _MARK, _MARK)
        is_done = bool(index.data(DONE))
        paint_mark(painter, mark, colours, is_ticked=is_done)
        if not is_done:
            painter.setFont(scaled_font(parent, 0.9))
            painter.setPen(muted(colours))
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        painter.setFont(parent.font())
        metrics = painter.fontMetrics()
        minutes = str(index.data(_MINUTES))
        room = metrics.horizontalAdvance(minutes)
        painter.setPen(muted(colours))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, minutes)
        text = box.adjusted(_MARK + 1.5 * UNIT, 0, -room - 2 * UNIT, 0)
        painter.setPen(colours.windowText().color())
        title = metrics.elidedText(
            str(index.data(_TITLE)), Qt.TextElideMode.ElideRight, int(text.width())
        )
        painter.drawText(text, middle | Qt.AlignmentFlag.AlignLeft, title)
