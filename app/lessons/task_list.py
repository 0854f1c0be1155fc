"""The tasks of the open lesson, each with its state: open, or done with a tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.lessons.lesson_file import Task
from app.ui.theme import UNIT, Chart, chart_colour, hairline
from app.ui.type_scale import scale_type

_MARK = 18
"""The side of a tick's circle, logical pixels."""


class TaskList(QWidget):
    """Shows tasks one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lessonTasks")
        self._rows: list[_TaskRow] = []
        self._title = QLabel(self)
        scale_type(self._title, 1.0, bold=True)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        self._layout.setSpacing(UNIT // 2)
        self._layout.addWidget(self._title)

    def show_tasks(self, tasks: Sequence[Task], done: Sequence[bool]) -> None:
        """Show other tasks; ``done`` says of each whether it has been done already."""
        for row in self._rows:
            self._layout.removeWidget(row)
            # It is deleted only when the events at hand are done, and seen until then.
            row.hide()
            row.deleteLater()
        self._rows = [_TaskRow(task.text, self) for task in tasks]
        for row, is_done in zip(self._rows, done, strict=True):
            row.set_done(is_done)
            self._layout.addWidget(row)
        self.setVisible(bool(tasks))
        self._count()

    def set_done(self, index: int) -> None:
        """Tick a task; a screen reader hears of it."""
        self._rows[index].set_done(True)
        self._count()
        if QAccessible.isActive():
            text = self.tr("Done: {0}").format(self._rows[index].text)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @property
    def done(self) -> list[bool]:
        """Of each task, whether it is ticked."""
        return [row.is_done for row in self._rows]

    def _count(self) -> None:
        done = sum(self.done)
        self._title.setText(
            self.tr("Well done: all is done.")
            if done == len(self._rows)
            else self.tr("To do: {0} of {1} done").format(done, len(self._rows))
        )


class _TaskRow(QWidget):
    """A circle or a tick, and the words."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = TickMark(self)
        self._label = QLabel(text, self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)
        self.set_done(False)

    @property
    def text(self) -> str:
        return self._label.text()

    @property
    def is_done(self) -> bool:
        return self._mark.is_ticked

    def set_done(self, is_done: bool) -> None:
        self._mark.set_ticked(is_done)
        role = QPalette.ColorRole
        self._label.setForegroundRole(role.PlaceholderText if is_done else role.WindowText)
        self.setAccessibleName(self._label.text())
        self.setAccessibleDescription(self.tr("Done") if is_done else self.tr("Not done yet"))


class TickMark(QWidget):
    """An empty circle, or a full one with a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_ticked = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_ticked(self, is_ticked: bool) -> None:
        """Show the tick, or the empty circle."""
        self.is_ticked = is_ticked
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_MARK, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_mark(painter, QRectF(self.rect()), self.palette(), is_ticked=self.is_ticked)


def paint_mark(painter: QPainter, box: QRectF, colours: QPalette, *, is_ticked: bool) -> None:
    """Paint the circle into a square box, with a tick or without."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = box.adjusted(1, 1, -1, -1)
    if not is_ticked:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.color(QPalette.ColorRole.PlaceholderText), 1.5))
        painter.drawEllipse(circle)
        return
    painter.setBrush(chart_colour(Chart.ACCURACY, colours))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(circle)
    pen = QPen(colours.window().color(), box.width() / 9)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline(
        QPolygonF(
            [
                QPointF(box.x() + x * box.width(), box.y() + y * box.height())
                for x, y in ((0.3, 0.52), (0.44, 0.66), (0.71, 0.36))
            ]
        )
    )


class HairLine(QWidget):
    """A thin line that parts what is above from what is below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), hairline(self.palette()))
