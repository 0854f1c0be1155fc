"""A pupil who does lessons in the real window: by mouse, wheel and keys, and by nothing else.

What is to be clicked must be in sight where the click goes, so that nobody is thought to have done
what a person could not do: covered, folded away or scrolled out of sight counts as not there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QMenu,
    QScrollArea,
    QTextBrowser,
    QWidget,
)

from app.demo.digits import Strokes, reported
from app.demo.hand import DemonstrationError, Hand, pause
from app.lessons.lesson_list import DONE, LessonList
from app.lessons.task_list import TaskList
from app.ui.panel import LatePanel, Panel
from app.window.layout import PanelLayout

_LEFT = Qt.MouseButton.LeftButton

_NOTCHES = 200
"""Of the wheel, or presses of a key, before the pupil gives up looking for a thing."""

_MENU = 100
"""Milliseconds after which a menu that was opened is looked at."""


class Pupil(Hand):
    """Works on one open window."""

    # The lessons.

    def go_to(self, name: str) -> Panel:
        """Go to a panel by its keys, and wait until it is filled."""
        panel = self.part(Panel, f"{name}Dock")
        layout = self.window.findChild(PanelLayout)
        assert layout is not None, "every window has one"
        number = layout.panels.index(panel)
        key = Qt.Key(Qt.Key.Key_1 + number)
        QTest.keyClick(self.window, key, Qt.KeyboardModifier.ControlModifier)
        self.wait(lambda: panel.is_seen, f"the keys of the panel {name} do not open it")
        if isinstance(panel, LatePanel):
            self.wait(lambda: panel.is_made, f"the panel {name} is never made")
        return panel

    def open_lessons(self) -> LessonList:
        """Go to the list of lessons."""
        self.go_to("learn")
        lessons = self.part(LessonList, "lessonList")
        self.wait(lambda: lessons.count() > 0, "the lessons are never read")
        if not lessons.isVisible():
            self.press("allLessonsButton")
        return lessons

    def open_lesson(self, number: int) -> None:
        """Open the lesson of this number, from 1, by a click in the list."""
        lessons = self.open_lessons()
        item = lessons.item(number - 1)
        self._turn_until(
            lessons.viewport(),
            lambda: lessons.viewport().rect().contains(lessons.visualItemRect(item)),
            f"lesson {number} is not in the list",
        )
        self.click(lessons.visualItemRect(item).center(), lessons.viewport())
        self.wait(lambda: not lessons.isVisible(), f"lesson {number} does not open")

    def lessons_done(self) -> list[bool]:
        """Of each lesson, whether the list has it ticked."""
        lessons = self.open_lessons()
        return [bool(lessons.item(row).data(DONE)) for row in range(lessons.count())]

    def tasks_done(self) -> list[bool]:
        """Of each task of the open lesson, whether it is ticked."""
        return self.part(TaskList, "lessonTasks").done

    def finish(self, task: int) -> None:
        """Wait until the program says that this task, from 1, is done."""
        self.wait(lambda: self.tasks_done()[task - 1], f"task {task} is not seen to be done")

    def follow(self, address: str) -> None:
        """Click the lesson's button of this address, such as ``do:heal``."""
        self.go_to("learn")
        page = self.part(QTextBrowser, "lessonPage")
        # Qt wraps what it shows anew when the panel's width changes.
        pause(0.05)
        QTest.keyClick(page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(_NOTCHES):
            place = _place_of(page, address)
            if place is not None and page.viewport().rect().contains(place):
                self.click(place, page.viewport())
                return
            QTest.keyClick(page, Qt.Key.Key_Down)
        raise DemonstrationError(f"The lesson has no button {address} in sight.")

    def finish_training(self) -> None:
        """Wait until the training that was just begun has ended."""
        stop = self.part(QAbstractButton, "stopButton")
        self.wait(stop.isEnabled, "training does not begin")
        self.wait(lambda: not stop.isEnabled(), "training does not end")

    # Whatever else there is.

    def draw(self, strokes: Strokes) -> None:
        """Draw on a new sheet, which the key for it takes from wherever the keyboard is."""
        QTest.keyClick(self.window, Qt.Key.Key_Delete)
        self.wait(lambda: not self.bars.property("probabilities"), "the bars do not empty")
        side = self.canvas.width()
        for stroke in strokes:
            places = [QPoint(round(x * side), round(y * side)) for x, y in reported(stroke)]
            QTest.mousePress(self.canvas, _LEFT, pos=places[0])
            for place in places[1:]:
                QTest.mouseMove(self.canvas, place)
            QTest.mouseRelease(self.canvas, _LEFT, pos=places[-1])
        self.wait(lambda: bool(self.bars.property("probabilities")), "what is drawn is not read")

    def press(self, name: str) -> None:
        """Click a button as soon as it can be clicked."""
        button = self.part(QAbstractButton, name)
        self.wait(lambda: button.isVisible() and button.isEnabled(), f"{name} cannot be pressed")
        self.click_on(button)

    def click_on(self, widget: QWidget) -> None:
        """Click a widget in its middle, scrolled to where needed."""
        self._bring_into_sight(widget)
        self.click(widget.rect().center(), widget)

    def click(self, place: QPoint, widget: QWidget) -> None:
        """Click at a place of a widget; raises DemonstrationError where it is not in sight."""
        window = widget.window()
        found = window.childAt(widget.mapTo(window, place))
        if found is None or not (found is widget or widget.isAncestorOf(found)):
            raise DemonstrationError(f"{_name(widget)} is not in sight: there is {_name(found)}.")
        QTest.mouseClick(widget, _LEFT, pos=place)

    def type_into(self, name: str, text: str) -> None:
        """Click a field of numbers and type another value, and Enter."""
        field = self.part(QWidget, name)
        self.wait(field.isEnabled, f"{name} takes no value")
        self.click_on(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)

    def choose(self, name: str, wanted: object, *, role: int = Qt.ItemDataRole.UserRole) -> None:
        """Open a box of choices by a click, and go by keys to the one whose data is ``wanted``."""
        box = self.part(QComboBox, name)
        self.wait(box.isEnabled, f"{name} has nothing to choose")
        self.click_on(box)
        view = box.view()
        self.wait(view.isVisible, f"{name} does not open")
        QTest.keyClick(view, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if view.currentIndex().data(role) == wanted:
                QTest.keyClick(view, Qt.Key.Key_Return)
                self._take_keyboard_back()
                return
            QTest.keyClick(view, Qt.Key.Key_Down)
        raise DemonstrationError(f"{name} offers no {wanted}.")

    def choose_in_menu(self, name: str, wanted: str) -> None:
        """Open the menu of a button and click the entry whose data is ``wanted``."""
        found: list[bool] = []

        def choose() -> None:
            menu = QApplication.activePopupWidget()
            if not isinstance(menu, QMenu):
                return
            entry = next((one for one in menu.actions() if one.data() == wanted), None)
            found.append(entry is not None)
            if entry is None:
                QTest.keyClick(menu, Qt.Key.Key_Escape)
            else:
                QTest.mouseClick(menu, _LEFT, pos=menu.actionGeometry(entry).center())

        # The menu holds the click until it is closed.
        QTimer.singleShot(_MENU, choose)
        self.press(name)
        self.wait(lambda: bool(found), f"{name} opens no menu")
        self._take_keyboard_back()
        if not found[0]:
            raise DemonstrationError(f"The menu of {name} has no {wanted}.")

    def _take_keyboard_back(self) -> None:
        """Do what a desktop does when a list closes, and a platform without a screen does not."""
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow, "the window does not get the keyboard back")

    def _bring_into_sight(self, widget: QWidget) -> None:
        """Turn the wheel over what scrolls until the widget's middle can be seen."""
        area = _scrolling(widget)
        if area is None:
            return
        # What has just been shown gets its place with the next events.
        pause(0.05)
        ground = area.viewport()

        def is_in_sight() -> bool:
            return ground.rect().contains(widget.mapTo(ground, widget.rect().center()))

        is_above = widget.mapTo(ground, QPoint(0, 0)).y() < 0
        self._turn_until(
            ground, is_in_sight, f"{_name(widget)} does not scroll into sight", is_above=is_above
        )

    def _turn_until(
        self,
        ground: QWidget,
        condition: Callable[[], bool],
        complaint: str,
        *,
        is_above: bool = False,
    ) -> None:
        """Turn the wheel notch by notch, where nothing on the ground takes it for itself."""
        for _ in range(_NOTCHES):
            if condition():
                return
            _turn_wheel(ground, 30 if is_above else -30)
            pause(0.002)
        raise DemonstrationError(f"Something is wrong: {complaint}.")


def _turn_wheel(ground: QWidget, angle: int) -> None:
    """In eighths of a degree, as Qt counts; up is more."""
    place = QPointF(ground.rect().center())
    QApplication.sendEvent(
        ground,
        QWheelEvent(
            place,
            QPointF(ground.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def _place_of(page: QTextBrowser, address: str) -> QPoint | None:
    """Where the middle of the link's first letters is now, in the viewport; None without one."""
    document = page.document()
    block = document.begin()
    while block.isValid():
        for form in block.textFormats():
            if form.format.anchorHref() == address:
                cursor = QTextCursor(document)
                cursor.setPosition(block.position() + form.start + min(form.length, 4) // 2)
                return page.cursorRect(cursor).center()
        block = block.next()
    return None


def _scrolling(widget: QWidget) -> QScrollArea | None:
    """The nearest area that scrolls this widget."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent


def _name(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return f"{type(widget).__name__} {widget.objectName()}".strip()
