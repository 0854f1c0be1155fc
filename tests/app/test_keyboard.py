"""The keyboard reaches everything: Tab comes by every control, and each says and shows that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.drawing.canvas import Canvas
from app.lessons.lesson_list import LessonList
from app.main_window import MainWindow
from app.ui.panel import Panel
from app.ui.widgets import Disclosure
from tests.app.hand import DIGITS, draw
from tests.app.parts import canvas_of, part
from tests.app.waiting import bring_to_front

CONTROLS = (
    Canvas,
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
)
STEPS = 400
"""More Tabs than there are controls."""


def name_of(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"


def controls_of(window: QWidget) -> Iterator[QWidget]:
    """What can be operated now, each control once and not its parts."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or isinstance(widget, QScrollBar):
            continue
        parent = widget.parentWidget()
        is_part = isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar | QAbstractItemView)
        is_part = is_part or widget.objectName().startswith("qt_")
        if widget.isVisibleTo(window) and widget.isEnabled() and not is_part:
            yield widget


def walk(window: MainWindow) -> dict[QWidget, bool]:
    """Where Tab leads until it comes round again, and whether each shows that it has the focus."""
    window.menuBar().setFocus(Qt.FocusReason.TabFocusReason)
    canvas_of(window).setFocus(Qt.FocusReason.TabFocusReason)
    reached: dict[QWidget, bool] = {}
    for _ in range(STEPS):
        left = QApplication.focusWidget()
        assert left is not None
        with_focus = picture_of(window, left)
        QTest.keyClick(left, Qt.Key.Key_Tab)
        reached[left] = picture_of(window, left) != with_focus
        if QApplication.focusWidget() in reached:
            break
    return reached


def picture_of(window: QWidget, control: QWidget) -> QImage:
    """The control and a little around it, as it is on the screen."""
    corner = control.mapTo(window, control.rect().topLeft())
    return window.grab(control.rect().translated(corner).adjusted(-4, -4, 4, 4)).toImage()


def with_siblings(reached: Iterable[QWidget]) -> set[QWidget]:
    """With the others of a group that Tab enters at one member: the arrows lead to them."""
    siblings = set(reached)
    for widget in reached:
        parent = widget.parentWidget()
        if isinstance(widget, QAbstractButton) and widget.isCheckable() and parent is not None:
            siblings |= set(parent.findChildren(type(widget)))
    return siblings


def test_tab_reaches_every_control_and_each_has_a_name_and_shows_the_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    draw(canvas_of(window), DIGITS[7])
    missed, nameless, invisible = set(), set(), set()
    for dock in window.findChildren(Panel):
        for section in dock.findChildren(Disclosure):
            section.set_open(True)
        bring_to_front(qtbot, dock)
        if dock.objectName() == "mistakesDock":
            qtbot.waitUntil(part(window, QAbstractButton, "mistakesFile").isVisible)
        if dock.objectName() == "learnDock":
            # An empty list has no row that could show the focus.
            qtbot.waitUntil(lambda: part(window, LessonList).count() > 0)
        # What was opened gets its room a moment later.
        qtbot.waitUntil(lambda: all(control.height() > 4 for control in controls_of(window)))
        reached = walk(window)
        controls = set(controls_of(window))
        missed |= {name_of(control) for control in controls - with_siblings(reached)}
        nameless |= {name_of(control) for control in controls if not spoken(control)}
        invisible |= {name_of(control) for control, shows in reached.items() if not shows}
    assert missed == set()
    assert nameless == set()
    assert sorted(invisible) == []


def spoken(control: QWidget) -> str:
    """What a screen reader calls the control."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name)
